"""What watches tell, as JSON Feed and as Atom.

Sources: JSON Feed 1.1 (jsonfeed.org/version/1.1); RFC 4287 (Atom).
"""

from __future__ import annotations

import re
import uuid
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

import orjson
from lxml import etree

from service.http.models.watch_events import title_of, watched_event

if TYPE_CHECKING:
    from service.store.watches import Watch
    from service.usecases.deliver import EventView, WatchFeed

JSON_FEED_TYPE: Final = "application/feed+json"
ATOM_TYPE: Final = "application/atom+xml"

_JSON_FEED_VERSION: Final = "https://jsonfeed.org/version/1.1"
_ATOM: Final = "http://www.w3.org/2005/Atom"
# XML 1.0, 2.2: what may not stand in a document, however it is written
_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def json_feed(feed: WatchFeed, base_url: str, token: str | None = None) -> bytes:
    """Returns the feed as JSON Feed 1.1; ``_quote_provenance`` holds the event itself.

    It names its own address with the token it was asked for with: some readers go on with that one.
    """
    watch = feed.watch
    return orjson.dumps(
        {
            "version": _JSON_FEED_VERSION,
            "title": watch.name,
            "feed_url": _own_url(watch, "json", base_url, token),
            "items": [
                {
                    "id": view.event.id,
                    "url": _link(view, base_url),
                    "title": title_of(view),
                    "content_text": _content(view),
                    "date_published": view.event.at.isoformat(),
                    "tags": [view.event.kind],
                    "_quote_provenance": watched_event(watch, view).model_dump(mode="json"),
                }
                for view in feed.events
            ],
        }
    )


def atom_feed(feed: WatchFeed, base_url: str, token: str | None = None) -> bytes:
    """Returns the feed as Atom; its own address as in ``json_feed``."""
    watch = feed.watch
    # the default namespace comes this way, since the stubs of the library know no prefix of None
    root = etree.fromstring(f'<feed xmlns="{_ATOM}"/>')
    _add(root, "id", _urn(watch.id))
    _add(root, "title", watch.name)
    newest = max((view.event.at for view in feed.events), default=watch.created_at)
    _add(root, "updated", newest.isoformat())
    _add(_add(root, "author", ""), "name", "Quote provenance")
    _add(root, "link", "", rel="self", href=_own_url(watch, "atom", base_url, token))
    for view in feed.events:
        entry = _add(root, "entry", "")
        _add(entry, "id", _urn(view.event.id))
        _add(entry, "title", title_of(view))
        _add(entry, "updated", view.event.at.isoformat())
        _add(entry, "category", "", term=view.event.kind)
        _add(entry, "link", "", rel="alternate", href=_link(view, base_url))
        _add(entry, "content", _content(view), type="text")
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")


def _add(parent: etree._Element, name: str, text: str, **attributes: str) -> etree._Element:
    made = etree.SubElement(
        parent,
        f"{{{_ATOM}}}{name}",
        {key: _NOT_XML.sub("\ufffd", value) for key, value in attributes.items()},
    )
    if text:
        made.text = _NOT_XML.sub("\ufffd", text)
    return made


def _own_url(watch: Watch, form: str, base_url: str, token: str | None) -> str:
    asked = f"?token={quote(token)}" if token else ""
    return f"{base_url}/v1/watches/{watch.id}/feed.{form}{asked}"


def _urn(id_: str) -> str:
    """Returns an id that is a URI and never changes, as Atom wants it."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"quote-provenance:{id_}").urn


def _link(view: EventView, base_url: str) -> str:
    if view.reviews:
        return view.reviews[0].url
    if view.mentions:
        return view.mentions[0].url
    if view.statements:
        return f"{base_url}/v1/statements/{view.statements[0].id}"
    return f"{base_url}/v1/changes?after={(view.event.seq or 1) - 1}&limit=1"


def _content(view: EventView) -> str:
    lines = [
        f"{mention.outlet.name}: “{mention.selector.exact}” {mention.url}"
        for mention in view.mentions
    ]
    lines += [each.summary for each in view.statements]
    lines += [
        f"{each.publisher}: “{each.rating}” on “{each.claim_text}” {each.url}"
        for each in view.reviews
    ]
    return "\n".join(lines) or title_of(view)
