from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.text.segment import split_sentences


def sentences(text: str, language: str = "en") -> list[str]:
    return [text[span.start : span.end] for span in split_sentences(text, language)]


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        ("en", ["He came.", "She left."]),
        ("en", ["“Sounds good.” he said.", "“I know.”", "Then he left."]),
        ("en", ["Mr. Trump met Sen. Schumer on Jan. 3 in the U.S. Senate.", "It ended."]),
        ("en", ["He left the U.S.", "He came back at 5 p.m. on Monday."]),
        ("en", ["Donald J. Trump spoke.", "Why?", "Nobody knew!"]),
        ("en", ["It cost 3.5 million… or so.", "(He said so.)", "Fine."]),
        ("es", ["El Sr. Petro llegó a las 5 p. m. a Bogotá.", "¿Por qué?", "Nadie lo sabe."]),
        ("es", ["El presidente de EE. UU. habló.", "—Hola —dijo Ana—.", "Luego calló."]),
        ("de", ["Das gilt z. B. für Berlin.", "Es regnet."]),
    ],
)
def test_sentences(language: str, parts: list[str]):
    assert sentences(" ".join(parts), language) == parts


def test_a_line_break_ends_a_sentence():
    assert sentences("A headline without stop\n\nThe first line.\nAnother") == [
        "A headline without stop",
        "The first line.",
        "Another",
    ]


@given(st.text(alphabet=st.sampled_from("aB .!?…”“\n\r1é"), max_size=60))
def test_sentences_are_trimmed_ordered_and_lose_no_letter(text: str):
    spans = split_sentences(text, "en")
    assert all(text[s.start : s.end] == text[s.start : s.end].strip() != "" for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    kept = "".join(text[s.start : s.end] for s in spans)
    assert "".join(kept.split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It rained...! He left.", ["It rained...!", "He left."]),
        ("走了。。！ 来了。", ["走了。。！", "来了。"]),
        ("It was 5 p.m. The hall was dark.", ["It was 5 p.m.", "The hall was dark."]),
        ("It was 5 p.m. Thursday again.", ["It was 5 p.m. Thursday again."]),
        ("Vitamin².\nIt rained", ["Vitamin².", "It rained"]),
        ("... He left.", ["...", "He left."]),
        ("\n. He left.", [".", "He left."]),
    ],
)
def test_runs_of_stops_and_short_forms(text: str, sentences: list[str]):
    assert [text[span.start : span.end] for span in split_sentences(text, "en")] == sentences
