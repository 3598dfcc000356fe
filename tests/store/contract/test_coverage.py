"""Days, refusals, and the counts of a moment that has passed."""

from datetime import UTC, date, datetime, timedelta

from service.domain.corrections import Tombstone
from service.domain.kinds import Place
from service.domain.model import Region
from service.store.coverage import DayCount, DaySpan, Failure, Refusal, RefusedHost
from service.store.records import Change, ChangeKind
from tests.factories import NOON, make_outlet, make_version, write_line

DAILY, HERALD = make_outlet(), make_outlet("The Herald")
FIRST = date(2026, 1, 5)


def published(number, day, outlet=DAILY, **changes):
    at = None if day is None else NOON + timedelta(days=day)
    url = f"https://paper.example/{number}"
    return make_version(url, outlet=outlet, published_at=at, **changes)


def keep(store, *versions):
    with store.writing() as tx:
        tx.add_outlets([version.outlet for version in versions])
        tx.add_versions(versions)


def test_articles_count_on_the_day_of_their_first_version(store):
    keep(store, published(1, 0), published(2, 0, HERALD), published(3, 2), published(4, None))
    keep(store, published(1, 9, version=2))
    with store.reading() as tx:
        assert tx.day_span() == DaySpan(FIRST, date(2026, 1, 7), 3)
        assert tx.articles_by_day(FIRST, date(2026, 1, 31)) == [
            DayCount(FIRST, 2),
            DayCount(date(2026, 1, 7), 1),
        ]
        assert tx.articles_by_day(date(2026, 1, 6), date(2026, 1, 6)) == []
        found = [(each.outlet.id, each.days) for each in tx.days_of_outlets(FIRST, date.max)]
    assert found == [(DAILY.id, (FIRST, date(2026, 1, 7))), (HERALD.id, (FIRST,))]


def test_days_before_1970_and_the_last_moment_of_a_day(store):
    old = make_version("https://a.example/1", published_at=datetime(1931, 4, 14, 23, tzinfo=UTC))
    late = datetime(2026, 1, 5, 23, 59, 59, 999_999, tzinfo=UTC)
    keep(store, old, make_version("https://a.example/2", published_at=late))
    with store.reading() as tx:
        assert tx.day_span() == DaySpan(date(1931, 4, 14), FIRST, 2)


def test_what_is_taken_down_leaves_its_day(store):
    keep(store, published(1, 0), published(2, 1), published(3, 1))
    for version in (published(1, 0), published(2, 1)):
        with store.writing() as tx:
            tx.take_down(Tombstone(version.article_id, version.article_id, "asked for", NOON))
    with store.reading() as tx:
        assert tx.day_span() == DaySpan(date(2026, 1, 6), date(2026, 1, 6), 1)
        assert len(tx.days_of_outlets(FIRST, date.max)) == 1


def test_nothing_has_no_days(store):
    with store.reading() as tx:
        assert tx.day_span() is None
        assert tx.failures(hosts=5) == []


def refuse(store, *refusals, at=NOON):
    with store.writing() as tx:
        tx.add_refusals([Refusal(*each) for each in refusals], at)


def test_refusals_count_by_reason_and_host_and_each_item_once(open_store):
    store = open_store()
    refuse(store, ("paywall", "a.example", b"1"), ("paywall", "b.example", b"2"))
    refuse(store, ("paywall", "a.example", b"3"), ("robots", "a.example", b"4"))
    store.close()
    later = NOON + timedelta(hours=1)
    store = open_store()
    refuse(store, ("paywall", "a.example", b"1"), ("malformed_json", "", None), at=later)
    refuse(store, ("malformed_json", "", None), at=NOON)
    with store.reading() as tx:
        found = tx.failures(hosts=1)
    store.close()
    assert found == [
        Failure("paywall", 3, NOON, later, (RefusedHost("a.example", 2, later),)),
        Failure("malformed_json", 2, NOON, later, (RefusedHost("", 2, later),)),
        Failure("robots", 1, NOON, NOON, (RefusedHost("a.example", 1, NOON),)),
    ]


def test_a_moment_that_has_passed_is_counted_as_it_was(store):
    seen = []
    for number in (1, 2, 3):
        version = make_version(f"https://a.example/{number}", published_at=NOON)
        with store.writing() as tx:
            write_line(tx, f"the harbour wall will cost {number} coins", version=version)
            tx.append_changes([Change(ChangeKind.ARTICLE_ADDED, version.article_id)], NOON)
        with store.reading() as tx:
            seen.append(tx.coverage())
    assert [each.articles for each in seen] == [1, 2, 3]
    for then in seen:
        with store.reading(as_of=then.sequence) as tx:
            found = tx.coverage()
        assert (found.articles, found.mentions, found.wordings, found.statements) == (
            then.articles,
            then.mentions,
            then.wordings,
            then.statements,
        )
        assert (found.languages, found.sequence) == (then.languages, then.sequence)
        assert found.last_ingest_at == then.last_ingest_at
    with store.reading(as_of=0) as tx:
        assert (tx.coverage().articles, tx.coverage().languages) == (0, {})


def test_the_regions_of_a_text_come_back_and_go_with_it(store):
    regions = (Region(Place.CAPTION, 0, 4), Region(Place.EMBEDDED_POST, 7, 20))
    made = make_version(regions=regions)
    keep(store, made, make_version("https://a.example/2"))
    with store.reading() as tx:
        assert tx.get_version(made.article_id).regions == regions
        assert tx.get_version(make_version("https://a.example/2").article_id).regions == ()
    with store.writing() as tx:
        tx.take_down(Tombstone(made.article_id, made.article_id, "asked for", NOON))
    keep(store, replace_regions(made))
    with store.reading() as tx:
        assert tx.get_version(made.article_id).regions == ()


def replace_regions(version):
    return make_version(version.url)
