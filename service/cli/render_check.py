"""Prints what the index says of a draft's quotations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from service.cli.console import visible
from service.cli.render import counted, show_difference, show_time
from service.usecases.attestation import Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from service.store.records import Coverage
    from service.usecases.attestation import CheckedQuotation, Evidence, Verification

_FINE: Final = frozenset({Outcome.ATTESTED_VERBATIM, Outcome.ATTESTED_IN_TRANSLATION})
_SOURCES: Final = 3


def print_draft(console: Console, checked: Sequence[CheckedQuotation], coverage: Coverage) -> None:
    """Prints every quotation with its outcome and the best evidence."""
    for each in checked:
        where = each.quotation.selector
        said = each.quotation.attribution.speaker_name or "unknown speaker"
        console.print()
        console.print(f"{where.start}-{where.end} “{visible(where.exact)}”", style="bold")
        console.print(f"   pinned on {visible(said)}", style="dim")
        _print_verification(console, each.verification)
    console.print()
    console.print(
        f"{counted(len(checked), 'quotation')} checked against "
        f"{counted(coverage.articles, 'article')} of {counted(coverage.outlets, 'outlet')}, "
        f"last taken in {show_time(coverage.last_ingest_at)}."
    )


def _print_verification(console: Console, found: Verification) -> None:
    style = "green" if found.outcome in _FINE else "bold yellow"
    console.print(f"   {', '.join(outcome.value for outcome in found.outcomes)}", style=style)
    if found.outcome is Outcome.ATTESTED_OTHER_SPEAKER:
        names = ", ".join(visible(name) for name in found.attested_speakers)
        console.print(f"   ! attested for {names}", style="bold red")
    for stretch in found.splice:
        console.print(
            f"   ! joined: “{visible(stretch.exact)}” ({stretch.statement_id})", style="bold red"
        )
    if found.evidence:
        _print_evidence(console, found.evidence[0])
    if found.fuller is not None:
        console.print(f"   in full: “{visible(found.fuller.wording.text)}”", style="cyan")


def _print_evidence(console: Console, piece: Evidence) -> None:
    if not piece.is_fuller:
        console.print(f"   attested: “{visible(piece.wording.text)}”", style="cyan")
    for difference in piece.comparison.differences:
        if difference not in piece.alarms:
            console.print(f"   differs: {show_difference(difference)}")
    for alarm in piece.alarms:
        console.print(f"   ! may mislead: {show_difference(alarm)}", style="bold red")
    for source in piece.sources[:_SOURCES]:
        console.print(
            f"   - {visible(source.outlet.name)}, {show_time(source.published_at)}, "
            f"{visible(source.url)}",
            style="dim",
        )
