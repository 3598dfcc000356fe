"""How well stored wordings answer a query that is a fragment or a remembered form."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from math import exp
from typing import TYPE_CHECKING, Final

from service.domain.kinds import Bond, MatchKind, MatchStatus
from service.domain.matching.containment import lies_in, same_words
from service.domain.matching.forms import NUMBER_SIGN
from service.domain.matching.judge import HOPELESS
from service.domain.matching.prepared import prepare, prepare_keyed
from service.domain.matching.similarity import align, character_ratio
from service.domain.matching.translation import judge_translation
from service.domain.model import Feature, Match
from service.domain.text.names import NameRelation, compare_names
from service.domain.text.tokens import wording_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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
_MOST_READ: Final = 40
_BEGINNING_CHARS: Final = 3
_CAUTION: Final = 0.7  # words that inflect at their beginning, or are misspelt there
_GAP_SIGNS: Final = frozenset("…[")
_APOSTROPHE: Final = "'"


def rank(
    query: Rendering, candidates: Sequence[Rendering], keys: Sequence[str] | None = None
) -> list[Match]:
    """Returns how well each candidate answers the query, in the order of the candidates.

    The kind reads from the query to the candidate. A candidate that holds the words of the query
    verbatim scores at least 0.9 and is confirmed; the more of the candidate the query covers, the
    higher. Near forms score below by the rare words, the order and the longest stretch that they
    share with the query; of a query as long as a text no wording need hold the whole, so there the
    share of the wording counts too, and lower scores are shown. Links and the signature of a post
    are not read. A query with a speaker halves the score of another speaker's words.

    Args:
        query: what is looked for.
        candidates: what is stored.
        keys: ``wording_key`` of each candidate where it is known, which saves half of the time.
    """
    query = replace(query, text=without_signature(query.text))
    if keys is None:
        keys = [wording_key(candidate.text) for candidate in candidates]
    asked = _ask(query)
    worth = _find_worth_reading(asked, keys)
    near = [
        prepare_keyed(candidate.text, candidate.language, key) if is_worth else None
        for candidate, key, is_worth in zip(candidates, keys, worth, strict=True)
    ]
    asked.similar.update(_find_similar(asked.prepared, near))
    found: list[Match] = []
    for candidate, other in zip(candidates, near, strict=True):
        if other is not None:
            found.append(_answer(asked, candidate, other))
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
    candidate with too few of them anywhere in its text is not worth taking apart. ``total`` is the
    sum of the weights of all its words; ``trust`` is low where these are stop words. ``similar``
    gives stems of candidates that a stem of the query may be a misspelling of, and how alike they
    are.
    """

    query: Rendering
    prepared: Prepared
    key: str
    weights: dict[str, float]
    least: float
    beginnings: tuple[tuple[str, float], ...]
    total: float
    trust: float
    similar: dict[str, dict[str, float]] = field(default_factory=dict)


def _find_worth_reading(asked: _Asked, keys: Sequence[str]) -> list[bool]:
    """Returns which candidates may be an answer, by the beginnings of their words alone.

    A beginning that no candidate has is taken for misspelt and counts as there. A candidate that
    lies in the query may answer it however little of it that is; one with gaps is read to see. Of
    many, those are read that have most in common with the query, and all that hold it whole.
    """
    texts = [f" {key.replace('-', ' ').replace(_APOSTROPHE, ' ')}" for key in keys]
    held = {begins: [begins in text for text in texts] for begins, _ in asked.beginnings}
    near = [0.0] * len(keys)
    for begins, weight in asked.beginnings:
        column = held[begins]
        anywhere = True in column
        near = [
            mass + weight if has or not anywhere else mass
            for mass, has in zip(near, column, strict=True)
        ]
    whole = f" {asked.key} "
    worth = [
        _may_answer(asked, mass) or f" {key} " in whole or not _GAP_SIGNS.isdisjoint(key)
        for mass, key in zip(near, keys, strict=True)
    ]
    if sum(worth) <= _MOST_READ:
        return worth
    # Taking a wording apart costs most of an answer: the fewer common words, the less it is worth.
    masses = (mass for mass, is_worth in zip(near, worth, strict=True) if is_worth)
    least = sorted(masses, reverse=True)[_MOST_READ - 1]
    return [
        is_worth and (mass >= least or whole in f" {key} ")
        for is_worth, mass, key in zip(worth, near, keys, strict=True)
    ]


def _may_answer(asked: _Asked, near: float) -> bool:
    """Whether words of this mass in common may be enough, as far as can be told so early."""
    share = min(1.0, near / (asked.prepared.mass or 1.0))
    if share < _HOPELESS:
        return False
    weights = asked.weights
    score = share * (weights["query_words"] + weights["query_order"] + weights["query_run"])
    score += weights["wording_words"] + weights["information"] * (1.0 - exp(-near / _MUCH_MASS))
    return score * asked.trust >= _CAUTION * asked.least


def _ask(query: Rendering) -> _Asked:
    mine = prepare(query.text, query.language)
    length = (len(mine.words) - _PHRASE_WORDS) / (_TEXT_WORDS - _PHRASE_WORDS)
    text = min(1.0, max(0.0, length))  # 0.0 for a phrase, 1.0 for a text that nothing need cover
    names = dict.fromkeys((*_PHRASE_WEIGHTS, *_TEXT_WEIGHTS))
    beginnings: dict[str, float] = {}
    for word, weight in zip(mine.words, mine.weights, strict=True):
        begins = word.removeprefix(NUMBER_SIGN)[:_BEGINNING_CHARS]
        begins = f" {begins}"
        beginnings[begins] = max(weight, beginnings.get(begins, 0.0))
    return _Asked(
        query=query,
        prepared=mine,
        key=wording_key(query.text),
        weights={
            name: (1.0 - text) * _PHRASE_WEIGHTS.get(name, 0.0)
            + text * _TEXT_WEIGHTS.get(name, 0.0)
            for name in names
        },
        least=(1.0 - text) * _SUGGESTED + text * _LEAST_OF_TEXT,
        beginnings=tuple(beginnings.items()),
        total=sum(mine.weights) or 1.0,
        trust=1.0 - exp(-mine.mass / _LITTLE_MASS),  # stop words prove little
    )


def without_signature(text: str) -> str:
    """Returns a post without its links and the signature at its end; no text is left empty."""
    plain = _SIGNATURE.sub(" ", _LINK.sub(" ", text))
    return plain if plain.strip() else text


def _answer(asked: _Asked, candidate: Rendering, other: Prepared) -> Match:
    kind = _find_verbatim(asked.prepared, other)
    if kind is not None and kind is not MatchKind.CONTAINS:
        match = _answer_verbatim(asked, other, kind)
    else:
        match = _answer_inexact(asked, other, kind, reported=candidate.reported)
    if match.status is MatchStatus.REJECTED:
        return match
    relation = compare_names(asked.query.speaker_name, candidate.speaker_name)
    if relation is not NameRelation.DIFFERENT:
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
    score = sum([values[name] * weight for name, weight in asked.weights.items()])
    score = round(min(_BEST_INEXACT, score * asked.trust), 4)
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
    stems, weights = _respelt(asked, other)
    held = other.weight_of
    if stems is asked.prepared.stems:
        weight_of, mass, total = asked.prepared.weight_of, asked.prepared.mass, asked.total
    else:
        weight_of = {}
        for found, weight in zip(stems, weights, strict=True):
            weight_of[found] = max(weight, weight_of.get(found, 0.0))
        mass, total = sum(weight_of.values()), sum(weights) or 1.0
    shared = sum([weight for found, weight in weight_of.items() if found in held])
    values = dict.fromkeys(asked.weights, 0.0) | {
        "query_words": shared / (mass or 1.0),
        "wording_words": min(1.0, shared / (other.mass or 1.0)),
        "information": 1.0 - exp(-shared / _MUCH_MASS),
    }
    # neither order nor run can be more than the words: what cannot do is not aligned
    common = sum([w for s, w in zip(stems, weights, strict=True) if s in held])
    most = max(values["query_words"], common / total)
    ceiling = values | {"query_order": most, "query_run": most}
    if sum([ceiling[name] * weight for name, weight in asked.weights.items()]) < asked.least:
        return values
    aligned, run = _aligned(stems, weights, other)
    return values | {"query_order": aligned / total, "query_run": run / total}


def _find_similar(
    mine: Prepared, candidates: Iterable[Prepared | None]
) -> dict[str, dict[str, float]]:
    """Returns for stems of the query the stems of all candidates that are spelt much alike."""
    vocabulary = set().union(*[other.weight_of for other in candidates if other is not None])
    by_letter: defaultdict[str, list[str]] = defaultdict(list)
    for found in vocabulary:
        by_letter[found[0]].append(found)
    similar: dict[str, dict[str, float]] = {}
    for word in mine.weight_of:
        if len(word) < _MIN_MISSPELT or not word.isalpha():
            continue
        ratios = {
            found: character_ratio(word, found)
            for found in by_letter[word[0]]
            if abs(len(found) - len(word)) <= _MISSPELT_CHARS and found != word
        }
        alike = {found: ratio for found, ratio in ratios.items() if ratio >= _MISSPELT}
        if alike:
            similar[word] = alike
    return similar


def _respelt(asked: _Asked, other: Prepared) -> tuple[Sequence[str], Sequence[float]]:
    """Returns the stems and weights of the query, misspelt ones replaced by the candidate's."""
    mine, held = asked.prepared, other.weight_of
    near: dict[str, tuple[float, str]] = {}
    for word, alike in asked.similar.items():
        if word not in held:
            best = max([(alike[found], found) for found in alike if found in held], default=None)
            if best is not None:
                near[word] = best
    if not near:
        return mine.stems, mine.weights
    stems, weights = list(mine.stems), list(mine.weights)
    for at, word in enumerate(mine.stems):
        if word in near:
            ratio, found = near[word]
            stems[at], weights[at] = found, held[found] * ratio
    return stems, weights


def _aligned(
    stems: Sequence[str], weights: Sequence[float], other: Prepared
) -> tuple[float, float]:
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
