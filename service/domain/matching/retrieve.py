"""How well stored wordings answer a query that is a fragment or a remembered form."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
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
_DETAILS: Final = {
    "query_order": "share of the query in the same order, close together",
    "query_run": "share of the query in one unbroken stretch",
    "wording_words": "share of the wording, by rare words, in the query",
    "information": "how much the common words say",
}
_VERBATIM: Final = 0.9
_WHOLE: Final = 0.08
_SUGGESTED: Final = 0.5
_BEST_INEXACT: Final = 0.89
_HOPELESS: Final = 0.2
_WINDOW_SLACK: Final = 3
_WRONG_SPEAKER: Final = 0.5
_MISSPELT: Final = 0.8
_MIN_MISSPELT: Final = 4
_MISSPELT_CHARS: Final = 2
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
    query = replace(query, text=without_signature(query.text))
    asked = _ask(query)
    least = _HOPELESS * asked.prepared.mass
    found: list[Match] = []
    for candidate in candidates:
        text = folded(candidate.text)
        near = sum(weight for begins, weight in asked.beginnings if begins in text) >= least
        if near:
            found.append(_answer(asked, candidate))
        elif query.language != candidate.language:
            found.append(judge_translation(query, candidate))
        else:
            found.append(HOPELESS)
    return found


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a query needs once for all candidates.

    ``weights`` are those of the features for a query of this length; below ``least`` a candidate
    is no answer; ``beginnings`` are the first letters of the query's words with their weights: a
    candidate with too few of them anywhere in its text is not worth taking apart.
    """

    query: Rendering
    prepared: Prepared
    weights: dict[str, float]
    least: float
    beginnings: tuple[tuple[str, float], ...]


def _ask(query: Rendering) -> _Asked:
    mine = prepare(query.text, query.language)
    length = (len(mine.words) - _PHRASE_WORDS) / (_TEXT_WORDS - _PHRASE_WORDS)
    text = min(1.0, max(0.0, length))  # 0.0 for a phrase, 1.0 for a text that nothing need cover
    names = dict.fromkeys((*_PHRASE_WEIGHTS, *_TEXT_WEIGHTS))
    beginnings: dict[str, float] = {}
    for word, weight in zip(mine.words, mine.weights, strict=True):
        begins = word.removeprefix(NUMBER_SIGN)[:_BEGINNING_CHARS]
        beginnings[begins] = max(weight, beginnings.get(begins, 0.0))
    return _Asked(
        query=query,
        prepared=mine,
        weights={
            name: (1.0 - text) * _PHRASE_WEIGHTS.get(name, 0.0)
            + text * _TEXT_WEIGHTS.get(name, 0.0)
            for name in names
        },
        least=(1.0 - text) * _SUGGESTED + text * _LEAST_OF_TEXT,
        beginnings=tuple(beginnings.items()),
    )


def without_signature(text: str) -> str:
    """Returns a post without its links and the signature at its end; no text is left empty."""
    plain = _SIGNATURE.sub(" ", _LINK.sub(" ", text))
    return plain if plain.strip() else text


def _answer(asked: _Asked, candidate: Rendering) -> Match:
    other = prepare(candidate.text, candidate.language)
    kind = _find_verbatim(asked.prepared, other)
    if kind is not None and kind is not MatchKind.CONTAINS:
        match = _answer_verbatim(asked, other, kind)
    else:
        match = _answer_inexact(asked, other, kind, reported=candidate.reported)
    relation = compare_names(asked.query.speaker_name, candidate.speaker_name)
    if relation is not NameRelation.DIFFERENT or match.status is MatchStatus.REJECTED:
        return match
    return replace(
        match,
        score=round(match.score * _WRONG_SPEAKER, 4),
        status=MatchStatus.SUGGESTED,
        reason=f"{match.reason}, but by another speaker",
    )


def _answer_verbatim(asked: _Asked, other: Prepared, kind: MatchKind) -> Match:
    covered = min(1.0, asked.prepared.mass / other.mass) if other.mass else 0.0
    score = _VERBATIM + _WHOLE * covered + (0.02 if kind is MatchKind.IDENTICAL else 0.0)
    return Match(
        kind,
        round(min(1.0, score), 4),
        MatchStatus.CONFIRMED,
        Bond.NONE,
        (Feature("query_verbatim", 1.0, 1.0, f'"{asked.query.text}" stands word for word'),),
        "holds the words of the query",
    )


def _answer_inexact(
    asked: _Asked, other: Prepared, kind: MatchKind | None, *, reported: bool
) -> Match:
    values = _measure(asked, other)
    score = sum(values[name] * weight for name, weight in asked.weights.items())
    score *= 1.0 - exp(-asked.prepared.mass / _LITTLE_MASS)  # stop words prove little
    score = round(min(_BEST_INEXACT, score), 4)
    if score < asked.least and kind is None:
        return HOPELESS
    shared = [found for found in asked.prepared.weight_of if found in other.weight_of]
    listed = ", ".join(shared) or "none"
    details = {**_DETAILS, "query_words": f"common words: {listed}"}
    features = tuple(
        Feature(name, round(values[name], 4), round(weight, 4), details[name])
        for name, weight in asked.weights.items()
    )
    return Match(
        kind or (MatchKind.REPORTED if reported else MatchKind.REWORDED),
        score,
        MatchStatus.SUGGESTED,
        Bond.NONE,
        features,
        f"{values['query_words']:.0%} of the query by rare words: {listed}",
    )


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


def _measure(asked: _Asked, other: Prepared) -> dict[str, float]:
    """Returns the features of a candidate that does not hold the query word for word."""
    stems, weights = _respelt(asked.prepared, other)
    held = other.weight_of
    weight_of: dict[str, float] = {}
    for found, weight in zip(stems, weights, strict=True):
        weight_of[found] = max(weight, weight_of.get(found, 0.0))
    mass, total = sum(weight_of.values()) or 1.0, sum(weights) or 1.0
    shared = sum(weight for found, weight in weight_of.items() if found in held)
    values = dict.fromkeys(asked.weights, 0.0) | {
        "query_words": shared / mass,
        "wording_words": min(1.0, shared / (other.mass or 1.0)),
        "information": 1.0 - exp(-shared / _MUCH_MASS),
    }
    # neither order nor run can be more than the words: what cannot do is not aligned
    most = max(
        values["query_words"],
        sum(w for s, w in zip(stems, weights, strict=True) if s in held) / total,
    )
    ceiling = values | {"query_order": most, "query_run": most}
    if sum(ceiling[name] * weight for name, weight in asked.weights.items()) < asked.least:
        return values
    aligned, run = _aligned(stems, weights, other)
    return values | {"query_order": aligned / total, "query_run": run / total}


def _respelt(mine: Prepared, other: Prepared) -> tuple[list[str], list[float]]:
    """Returns the stems and weights of the query, misspelt ones replaced by the candidate's."""
    stems, weights = list(mine.stems), list(mine.weights)
    for at, word in enumerate(stems):
        if word in other.weight_of or len(word) < _MIN_MISSPELT or not word.isalpha():
            continue
        ratio, near = max(
            (
                (character_ratio(word, found), found)
                for found in other.weight_of
                if found[0] == word[0] and abs(len(found) - len(word)) <= _MISSPELT_CHARS
            ),
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
