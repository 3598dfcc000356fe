"""Pairs of two languages, judged without a model of meaning: by figures and names alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from service.domain.kinds import Bond, MatchKind, MatchStatus
from service.domain.matching.forms import strip_marks
from service.domain.matching.prepared import prepare
from service.domain.model import Feature, Match
from service.domain.text.names import NameRelation, compare_names

if TYPE_CHECKING:
    from service.domain.matching.prepared import Prepared
    from service.domain.model import Rendering

_ENOUGH: Final = 2
_MOST_DAYS: Final = 14
_SOON: Final = 3
_NAME_WEIGHT: Final = 0.5
_NAME_CHARS: Final = 4
_DIGITS: Final = 3
_LENGTH_RATIO: Final = 2.2
_SCORE: Final = 0.5
_SCORE_PER_ITEM: Final = 0.1
_BEST: Final = 0.9
_SPEAKERS: Final = frozenset({NameRelation.SAME, NameRelation.COMPATIBLE})


def judge_translation(a: Rendering, b: Rendering) -> Match:
    """Returns ``translation``, suggested, where figures and names of both agree; else different.

    Conservative, since words are not compared: at least two shared figures or names (or one figure
    of three digits within three days) and none of the figures on one side only, similar length,
    the same speaker, at most 14 days apart. A word that is rare in both languages and written alike
    in both counts as a name, whatever its capitals.
    """
    first, second = prepare(a.text, a.language), prepare(b.text, b.language)
    figures = first.numbers & second.numbers
    shared = sorted(figures | (_names(first) & _names(second)))
    lengths = sorted((len(first.words), len(second.words)))
    days = None if a.day is None or b.day is None else abs((a.day - b.day).days)
    fits = (
        first.numbers == second.numbers
        and (
            len(shared) >= _ENOUGH or (_is_telling(figures) and days is not None and days <= _SOON)
        )
        and lengths[1] <= _LENGTH_RATIO * max(1, lengths[0])
        and compare_names(a.speaker_name, b.speaker_name) in _SPEAKERS
        and days is not None
        and days <= _MOST_DAYS
    )
    named = ", ".join(item.removeprefix("#") for item in shared)
    feature = Feature("figures_and_names", min(1.0, len(shared) / 4), 0.0, named or "none shared")
    if not fits:
        reason = "two languages, and too few figures or names in common to tell"
        return Match(MatchKind.DIFFERENT, 0.0, MatchStatus.REJECTED, Bond.NONE, (feature,), reason)
    return Match(
        MatchKind.TRANSLATION,
        min(_BEST, _SCORE + _SCORE_PER_ITEM * len(shared)),
        MatchStatus.SUGGESTED,
        Bond.NONE,
        (feature,),
        f"by the same speaker in two languages with the same figures and names: {named}",
    )


def _names(prepared: Prepared) -> frozenset[str]:
    return frozenset(
        strip_marks(word)
        for word, weight in zip(prepared.words, prepared.weights, strict=True)
        if weight >= _NAME_WEIGHT and len(word) >= _NAME_CHARS and word.isalpha()
    )


def _is_telling(figures: frozenset[str]) -> bool:
    return any(sum(map(str.isdigit, figure)) >= _DIGITS for figure in figures)
