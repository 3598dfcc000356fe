from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.statements.origins import (
    KEYS,
    CopyKind,
    fingerprint,
    judge_copy,
)

SYLLABLES = ["ba", "co", "di", "fen", "gul", "har", "mi", "nor", "pa", "res", "sol", "tum", "vel"]


def make_report(seed: int, sentences: int = 30) -> str:
    """Returns sentences of invented words, as varied as news."""
    source = random.Random(seed)

    def word() -> str:
        return "".join(source.choices(SYLLABLES, k=3))

    return "\n\n".join(
        f"The {word()} of {word()} {word()} the {word()} {word()}s, and the {word()} {word()} it."
        for _ in range(sentences)
    )


REPORT = make_report(1)


def test_the_same_words_are_identical_whatever_the_marks():
    evidence = judge_copy(REPORT, REPORT.upper().replace(".", " ."))
    assert evidence.kind is CopyKind.IDENTICAL
    assert (evidence.share_a, evidence.share_b) == (1.0, 1.0)


@pytest.mark.parametrize(
    ("mangled", "kind"),
    [
        (REPORT[: len(REPORT) * 7 // 10], CopyKind.NEAR_COPY),
        ("New headline\n\n" + REPORT + "\n\nSign up for our letters.", CopyKind.NEAR_COPY),
        (REPORT.replace("tum", "thum", 10), CopyKind.NEAR_COPY),
        (REPORT[: len(REPORT) // 4], CopyKind.EXCERPT),
        (REPORT + "\n\n" + make_report(2, 90), CopyKind.EXCERPTED),
    ],
    ids=["trimmed", "framed", "respelt", "excerpt", "built upon"],
)
def test_copies_are_found_by_key_and_judged(mangled: str, kind: CopyKind):
    assert set(fingerprint(mangled)) & set(fingerprint(REPORT))
    assert judge_copy(mangled, REPORT).kind is kind


def test_another_report_on_the_same_things_is_no_copy():
    assert judge_copy(make_report(1), make_report(2)).kind is CopyKind.NONE
    assert not set(fingerprint(make_report(1))) & set(fingerprint(make_report(2)))


def test_two_reporters_who_quote_one_speech_are_two_origins():
    speech = "“" + " ".join(make_report(3, 12).split()) + "”"
    a = make_report(4, 10) + "\n\n" + speech + "\n\n" + make_report(5, 4)
    b = make_report(6, 9) + "\n\n" + speech
    assert judge_copy(a, b).kind is CopyKind.NONE


def test_reordered_sentences_share_less_than_copied_ones():
    sentences = REPORT.split("\n\n")
    reordered = judge_copy("\n\n".join(reversed(sentences)), REPORT)
    assert reordered.kind is CopyKind.NONE
    assert reordered.shared_words < 60


@pytest.mark.parametrize("text", ["", "  ", "seven words are not enough for keys"])
def test_short_texts_have_no_keys(text: str):
    assert fingerprint(text) == ()


def test_a_short_note_is_no_copy_of_what_holds_it():
    note = REPORT[:120]
    assert judge_copy(note, REPORT).kind is CopyKind.NONE


def test_keys_do_not_depend_on_the_machine():
    text = "It was raining in the square when the second speech of the night began at last"
    assert fingerprint(text)[:2] == (2331109287001793675, 2985232165478362865)


def test_evidence_explains_itself():
    reason = judge_copy(REPORT[: len(REPORT) // 2], REPORT).reason
    assert reason.startswith("195 words in the same order, 99% of the one and 50% of the other")


mirror = {
    CopyKind.EXCERPT: CopyKind.EXCERPTED,
    CopyKind.EXCERPTED: CopyKind.EXCERPT,
}


@given(st.integers(0, 9), st.integers(0, 9), st.integers(3, 30), st.integers(3, 30))
def test_judging_is_symmetric(seed_a: int, seed_b: int, size_a: int, size_b: int):
    a, b = make_report(seed_a, size_a), make_report(seed_b, size_b)
    there, back = judge_copy(a, b), judge_copy(b, a)
    assert back.kind is mirror.get(there.kind, there.kind)
    assert (there.share_a, there.share_b) == (back.share_b, back.share_a)
    assert there.shared_words == back.shared_words


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_texts_are_judged_within_bounds(a: str, b: str):
    evidence = judge_copy(a, b)
    assert 0.0 <= evidence.share_a <= 1.0
    assert 0.0 <= evidence.share_b <= 1.0
    assert evidence.longest_run <= evidence.shared_words or evidence.shared_words == 0
    keys = fingerprint(a)
    assert len(keys) <= KEYS
    assert list(keys) == sorted(set(keys))
    assert all(0 <= key < 2**63 for key in keys)


@pytest.mark.parametrize("marks", ["“”", "«»", '""'])
def test_an_excerpt_may_end_inside_a_quotation(marks: str):
    speech = make_report(2, sentences=6).replace("\n", " ")
    whole = f"{make_report(3, sentences=5)}\n{marks[0]}{speech}{marks[1]} she said.\n{REPORT}"
    cut = whole[: whole.index(speech) + len(speech) - 20]
    assert judge_copy(cut, whole).kind is CopyKind.EXCERPT
    assert judge_copy(whole, cut).kind is CopyKind.EXCERPTED
