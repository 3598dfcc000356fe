from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.matching.candidates import (
    are_weak,
    is_weak,
    link_keys,
    partner_key,
    partner_keys,
)

SWORN = (
    "I swore not to touch a weapon again since the 1989 Peace Pact, but for the homeland I will "
    "take up arms again — even though I do not want to."
)
RESWORN = (
    "I swore never to touch a weapon again, but for the homeland I would take up arms once more, "
    "even though I do not want to."
)


def share(one: str, other: str, language: str = "en") -> bool:
    sought = {partner_key(key) for key in link_keys(one, language)}
    return bool(sought & set(link_keys(other, language)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (SWORN, RESWORN),
        (SWORN, "he had sworn under the 1989 peace pact never to take up arms again"),
        ("If they touch Petro, they touch Colombia.", "if you touch Petro you touch Colombia"),
        ("Sounds good to me.", "sounds good to me"),
        ("It was what it was", "it was what it was"),
        ("a sick man", "Colombia is run by a sick man who likes making cocaine"),
        ("sounds good", "Sounds good to me."),
        ("watch his ass", "he said Petro needed to watch his ass and be careful"),
    ],
)
def test_wordings_of_one_statement_share_a_key(one: str, other: str):
    assert share(one, other)


def test_spanish_inflections_meet():
    assert share("Por la patria tomaré las armas", "dijo que por la patria tomaría las armas", "es")


@pytest.mark.parametrize(
    "other",
    ["The President of the United States said so.", "We cannot lower our guard.", "no", ""],
)
def test_strangers_share_none(other: str):
    assert not share(SWORN, other)


def test_keys_are_of_one_language():
    assert not set(link_keys("Petro Colombia", "en")) & set(link_keys("Petro Colombia", "es"))


def test_no_words_no_keys():
    assert link_keys("“…” — !", "en") == ()


@given(st.text(max_size=80))
def test_keys_are_positive_sorted_and_distinct(text: str):
    keys = link_keys(text, "en")

    assert list(keys) == sorted(set(keys))
    assert all(0 < key < 2**63 for key in keys)


def test_keys_never_move():
    # stored in databases: another value needs a new algorithm version and a reindex
    assert link_keys("sick man", "en") == (
        129198332702991589,
        129198332702991590,
        792817782191632851,
        2679850705673915659,
    )


def test_keys_at_once_are_as_they_are_one_by_one():
    keys = [key for text in (SWORN, RESWORN, "a sick man") for key in link_keys(text, "en")]
    together = np.array(keys, dtype=np.int64)
    assert {key & 3 for key in keys} == {0, 1, 2, 3}
    assert partner_keys(together).tolist() == [partner_key(key) for key in keys]
    assert are_weak(together).tolist() == [is_weak(key) for key in keys]
