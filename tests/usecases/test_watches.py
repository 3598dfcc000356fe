"""Watches: what can be watched, by whom, and how many."""

from __future__ import annotations

import pytest

from service.domain.errors import (
    EmptyTextError,
    InputError,
    LimitError,
    SpeakerNotFoundError,
    StatementNotFoundError,
    WatchNotFoundError,
    WordingNotFoundError,
)
from service.domain.watches import WatchTarget
from service.store.records import ChangeKind
from service.usecases.watches import (
    USUAL_KINDS,
    Caller,
    Drawn,
    WatchInput,
    WatchLimits,
    add_watch,
    list_watches,
    read_watch,
    remove_watch,
)
from tests.factories import NOON, write_line

ANA, LUZ = Caller("ana"), Caller("luz")
ADMIN = Caller("root", is_admin=True)
SECRET = "whsec_c2VjcmV0"  # noqa: S105  of a test


def add(store, name="wt_a", *, caller=ANA, limits=None, target=None, **given):
    return add_watch(
        store,
        WatchInput(target or WatchTarget(text="take up arms"), **given),
        caller=caller,
        drawn=Drawn(name, SECRET),
        limits=limits or WatchLimits(),
        now=NOON,
    )


def test_a_watch_reads_back_as_it_was_made(store):
    made = add(store, webhook_url="https://desk.example/x", kinds=frozenset({*USUAL_KINDS}))
    assert read_watch(store, "wt_a", caller=ANA) == made
    assert made.webhook.secret == SECRET
    assert SECRET not in repr(made)
    assert made.name == "“take up arms”"
    assert made.kinds == USUAL_KINDS


def test_everybody_sees_their_own(store):
    add(store, "wt_a", caller=ANA)
    add(store, "wt_b", caller=LUZ)
    assert [w.id for w in list_watches(store, caller=ANA, after=None, limit=9)[0]] == ["wt_a"]
    with pytest.raises(WatchNotFoundError):
        read_watch(store, "wt_b", caller=ANA)
    with pytest.raises(WatchNotFoundError):
        remove_watch(store, "wt_b", caller=ANA)
    for everybody in (ADMIN, Caller()):
        found, _ = list_watches(store, caller=everybody, after=None, limit=9)
        assert [w.id for w in found] == ["wt_a", "wt_b"]
    remove_watch(store, "wt_b", caller=ADMIN)
    assert list_watches(store, caller=LUZ, after=None, limit=9)[0] == []


def test_pages(store):
    for number in range(5):
        add(store, f"wt_{number}")
    found, after, pages = [], None, 0
    while True:
        page, after = list_watches(store, caller=ANA, after=after, limit=2)
        found += [w.id for w in page]
        pages += 1
        if after is None:
            break
    assert (found, pages) == ([f"wt_{n}" for n in range(5)], 3)


def test_only_so_many_for_each(store):
    limits = WatchLimits(most=1)
    add(store, "wt_a", limits=limits)
    with pytest.raises(LimitError):
        add(store, "wt_b", limits=limits)
    add(store, "wt_c", limits=limits, caller=LUZ)


@pytest.mark.parametrize(
    "target",
    [
        WatchTarget(),
        WatchTarget(language="en"),
        WatchTarget(text="a", statement_id="st_a"),
        WatchTarget(statement_id="st_a", wording_id="wd_a"),
        WatchTarget(speaker_id="sp_a", language="en"),
    ],
)
def test_one_thing_at_a_time(store, target):
    with pytest.raises(InputError) as caught:
        add(store, target=target)
    assert caught.value.field == "query"


@pytest.mark.parametrize(
    ("target", "error"),
    [
        (WatchTarget(text=" "), EmptyTextError),
        (WatchTarget(text="…!"), EmptyTextError),
        (WatchTarget(text="a" * 5_001), LimitError),
        (WatchTarget(speaker=" "), EmptyTextError),
        (WatchTarget(outlet="a" * 201), LimitError),
        (WatchTarget(statement_id="st_none"), StatementNotFoundError),
        (WatchTarget(statement_id="wd_none"), StatementNotFoundError),
        (WatchTarget(wording_id="wd_none"), WordingNotFoundError),
        (WatchTarget(speaker_id="sp_none"), SpeakerNotFoundError),
    ],
)
def test_targets_that_are_none(store, target, error):
    with pytest.raises(error):
        add(store, target=target)


def test_things_that_are_there_can_be_watched(store):
    with store.writing() as tx:
        mention = write_line(tx)
    add(store, "wt_a", target=WatchTarget(statement_id=mention.statement_id))
    add(store, "wt_b", target=WatchTarget(wording_id=mention.wording_id))


def test_kinds_that_are_about_no_words(store):
    with pytest.raises(InputError) as caught:
        add(store, kinds=frozenset({ChangeKind.ORIGIN_MERGED}))
    assert caught.value.field == "kinds"


@pytest.mark.parametrize(
    "url",
    [
        "desk",
        "ftp://desk.example/x",
        "http://desk.example/x",
        "https://desk.example:22/x",
        "https://user:word@desk.example/x",
        "https://127.0.0.1/x",
        "https://[::ffff:10.0.0.1]/x",
        "https://192.168.1.1/x",
    ],
)
def test_where_no_webhook_may_go(store, url):
    with pytest.raises(InputError) as caught:
        add(store, webhook_url=url)
    assert caught.value.field == "webhook.url"
    assert list_watches(store, caller=ADMIN, after=None, limit=9)[0] == []


def test_own_receivers_are_let_in_by_the_setting(store):
    limits = WatchLimits(allow_private=True)
    assert add(store, webhook_url="http://127.0.0.1:9/x", limits=limits).webhook is not None
