"""What one edit between two wordings is, and whether it may change the meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from service.domain.matching.alignment import Spot, span_of
from service.domain.matching.forms import strip_marks
from service.domain.matching.similarity import character_ratio
from service.domain.matching.wordclasses import (
    BACK_SHIFTS,
    VerbForm,
    WordClass,
    is_condition,
    verb_form,
)
from service.domain.model import Difference, DifferenceKind, TextSpan

if TYPE_CHECKING:
    from collections.abc import Sequence

_SMALL: Final = 4
_SIMILAR_NAME: Final = 0.6
_SIMILAR_WORD: Final = 0.8
_MIN_SPELLED: Final = 5
_OPPOSITES: Final = ("un", "in", "im", "il", "ir", "dis", "non", "des")
_SAME_QUALIFIERS: Final = (
    frozenset({"perhaps", "maybe"}), frozenset({"if", "whether"}), frozenset({"all", "every"}),
    frozenset({"quizás", "quizá"}), frozenset({"solo", "sólo", "solamente", "únicamente"}),
    frozenset({"almost", "nearly"}), frozenset({"excepto", "salvo"}),
    frozenset({"todos", "todas", "todo", "toda"}),
)  # fmt: skip
_KINDS: Final = {
    WordClass.NEGATION: DifferenceKind.NEGATION,
    WordClass.MODALITY: DifferenceKind.MODALITY,
    WordClass.QUALIFIER: DifferenceKind.QUALIFIER,
    WordClass.NUMBER: DifferenceKind.NUMBER,
    WordClass.NAME: DifferenceKind.NAME,
}
_MILD_WHEN_REPORTED: Final = frozenset({"will", "would", "had"})


class Pair(NamedTuple):
    """The two texts of a comparison and how to read them."""

    a: str
    b: str
    language: str
    reported: bool


def changed_form(pair: Pair, a: Spot, b: Spot) -> Difference:
    """Returns the difference between two forms of one word: "will"/"would", "arm"/"arms"."""
    spans = span_of(pair.a, [a]), span_of(pair.b, [b])
    if strip_marks(a.word) == strip_marks(b.word):
        return Difference(DifferenceKind.SPELLING, *spans, changes_meaning=False, reason=None)
    if a.word_class is WordClass.NEGATION:
        return Difference(DifferenceKind.NEGATION, *spans, changes_meaning=False, reason=None)
    if a.word_class is WordClass.MODALITY and b.word_class is WordClass.MODALITY:
        return _changed_modal(pair, a, b)
    forms = {verb_form(a.word, pair.language), verb_form(b.word, pair.language)}
    if forms == {VerbForm.FUTURE, VerbForm.CONDITIONAL}:
        return _changed_modal(pair, a, b)
    past = VerbForm.PAST in forms and len(forms) > 1
    kind = DifferenceKind.TENSE if past or VerbForm.FUTURE in forms else DifferenceKind.INFLECTION
    return Difference(kind, *spans, changes_meaning=False, reason=None)


def changed_stretch(pair: Pair, a: Sequence[Spot], b: Sequence[Spot]) -> list[Difference]:
    """Returns the differences of one edit: words on one side, on the other, or on both."""
    if any(spot.is_ellipsis for spot in (*a, *b)):
        return _changed_ellipsis(pair, a, b)
    if any(spot.bracketed for spot in (*a, *b)):
        return [_changed_bracket(pair, a, b)]
    if (not a or not b) and len(a) + len(b) > _SMALL:
        return [_left_out_clause(pair, a, b)]
    found: list[Difference] = []
    rest_a, rest_b = list(a), list(b)
    for word_class, kind in _KINDS.items():
        mine = [spot for spot in rest_a if spot.word_class is word_class]
        others = [spot for spot in rest_b if spot.word_class is word_class]
        for left, right in zip(mine, others, strict=False):
            found.append(_changed_special(pair, left, right))
            rest_a.remove(left)
            rest_b.remove(right)
        matched = min(len(mine), len(others))
        if word_class is WordClass.NAME and (rest_a or rest_b) and (a and b):
            continue  # "Petro" for "he" or "the president": word choice
        for spot in mine[matched:]:
            rest_a.remove(spot)
            found.append(_one_sided(pair, kind, a_spot=spot, b_spot=None))
        for spot in others[matched:]:
            rest_b.remove(spot)
            found.append(_one_sided(pair, kind, a_spot=None, b_spot=spot))
    if rest_a or rest_b:
        found.append(_changed_words(pair, rest_a, rest_b))
    return sorted(found, key=_position)


def opposite_words(a: str, b: str) -> bool:
    """Returns whether one word is the other with a prefix that turns it round ("illegal")."""
    short, long = sorted((a, b), key=len)
    return any(long == prefix + short for prefix in _OPPOSITES) and len(short) > 3  # noqa: PLR2004  "do"/"undo" is no opposite


def _position(difference: Difference) -> tuple[int, int]:
    return (
        difference.a.start if difference.a else -1,
        difference.b.start if difference.b else -1,
    )


def _changed_modal(pair: Pair, a: Spot, b: Spot) -> Difference:
    shift = (a.word, b.word) in BACK_SHIFTS or (b.word, a.word) in BACK_SHIFTS
    shift = shift or pair.language != "en"
    alarm = not (pair.reported and shift)
    return Difference(
        DifferenceKind.MODALITY,
        span_of(pair.a, [a]),
        span_of(pair.b, [b]),
        changes_meaning=alarm,
        reason=_became(pair, a, b) if alarm else None,
    )


def _changed_special(pair: Pair, a: Spot, b: Spot) -> Difference:
    """Returns the difference of two words of one class that stand for one another."""
    if a.word_class is WordClass.MODALITY:
        return _changed_modal(pair, a, b)
    kind = _KINDS[a.word_class]
    alarm = a.word_class is not WordClass.NEGATION
    if a.word_class is WordClass.NAME and character_ratio(a.word, b.word) >= _SIMILAR_NAME:
        kind, alarm = DifferenceKind.SPELLING, False
    if a.word_class is WordClass.QUALIFIER:
        alarm = not any({a.word, b.word} <= same for same in _SAME_QUALIFIERS)
    return Difference(
        kind,
        span_of(pair.a, [a]),
        span_of(pair.b, [b]),
        changes_meaning=alarm,
        reason=_became(pair, a, b) if alarm else None,
    )


def _one_sided(
    pair: Pair, kind: DifferenceKind, *, a_spot: Spot | None, b_spot: Spot | None
) -> Difference:
    spans = (
        span_of(pair.a, [a_spot] if a_spot else []),
        span_of(pair.b, [b_spot] if b_spot else []),
    )
    spot = a_spot or b_spot
    mild = pair.reported and spot is not None and spot.word in _MILD_WHEN_REPORTED
    mild = mild or kind is DifferenceKind.NAME
    return Difference(
        kind, *spans, changes_meaning=not mild, reason=None if mild else _only_in(*spans)
    )


def _changed_words(pair: Pair, a: Sequence[Spot], b: Sequence[Spot]) -> Difference:
    spans = span_of(pair.a, a), span_of(pair.b, b)
    if not a or not b:
        kind = DifferenceKind.OMISSION if a else DifferenceKind.INSERTION
        return Difference(kind, *spans, changes_meaning=False, reason=None)
    kind, reason = DifferenceKind.WORD_CHOICE, None
    if len(a) == len(b) == 1:
        if opposite_words(a[0].word, b[0].word):
            kind, reason = DifferenceKind.NEGATION, _became(pair, a[0], b[0])
        elif _is_respelt(a[0].word, b[0].word):
            kind = DifferenceKind.SPELLING
    elif "".join(spot.word for spot in a) == "".join(spot.word for spot in b):
        kind = DifferenceKind.SPELLING
    return Difference(kind, *spans, changes_meaning=reason is not None, reason=reason)


def _is_respelt(a: str, b: str) -> bool:
    return (
        a[0] == b[0]
        and min(len(a), len(b)) >= _MIN_SPELLED
        and abs(len(a) - len(b)) <= 1
        and character_ratio(a, b) >= _SIMILAR_WORD
    )


def _left_out_clause(pair: Pair, a: Sequence[Spot], b: Sequence[Spot]) -> Difference:
    """A long stretch on one side only: an alarm if a condition goes with it."""
    kind = DifferenceKind.OMISSION if a else DifferenceKind.INSERTION
    spots = a or b
    condition = next((s for s in spots if is_condition(s.word, pair.language)), None)
    spans = span_of(pair.a, a), span_of(pair.b, b)
    reason = None
    if condition is not None:
        side = "the second" if a else "the first"
        reason = f'{side} wording lacks the condition with "{condition.word}"'
    return Difference(kind, *spans, changes_meaning=reason is not None, reason=reason)


def _changed_ellipsis(pair: Pair, a: Sequence[Spot], b: Sequence[Spot]) -> list[Difference]:
    """An ellipsis on one side and what the other side knows in its place."""
    if any(s.is_ellipsis for s in a) and any(s.is_ellipsis for s in b):
        words_a = [s for s in a if not s.is_ellipsis]
        words_b = [s for s in b if not s.is_ellipsis]
        return changed_stretch(pair, words_a, words_b) if words_a or words_b else []
    cut, full = (a, b) if any(s.is_ellipsis for s in a) else (b, a)
    kept = [spot for spot in cut if not spot.is_ellipsis]
    hidden = _hidden_alarm(full, {spot.word for spot in kept}, pair.language)
    spans = span_of(pair.a, a), span_of(pair.b, b)
    reason = f'the ellipsis hides "{hidden}"' if hidden else None
    return [
        Difference(DifferenceKind.ELLIPSIS, *spans, changes_meaning=bool(hidden), reason=reason)
    ]


def _hidden_alarm(full: Sequence[Spot], kept: set[str], language: str) -> str:
    for spot in full:
        telling = spot.word_class is WordClass.NEGATION or is_condition(spot.word, language)
        if telling and spot.word not in kept:
            return spot.word
    return ""


def _changed_bracket(pair: Pair, a: Sequence[Spot], b: Sequence[Spot]) -> Difference:
    """Words that an editor put in brackets, and what they stand for on the other side."""
    denied = [any(spot.word_class is WordClass.NEGATION for spot in side) for side in (a, b)]
    spans = span_of(pair.a, a), span_of(pair.b, b)
    reason = "a negation stands on one side only" if denied[0] != denied[1] else None
    return Difference(
        DifferenceKind.BRACKET, *spans, changes_meaning=reason is not None, reason=reason
    )


def _became(pair: Pair, a: Spot, b: Spot) -> str:
    return f'"{pair.a[a.start : a.end]}" against "{pair.b[b.start : b.end]}"'


def _only_in(a: TextSpan | None, b: TextSpan | None) -> str:
    if a is not None:
        return f'"{a.exact}" stands only in the first wording'
    return f'"{b.exact}" stands only in the second wording' if b is not None else ""
