"""The judgement of two renderings by rule: kind, score, status, bond, features, reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from service.domain.kinds import Bond, MatchKind, MatchStatus
from service.domain.matching.containment import same_words
from service.domain.matching.evidence import find_shared, gather, is_altered
from service.domain.matching.grading import NAMES_AGREE, WINDOW_DAYS, grade
from service.domain.matching.model import LEXICAL
from service.domain.matching.prepared import prepare
from service.domain.matching.translation import judge_translation
from service.domain.model import Match
from service.domain.text.names import compare_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.domain.matching.evidence import Evidence
    from service.domain.matching.model import Model
    from service.domain.matching.prepared import Prepared
    from service.domain.model import Feature, Rendering

HOPELESS: Final = Match(
    kind=MatchKind.DIFFERENT,
    score=0.0,
    status=MatchStatus.REJECTED,
    bond=Bond.NONE,
    features=(),
    reason="hardly a word in common",
)
"""The match of two renderings that were not worth looking at."""

_CERTAIN: Final = 0.99
_LESS_THAN_GIVEN: Final = 0.9999  # 1.0 is what an article itself says of two of its quotations


def judge(a: Rendering, b: Rendering) -> Match:
    """Returns what two renderings are to each other; see ``judge_many``."""
    return judge_many(a, [b])[0]


def judge_many(
    a: Rendering,
    others: Sequence[Rendering],
    *,
    model: Model = LEXICAL,
    explained: bool = True,
) -> list[Match]:
    """Returns what one rendering is to each of the others, in their order.

    A pure function of its arguments and the shipped tables. Swapping the two sides swaps
    ``contained`` and ``contains`` and changes nothing else. Pairs that turn out ``different`` come
    back without features; ``explain`` gives them. ``model`` is the scorer, if not the one in use.
    Where not ``explained`` no match has features, which saves a third of the time.
    """
    return [_judge_pair(a, b, model, explained=explained) for b in others]


def explain(a: Rendering, b: Rendering) -> tuple[Feature, ...]:
    """Returns the evidence for and against two renderings of one language, feature by feature."""
    evidence = gather(a, b, prepare(a.text, a.language), prepare(b.text, b.language))
    return LEXICAL.explain(evidence)


def _judge_pair(a: Rendering, b: Rendering, model: Model, *, explained: bool) -> Match:
    if a.language != b.language:
        return judge_translation(a, b)
    prepared_a, prepared_b = prepare(a.text, a.language), prepare(b.text, b.language)
    least = model.hopeless_report if _may_report(a, b) else model.hopeless
    shared = find_shared(prepared_a, prepared_b)
    if shared.mass < least * min(prepared_a.mass, prepared_b.mass):
        return HOPELESS
    evidence = gather(a, b, prepared_a, prepared_b, shared)
    score = model.score(evidence)
    suggested = model.suggests(score, evidence) or is_altered(evidence)
    kind = _find_kind(prepared_a, prepared_b, evidence, suggested=suggested)
    status, bond, reason = grade(kind, score, evidence, model)
    if status is MatchStatus.CONFIRMED:
        score = max(score, _CERTAIN if bond is Bond.UNION else model.least_confirmed(evidence))
    is_shown = explained and kind is not MatchKind.DIFFERENT
    features = model.explain(evidence) if is_shown else ()
    score = min(score, _LESS_THAN_GIVEN)
    return Match(kind, round(score, 4), status, bond, features, reason)


def _may_report(a: Rendering, b: Rendering) -> bool:
    """Whether one may report the other in words of its own: one speaker, about one day."""
    return (
        a.reported != b.reported
        and a.day is not None
        and b.day is not None
        and abs((a.day - b.day).days) <= WINDOW_DAYS
        and compare_names(a.speaker_name, b.speaker_name) in NAMES_AGREE
    )


def _find_kind(a: Prepared, b: Prepared, evidence: Evidence, *, suggested: bool) -> MatchKind:
    if a.text == b.text:
        return MatchKind.IDENTICAL
    if same_words(a, b) and a.words:
        return MatchKind.NORMALISED
    if evidence.part is not None:
        return MatchKind.CONTAINED if evidence.part.text == a.text else MatchKind.CONTAINS
    if not suggested:
        return MatchKind.DIFFERENT
    return MatchKind.REPORTED if evidence.one_reported else MatchKind.REWORDED
