"""What a statement says of itself."""

from datetime import UTC, date, datetime

from service.domain.model import Sighting
from service.domain.statements.describe import (
    WordingFacts,
    choose_main_wording,
    choose_speaker_name,
    name_groups,
    summarise,
)


def facts(id_, **changes):
    return WordingFacts(
        **{
            "wording_id": id_,
            "words": 5,
            "outlets": 1,
            "reported": False,
            "attached": False,
            "earliest_day": date(2026, 1, 5),
            **changes,
        }
    )


def sighting(id_, name, day=5):
    return Sighting(id_, "wd", "text", "en", name and f"sp_{name}", name, date(2026, 1, day), False)


def test_the_main_wording_is_in_marks_and_whole():
    assert choose_main_wording([facts("a", reported=True, words=30), facts("b")]) == "b"
    assert choose_main_wording([facts("a", attached=True, words=9), facts("b")]) == "b"
    assert choose_main_wording([facts("a"), facts("b", words=9)]) == "b"
    assert choose_main_wording([facts("a"), facts("b", outlets=3)]) == "b"
    assert choose_main_wording([facts("a"), facts("b", earliest_day=date(2026, 1, 4))]) == "b"
    assert choose_main_wording([facts("b"), facts("a")]) == "a"


def test_a_surname_counts_for_the_full_name():
    given = [sighting("1", "Petro"), sighting("2", "Gustavo Petro"), sighting("3", "Donald Trump")]
    assert choose_speaker_name(given) == "Gustavo Petro"
    assert choose_speaker_name([sighting("1", None)]) is None


def test_names_that_cannot_be_one_person_stand_apart():
    assert name_groups(["Petro", "Donald Trump", "Gustavo Petro", "Trump"]) == [
        ["Donald Trump", "Trump"],
        ["Gustavo Petro", "Petro"],
    ]


def test_the_summary_is_one_line_by_template():
    line = summarise(
        speaker="Gustavo Petro",
        text="for the homeland\nI will " + "again " * 60,
        wordings=2,
        outlets=1,
        earliest=datetime(2026, 1, 5, tzinfo=UTC),
    )
    assert line.startswith("Gustavo Petro: “for the homeland I will again")
    assert line.endswith("…” (2 wordings, 1 outlet, published since 2026-01-05)")
    assert "\n" not in line


def test_the_comma_before_the_cue_is_not_shown():
    line = summarise(
        speaker="Ana Gómez", text="We leave on Monday, ", wordings=1, outlets=1, earliest=None
    )
    assert line == "Ana Gómez: “We leave on Monday” (1 wording, 1 outlet)"
