"""Who is who in a real store: by names, by a directory, by judgement; in any order."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest

from service.domain.errors import InputError, SpeakerNotFoundError
from service.domain.ids import speaker_id
from service.domain.judgements import JudgementKind
from service.domain.model import ArticleInput
from service.domain.speakers.identity import KnownSpeaker
from service.store.factory import open_store
from service.store.records import ChangeKind
from service.store.sqlite.store import SqliteQuoteStore
from service.usecases.config import Limits
from service.usecases.ingest import ingest
from service.usecases.judge import JudgementInput, judge, list_judgements, undo_judgement
from service.usecases.people import adopt_directory, settle_again
from service.usecases.read_articles import list_mentions
from service.usecases.read_registry import find_speakers, read_speaker, resolve_speaker
from service.usecases.read_statements import read_statement
from service.usecases.search_statements import search_statements
from service.usecases.take_down import take_down
from service.usecases.verify_quotations import verify
from service.usecases.views import SearchFilter

NOW = datetime(2026, 1, 10, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
LIMITS = Limits()
PETRO, URREGO = speaker_id("gustavo petro"), speaker_id("gustavo petro urrego")

LINES = (
    "We will open the old river bridge before the end of the coming spring",
    "Nobody in the capital has ever paid one coin for the harbour wall",
    "Empty trams are a promise that somebody forgot to keep on time",
    "The orchards north of the valley need rain and not another speech",
)
# short, so that only one speaker's are one statement
SHORT = "the bridge opens in spring"


def line(text, url, speaker, day=5):
    return ArticleInput(
        url=f"https://{url}.example/x",
        text=f"“{text},” {speaker} said on the square.",
        language="en",
        published_at=datetime(2026, 1, day, 12, tzinfo=UTC),
    )


def put(store, *articles):
    return [o.article_id for o in ingest(store, articles, limits=LIMITS, now=NOW)]


def mentions_of(store, article_id):
    return list_mentions(store, article_id, after=None, limit=10)[0]


def picture(store):
    """Everything that is said of speakers and statements, to be compared."""
    with store.reading() as tx:
        ids = tx.all_speaker_ids()
        people = dict(tx.get_speakers(ids))
        voices = dict(tx.people_of(ids))
        sightings = {s.id: s for s in tx.sightings_of_speakers(ids)}
        links = list(tx.links_of(sightings))
        placed = dict(tx.placements(sightings))
    return people, voices, links, placed


def person_of(store, name):
    return resolve_speaker(store, speaker_id(name))


SPELLINGS = [
    line(LINES[0], "a", "Gustavo Petro"),
    ArticleInput(
        url="https://b.example/x",
        text=f"Gustavo Petro went to the coast. “{LINES[1]},” President Petro said on the square.",
        language="en",
        published_at=NOW,
    ),
    line(LINES[2], "c", "Gustavo Petro Urrego"),
    line(LINES[3], "d", "GUSTAVO PETRO"),
    line("Smoke from the old mill has never reached the town hall", "e", "Anna Smith"),
    line("Every window of the school will be mended by the first of May", "f", "Robert Smith"),
]


def test_spellings_of_one_and_two_of_one_surname(store):
    ids = put(store, *SPELLINGS)
    named = [[m.speaker.id for m in mentions_of(store, id_) if m.speaker] for id_ in ids]
    assert named[:4] == [[PETRO]] * 4
    assert named[4:] == [[speaker_id("anna smith")], [speaker_id("robert smith")]]
    found = read_speaker(store, URREGO)
    assert (found.found.speaker.id, found.found.speaker.name) == (PETRO, "Gustavo Petro")
    assert found.found.spellings == (
        ("Gustavo Petro", 2),
        ("GUSTAVO PETRO", 1),
        ("Gustavo Petro Urrego", 1),
    )
    assert found.found.merged_ids == (URREGO,)
    with store.reading() as tx:
        assert tx.coverage().speakers == 3
    assert (found.found.mentions, len(found.statement_ids)) == (4, 4)


def test_any_order_and_any_batch_give_the_same_people(tmp_path):
    articles = [
        *SPELLINGS,
        line(SHORT, "g", "Donald J. Trump"),
        line(SHORT, "h", "Donald Trump"),
        line(LINES[0], "i", "John C. Smith"),
        line(LINES[0], "j", "John B. Smith"),
        line(LINES[0], "k", "John Smith"),
        line(SHORT, "l", "Zelenskyy"),
        line(SHORT, "m", "Volodymyr Zelensky"),
        line(SHORT, "n", "Petro"),
    ]
    pictures = []
    for number in range(4):
        rng = random.Random(number)
        shuffled = rng.sample(articles, len(articles))
        store = open_store(tmp_path / str(number))
        size = rng.choice([1, 2, 5, len(articles)])
        for start in range(0, len(shuffled), size):
            put(store, *shuffled[start : start + size])
        pictures.append(picture(store))
        store.close()
    assert pictures[1:] == pictures[:1] * 3
    people = pictures[0][0]
    assert people[speaker_id("donald j trump")].id == speaker_id("donald trump")
    assert people[speaker_id("john c smith")].id == speaker_id("john c smith")
    assert people[speaker_id("zelenskyy")].id == speaker_id("volodymyr zelensky")
    assert people[speaker_id("petro")].id == speaker_id("petro")


def test_one_more_of_the_name_takes_back_what_was_sure(store):
    put(store, line(LINES[0], "a", "John Smith"), line(LINES[1], "b", "John C. Smith"))
    assert person_of(store, "john c smith") == speaker_id("john smith")
    put(store, line(LINES[2], "c", "John B. Smith"))
    assert person_of(store, "john c smith") == speaker_id("john c smith")
    with store.reading() as tx:
        kinds = [c.change for c in tx.changes_since(0, limit=100)]
    split = [c.id for c in kinds if c.kind is ChangeKind.SPEAKER_SPLIT]
    assert split == [speaker_id("john c smith")]


def same(a, b, kind=JudgementKind.SAME_SPEAKER):
    return JudgementInput(kind, None, "Marta", "They are.", speaker_id=a, other_speaker_id=b)


NICK, WILLIAM = speaker_id("bill harrow"), speaker_id("dorothea finch")
TWO = [line(SHORT, "a", "Bill Harrow"), line(SHORT, "b", "Dorothea Finch")]


def test_judged_the_same_is_one_speaker_and_one_statement_until_undone(store):
    (a,), (b,) = (mentions_of(store, id_) for id_ in put(store, *TWO))
    before = picture(store)
    assert a.statement_id != b.statement_id
    made = judge(store, same(NICK, WILLIAM), now=NOW)
    root = person_of(store, "dorothea finch")
    assert root == person_of(store, "bill harrow") == min(NICK, WILLIAM)
    (a,), (b,) = (mentions_of(store, m.article_id) for m in (a, b))
    assert a.statement_id == b.statement_id
    assert a.speaker == b.speaker
    view = read_statement(store, a.statement_id, limits=LIMITS)
    assert view.conflicts == ()
    assert view.speaker.id == root
    listed, _ = list_judgements(store, mention_ids=None, after=None, limit=9)
    assert listed == [made]
    undo_judgement(store, made.id, now=LATER)
    assert picture(store) == before


def test_it_does_not_matter_when_a_judgement_was_made(tmp_path):
    extra = [line(SHORT, "c", "Bill Harrow", 6), line(SHORT + " again", "d", "Dorothea Finch", 6)]
    pictures = []
    for number, cut in enumerate((2, 3, 4)):
        store = open_store(tmp_path / str(number))
        articles = [*TWO, *extra]
        put(store, *articles[:cut])
        judge(store, same(NICK, WILLIAM), now=NOW)
        put(store, *articles[cut:])
        pictures.append(picture(store))
        store.close()
    assert pictures[1:] == pictures[:1] * 2


def test_judged_different_parts_what_names_join(store):
    put(store, *SPELLINGS)
    made = judge(store, same(PETRO, URREGO, JudgementKind.DIFFERENT_SPEAKER), now=NOW)
    assert person_of(store, "gustavo petro urrego") == URREGO
    judge(store, same(URREGO, PETRO), now=LATER)
    assert person_of(store, "gustavo petro urrego") == PETRO
    listed, _ = list_judgements(store, mention_ids=None, speaker_ids=[URREGO], after=None, limit=9)
    assert [(j.id == made.id, j.undone_at is None) for j in listed] == [
        (True, False),
        (False, True),
    ]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (same(PETRO, PETRO), "other_speaker_id"),
        (same(PETRO, None), "other_speaker_id"),
        (same(None, PETRO), "speaker_id"),
        (JudgementInput(JudgementKind.SAME_SPEAKER, "mn_x", "M", "R"), "mention_id"),
        (JudgementInput(JudgementKind.SAME, None, "M", "R"), "mention_id"),
        (
            JudgementInput(JudgementKind.NOT_A_QUOTATION, "mn_x", "M", "R", speaker_id=PETRO),
            "speaker_id",
        ),
    ],
)
def test_what_cannot_be_judged_of_speakers(store, given, field):
    put(store, *SPELLINGS)
    with pytest.raises(InputError) as caught:
        judge(store, given, now=NOW)
    assert caught.value.field == field


def test_unknown_speakers(store):
    put(store, *SPELLINGS)
    with pytest.raises(SpeakerNotFoundError):
        judge(store, same(PETRO, "sp_none"), now=NOW)
    with pytest.raises(SpeakerNotFoundError):
        resolve_speaker(store, "sp_none")


ENTRY = KnownSpeaker("Dorothea Finch", ("Dora Wren", "The Harbour Board"), "Q42")


def test_a_directory_works_as_if_it_had_been_there(tmp_path):
    articles = [*TWO, line(SHORT, "c", "Dora Wren"), line(LINES[1], "d", "the Harbour Board")]
    late, early = SqliteQuoteStore(tmp_path / "late"), SqliteQuoteStore(tmp_path / "early")
    put(late, *articles)
    without = picture(late)
    assert adopt_directory(early, [ENTRY], now=NOW) == 0
    put(early, *articles)
    assert adopt_directory(late, [ENTRY], now=NOW) == 3
    assert picture(late) == picture(early)
    assert adopt_directory(late, [ENTRY], now=NOW) == 0
    shown = read_speaker(late, speaker_id("dora wren")).found.speaker
    assert (shown.id, shown.name, shown.wikidata_id) == (WILLIAM, "Dorothea Finch", "Q42")
    adopt_directory(late, [], now=LATER)
    assert picture(late) == without
    settle_again(late, now=LATER)
    assert picture(late) == without
    late.close()
    early.close()


def test_speakers_are_found_by_any_name_and_mentions(store):
    put(
        store,
        line(LINES[0], "a", "Zoé Marlow"),
        line(LINES[1], "b", "Ana Marlow"),
        line(LINES[2], "c", "Ana Marlow"),
        *SPELLINGS[2:4],
    )
    found, following = find_speakers(store, "MARL", offset=0, limit=1)
    assert [each.speaker.name for each in found] == ["Ana Marlow"]
    rest, end = find_speakers(store, "MARL", offset=following, limit=1)
    assert [each.speaker.name for each in rest] == ["Zoé Marlow"]
    assert end is None
    assert [e.speaker.name for e in find_speakers(store, "zoe", offset=0, limit=9)[0]] == [
        "Zoé Marlow"
    ]
    assert [e.speaker.id for e in find_speakers(store, "urr gus", offset=0, limit=9)[0]] == [PETRO]
    assert find_speakers(store, "…", offset=0, limit=9) == ([], None)


@pytest.mark.parametrize("asked", ["Dora Wren", "dorothea finch", "Finch", speaker_id("dora wren")])
def test_filters_and_verification_know_every_name(tmp_path, asked):
    store = SqliteQuoteStore(tmp_path)
    adopt_directory(store, [ENTRY], now=NOW)
    put(store, line(LINES[0], "a", "Dorothea Finch"), line(LINES[1], "b", "Dora Wren"))
    put(store, line(LINES[2], "c", "Bill Harrow"))
    where = SearchFilter(speakers=frozenset({asked}))
    page = [
        search_statements(store, text, where, offset=0, limit=9, limits=LIMITS).total
        for text in LINES[:3]
    ]
    assert page == [1, 1, 0]
    if not asked.startswith("sp_"):
        outcome = verify(store, LINES[1], speaker=asked, limits=LIMITS)
        assert outcome.outcome == "attested_verbatim"
        assert outcome.attested_speakers == ("Dorothea Finch",)
    store.close()


def test_a_name_that_is_taken_down_names_nobody(store):
    ids = put(store, *SPELLINGS)
    take_down(store, ids[0], reason="test", now=NOW)
    take_down(store, ids[1], reason="test", now=NOW)
    take_down(store, ids[3], reason="test", now=NOW)
    assert person_of(store, "gustavo petro urrego") == URREGO
    with pytest.raises(SpeakerNotFoundError):
        resolve_speaker(store, PETRO)
    shown = read_speaker(store, URREGO).found.speaker
    assert (shown.name, shown.aliases) == ("Gustavo Petro Urrego", ())
    with store.reading() as tx:
        assert tx.coverage().speakers == 3
