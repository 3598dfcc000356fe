"""Every edit that leads from one wording to another, typed, with alarms for meaning."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from service.domain.kinds import DifferenceKind
from service.domain.matching.alignment import align_spots, read_spots, span_of
from service.domain.matching.changes import Pair, changed_form, changed_stretch
from service.domain.matching.guards import find_possible_changes
from service.domain.matching.omissions import Gap, find_kept, left_out
from service.domain.matching.roles import COORDINATORS, find_swap
from service.domain.matching.turns import find_turn
from service.domain.matching.wordclasses import NEGATIONS, WordClass
from service.domain.model import Difference, TextSpan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.domain.matching.alignment import Spot
    from service.domain.matching.similarity import Block
    from service.domain.matching.turns import Turn

_SENTENCE_END: Final = re.compile(r"[.!?][\"'”’»)]*\s")
_SPLICED_WORDS: Final = 3
_NEAR_CHARS: Final = 12
_LOOSE: Final = 0.5
_ANSWERED: Final = {
    DifferenceKind.NUMBER: WordClass.NUMBER,
    DifferenceKind.MODALITY: WordClass.MODALITY,
}
_MOVABLE: Final = frozenset(
    {
        DifferenceKind.NAME,
        DifferenceKind.NEGATION,
        DifferenceKind.QUALIFIER,
        DifferenceKind.NUMBER,
        DifferenceKind.MODALITY,
    }
)
_TELLING: Final = frozenset(
    {WordClass.CONTENT, WordClass.NAME, WordClass.NUMBER, WordClass.MODALITY}
)


def find_differences(
    a: str, b: str, language_a: str, language_b: str, *, reported: bool = False
) -> tuple[Difference, ...]:
    """Returns the differences that lead from wording a to wording b, in order of place.

    Offsets are code points into a and b; a side is None where words stand on the other side only.
    A pure function: the same two texts give the same answer.

    Args:
        a: the first wording.
        b: the second wording.
        language_a: two-letter code of a's language.
        language_b: two-letter code of b's. Across languages words are not laid side
            by side: only figures and denials are compared.
        reported: one of the two is indirect speech: the back-shift of its tenses ("I will", "he
            would") is no alarm, though it is one between two direct wordings.
    """
    if a == b:
        return ()
    if language_a != language_b:
        return find_possible_changes(a, b, language_a, language_b)
    pair = Pair(a, b, language_a, reported)
    turned = find_turn(a, b, language_a)
    return _lay_side_by_side(pair) if turned is None else _differences_of_halves(pair, turned)


def _lay_side_by_side(pair: Pair) -> tuple[Difference, ...]:
    """Returns the differences of two texts of one language whose words run in one order."""
    spots_a, spots_b = read_spots(pair.a, pair.language), read_spots(pair.b, pair.language)
    blocks = align_spots(spots_a, spots_b)
    found = _find_moved(pair, spots_a, spots_b, blocks)
    kept = find_kept(spots_a, spots_b, blocks)
    moved = {index for index, _ in found}
    differences = [difference for _, difference in found[::2]]
    for index, block in enumerate(blocks):
        mine = spots_a[block.a_start : block.a_end]
        others = spots_b[block.b_start : block.b_end]
        if block.tag == "equal":
            differences += [
                changed_form(pair, left, right)
                for left, right in zip(mine, others, strict=True)
                if left.word != right.word
            ]
        elif index not in moved:
            # a report condenses: only quotations can be spliced
            spliced = None if pair.reported else _is_splice(pair, spots_a, spots_b, block)
            differences += (
                [spliced] if spliced else _changed_block(pair, spots_a, spots_b, block, kept)
            )
    differences = _join_moved(differences, pair)
    if len(kept) < _LOOSE * min(len(spots_a), len(spots_b)):
        differences = _calmed(differences, pair, spots_a, spots_b)
    swap = find_swap(pair.a, pair.b, spots_a, spots_b)
    if swap is not None:
        differences = [d for d in differences if not _lies_in(d, swap)] + [swap]
    if pair.language == "es":
        differences = _agreeing(differences, spots_a, spots_b)
    if not differences:
        differences = _find_typography(pair.a, pair.b)
    return tuple(sorted(differences, key=_position))


def _differences_of_halves(pair: Pair, turned: Turn) -> tuple[Difference, ...]:
    """Returns the differences of two texts that give the same two clauses in turned order."""
    first = find_differences(
        pair.a[: turned.at_a],
        pair.b[turned.at_b :],
        pair.language,
        pair.language,
        reported=pair.reported,
    )
    second = find_differences(
        pair.a[turned.at_a :],
        pair.b[: turned.at_b],
        pair.language,
        pair.language,
        reported=pair.reported,
    )
    spans = (
        TextSpan(pair.a[: turned.at_a].rstrip(), 0, len(pair.a[: turned.at_a].rstrip())),
        TextSpan(pair.b[turned.at_b :], turned.at_b, len(pair.b)),
    )
    order = Difference(DifferenceKind.ORDER, *spans, changes_meaning=False, reason=None)
    found = [
        order,
        *(_shifted(d, 0, turned.at_b) for d in first),
        *(_shifted(d, turned.at_a, 0) for d in second),
    ]
    telling = [d for d in found if d.kind is not DifferenceKind.TYPOGRAPHY]
    return tuple(sorted(telling, key=_position))


def _shifted(difference: Difference, by_a: int, by_b: int) -> Difference:
    return replace(
        difference,
        a=_moved_by(difference.a, by_a),
        b=_moved_by(difference.b, by_b),
    )


def _moved_by(span: TextSpan | None, by: int) -> TextSpan | None:
    return span and TextSpan(span.exact, span.start + by, span.end + by)


def _position(difference: Difference) -> tuple[int, int, str]:
    start_a = difference.a.start if difference.a else -1
    start_b = difference.b.start if difference.b else -1
    # the side that has words gives the place; both orders agree for aligned words
    return (start_a if start_a >= 0 else start_b, max(start_b, start_a), difference.kind)


def _lies_in(difference: Difference, whole: Difference) -> bool:
    """Whether all words of a difference are words of the other one."""
    return all(
        inner is None
        or (outer is not None and outer.start <= inner.start <= inner.end <= outer.end)
        for inner, outer in ((difference.a, whole.a), (difference.b, whole.b))
    )


def _find_moved(
    pair: Pair, a: Sequence[Spot], b: Sequence[Spot], blocks: Sequence[Block]
) -> list[tuple[int, Difference]]:
    """Returns the stretches that stand elsewhere on the other side, with their block numbers."""
    gone = {index: block for index, block in enumerate(blocks) if block.tag == "delete"}
    found: list[tuple[int, Difference]] = []
    for index, block in enumerate(blocks):
        if block.tag != "insert":
            continue
        others = b[block.b_start : block.b_end]
        keys = [spot.key for spot in others]
        if not any(spot.word_class in _TELLING for spot in others):
            continue
        for other, source in gone.items():
            mine = a[source.a_start : source.a_end]
            if [spot.key for spot in mine] == keys:
                found += _moved(pair, mine, others, (other, index))
                del gone[other]
                break
    return found


def _moved(
    pair: Pair, mine: Sequence[Spot], others: Sequence[Spot], indexes: tuple[int, int]
) -> list[tuple[int, Difference]]:
    names = [spot for spot in mine if spot.word_class is WordClass.NAME]
    alarm = len(names) == len(mine)
    difference = Difference(
        DifferenceKind.ORDER,
        span_of(pair.a, mine),
        span_of(pair.b, others),
        changes_meaning=alarm,
        reason=f'"{names[0].word}" stands in another place' if alarm else None,
    )
    return [(indexes[0], difference), (indexes[1], difference)]


def _is_splice(pair: Pair, a: Sequence[Spot], b: Sequence[Spot], block: Block) -> Difference | None:
    """Returns the difference when one side joins two sentences that the other keeps apart."""
    if block.tag not in {"insert", "delete"}:
        return None
    inserted = block.tag == "insert"
    text, spots, start, end = (
        (pair.b, b, block.b_start, block.b_end)
        if inserted
        else (pair.a, a, block.a_start, block.a_end)
    )
    joined, joined_spots, at = (
        (pair.a, a, block.a_start) if inserted else (pair.b, b, block.b_start)
    )
    inner = start > 0 and end < len(spots) and 0 < at < len(joined_spots)
    if not inner or end - start < _SPLICED_WORDS:
        return None
    if any(spot.is_ellipsis or spot.bracketed for spot in spots[start:end]):
        return None
    between = text[spots[start - 1].end : spots[end].start]
    seam = joined[joined_spots[at - 1].end : joined_spots[at].start]
    if not _SENTENCE_END.search(between) or _SENTENCE_END.search(seam):
        return None
    left_out = span_of(text, spots[start:end])
    return Difference(
        DifferenceKind.SPLICE,
        None if inserted else left_out,
        left_out if inserted else None,
        changes_meaning=True,
        reason="two sentences are joined although others stand between them",
    )


def _changed_block(
    pair: Pair,
    a: Sequence[Spot],
    b: Sequence[Spot],
    block: Block,
    kept: tuple[Spot, ...],
) -> list[Difference]:
    mine, others = a[block.a_start : block.a_end], b[block.b_start : block.b_end]
    cut = any(spot.is_ellipsis for spot in (*mine, *others))
    edited = all(spot.bracketed for spot in mine or others)
    if cut or edited or (mine and others):
        return changed_stretch(pair, mine, others)
    text, spots, start, end = (
        (pair.a, a, block.a_start, block.a_end) if mine else (pair.b, b, block.b_start, block.b_end)
    )
    return left_out(
        Gap(
            text=text,
            language=pair.language,
            spots=tuple(spots[start:end]),
            before=spots[start - 1] if start else None,
            after=spots[end] if end < len(spots) else None,
            kept=kept,
            in_first=bool(mine),
            reported=pair.reported,
        )
    )


def _calmed(
    differences: list[Difference], pair: Pair, a: Sequence[Spot], b: Sequence[Spot]
) -> list[Difference]:
    """Returns the differences of two texts that say a thing in other words.

    Most words have no counterpart there, so that single ones prove nothing: alarms stay where a
    figure or modal verb answers another one, and where a denial stands on one side only.
    """
    denied = [
        d
        for d in find_possible_changes(pair.a, pair.b, pair.language, pair.language)
        if d.kind is DifferenceKind.NEGATION
    ]
    places = {(d.kind, d.a, d.b) for d in denied}
    return [
        d
        if d.kind in _ANSWERED and _holds(d.a, a, d.kind) and _holds(d.b, b, d.kind)
        else replace(d, changes_meaning=False, reason=None)
        for d in differences
        if (d.kind, d.a, d.b) not in places
    ] + denied


def _agreeing(
    differences: list[Difference], a: Sequence[Spot], b: Sequence[Spot]
) -> list[Difference]:
    """Calms words that deny once more what is denied: "nunca dijo nada", "no dijo nada nunca"."""
    again = _denied_again(a), _denied_again(b)
    if not all(any(spot.word in NEGATIONS["es"] for spot in side) for side in (a, b)):
        return differences
    return [
        replace(d, changes_meaning=False, reason=None)
        if d.kind is DifferenceKind.NEGATION
        and ((d.b is None and _place(d.a) in again[0]) or (d.a is None and _place(d.b) in again[1]))
        else d
        for d in differences
    ]


def _denied_again(spots: Sequence[Spot]) -> set[tuple[int, int]]:
    """Returns the places of denials of which their clause has more than one."""
    found: set[tuple[int, int]] = set()
    last: Spot | None = None
    for spot in spots:
        if spot.word in COORDINATORS:
            last = None
        elif spot.word in NEGATIONS["es"]:
            if last is not None:
                found |= {(last.start, last.end), (spot.start, spot.end)}
            last = spot
    return found


def _place(span: TextSpan | None) -> tuple[int, int] | None:
    return None if span is None else (span.start, span.end)


def _holds(span: TextSpan | None, spots: Sequence[Spot], kind: DifferenceKind) -> bool:
    return span is not None and any(
        span.start <= spot.start and spot.end <= span.end and spot.word_class is _ANSWERED[kind]
        for spot in spots
    )


def _join_moved(differences: list[Difference], pair: Pair) -> list[Difference]:
    """Joins a telling word that is missing here and added there: it stands in another place.

    A moved name is an alarm, since who does what may have been swapped. A negation that moved
    far may deny something else: it keeps its alarms.
    """
    found = list(differences)
    gone = [d for d in differences if d.b is None and d.kind in _MOVABLE]
    come = [d for d in differences if d.a is None and d.kind in _MOVABLE]
    for left in gone:
        right = next((d for d in come if _may_have_moved(left, d, pair)), None)
        if right is None or left.a is None:
            continue
        for difference in (left, right):
            found.remove(difference)
        come.remove(right)
        alarm = left.kind is DifferenceKind.NAME
        reason = f'"{left.a.exact}" stands in another place' if alarm else None
        found.append(
            Difference(DifferenceKind.ORDER, left.a, right.b, changes_meaning=alarm, reason=reason)
        )
    return found


def _may_have_moved(left: Difference, right: Difference, pair: Pair) -> bool:
    if left.kind is not right.kind or left.a is None or right.b is None:
        return False
    if left.kind is DifferenceKind.NEGATION:
        near = abs(left.a.start - right.b.start) <= _NEAR_CHARS
        return near and not _parts_clauses(pair, left.a.start, right.b.start)
    return left.a.exact.casefold() == right.b.exact.casefold()


def _parts_clauses(pair: Pair, in_first: int, in_second: int) -> bool:
    """Whether a clause ends between two places, so that what is denied is another clause."""
    start, end = sorted((in_first, in_second))
    return any(
        not COORDINATORS.isdisjoint(text[start:end].casefold().split()) or "," in text[start:end]
        for text in (pair.a, pair.b)
    )


def _find_typography(a: str, b: str) -> list[Difference]:
    """Returns the one stretch in which two texts of the same words are written differently."""
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    end = 0
    while end < min(len(a), len(b)) - start and a[len(a) - 1 - end] == b[len(b) - 1 - end]:
        end += 1
    spans = (
        TextSpan(a[start : len(a) - end], start, len(a) - end),
        TextSpan(b[start : len(b) - end], start, len(b) - end),
    )
    return [
        Difference(
            DifferenceKind.TYPOGRAPHY,
            spans[0] if spans[0].exact else None,
            spans[1] if spans[1].exact else None,
            changes_meaning=False,
            reason=None,
        )
    ]
