"""What one edit between two wordings is, and whether it may change the meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from service.domain.kinds import DifferenceKind
from service.domain.matching.alignment import Spot, span_of
from service.domain.matching.concepts import are_opposite_poles, member_of, place_of
from service.domain.matching.forms import strip_marks
from service.domain.matching.respelling import is_misspelt
from service.domain.matching.similarity import character_ratio
from service.domain.matching.wordclasses import (
    BACK_SHIFTS,
    NEGATIONS,
    VerbForm,
    WordClass,
    is_condition,
    verb_form,
)
from service.domain.model import Difference, TextSpan

if TYPE_CHECKING:
    from collections.abc import Sequence

_SIMILAR_NAME: Final = 0.6
_INSTEAD: Final = 2
_GOING_TO: Final = 2
_REPLACED_BY_EDITOR: Final = 3
_REWRITTEN: Final = 12
_SIMILAR_WORD: Final = 0.8
_MIN_SPELLED: Final = 5
_OPPOSITES: Final = ("un", "in", "im", "il", "ir", "dis", "non", "des")
_SAME_QUALIFIERS: Final = (
    frozenset({"perhaps", "maybe"}), frozenset({"if", "whether"}), frozenset({"all", "every"}),
    frozenset({"quizás", "quizá"}), frozenset({"solo", "sólo", "solamente", "únicamente"}),
    frozenset({"almost", "nearly"}), frozenset({"excepto", "salvo"}),
    frozenset({"todos", "todas", "todo", "toda"}),
)  # fmt: skip
_SAME_MODALS: Final = ({"must", "have"}, {"must", "has"}, {"have", "has"})
_KINDS: Final = {
    WordClass.NEGATION: DifferenceKind.NEGATION,
    WordClass.MODALITY: DifferenceKind.MODALITY,
    WordClass.QUALIFIER: DifferenceKind.QUALIFIER,
    WordClass.NUMBER: DifferenceKind.NUMBER,
    WordClass.NAME: DifferenceKind.NAME,
}
_MILD_WHEN_REPORTED: Final = frozenset({"will", "would", "had", "whether"})


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
    if a.word_class is WordClass.NEGATION and a.word in NEGATIONS[pair.language]:
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
    plain = [sum(not spot.bracketed for spot in side) for side in (a, b)]
    if any(spot.bracketed for spot in (*a, *b)) and max(plain) <= _REPLACED_BY_EDITOR:
        return [_changed_bracket(pair, a, b)]
    if len(a) + len(b) > _REWRITTEN and a and b:
        return _changed_passage(pair, a, b)
    if _is_denied_opposite(pair, a, b):
        spans = span_of(pair.a, a), span_of(pair.b, b)
        return [Difference(DifferenceKind.WORD_CHOICE, *spans, changes_meaning=False, reason=None)]
    rest_a, rest_b = list(a), list(b)
    found = _take_misspelt(pair, rest_a, rest_b)
    found += _take_rivals(pair, rest_a, rest_b)
    found += _take_future(pair, rest_a, rest_b)
    found += _take_special(pair, rest_a, rest_b)
    if rest_a or rest_b:
        found.append(_changed_words(pair, rest_a, rest_b))
    return sorted(found, key=_position)


def _take_misspelt(pair: Pair, a: list[Spot], b: list[Spot]) -> list[Difference]:
    """Takes out slips of the pen before they are read: "nobdy" is no lost denial."""
    found: list[Difference] = []
    for left in list(a):
        for right in b:
            if is_misspelt(left.word, right.word, pair.language):
                spans = span_of(pair.a, [left]), span_of(pair.b, [right])
                found.append(
                    Difference(DifferenceKind.SPELLING, *spans, changes_meaning=False, reason=None)
                )
                a.remove(left)
                b.remove(right)
                break
    return found


def _take_special(pair: Pair, a: list[Spot], b: list[Spot]) -> list[Difference]:
    """Takes out the telling words, class by class, with what stands for them."""
    found: list[Difference] = []
    for word_class, kind in _KINDS.items():
        mine = [spot for spot in a if spot.word_class is word_class]
        others = [spot for spot in b if spot.word_class is word_class]
        for left, right in zip(mine, others, strict=False):
            found.append(_changed_special(pair, left, right))
            a.remove(left)
            b.remove(right)
        matched = min(len(mine), len(others))
        if word_class is WordClass.NAME:
            continue  # "Petro" for "he" or "the president": word choice
        for spot in mine[matched:]:
            a.remove(spot)
            instead = _take_standing_in(a, b)
            found.append(_one_sided(pair, kind, [spot], instead))
        for spot in others[matched:]:
            b.remove(spot)
            instead = _take_standing_in(b, a)
            found.append(_one_sided(pair, kind, instead, [spot]))
    return found


def _is_denied_opposite(pair: Pair, a: Sequence[Spot], b: Sequence[Spot]) -> bool:
    """Whether a denied word stands for its opposite: "not guilty", "innocent"."""
    negations = NEGATIONS.get(pair.language, frozenset())
    denials = sum(spot.word in negations for spot in (*a, *b))
    opposites = _find_opposites(a, b, pair.language)
    # "nobody" against "everybody" is no denied opposite: the denial is itself one of the two
    return (
        denials == 1
        and opposites is not None
        and not any(spot.word in negations for spot in opposites)
    )


def _take_standing_in(side: Sequence[Spot], other: list[Spot]) -> list[Spot]:
    """Takes out the one or two words of the other side that stand for one of this side."""
    alone = all(spot.word_class is WordClass.FUNCTION for spot in side)
    instead = list(other) if alone and len(other) <= _INSTEAD else []
    if instead:
        other.clear()
    return instead


def _take_rivals(pair: Pair, a: list[Spot], b: list[Spot]) -> list[Difference]:
    """Takes out the words of one closed set that stand for one another: "Tuesday", "Thursday"."""
    found: list[Difference] = []
    for left in list(a):
        for right in list(b):
            kind = _rivalry(pair, left, right)
            if kind is not None:
                spans = span_of(pair.a, [left]), span_of(pair.b, [right])
                reason = _became(pair, left, right)
                found.append(Difference(kind, *spans, changes_meaning=True, reason=reason))
                a.remove(left)
                b.remove(right)
                break
    return found


def _rivalry(pair: Pair, a: Spot, b: Spot) -> DifferenceKind | None:
    """Returns what it is that one word stands for the other, if they exclude one another."""
    mine, others = member_of(a.word, pair.language), member_of(b.word, pair.language)
    if mine and others and mine.group == others.group and mine != others:
        return None if pair.reported and mine.shifts else mine.kind
    places = place_of(a.word, pair.language), place_of(b.word, pair.language)
    if None not in places and places[0] != places[1]:
        return DifferenceKind.NAME
    return None


def _take_future(pair: Pair, a: list[Spot], b: list[Spot]) -> list[Difference]:
    """Takes out "is going to" where the other side says "will"."""
    for side, other in ((a, b), (b, a)):
        going = [spot for spot in side if spot.word in {"going", "to"}]
        future = [spot for spot in other if spot.word in {"will", "would"}]
        if len(going) != _GOING_TO or not future:
            continue
        for spot in going:
            side.remove(spot)
        other.remove(future[0])
        mine, others = (going, future[:1]) if side is a else (future[:1], going)
        spans = span_of(pair.a, mine), span_of(pair.b, others)
        return [Difference(DifferenceKind.WORD_CHOICE, *spans, changes_meaning=False, reason=None)]
    return []


def _changed_passage(pair: Pair, a: Sequence[Spot], b: Sequence[Spot]) -> list[Difference]:
    """A passage in other words: only its figures answer one another."""
    figures = [[spot for spot in side if spot.word_class is WordClass.NUMBER] for side in (a, b)]
    words = [{spot.word for spot in side} for side in figures]
    found = [
        _changed_special(pair, left, right)
        for left, right in zip(*figures, strict=False)
        if left.word not in words[1] and right.word not in words[0]
    ]
    spans = span_of(pair.a, a), span_of(pair.b, b)
    whole = Difference(DifferenceKind.WORD_CHOICE, *spans, changes_meaning=False, reason=None)
    return [whole, *found]


def opposite_words(a: str, b: str) -> bool:
    """Returns whether one word is the other with a prefix that turns it round ("illegal")."""
    short, long = sorted((a, b), key=len)
    if short[0] in "lr" and long == "i" + short:
        return True  # "legal", "ilegal"
    return any(long == prefix + short for prefix in _OPPOSITES) and len(short) > 3  # noqa: PLR2004  "do"/"undo" is no opposite


def _position(difference: Difference) -> tuple[int, int]:
    return (
        difference.a.start if difference.a else -1,
        difference.b.start if difference.b else -1,
    )


def _changed_modal(pair: Pair, a: Spot, b: Spot) -> Difference:
    shift = (a.word, b.word) in BACK_SHIFTS or (b.word, a.word) in BACK_SHIFTS
    shift = shift or pair.language != "en"
    alarm = not (pair.reported and shift) and {a.word, b.word} not in _SAME_MODALS
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
    if a.word_class is WordClass.NAME and _is_respelt_name(a.word, b.word):
        kind, alarm = DifferenceKind.SPELLING, False
    elif a.word_class is WordClass.NAME and _is_same_place(pair, a, b):
        kind, alarm = DifferenceKind.WORD_CHOICE, False
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
    pair: Pair, kind: DifferenceKind, a: Sequence[Spot], b: Sequence[Spot]
) -> Difference:
    """Returns the difference of a telling word that no word of its class answers."""
    spans = span_of(pair.a, a), span_of(pair.b, b)
    mild = pair.reported and any(spot.word in _MILD_WHEN_REPORTED for spot in (*a, *b))
    reason = _became(pair, a[0], b[0]) if a and b else _only_in(*spans)
    return Difference(kind, *spans, changes_meaning=not mild, reason=None if mild else reason)


def _changed_words(pair: Pair, a: Sequence[Spot], b: Sequence[Spot]) -> Difference:
    spans = span_of(pair.a, a), span_of(pair.b, b)
    if not a or not b:
        kind = DifferenceKind.OMISSION if a else DifferenceKind.INSERTION
        return Difference(kind, *spans, changes_meaning=False, reason=None)
    kind, reason = DifferenceKind.WORD_CHOICE, None
    opposites = _find_opposites(a, b, pair.language)
    if opposites is not None:
        kind, reason = DifferenceKind.NEGATION, _became(pair, *opposites)
    elif _is_same_spelt_apart(a, b):
        kind = DifferenceKind.SPELLING
    return Difference(kind, *spans, changes_meaning=reason is not None, reason=reason)


def _is_same_place(pair: Pair, a: Spot, b: Spot) -> bool:
    place = place_of(a.word, pair.language)
    return place is not None and place == place_of(b.word, pair.language)


def _is_respelt_name(a: str, b: str) -> bool:
    return min(len(a), len(b)) >= _MIN_SPELLED and character_ratio(a, b) >= _SIMILAR_NAME


def _find_opposites(
    a: Sequence[Spot], b: Sequence[Spot], language: str
) -> tuple[Spot, Spot] | None:
    """Returns the first two words that say the opposite of one another ("won", "lost")."""
    return next(
        ((left, right) for left in a for right in b if are_opposites(left, right, language)), None
    )


def are_opposites(a: Spot, b: Spot, language: str) -> bool:
    """Returns whether two words are opposites by a prefix or by the table of opposites."""
    if opposite_words(a.word, b.word):
        return True
    return are_opposite_poles(a.key, b.key, language, language)


def _is_same_spelt_apart(a: Sequence[Spot], b: Sequence[Spot]) -> bool:
    joined = ["".join(spot.word for spot in side) for side in (a, b)]
    return joined[0] == joined[1] or (len(a) == len(b) == 1 and _is_respelt(*joined))


def _is_respelt(a: str, b: str) -> bool:
    return (
        a[0] == b[0]
        and min(len(a), len(b)) >= _MIN_SPELLED
        and abs(len(a) - len(b)) <= 1
        and character_ratio(a, b) >= _SIMILAR_WORD
    )


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
