from __future__ import annotations

import gzip
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.intake.feeds import Feed, FeedItem, read_feed
from service.intake.problems import FeedProblem, UnreadableFeedError

if TYPE_CHECKING:
    from pathlib import Path

HOME = "https://valley.example/feeds/all.xml"
RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>Valley Voice</title><language>es-CO</language>
<item><title>Petro: «Juré no tocar un arma más»</title><link>/2026/01/05/petro?a=1&amp;b=2</link>
<pubDate>Mon, 05 Jan 2026 13:20:00 -0500</pubDate><description>Corto</description></item>
<item><title>Again</title><link>https://valley.example/2026/01/05/petro?a=1&amp;b=2</link></item>
<item><title>No address</title></item>
<item><title>Bad date</title><guid>https://valley.example/2</guid><pubDate>yesterday</pubDate></item>
<item><title>Epoch</title><link>https://valley.example/3</link>
<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate></item>
<item><title>Script</title><link>javascript:alert(1)</link></item>
</channel></rss>""".encode()
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Valley</title>
<entry><title>One</title><link rel="alternate" href="https://valley.example/1"/>
<published>2026-01-05T18:20:00Z</published><updated>2026-01-06T08:00:00+01:00</updated>
<summary>Short</summary></entry></feed>"""
SITEMAP = b"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url>
<loc> https://valley.example/1 </loc><lastmod>2026-01-06</lastmod><news:news><news:publication>
<news:name>Valley Voice</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2026-01-05T18:20:00Z</news:publication_date>
<news:title>One &amp; only</news:title></news:news></url><url><loc>nothing</loc></url></urlset>"""
INDEX = b"""<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://valley.example/a.xml.gz</loc></sitemap><sitemap><loc>/b.xml</loc></sitemap>
</sitemapindex>"""
JSON = orjson.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Valley",
        "language": "en",
        "items": [
            {"id": "1", "url": "/1", "title": "One", "date_published": "2026-01-05T18:20:00Z"},
            {"id": "2", "external_url": "https://other.example/2", "language": "es"},
            {"id": "3"},
            "nonsense",
        ],
    }
)
AT = datetime(2026, 1, 5, 18, 20, tzinfo=UTC)


def by_url(feed: Feed) -> dict[str, FeedItem]:
    return {item.url: item for item in feed.items}


def test_rss_gives_items_with_absolute_addresses():
    feed = read_feed(RSS, url=HOME)
    assert (feed.kind, feed.title) == ("rss20", "Valley Voice")
    first = feed.items[0]
    assert first.url == "https://valley.example/2026/01/05/petro?a=1&b=2"
    assert first.title == "Petro: «Juré no tocar un arma más»"
    assert first.published_at is not None
    assert first.published_at.value == AT
    assert (first.language, first.summary) == ("es-CO", "Corto")


def test_bad_items_are_counted_and_sink_nothing():
    feed = read_feed(RSS, url=HOME)
    assert [item.title for item in feed.items][1:] == ["Bad date", "Epoch"]
    assert [item.published_at for item in feed.items][1:] == [None, None]
    assert feed.skipped == (("bad_date", 2), ("no_address", 2), ("repeated", 1))


def test_atom_gives_both_times():
    (item,) = read_feed(ATOM, url=HOME).items
    assert item.published_at is not None
    assert item.modified_at is not None
    assert item.published_at.value == AT
    assert item.modified_at.value == datetime(2026, 1, 6, 7, tzinfo=UTC)


@pytest.mark.parametrize("data", [SITEMAP, gzip.compress(SITEMAP, mtime=0)], ids=["plain", "gzip"])
def test_a_news_sitemap_gives_title_time_and_outlet(data: bytes):
    feed = read_feed(data, url=HOME)
    item = feed.items[0]
    assert (item.url, item.title, item.outlet_name, item.language) == (
        "https://valley.example/1",
        "One & only",
        "Valley Voice",
        "en",
    )
    assert item.modified_at is not None
    assert not item.modified_at.has_clock
    assert feed.kind == "sitemap"


def test_an_index_leads_further():
    feed = read_feed(INDEX, url="https://valley.example/sitemap.xml")
    assert feed.further == ("https://valley.example/a.xml.gz", "https://valley.example/b.xml")
    assert feed.items == ()


def test_a_json_feed_is_read():
    feed = read_feed(JSON, url="https://valley.example/feed.json")
    items = by_url(feed)
    assert set(items) == {"https://valley.example/1", "https://other.example/2"}
    assert items["https://valley.example/1"].published_at is not None
    assert items["https://other.example/2"].language == "es"
    assert feed.skipped == (("no_address", 1),)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", FeedProblem.EMPTY),
        (b" \n\xef\xbb\xbf", FeedProblem.EMPTY),
        (b"<html><body>Hello</body></html>", FeedProblem.NOT_A_FEED),
        (b"just words", FeedProblem.NOT_A_FEED),
        (b"{broken", FeedProblem.NOT_A_FEED),
        (b'{"items": []}', FeedProblem.NOT_A_FEED),
        (b'{"version": "https://jsonfeed.org/version/1", "items": 3}', FeedProblem.NOT_A_FEED),
        (b"<urlset", FeedProblem.NOT_A_FEED),
        (gzip.compress(RSS, mtime=0)[:-9], FeedProblem.NOT_A_FEED),
        (gzip.compress(b"<rss>" + b" " * 3_000_000, mtime=0), FeedProblem.NOT_A_FEED),
        (b"<rss>" + b" " * 3_000_000 + b"<a/>", FeedProblem.TOO_LARGE),
    ],
)
def test_what_is_no_feed_is_refused_by_its_reason(data: bytes, reason: FeedProblem):
    with pytest.raises(UnreadableFeedError) as caught:
        read_feed(data, url=HOME, max_bytes=1_000_000)
    assert caught.value.reason is reason


def test_entities_reach_no_file_and_do_not_explode():
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    bomb += b'<!ENTITY c SYSTEM "file:///etc/hostname">]>'
    data = SITEMAP.replace(b'<?xml version="1.0"?>', bomb).replace(b"One &amp; only", b"&b;&c;")
    assert read_feed(data, url=HOME).items[0].title is None


@given(st.binary(max_size=400))
def test_any_bytes_give_a_feed_or_a_reason(data: bytes):
    items: tuple[FeedItem, ...] = ()
    with suppress(UnreadableFeedError):
        items = read_feed(RSS[:200] + data, url=HOME).items
    assert all(item.url.startswith(("http://", "https://")) for item in items)


def test_bytes_that_name_a_file_are_not_opened(tmp_path: Path):
    path = tmp_path / "secret.xml"
    path.write_bytes(RSS)
    with pytest.raises(UnreadableFeedError):
        read_feed(str(path).encode(), url=HOME)


def test_dates_that_are_none_are_counted_and_their_items_kept():
    items = [
        {"url": "/a", "date_published": "the day before yesterday"},
        {"url": "/b", "date_published": "1970-01-01T00:00:00Z", "date_modified": "soon"},
        {"url": "/c", "date_published": "2026-01-05T10:00:00Z", "date_modified": " "},
    ]
    document = {"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": items}
    feed = read_feed(orjson.dumps(document), url="https://paper.example/feed.json")
    assert [item.url for item in feed.items] == [f"https://paper.example/{x}" for x in "abc"]
    assert [item.published_at is None for item in feed.items] == [True, True, False]
    assert feed.skipped == (("bad_date", 3),)
