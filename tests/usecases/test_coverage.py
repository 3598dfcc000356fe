"""Days, holes and refusals."""

import tempfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from service.domain.errors import ArticleTooLargeError, InputError, InvalidUrlError, LimitError
from service.http.models.articles import ArticleIn
from service.intake.problems import (
    FetchError,
    FetchProblem,
    PageProblem,
    UnreadablePageError,
)
from service.store.factory import open_store
from service.store.records import Change, ChangeKind
from service.usecases.coverage import (
    Hole,
    KnownHoles,
    coverage,
    make_refusal,
    read_coverage,
    reason_of,
)
from tests.factories import NOON, make_outlet, make_version

FIRST = date(2026, 1, 5)
DAILY, WEEKLY, RARE = (make_outlet(name) for name in ("Daily", "Weekly", "Rare"))


def day(number):
    return FIRST + timedelta(days=number)


def keep(store, published):
    """Keeps an article of each outlet on each of its days, counted from the first."""
    with store.writing() as tx:
        tx.add_outlets(list(published))
        tx.add_versions(
            [
                make_version(
                    f"https://{outlet.domains[0]}/{number}",
                    outlet=outlet,
                    published_at=NOON + timedelta(days=number),
                )
                for outlet, days in published.items()
                for number in days
            ]
        )


def read(store, first=None, last=None, today=date(2030, 1, 1)):
    return read_coverage(store, published_from=first, published_to=last, today=today)


def told(holes):
    return [
        (h.outlet.name if h.outlet else None, (h.first - FIRST).days, (h.last - FIRST).days)
        for h in holes
    ]


def test_days_without_any_article_and_pauses_of_regular_outlets(store):
    daily = [*range(10), *range(14, 20)]
    weekly = [0, 7, 14, 21, 28, 35, 42, 70]
    keep(store, {DAILY: daily, WEEKLY: weekly, RARE: [0, 30]})
    found = read(store)
    assert (found.first, found.last) == (day(70) - timedelta(days=89), day(70))
    assert found.span.articles == len(daily) + len(weekly) + 2
    by_outlet = [hole for hole in told(found.holes) if hole[0]]
    assert by_outlet == [("Daily", 20, 70), ("Weekly", 43, 69), ("Daily", 10, 13)]
    everywhere = [hole for hole in told(found.holes) if not hole[0]]
    assert (None, 10, 13) in everywhere
    assert (None, 43, 69) in everywhere
    assert found.holes_total == len(found.holes) == len(by_outlet) + len(everywhere)
    assert [h.days for h in found.holes] == sorted((h.days for h in found.holes), reverse=True)
    assert {h.usual_interval_days for h in found.holes if h.outlet == WEEKLY} == {7}


def test_a_weekend_is_no_hole_and_neither_is_what_lies_before_an_outlet_began(store):
    workdays = [n for n in range(28) if n % 7 < 5]
    keep(store, {DAILY: workdays, WEEKLY: range(19, 28)})
    assert told(read(store).holes) == [(None, 5, 6), (None, 12, 13)]


def test_days_to_come_do_not_make_everybody_late(store):
    keep(store, {DAILY: range(10), RARE: [500]})
    found = read(store, today=day(9))
    assert (found.last, found.holes) == (day(9), ())
    assert (found.span.last, [d.day for d in found.days]) == (day(500), [day(n) for n in range(10)])


def test_the_days_asked_for(store):
    keep(store, {DAILY: [0, 3, 400]})
    assert [d.day for d in read(store, day(1), day(3)).days] == [day(3)]
    assert told(read(store, day(1), day(2)).holes) == [(None, 1, 2)]
    assert (read(store, first=day(2)).last, read(store, last=day(2)).first) == (
        day(2 + 365),
        day(2 - 89),
    )
    assert read(store, date.min, date.min).holes == ()
    assert read(store, date.max, date.max).holes == ()
    assert read(store, last=date.min).first == date.min
    with pytest.raises(InputError, match="end before they begin"):
        read(store, day(2), day(1))
    with pytest.raises(LimitError, match="367 days"):
        read(store, day(0), day(366))


def test_what_is_known_is_told_again_until_something_changes(store):
    keep(store, {DAILY: [0, 3]})
    known = KnownHoles()

    def ask(**days):
        asked = {"published_from": None, "published_to": None, "today": day(3), **days}
        return read_coverage(store, **asked, known=known)

    first = ask()
    assert ask().holes is first.holes
    assert told(ask(published_to=day(2)).holes) == [(None, 1, 2)]
    keep(store, {DAILY: [2]})
    with store.writing() as tx:
        tx.append_changes([Change(ChangeKind.ARTICLE_ADDED, "ar_x")], NOON)
    assert told(ask().holes) == [(None, 1, 1)]
    for number in range(100):
        ask(published_from=day(-number))
    assert told(ask().holes) == [(None, 1, 1)]


def test_an_empty_store(store):
    found = read(store)
    assert (found.span, found.first, found.days, found.holes) == (None, None, (), ())
    assert coverage(store).articles == 0


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(
    days=st.sets(st.integers(0, 60), min_size=1),
    window=st.tuples(st.integers(-5, 65), st.integers(-5, 65)).map(sorted),
)
def test_every_day_of_the_span_has_articles_or_lies_in_one_hole(days, window):
    first, last = (day(n) for n in window)
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder))
        keep(store, {DAILY: sorted(days)})
        found = read(store, first, last)
        store.close()
    holes = [hole for hole in found.holes if hole.outlet is None]
    empty = [hole.first + timedelta(days=n) for hole in holes for n in range(hole.days)]
    covered = range(max(window[0], min(days)), min(window[1], max(days)) + 1)
    assert sorted([*empty, *(each.day for each in found.days)]) == [day(n) for n in covered]


def test_how_long_a_hole_is():
    assert Hole(FIRST, FIRST).days == 1


def test_what_is_counted_of_a_refusal():
    url = "https://www.Paper.example/a?utm_source=x&id=secret#top"
    made = make_refusal("paywall", url)
    assert (made.reason, made.host) == ("paywall", "paper.example")
    assert made == make_refusal("paywall", "https://www.paper.example/a?id=secret")
    assert made.item != make_refusal("robots", url).item
    assert "secret" not in repr(made)
    for none in (None, "", "He told me that nobody knew", "ftp://a.example/x", "https://"):
        assert make_refusal("invalid_url", none) == make_refusal("invalid_url", None)
        assert make_refusal("invalid_url", none).item is None


def test_reasons_are_constant_words():
    field = {"field": "text", "remedy": "Mend it."}
    with pytest.raises(ValidationError) as refused:
        ArticleIn.model_validate({"url": 3})
    reasons = {
        "paywall": UnreadablePageError(PageProblem.PAYWALL, "behind a wall"),
        "status_404": FetchError(FetchProblem.STATUS, "gone", status=404),
        "robots": FetchError(FetchProblem.ROBOTS, "not allowed"),
        "article_too_large": ArticleTooLargeError("too long", **field),
        "invalid_url": InvalidUrlError("none", **field),
        "validation": refused.value,
        "internal_error": KeyError("x"),
    }
    assert {name: reason_of(error) for name, error in reasons.items()} == {n: n for n in reasons}
