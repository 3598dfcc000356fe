"""How well stored wordings answer a query that is a fragment or a remembered form."""

from __future__ import annotations

import re
from dataclasses import replace
from math import exp
from typing import TYPE_CHECKING, Final

from service.domain.matching.containment import lies_in, same_words
from service.domain.matching.forms import NUMBER_SIGN
from service.domain.matching.judge import HOPELESS
from service.domain.matching.prepared import folded, prepare
from service.domain.matching.similarity import align, character_ratio
from service.domain.matching.translation import judge_translation
from service.domain.model import Bond, Feature, Match, MatchKind, MatchStatus
from service.domain.text.names import NameRelation, compare_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.domain.matching.prepared import Prepared
    from service.domain.model import Rendering

_PHRASE_WEIGHTS: Final = {"query_words": 0.5, "query_order": 0.3, "query_run": 0.2}
_TEXT_WEIGHTS: Final = {
    "query_words": 0.23,
    "query_order": 0.33,
    "wording_words": 0.22,
    "information": 0.22,
}
"""Fitted on posts and the checked claims that they repeat."""

_PHRASE_WORDS: Final = 6
_TEXT_WORDS: Final = 14
_LEAST_OF_TEXT: Final = 0.2
_LINK: Final = re.compile(r"https?://\S+|\bpic\.twitter\.com/\S+")
_SIGNATURE: Final = re.compile(r"[—–-]\s[^—]{0,60}\(@\w{1,20}\)[^—]{0,24}\Z")
_VERBATIM: Final = 0.9
_WHOLE: Final = 0.08
_SUGGESTED: Final = 0.5
_BEST_INEXACT: Final = 0.89
_HOPELESS: Final = 0.2
_WINDOW_SLACK: Final = 3
_WRONG_SPEAKER: Final = 0.5
_MISSPELT: Final = 0.8
_MIN_MISSPELT: Final = 4
_LITTLE_MASS: Final = 0.4
_MUCH_MASS: Final = 3.0
_PARTLY: Final = 2
_BEGINNING_CHARS: Final = 3


def rank(query: Rendering, candidates: Sequence[Rendering]) -> list[Match]:
    """Returns how well each candidate answers the query, in the order of the candidates.

    The kind reads from the query to the candidate. A candidate that holds the words of the query
    verbatim scores at least 0.9 and is confirmed; the more of the candidate the query covers, the
    higher. Near forms score below by the rare words, the order and the longest stretch that they
    share with the query; of a query as long as a text no wording need hold the whole, so there the
    share of the wording counts too, and lower scores are shown. Links and the signature of a post
    are not read. A query with a speaker halves the score of another speaker's words.
    """
    query = replace(query, text=_without_signature(query.text))
    mine = prepare(query.text, query.language)
    beginnings = _beginnings(mine)
    least = _HOPELESS * mine.mass
    found: list[Match] = []
    for candidate in candidates:
        text = folded(candidate.text)
        near = sum(weight for begins, weight in beginnings if begins in text) >= least
        if near:
            found.append(_answer(query, mine, candidate))
        elif query.language != candidate.language:
            found.append(judge_translation(query, candidate))
        else:
            found.append(HOPELESS)
    return found


def _without_signature(text: str) -> str:
    plain = _SIGNATURE.sub(" ", _LINK.sub(" ", text))
    return plain if plain.strip() else text


def _beginnings(mine: Prepared) -> list[tuple[str, float]]:
    """Returns the first letters of the query's words with their weights.

    A candidate with too few of them anywhere in its text is not worth taking apart.
    """
    weights: dict[str, float] = {}
    for word, weight in zip(mine.words, mine.weights, strict=True):
        begins = word.removeprefix(NUMBER_SIGN)[:_BEGINNING_CHARS]
        weights[begins] = max(weight, weights.get(begins, 0.0))
    return list(weights.items())


def _answer(query: Rendering, mine: Prepared, candidate: Rendering) -> Match:
    # read in the language of the query: a short query's own language is often a guess
    other = prepare(candidate.text, candidate.language)
    kind = _find_verbatim(mine, other)
    covered = min(1.0, mine.mass / other.mass) if other.mass else 0.0
    if kind is not None and kind is not MatchKind.CONTAINS:
        score = _VERBATIM + _WHOLE * covered + (0.02 if kind is MatchKind.IDENTICAL else 0.0)
        features: tuple[Feature, ...] = (
            Feature("query_verbatim", 1.0, 1.0, f'"{query.text}" stands word for word'),
        )
        status, reason = MatchStatus.CONFIRMED, "holds the words of the query"
    else:
        score, features = _score_inexact(mine, other)
        if kind is None:
            kind = MatchKind.REPORTED if candidate.reported else MatchKind.REWORDED
        status = MatchStatus.SUGGESTED
        reason = f"{features[0].score:.0%} of the query by rare words: {features[0].detail}"
    if compare_names(query.speaker_name, candidate.speaker_name) is NameRelation.DIFFERENT:
        score *= _WRONG_SPEAKER
        status, reason = MatchStatus.SUGGESTED, f"{reason}, but by another speaker"
    if score < _least(mine) and status is not MatchStatus.CONFIRMED and kind in _INEXACT:
        kind, status = MatchKind.DIFFERENT, MatchStatus.REJECTED
    return Match(kind, round(min(1.0, score), 4), status, Bond.NONE, features, reason)


_INEXACT: Final = frozenset({MatchKind.REPORTED, MatchKind.REWORDED})


def _find_verbatim(mine: Prepared, other: Prepared) -> MatchKind | None:
    if mine.text == other.text:
        return MatchKind.IDENTICAL
    if same_words(mine, other):
        return MatchKind.NORMALISED
    if lies_in(mine, other):
        return MatchKind.CONTAINED
    if other.informative >= _PARTLY and lies_in(other, mine):
        return MatchKind.CONTAINS
    return None


def _score_inexact(mine: Prepared, other: Prepared) -> tuple[float, tuple[Feature, ...]]:
    stems, weights = _respelt(mine, other)
    weight_of = {found: max(weights[at] for at in _places(stems, found)) for found in set(stems)}
    total, mass = sum(weights) or 1.0, sum(weight_of.values()) or 1.0
    shared = [found for found in dict.fromkeys(stems) if found in other.weight_of]
    aligned, run = _aligned(stems, weights, other)
    shared_mass = sum(weight_of[found] for found in shared)
    values = {
        "query_words": (shared_mass / mass, _listed(shared)),
        "query_order": (aligned / total, "share of the query in the same order, close together"),
        "query_run": (run / total, "share of the query in one unbroken stretch"),
        "wording_words": (shared_mass / (other.mass or 1.0), "share of the wording in the query"),
        "information": (1.0 - exp(-shared_mass / _MUCH_MASS), "how much the common words say"),
    }
    text = _textness(mine)
    features = tuple(
        Feature(name, round(min(1.0, value), 4), round(_weight(name, text), 4), detail)
        for name, (value, detail) in values.items()
    )
    score = sum(feature.score * feature.weight for feature in features)
    certainty = 1.0 - exp(-mass / _LITTLE_MASS)  # a query of stop words proves little
    return min(_BEST_INEXACT, score * certainty), features


def _textness(query: Prepared) -> float:
    """Returns 0.0 for a phrase, 1.0 for a whole text, which no wording need cover."""
    words = len(query.words)
    return min(1.0, max(0.0, (words - _PHRASE_WORDS) / (_TEXT_WORDS - _PHRASE_WORDS)))


def _weight(name: str, text: float) -> float:
    return (1.0 - text) * _PHRASE_WEIGHTS.get(name, 0.0) + text * _TEXT_WEIGHTS.get(name, 0.0)


def _least(query: Prepared) -> float:
    """Returns the score below which a candidate is no answer: a text need not be covered."""
    text = _textness(query)
    return (1.0 - text) * _SUGGESTED + text * _LEAST_OF_TEXT


def _places(stems: Sequence[str], found: str) -> list[int]:
    return [at for at, other in enumerate(stems) if other == found]


def _listed(words: list[str]) -> str:
    return ", ".join(words) or "none"


def _respelt(mine: Prepared, other: Prepared) -> tuple[list[str], list[float]]:
    """Returns the stems and weights of the query, misspelt ones replaced by the candidate's."""
    stems, weights = list(mine.stems), list(mine.weights)
    for at, word in enumerate(stems):
        if word in other.weight_of or len(word) < _MIN_MISSPELT or not word.isalpha():
            continue
        ratio, near = max(
            ((character_ratio(word, found), found) for found in other.weight_of),
            default=(0.0, ""),
        )
        if ratio >= _MISSPELT:
            stems[at], weights[at] = near, other.weight_of[near] * ratio
    return stems, weights


def _aligned(stems: list[str], weights: list[float], other: Prepared) -> tuple[float, float]:
    """Returns the mass of the query in order within a stretch of its own length, and in one run."""
    blocks = [block for block in align(stems, other.stems) if block.tag == "equal"]
    window = len(stems) + _WINDOW_SLACK
    masses = [sum(weights[block.a_start : block.a_end]) for block in blocks]
    best = 0.0
    for first, start in enumerate(blocks):
        within = 0.0
        for block, mass in zip(blocks[first:], masses[first:], strict=True):
            if block.b_end - start.b_start > window:
                break
            within += mass
        best = max(best, within)
    return best, max(masses, default=0.0)
