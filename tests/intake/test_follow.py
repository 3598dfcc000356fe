"""Following feeds of a real local server: nothing lost, nothing doubled, and it goes on later."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from service.intake.desk import IntakeDesk
from service.intake.exchange import Bounds
from service.intake.feeds import FeedItem
from service.intake.fetch import FetchConfig, Fetcher, Known
from service.intake.follow import (
    MAX_FAILURES,
    BadFeedListError,
    FollowConfig,
    FollowedFeed,
    Follower,
    Round,
    back_off,
    by_turns,
    problem_name,
    read_feed_list,
)
from service.intake.follow_state import FollowState
from service.intake.problems import FetchError, FetchProblem
from tests.intake.misbehaving import MisbehavingServer, Request, answer, misbehaving_server

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterator
    from pathlib import Path

    from service.domain.model import ArticleInput

NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)
BOUNDS = Bounds(connect_seconds=2.0, read_seconds=1.0, total_seconds=2.0)
OLD_MEMORY = """
create table if not exists feed (
    url text primary key,
    next_at real not null,
    etag text, last_modified text,
    failures integer not null default 0,
    problem text
) strict;
create table if not exists page (
    url text primary key,
    feed_url text not null,
    site text not null,
    title text, published_at text, published_in text,
    first_seen_at real not null,
    next_at real,
    checks integer not null default 0,
    etag text, last_modified text, html_sha256 text,
    failures integer not null default 0,
    problem text
) strict;
create index if not exists page_next on page (next_at) where next_at is not null;
"""
LINES = [
    "The harbour was quiet in the morning, and the boats stayed where the storm had left them.",
    "“We cannot lower our guard,” the mayor said. “There are still things to discuss this week.”",
    "Nobody had slept, and the baker gave his bread away before the sun was over the hill.",
]


def page(number: int, extra: str = "") -> bytes:
    lines = "".join(f"<p>{line} That was day {number}.{extra}</p>" for line in LINES)
    return (
        f"<html lang='en'><head><title>Day {number}</title></head>"
        f"<body><article><h1>Day {number}</h1>{lines}</article></body></html>"
    ).encode()


def rss(server: MisbehavingServer, numbers: list[int]) -> bytes:
    items = "".join(
        f"<item><title>Day {n}</title><link>{server.url}/{n}</link>"
        f"<pubDate>Mon, 05 Jan 2026 1{n % 10}:00:00 GMT</pubDate></item>"
        for n in numbers
    )
    return f"<rss version='2.0'><channel><title>V</title>{items}</channel></rss>".encode()


def serve(
    server: MisbehavingServer, path: str, body: bytes, content_type: str = "text/html"
) -> None:
    """Serves the body with an ETag, and answers 304 to who knows it."""
    etag = f'"{hash(body)}"'

    def handle(sock: socket.socket, request: Request) -> None:
        if request.headers.get("if-none-match") == etag:
            answer(sock, status="304 Not Modified")
        else:
            answer(sock, body, content_type=content_type, headers=(("ETag", etag),))

    server.handlers[path] = handle


class Newsroom:
    """A follower with its memory in a file, and what it handed on."""

    def __init__(self, server: MisbehavingServer, folder: Path, *feeds: str) -> None:
        self.taken: list[ArticleInput] = []
        self.state = FollowState(folder / "follow.sqlite3")
        urls = feeds or ("/feed",)
        self.follower = Follower(
            FollowConfig(tuple(FollowedFeed(server.url + path) for path in urls)),
            Fetcher(FetchConfig(bounds=BOUNDS, allow_private=True, seconds_between_requests=0.0)),
            self.state,
            IntakeDesk(),
            self.taken.append,
        )

    def round(self, after: timedelta = timedelta()) -> Round:
        return self.follower.run_round(NOW + after)

    def close(self) -> None:
        self.state.close()


@pytest.fixture
def server() -> Iterator[MisbehavingServer]:
    with misbehaving_server() as running:
        yield running


@pytest.fixture
def newsroom(server: MisbehavingServer, tmp_path: Path) -> Iterator[Newsroom]:
    with closing(Newsroom(server, tmp_path)) as made:
        yield made


def test_each_announced_article_is_taken_once(server: MisbehavingServer, newsroom: Newsroom):
    serve(server, "/feed", rss(server, [1, 2]), "application/rss+xml")
    for number in (1, 2, 3):
        serve(server, f"/{number}", page(number))
    assert newsroom.round().pages_taken == 2
    assert newsroom.round(timedelta(minutes=1)).is_idle
    assert newsroom.round(timedelta(minutes=11)).feeds_unchanged == 1
    serve(server, "/feed", rss(server, [1, 2, 3]), "application/rss+xml")
    assert newsroom.round(timedelta(minutes=22)).pages_announced == 1
    assert sorted(a.url for a in newsroom.taken) == [f"{server.url}/{n}" for n in (1, 2, 3)]
    first = min(newsroom.taken, key=lambda a: a.url)
    assert first.title == "Day 1"
    assert first.published_at == datetime(2026, 1, 5, 11, tzinfo=UTC)
    assert first.text.startswith(LINES[0])


def test_articles_are_looked_at_again_and_taken_when_changed(
    server: MisbehavingServer, newsroom: Newsroom
):
    serve(server, "/feed", rss(server, [1]), "application/rss+xml")
    serve(server, "/1", page(1))
    newsroom.round()
    assert newsroom.round(timedelta(minutes=61)).pages_unchanged == 1
    serve(server, "/1", page(1, " Corrected."))
    assert newsroom.round(timedelta(days=1, minutes=1)).pages_taken == 1
    assert newsroom.round(timedelta(days=2)).pages_unchanged == 0
    assert newsroom.round(timedelta(days=7, minutes=1)).pages_unchanged == 1
    assert newsroom.round(timedelta(days=30)).pages_unchanged == 0
    assert server.asked("/1") == 4
    assert "Corrected." in newsroom.taken[1].text
    assert len(newsroom.taken) == 2


def test_a_stopped_follower_goes_on_where_it_was(server: MisbehavingServer, tmp_path: Path):
    serve(server, "/feed", rss(server, [1, 2, 3]), "application/rss+xml")
    for number in (1, 2, 3):
        serve(server, f"/{number}", page(number))

    class PowerCutError(Exception):
        pass

    with closing(Newsroom(server, tmp_path)) as first:
        kept: list[ArticleInput] = []

        def cut_after_two(article: ArticleInput) -> None:
            if len(kept) == 2:
                raise PowerCutError
            kept.append(article)

        first.follower._deliver = cut_after_two
        with pytest.raises(PowerCutError):
            first.round()
    with closing(Newsroom(server, tmp_path)) as second:
        second.round(timedelta(seconds=1))
        kept += second.taken
    assert sorted(article.url for article in kept) == [f"{server.url}/{n}" for n in (1, 2, 3)]


def test_a_page_in_trouble_is_tried_again_later(server: MisbehavingServer, newsroom: Newsroom):
    serve(server, "/feed", rss(server, [1]), "application/rss+xml")
    server.handlers["/1"] = lambda sock, _: answer(sock, status="503 Busy")
    assert newsroom.round().problems == {"page status": 1}
    assert newsroom.round(timedelta(minutes=4)).problems == {}
    assert newsroom.round(timedelta(minutes=6)).problems == {"page status": 1}
    serve(server, "/1", page(1))
    assert newsroom.round(timedelta(minutes=30)).pages_taken == 1


def test_a_page_that_stays_in_trouble_is_left_at_last(
    server: MisbehavingServer, newsroom: Newsroom
):
    serve(server, "/feed", rss(server, [1]), "application/rss+xml")
    server.handlers["/1"] = lambda sock, _: answer(sock, status="503 Busy")
    for days in range(20):
        newsroom.round(timedelta(days=days))
    assert server.asked("/1") == MAX_FAILURES


def test_a_page_that_is_gone_is_asked_for_once(server: MisbehavingServer, newsroom: Newsroom):
    serve(server, "/feed", rss(server, [1]), "application/rss+xml")
    newsroom.round()
    for days in range(1, 9):
        newsroom.round(timedelta(days=days))
    assert server.asked("/1") == 1
    assert newsroom.state.problems() == {"status": 1}


def test_a_page_without_an_article_sinks_no_other(server: MisbehavingServer, newsroom: Newsroom):
    serve(server, "/feed", rss(server, [1, 2, 3]), "application/rss+xml")
    serve(server, "/1", b"<html><body><p>Short.</p></body></html>")
    serve(server, "/2", b"%PDF", "application/pdf")
    serve(server, "/3", page(3))
    done = newsroom.round()
    assert done.pages_taken == 1
    assert done.problems == {"page no_article": 1, "page content_type": 1}
    assert newsroom.state.problems() == {"no_article": 1, "content_type": 1}


def test_a_broken_feed_waits_longer_each_time_and_sinks_no_other(
    server: MisbehavingServer, tmp_path: Path
):
    serve(server, "/bad", b"<html>no feed</html>")
    serve(server, "/feed", rss(server, [1]), "application/rss+xml")
    serve(server, "/1", page(1))
    with closing(Newsroom(server, tmp_path, "/bad", "/feed")) as newsroom:
        done = newsroom.round()
        assert done.problems == {"feed not_a_feed": 1}
        assert done.pages_taken == 1
        for minutes in range(1, 61):
            newsroom.round(timedelta(minutes=minutes))
    assert server.asked("/bad") == 3


def test_an_index_of_sitemaps_is_followed(server: MisbehavingServer, newsroom: Newsroom):
    index = f"<sitemap><loc>{server.url}/news.xml</loc></sitemap>"
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    serve(
        server,
        "/feed",
        f'<sitemapindex xmlns="{space}">{index}</sitemapindex>'.encode(),
        "text/xml",
    )
    places = "".join(f"<url><loc>{server.url}/{n}</loc></url>" for n in (1, 2))
    serve(server, "/news.xml", f'<urlset xmlns="{space}">{places}</urlset>'.encode(), "text/xml")
    serve(server, "/1", page(1))
    serve(server, "/2", page(2))
    assert newsroom.round().pages_taken == 2


def test_one_site_does_not_keep_the_others_waiting(server: MisbehavingServer, newsroom: Newsroom):
    serve(server, "/feed", rss(server, list(range(1, 10))), "application/rss+xml")
    for number in range(1, 10):
        serve(server, f"/{number}", page(number))
    assert newsroom.round().pages_taken == newsroom.follower.config.per_site
    assert newsroom.round(timedelta(seconds=1)).pages_taken == 4


def test_many_feeds_lose_and_double_nothing(server: MisbehavingServer, tmp_path: Path):
    paths = [f"/feed{n}" for n in range(40)]
    for n, path in enumerate(paths):
        serve(server, path, rss(server, [n, n + 1]), "application/rss+xml")
    for n in range(41):
        serve(server, f"/{n}", page(n))
    with closing(Newsroom(server, tmp_path, *paths)) as newsroom:
        for second in range(12):
            newsroom.round(timedelta(seconds=second))
        urls = [article.url for article in newsroom.taken]
    assert sorted(urls) == sorted(f"{server.url}/{n}" for n in range(41))


def test_following_ends_when_told(server: MisbehavingServer, newsroom: Newsroom):
    serve(server, "/feed", rss(server, [1]), "application/rss+xml")
    serve(server, "/1", page(1))
    stop = threading.Event()
    rounds: list[Round] = []

    def report(done: Round) -> None:
        rounds.append(done)
        if len(rounds) == 2:
            stop.set()

    newsroom.follower.run(stop, report)
    assert [done.pages_taken for done in rounds] == [1, 0]


def test_the_server_says_how_long_to_wait():
    error = FetchError(FetchProblem.STATUS, "busy", status=429, retry_after_seconds=7200.0)
    assert back_off(error, timedelta(minutes=5), 0) == timedelta(hours=2)
    waits = [back_off(ValueError(), timedelta(minutes=5), n) for n in (0, 1, 2, 50)]
    assert waits == [timedelta(minutes=m) for m in (5, 10, 20, 1440)]


def test_a_list_of_feeds_is_read(tmp_path: Path):
    path = tmp_path / "feeds.toml"
    path.write_text(
        '[[feeds]]\nurl = "https://a.example/rss"\n'
        '[[feeds]]\nurl = "https://b.example/rss"\ninterval_minutes = 2.5\n',
        encoding="utf-8",
    )
    assert read_feed_list(path) == (
        FollowedFeed("https://a.example/rss", timedelta(minutes=10)),
        FollowedFeed("https://b.example/rss", timedelta(minutes=2.5)),
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[[feeds",
        "feeds = 3",
        "feeds = [3]",
        '[[feeds]]\nname = "x"',
        '[[feeds]]\nurl = "ftp://a.example"',
        '[[feeds]]\nurl = "https://a.example"\ninterval_minutes = 0',
        '[[feeds]]\nurl = "https://a.example"\ninterval_minutes = true',
        '[[feeds]]\nurl = "https://a.example"\npassword = "x"',
    ],
)
def test_a_faulty_list_is_refused(tmp_path: Path, text: str):
    path = tmp_path / "feeds.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadFeedListError):
        read_feed_list(path)


def atom(server: MisbehavingServer, updated: str) -> bytes:
    entry = f"<entry><title>Day 1</title><link href='{server.url}/1'/><updated>{updated}</updated>"
    space = "http://www.w3.org/2005/Atom"
    return f"<feed xmlns='{space}'><title>V</title>{entry}</entry></feed>".encode()


def test_an_article_that_its_feed_calls_modified_is_looked_at_again(
    server: MisbehavingServer, newsroom: Newsroom
):
    serve(server, "/feed", atom(server, "2026-01-05T11:00:00Z"), "application/atom+xml")
    serve(server, "/1", page(1))
    newsroom.round()
    serve(server, "/1", page(1, " Corrected."))
    serve(server, "/feed", atom(server, "2026-01-05T11:30:00Z"), "application/atom+xml")
    assert newsroom.round(timedelta(minutes=11)).pages_taken == 1
    assert "Corrected." in newsroom.taken[1].text
    assert newsroom.taken[1].modified_at == datetime(2026, 1, 5, 11, 30, tzinfo=UTC)
    assert newsroom.round(timedelta(minutes=22)).is_idle is False  # the feed, unchanged
    assert server.asked("/1") == 2


def test_a_feed_that_calls_all_new_at_every_look_gets_less_attention(
    server: MisbehavingServer, newsroom: Newsroom
):
    serve(server, "/1", page(1))
    for minutes in range(0, 24 * 60, 30):
        at = NOW + timedelta(minutes=minutes)
        serve(server, "/feed", atom(server, at.isoformat()), "application/atom+xml")
        newsroom.round(timedelta(minutes=minutes))
    # The gaps of 5, 10, 20 ... 640 minutes, and the look after an hour that is due anyway.
    assert server.asked("/1") <= 10


def test_the_memory_of_a_release_before_is_read_on(server: MisbehavingServer, tmp_path: Path):
    with closing(sqlite3.connect(tmp_path / "follow.sqlite3")) as old:
        old.executescript(OLD_MEMORY)
        old.execute(
            "insert into page (url, feed_url, site, first_seen_at, next_at) values (?, ?, ?, ?, ?)",
            (f"{server.url}/1", f"{server.url}/feed", "127.0.0.1", NOW.timestamp(), 0.0),
        )
        old.commit()
    serve(server, "/feed", rss(server, []), "application/rss+xml")
    serve(server, "/1", page(1))
    with closing(Newsroom(server, tmp_path)) as newsroom:
        assert newsroom.round().pages_taken == 1


def test_the_sites_take_turns(tmp_path: Path):
    with closing(FollowState(tmp_path / "follow.sqlite3")) as state:
        names = [f"http://{site}.example" for site in ("a", "b")]
        state.add_feeds([f"{name}/{n}" for name in names for n in (1, 2)], NOW)
        feeds = state.due_feeds([f"{name}/{n}" for name in names for n in (1, 2)], NOW)
        assert [feed.url for feed in by_turns(feeds)] == [
            f"{name}/{n}" for n in (1, 2) for name in names
        ]
        for name in names:
            items = [(FeedItem(f"{name}/p{n}"), name) for n in (1, 2)]
            known = Known()
            state.keep_feed(feeds[0], next_at=NOW, known=known, problem=None, items=items, now=NOW)
        pages = state.due_pages(NOW, limit=9, per_site=9)
        assert [page.url for page in pages] == [f"{name}/p{n}" for n in (1, 2) for name in names]


def test_items_that_cannot_be_taken_are_told_with_their_reason(
    server: MisbehavingServer, newsroom: Newsroom
):
    told: list[tuple[str, str]] = []
    newsroom.follower._refused = lambda error, url: told.append((problem_name(error), url))
    items = f"<item><title>No link</title></item><item><link>{server.url}/1</link></item>" * 2
    feed = f"<rss version='2.0'><channel>{items}</channel></rss>".encode()
    serve(server, "/feed", feed, "application/rss+xml")
    serve(server, "/1", page(1))
    done = newsroom.round()
    assert (done.pages_taken, done.problems) == (1, {"item no_address": 2})
    assert told == [("no_address", f"{server.url}/feed")]
