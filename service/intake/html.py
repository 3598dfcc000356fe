"""A news page to one article: trafilatura for the body, the page's own statements for the rest."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from importlib.metadata import version
from typing import TYPE_CHECKING

from trafilatura import bare_extraction, extract_metadata, load_html

from service.domain.text.language import guess_language
from service.intake.body import Body, find_captions, find_posts, write_body
from service.intake.decoding import decode_page, drop_unstorable
from service.intake.page import Found, PageContent
from service.intake.problems import PageProblem, UnreadablePageError
from service.intake.structured import Structured, read_structured, shown_headlines
from service.intake.times import parse_time
from service.intake.walls import find_wall

if TYPE_CHECKING:
    from lxml.html import HtmlElement

EXTRACTOR = f"trafilatura/{version('trafilatura')}+structured/1"
MAX_PAGE_BYTES = 20 * 1024 * 1024
HTML_TYPES = ("text/html", "application/xhtml+xml", "application/xml", "text/xml")
LOOKS_LIKE_HTML = re.compile(
    r"<(?:!doctype|html|head|body|meta|div|p|article|title)\b", re.IGNORECASE
)
SNIFF_CHARS = 20_000
MAX_ATTRIBUTES = 20_000
# What follows these tags is code, in which equals signs abound.
CODE_TAGS = ("script", "style", "!--")
# Languages among which the guess can choose; others are taken as declared.
GUESSABLE = frozenset({"en", "es", "fr", "pt", "de", "it"})
SURE = 0.99
ENOUGH_CHARS = 400
# Where the extractor finds less than this share of what the page states as its body, the page's
# own statement is taken: its body was in scripts or the extractor lost most of it.
LOST_SHARE = 0.5


def read_page(
    html: bytes,
    *,
    url: str | None,
    content_type: str | None = None,
    max_bytes: int = MAX_PAGE_BYTES,
) -> PageContent:
    """Returns the one article of a page.

    ``url`` is the address that the bytes came from; it resolves relative addresses. ``html`` is
    the page as received, after any content encoding was undone.

    Raises:
        UnreadablePageError: the page holds no article; its ``reason`` says why.
    """
    if not html.strip():
        raise UnreadablePageError(PageProblem.EMPTY, "the page is empty")
    if len(html) > max_bytes:
        raise UnreadablePageError(
            PageProblem.TOO_LARGE, f"the page has {len(html)} bytes, more than {max_bytes}"
        )
    check_type(content_type)
    decoded = decode_page(html, content_type)
    tree = parse(decoded.text)
    structured = read_structured(tree, url)
    captions = find_captions(tree)
    posts = find_posts(tree)
    guessed = guess_missing(tree, structured, url)
    body, found_in = read_body(tree, url, posts, structured)
    if wall := find_wall(body.text, structured):
        raise UnreadablePageError(wall, f"the page holds no article: {wall.value}")
    return PageContent(
        text=body.text,
        title=guessed.title,
        byline=guessed.byline,
        language=choose_language(structured.language, body.text),
        canonical_url=guessed.canonical_url,
        outlet_name=guessed.outlet_name,
        published_at=guessed.published_at,
        modified_at=guessed.modified_at,
        regions=body.regions,
        captions=captions,
        text_found_in=found_in,
        encoding=f"{decoded.encoding} ({decoded.found_in})",
        html_sha256=hashlib.sha256(html).hexdigest(),
        extractor=EXTRACTOR,
    )


def check_type(content_type: str | None) -> None:
    """Raises UnreadablePageError when the server said that this is something else than a page."""
    media_type = (content_type or HTML_TYPES[0]).split(";", 1)[0].strip().lower()
    if media_type and media_type not in HTML_TYPES:
        raise UnreadablePageError(PageProblem.NOT_HTML, f"{media_type!r} is no page")


def parse(text: str) -> HtmlElement:
    """Returns the tree of the page.

    Raises:
        UnreadablePageError: there is no markup in it, or none that can be read.
    """
    if not LOOKS_LIKE_HTML.search(text[:SNIFF_CHARS]):
        raise UnreadablePageError(PageProblem.NOT_HTML, "there is no markup in the page")
    check_tags(text)
    tree = load_html(drop_unstorable(text))
    if tree is None:
        raise UnreadablePageError(PageProblem.BROKEN, "the markup cannot be read")
    return tree


def check_tags(text: str) -> None:
    """Raises UnreadablePageError for a tag with more attributes than any real page has.

    The parser compares each attribute with all before it, so that such a tag costs minutes.
    """
    for piece in text.split("<"):
        if len(piece) < MAX_ATTRIBUTES:
            continue
        is_code = piece[:6].lower().startswith(CODE_TAGS)
        tag = piece.split(">", 1)[0] if is_code else piece
        if tag.count("=") > MAX_ATTRIBUTES:
            raise UnreadablePageError(PageProblem.BROKEN, "a tag has too many attributes")


def guess_missing(tree: HtmlElement, structured: Structured, url: str | None) -> Structured:
    """Returns the fields with those that the page does not state guessed from what it shows.

    Guesses say so in ``found_in``: a guessed date is right in about nine of ten pages only.
    """
    if structured.byline and structured.published_at and structured.title:
        return structured
    try:
        guessed = extract_metadata(tree, default_url=url)
    except Exception:  # noqa: BLE001  a third-party heuristic on hostile input: no guess then
        return structured
    return replace(
        structured,
        title=structured.title or as_guess(guessed.title),
        byline=structured.byline or as_guess((guessed.author or "").replace("; ", ", ")),
        outlet_name=structured.outlet_name or as_guess(guessed.sitename),
        published_at=structured.published_at or parse_time(guessed.date or "", "guess"),
    )


def as_guess(value: str | None) -> Found | None:
    """Returns the value marked as a guess."""
    return Found(drop_unstorable(value), "guess") if value else None


def read_body(
    tree: HtmlElement, url: str | None, posts: frozenset[str], structured: Structured
) -> tuple[Body, str]:
    """Returns the body without the headline over it, and where it was found.

    Raises:
        UnreadablePageError: the markup defeats the extractor and nothing is stated either.
    """
    headlines = shown_headlines(tree)
    if structured.title is not None:
        headlines |= {structured.title.value}
    stated = Body.of_paragraphs((structured.article_body or "").splitlines())
    try:
        document = bare_extraction(
            tree, url=url, include_comments=False, include_tables=True, with_metadata=False
        )
    except Exception as error:
        if stated.text:
            return stated, "json-ld articleBody"
        raise UnreadablePageError(PageProblem.BROKEN, "the markup cannot be read") from error
    found = Body("", ())
    if document is not None and not isinstance(document, dict) and document.body is not None:
        found = write_body(document.body, posts)
    is_lost = len(found.text) < LOST_SHARE * len(stated.text)
    # The extractor itself falls back to the stated body, and joins its paragraphs.
    is_joined = found.text.split() == stated.text.split()
    if stated.text and (is_lost or is_joined):
        return stated, "json-ld articleBody"
    return found.without_headline(headlines), "page"


def choose_language(declared: Found | None, text: str) -> Found | None:
    """Returns the declared language unless a long text is surely in another one.

    Templates are often copied with the wrong language in them. Languages that the guess does not
    know are believed.
    """
    if declared is not None and declared.value not in GUESSABLE:
        return declared
    guess = guess_language(text)
    if declared is None:
        return Found(guess.language, "guess")
    sure = len(text) >= ENOUGH_CHARS and guess.confidence >= SURE
    if sure and guess.language != declared.value:
        return Found(guess.language, "guess against " + declared.found_in)
    return declared
