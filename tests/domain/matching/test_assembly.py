from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from service.domain.kinds import DifferenceKind
from service.domain.matching.assembly import FullestWording, assemble

HEAD = "I swore not to touch a weapon again since the 1989 Peace Pact"
MIDDLE = "touch a weapon again since the 1989 Peace Pact, but for the homeland I will take up arms"
TAIL = "for the homeland I will take up arms again — even though I do not want to."


def assembled(*texts: str, language: str = "en") -> FullestWording:
    found = assemble(texts, language)
    assert found is not None
    return found


def test_overlapping_fragments_make_the_whole():
    found = assembled(HEAD, MIDDLE, TAIL)

    assert found.text == (
        "I swore not to touch a weapon again since the 1989 Peace Pact, but for the homeland I "
        "will take up arms again — even though I do not want to"
    )
    assert [piece.wording for piece in found.pieces] == [0, 1, 2]
    assert found.contradictions == ()


def test_ellipsis_is_filled_where_the_words_around_agree():
    cut = "We will answer in the streets … and they will hear us in the whole of Washington."
    full = "answer in the streets, unless they leave, and they will hear us"

    found = assembled(cut, full)

    assert "unless they leave" in found.text
    assert "…" not in found.text


def test_strangers_add_nothing():
    found = assembled(HEAD, "Inflation is coming down faster than we expected.")

    assert [piece.wording for piece in found.pieces] == [0]


def test_common_words_are_no_overlap():
    found = assembled("We cannot lower our guard at all of the borders", "all of the people know")

    assert "people" not in found.text


def test_contradictions_are_shown_and_not_resolved():
    found = assembled(TAIL, "for the homeland I would take up arms again")

    assert "will take up arms" in found.text
    assert "would" not in found.text
    assert [(c.wording, c.difference.kind) for c in found.contradictions] == [
        (1, DifferenceKind.MODALITY)
    ]


def test_no_words_no_wording():
    assert assemble([], "en") is None
    assert assemble(["…", "!"], "en") is None


WORDS = ["if", "they", "touch", "petro", "colombia", "weapon", "homeland", "…", "arms", "not"]
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)


@given(st.lists(texts, min_size=1, max_size=5))
def test_every_piece_is_attested(given_texts: list[str]):
    found = assemble(given_texts, "en")

    if found is None:
        return
    for piece in found.pieces:
        assert found.text[piece.start : piece.end] == piece.origin.exact
        source = given_texts[piece.wording]
        assert source[piece.origin.start : piece.origin.end] == piece.origin.exact
    assert " ".join(piece.origin.exact for piece in found.pieces) == found.text
    assert found == assemble(given_texts, "en")
