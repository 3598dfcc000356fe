"""Copies of one text are one origin, in whatever order they come."""

import itertools
from datetime import UTC, datetime

import pytest

from service.domain.errors import OriginNotFoundError
from service.domain.statements.copy_groups import MIN_SHARED_KEYS
from service.store.factory import open_store
from service.store.records import ChangeKind
from service.usecases import origins as origins_module
from service.usecases.config import Limits
from service.usecases.ingest import ingest
from service.usecases.origins import read_origin, resolve_origin
from service.usecases.read_articles import read_article
from service.usecases.read_statements import read_statement, resolve_statement
from service.usecases.take_down import take_down
from tests.factories import make_article

NOW = datetime(2026, 1, 10, tzinfo=UTC)
LINE = "for the homeland I will take up arms again even though I do not want to"
WIRE = f"""BOGOTA (Reuters) - The president of Colombia answered his colleague in the north on
Monday with a message that was longer than any before it, and in which he recalled the years that
he had spent in the mountains and the oath that ended them.

“{LINE},” said Gustavo Petro.

Traders in the capital sold the peso within minutes, and two ministers cancelled their journeys
to the coast. A spokesman for the armed forces said that no order had been given and that none
was being prepared, while in the square before the palace some hundreds gathered with flags."""
LONGER = (
    WIRE
    + """

In Medellin the mayor asked everybody to stay calm and to keep the schools open, and the bishops
offered once more to carry letters between the two governments, as they had done in March."""
)
OTHER = f"""Nobody at the fish market had read the message when the radio repeated it at noon. The
women who gut the catch went on with their work and said that they had heard such words before,
from this man and from others, and that the price of ice worried them more.

“{LINE},” said Gustavo Petro.

Later the harbour master walked over, bought two pounds of snapper and told whoever wanted to hear
it that the patrol boats were all at their moorings, with their crews on leave until Thursday."""
# Cut at the end and with another beginning: a copy of the longer one too, but least like it.
TRIMMED = "\n\n".join(WIRE.replace("BOGOTA (Reuters) - ", "").split("\n\n")[:2]) + " It was Monday."


def articles():
    texts = [WIRE, LONGER, OTHER, TRIMMED, WIRE.replace("\n", " ")]
    return [
        make_article(text, url=f"https://paper{number}.example/a", outlet=f"Paper {number}")
        for number, text in enumerate(texts)
    ]


def put(store, *given):
    return ingest(store, given, limits=Limits(), now=NOW)


def origins_of(store, outcomes):
    return {o.article_id: read_article(store, o.article_id).origin_id for o in outcomes}


def test_copies_are_one_origin_and_statements_count_so(store):
    outcomes = put(store, *articles())
    origins = origins_of(store, outcomes)
    wire, longer, other, trimmed, spaced = (origins[o.article_id] for o in outcomes)
    assert wire == longer == trimmed == spaced
    assert other != wire
    with store.reading() as tx:
        mentions = tx.list_mentions(outcomes[0].article_id, 1, after=None, limit=9)
        mention = next(m for m in mentions if m.selector.exact.startswith(LINE))
    found = read_statement(store, resolve_statement(store, mention.statement_id), limits=Limits())
    assert (found.articles, found.outlets, found.origins) == (5, 5, 2)


def test_neither_order_nor_batches_change_the_origins(tmp_path):
    seen = set()
    for number, order in enumerate(itertools.permutations(articles())):
        if number % 11:
            continue
        store = open_store(tmp_path / str(number))
        if number % 2:
            outcomes = put(store, *order)
        else:
            outcomes = [outcome for one in order for outcome in put(store, one)]
        seen.add(tuple(sorted(origins_of(store, outcomes).items())))
        store.close()
    assert len(seen) == 1


def test_a_merge_is_told_and_the_old_id_leads_on(store):
    wire, longer, *_ = articles()
    given = {read_article(store, put(store, a)[0].article_id).origin_id for a in (wire,)}
    bases = given | {read_article(store, put(store, longer)[0].article_id).origin_id}
    [now] = {resolve_origin(store, id_) for id_ in bases}
    with store.reading() as tx:
        merged = [
            r.change
            for r in tx.changes_since(0, limit=100)
            if r.change.kind is ChangeKind.ORIGIN_MERGED
        ]
    assert [(change.id, change.into) for change in merged] == [(id_, now) for id_ in given - {now}]


def test_members_say_whom_they_credit_and_who_was_likely_first(store):
    outcomes = put(store, *articles())
    origin = resolve_origin(store, origins_of(store, outcomes)[outcomes[0].article_id])
    view = read_origin(store, origin, limit=100)
    assert {m.version.article_id for m in view.members} == {
        o.article_id for i, o in enumerate(outcomes) if i != 2
    }
    assert view.likely_first.agency == "reuters"
    assert len(view.links) == 3
    assert all(link.evidence.reason for link in view.links)
    with pytest.raises(OriginNotFoundError):
        resolve_origin(store, "or_none")


def test_what_only_a_removed_text_tied_falls_apart(store):
    # The two ends share too little with each other; the whole holds both.
    first, second = WIRE.split("\n\n", maxsplit=1)[0], WIRE.split("\n\n")[2]
    ends = [
        make_article(f"{first}\n\n{first.upper()[:0]}", url="https://a.example/1"),
        make_article(second, url="https://b.example/2"),
        make_article(WIRE, url="https://c.example/3"),
    ]
    outcomes = put(store, *ends)
    assert len(set(origins_of(store, outcomes).values())) == 1
    take_down(store, outcomes[2].article_id, reason="asked for", now=NOW)
    assert len(set(origins_of(store, outcomes[:2]).values())) == 2


FOOTER = """This newspaper has been read at breakfast in the valley since the winter of the great
flood, and those who support it with a small sum every month receive the letter that our editors
write on Friday evenings, an invitation to the summer party on the roof of the printing house, and
the certainty that somebody will go on asking what the town hall would rather not be asked."""
FEW = 3


def stories(count, site="valley"):
    """Briefs with nothing in common but what the outlet shows below all of them."""
    return [
        make_article(
            f"Snow fell on {site} {number} over night.\n\n{FOOTER}",
            url=f"https://{site}.example/{number}",
            outlet=site,
        )
        for number in range(count)
    ]


@pytest.fixture
def few(monkeypatch):
    """Boilerplate from the third article on."""
    monkeypatch.setattr(origins_module, "BOILERPLATE_ARTICLES", FEW)
    monkeypatch.setattr(origins_module, "BOILERPLATE_ARTICLES_OF_AGGREGATOR", FEW + 1)


def compared(store, text_sha256):
    with store.writing() as tx:
        return len(tx.texts_sharing(text_sha256, least=MIN_SHARED_KEYS))


@pytest.mark.usefixtures("few")
def test_what_an_outlet_shows_below_everything_finds_nothing(store):
    outcomes = put(store, *stories(FEW - 1))
    sha256 = read_article(store, outcomes[0].article_id).text_sha256
    assert compared(store, sha256) == FEW - 2
    put(store, *stories(FEW))
    assert compared(store, sha256) == 0


@pytest.mark.usefixtures("few")
def test_versions_of_one_article_make_no_boilerplate(store):
    [outcome, *_] = [
        put(store, make_article(story.text, url="https://valley.example/live"))[0]
        for story in stories(FEW + 1)
    ]
    assert compared(store, read_article(store, outcome.article_id, 1).text_sha256) == FEW


@pytest.mark.usefixtures("few")
def test_boilerplate_that_tied_two_ties_them_no_more_in_any_order(tmp_path):
    # Briefs that are little more than the footer look like copies until it is known as such.
    given = [*stories(1, "hill"), *stories(1, "coast"), *stories(FEW)]
    seen = set()
    for number, order in enumerate([given, given[::-1], [*given[2:], *given[:2]]]):
        store = open_store(tmp_path / str(number))
        outcomes = [outcome for one in order for outcome in put(store, one)]
        seen.add(tuple(sorted(origins_of(store, outcomes).items())))
        store.close()
    [found] = seen
    assert len({origin for _, origin in found}) == len(given)


@pytest.mark.usefixtures("few")
def test_a_take_down_makes_it_count_again(store):
    outcomes = put(store, *stories(FEW))
    sha256 = read_article(store, outcomes[0].article_id).text_sha256
    assert compared(store, sha256) == 0
    take_down(store, outcomes[-1].article_id, reason="asked for", now=NOW)
    assert compared(store, sha256) == FEW - 2
