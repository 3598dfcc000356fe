"""What each piece of extraction gains: the same evaluation with its work undone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from service.domain.kinds import Form
from service.domain.model import Attribution
from service.evaluation.extraction import evaluate_extraction

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from service.domain.model import Quotation
    from service.evaluation.extraction_data import GoldArticle

    Undo = Callable[[tuple[Quotation, ...]], tuple[Quotation, ...]]

FIGURES: Final = (
    "polnear all",
    "polnear speaker quoted",
    "families complete direct",
    "families complete scare",
    "families speaker",
    "spanish speaker",
)
_CARRIED: Final = frozenset({"continued", "chain", "sentence", "carried"})


def without_lexicon(found: tuple[Quotation, ...]) -> tuple[Quotation, ...]:
    """Marks alone: no reported clauses, and no speaker that a cue leads to."""
    kept = without_clauses(found)
    return tuple(
        replace(q, attribution=Attribution()) if q.attribution.cue is not None else q for q in kept
    )


def without_clauses(found: tuple[Quotation, ...]) -> tuple[Quotation, ...]:
    """No indirect speech: only what stands in marks, or apart."""
    kept = [i for i, q in enumerate(found) if not q.form.is_reported]
    new = {old: at for at, old in enumerate(kept)}
    return tuple(
        q if q.continues is None else replace(q, continues=new.get(q.continues))
        for q in (found[i] for i in kept)
    )


def without_resolver(found: tuple[Quotation, ...]) -> tuple[Quotation, ...]:
    """Speakers as written: "he" stays "he", a surname a surname."""
    return tuple(
        replace(
            q,
            attribution=replace(
                q.attribution,
                speaker_name=q.attribution.speaker_mention.exact
                if q.attribution.speaker_mention
                else None,
            ),
        )
        for q in found
    )


def without_chains(found: tuple[Quotation, ...]) -> tuple[Quotation, ...]:
    """No speaker carried from one quotation to the next."""
    return tuple(
        replace(q, attribution=Attribution()) if q.attribution.pattern in _CARRIED else q
        for q in found
    )


def without_labels(found: tuple[Quotation, ...]) -> tuple[Quotation, ...]:
    """Scare quotes, titles, nicknames and mottos taken for speech."""
    return tuple(q if q.form.is_quotation else replace(q, form=Form.DIRECT) for q in found)


PIECES: Final[dict[str, Undo]] = {
    "everything": tuple,
    "without the cue lexicon": without_lexicon,
    "without reported clauses": without_clauses,
    "without the resolver": without_resolver,
    "without chains": without_chains,
    "without labels": without_labels,
}


def ablate_extraction(
    folder: Path, keep: Callable[[GoldArticle], bool]
) -> dict[str, dict[str, float]]:
    """Returns F1 by piece left out and figure; 0.0 for a figure whose set is not there."""
    table = {}
    for piece, undo in PIECES.items():
        counts = evaluate_extraction(folder, keep, undo).counts
        table[piece] = {name: counts[name].f1 if name in counts else 0.0 for name in FIGURES}
    return table


def render_ablation(table: dict[str, dict[str, float]]) -> str:
    """Returns the table as Markdown."""
    lines = [
        "| F1 | " + " | ".join(FIGURES) + " |",
        "| --- |" + " --- |" * len(FIGURES),
    ]
    lines += [
        f"| {piece} | " + " | ".join(f"{figures[name]:.3f}" for name in FIGURES) + " |"
        for piece, figures in table.items()
    ]
    return "\n".join(lines) + "\n"
