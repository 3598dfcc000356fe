"""``follow``: articles from feeds, continuously; and ``fetch``: from addresses, once."""

from __future__ import annotations

import signal
import sys
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from service.cli.arenas import bound_arenas
from service.cli.console import stdout, warn
from service.cli.options import data_option, load_settings
from service.cli.sinks import ServiceSink, Sink, StoreSink
from service.domain.errors import InputError
from service.domain.model import ArticleInput
from service.intake.article import fill_from_feed
from service.intake.desk import IntakeDesk
from service.intake.feeds import FeedItem, read_feed
from service.intake.fetch import FEED_TYPES, PAGE_TYPES, USER_AGENT, FetchConfig, Fetcher
from service.intake.follow import FollowConfig, Follower, Round, read_feed_list
from service.intake.follow_state import FollowState
from service.intake.problems import FetchError, UnreadableFeedError
from service.store.factory import open_store
from service.usecases.coverage import make_refusal, reason_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from service.settings import Settings

STATE_FILE = "follow.sqlite3"

service_option = click.option(
    "--url", "service_url", help="Into the service running at this address."
)
private_option = click.option(
    "--allow-private",
    is_flag=True,
    help="Also fetch from loopback and private addresses: your own servers only.",
)
contact_option = click.option(
    "--contact", help="Address or URL that tells sites whom to ask; part of the user agent."
)


class RefusedArticleError(InputError):
    """The store or the service refused an article that was read from a page."""

    def __init__(self, fault: str) -> None:
        super().__init__(fault, field="html", remedy="See the reason.")


@dataclass(slots=True)
class Counts:
    """What was taken so far."""

    articles: int = 0
    quotations: int = 0


def make_fetcher(*, allow_private: bool, contact: str | None) -> Fetcher:
    """Returns the fetcher of one run."""
    agent = f"{USER_AGENT}; {contact}" if contact else USER_AGENT
    if not agent.isascii() or not agent.isprintable():
        raise click.BadParameter("--contact is plain ASCII on one line")
    return Fetcher(FetchConfig(user_agent=agent, allow_private=allow_private))


@contextmanager
def open_sink(settings: Settings, service_url: str | None) -> Iterator[Sink]:
    """Opens the service named, else the store of the data folder."""
    if service_url is not None:
        remote = ServiceSink(service_url)
        try:
            yield remote
        finally:
            remote.close()
        return
    store = open_store(settings.data_dir, settings.speakers_file)
    try:
        yield StoreSink(store, settings)
    finally:
        store.close()


def make_deliver(sink: Sink, counts: Counts) -> Callable[[ArticleInput], None]:
    """Returns what hands an article to the sink and is back when it is durable."""

    def deliver(article: ArticleInput) -> None:
        (taken,) = sink.begin([article])()
        if taken.fault is not None:
            raise RefusedArticleError(taken.fault)
        counts.articles += 1
        counts.quotations += taken.mentions

    return deliver


def make_refuse(sink: Sink) -> Callable[[Exception, str], None]:
    """Returns what counts a page or feed that could not be taken, by error and address."""

    def refuse(error: Exception, url: str) -> None:
        # who refused an article that was handed on has counted it
        if not isinstance(error, RefusedArticleError):
            sink.refuse([make_refusal(reason_of(error), url)])

    return refuse


@click.command("follow")
@click.argument("feeds", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@data_option
@service_option
@click.option("--once", is_flag=True, help="End when nothing is due any more.")
@private_option
@contact_option
def follow_command(
    feeds: Path,
    data_dir: Path | None,
    service_url: str | None,
    *,
    once: bool,
    allow_private: bool,
    contact: str | None,
) -> None:
    """Follows the feeds that a TOML file lists, until stopped.

    Each [[feeds]] in it has a url (RSS, Atom, JSON feed or news sitemap) and, if you like,
    interval_minutes. Each new article is taken, and looked at again after an hour, a day and a
    week. Stopped and started again, it goes on where it was. Sites' robots.txt are obeyed.
    """
    bound_arenas()
    settings = load_settings(data_dir=data_dir)
    config = FollowConfig(read_feed_list(feeds))
    counts = Counts()
    fetcher = make_fetcher(allow_private=allow_private, contact=contact)
    desk = IntakeDesk.with_outlets(settings.outlets_file)
    with open_sink(settings, service_url) as sink:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        state = FollowState(settings.data_dir / STATE_FILE)
        try:
            deliver, refuse = make_deliver(sink, counts), make_refuse(sink)
            follower = Follower(config, fetcher, state, desk, deliver, refuse)
            run_follower(follower, once=once)
        finally:
            state.close()
    stdout().print(f"{counts.articles} articles with {counts.quotations} quotations taken")


def run_follower(follower: Follower, *, once: bool) -> None:
    """Runs until stopped by a signal, or until nothing is due."""
    if once:
        while not (done := follower.run_round(datetime.now(UTC))).is_idle:
            report(done)
        return
    stop = threading.Event()
    before = {
        name: signal.signal(name, lambda *_: stop.set()) for name in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        follower.run(stop, report)
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)


def report(done: Round) -> None:
    """Prints what a round did, if it did anything."""
    if done.is_idle:
        return
    parts = {
        "feeds read": done.feeds_read,
        "unchanged feeds": done.feeds_unchanged,
        "new pages": done.pages_announced,
        "pages taken": done.pages_taken,
        "unchanged pages": done.pages_unchanged,
        **{f"left out ({name})": count for name, count in sorted(done.problems.items())},
    }
    told = ", ".join(f"{count} {name}" for name, count in parts.items() if count)
    stdout().print(f"{datetime.now(UTC):%H:%M:%S} {told}")


@click.command("fetch")
@click.argument("addresses", nargs=-1, required=True)
@data_option
@service_option
@private_option
@contact_option
def fetch_command(
    addresses: tuple[str, ...],
    data_dir: Path | None,
    service_url: str | None,
    *,
    allow_private: bool,
    contact: str | None,
) -> None:
    """Takes in the articles at these addresses, once: pages, or feeds with all they announce.

    What cannot be taken is reported on standard error with its address and reason, and skipped.
    """
    settings = load_settings(data_dir=data_dir)
    counts = Counts()
    fetcher = make_fetcher(allow_private=allow_private, contact=contact)
    desk = IntakeDesk.with_outlets(settings.outlets_file)
    with open_sink(settings, service_url) as sink:
        hands = make_deliver(sink, counts), make_refuse(sink)
        for address in addresses:
            take_address(address, fetcher, desk, *hands)
    stdout().print(f"{counts.articles} articles with {counts.quotations} quotations taken")
    if not counts.articles:
        sys.exit(1)


def take_address(
    address: str,
    fetcher: Fetcher,
    desk: IntakeDesk,
    deliver: Callable[[ArticleInput], None],
    refuse: Callable[[Exception, str], None],
) -> int:
    """Takes what stands at an address: a page, or the pages that a feed announces.

    Returns:
        How many of them could not be taken; each is reported.
    """
    try:
        fetched = fetcher.get(address, FEED_TYPES + PAGE_TYPES)
        items = read_feed(fetched.body, url=fetched.url).items
    except UnreadableFeedError:
        # No feed, so it is a page; it is asked for again as such, which costs one request.
        items = (FeedItem(address),)
    except FetchError as error:
        warn(f"{address}: {error}")
        refuse(error, address)
        return 1
    faults = 0
    for item in items:
        try:
            page = fetcher.get(item.url, PAGE_TYPES)
            given = ArticleInput(url=page.url, text="", seen_at=datetime.now(UTC))
            article = desk.read(page.body, content_type=page.content_type, given=given)
            deliver(fill_from_feed(article, item))
        except (FetchError, InputError) as error:
            warn(f"{item.url}: {error}")
            refuse(error, item.url)
            faults += 1
    return faults
