"""Prints statements, quotations and comparisons so that a person can read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.cli.console import visible

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from rich.console import Console

    from service.domain.model import (
        Comparison,
        Difference,
        Extraction,
        Mention,
        Quotation,
    )
    from service.usecases.views import MatchedStatement, StatementView, WordingView

_CONTEXT_CHARS = 40


def print_matches(console: Console, found: Iterable[MatchedStatement]) -> None:
    """Prints the statements that answer, best first."""
    shown = 0
    for shown, match in enumerate(found, start=1):
        console.print()
        speaker = match.statement.speaker
        name = visible(speaker.name) if speaker else "unknown speaker"
        console.print(f"{shown}. {name}", style="bold")
        console.print(f"   {visible(match.statement.summary)}")
        console.print(
            f"   matched: {match.kind}, {match.status}, score {match.score:.2f}"
            f" ({visible(match.reason)})",
            style="dim",
        )
        print_statement(console, match.statement)
    if not shown:
        console.print("Not in the index. That does not mean that it was never said.")


def print_statement(console: Console, statement: StatementView) -> None:
    """Prints one statement with its wordings and where each is carried."""
    console.print(
        f"   {counted(statement.articles, 'article')}, {counted(statement.outlets, 'outlet')}, "
        f"{counted(statement.origins, 'independent origin')}; earliest published "
        f"{show_time(statement.earliest_published_at)}; statement {statement.id}",
        style="dim",
    )
    for view in statement.wordings:
        _print_wording(console, view, is_main=view.wording.id == statement.main_wording_id)
    for conflict in statement.conflicts:
        names = " / ".join(visible(side.speaker.name) for side in conflict.sides)
        console.print(f"   ! pinned on different speakers: {names}", style="bold red")


def _print_wording(console: Console, view: WordingView, *, is_main: bool) -> None:
    role = "main wording" if is_main else f"{view.kind}, {view.status}, score {view.score:.2f}"
    console.print()
    console.print(f"   [{view.wording.language}] “{visible(view.wording.text)}”", style="cyan")
    reason = f": {visible(view.reason)}" if view.reason and not is_main else ""
    console.print(f"      {role}{reason}", style="dim")
    for difference in view.differences:
        if difference not in view.alarms:
            console.print(f"      differs: {show_difference(difference)}")
    for alarm in view.alarms:
        console.print(f"      ! may mislead: {show_difference(alarm)}", style="bold red")
    for source in view.sources:
        _print_source(console, source)
    if (more := view.sources_total - len(view.sources)) > 0:
        console.print(f"      … and {more} more")


def _print_source(console: Console, mention: Mention) -> None:
    said = mention.attribution.speaker_mention
    name = visible(mention.speaker.name) if mention.speaker else "unknown speaker"
    written = f" (as “{visible(said.exact)}”)" if said else ""
    outdated = "" if mention.current else ", not in the newest version"
    console.print(
        f"      - {visible(mention.outlet.name)}, {show_time(mention.published_at)}, "
        f"{mention.form} in the {mention.place} "
        f"{mention.selector.start}-{mention.selector.end}, {name}{written}{outdated}"
    )
    console.print(f"        {visible(mention.url)} (version {mention.version})", style="dim")
    before = visible(mention.selector.prefix)[-_CONTEXT_CHARS:]
    after = visible(mention.selector.suffix)[:_CONTEXT_CHARS]
    console.print(f"        …{before}[{visible(mention.selector.exact)}]{after}…", style="dim")


def print_extraction(console: Console, found: Extraction) -> None:
    """Prints the quotations of a text."""
    console.print(f"language {found.language}, {counted(len(found.quotations), 'quotation')}")
    for quotation in found.quotations:
        _print_quotation(console, quotation)
    for warning in found.warnings:
        console.print(f"! {warning}", style="yellow")


def _print_quotation(console: Console, quotation: Quotation) -> None:
    where, said = quotation.selector, quotation.attribution
    console.print(
        f"{quotation.place} {where.start}-{where.end}, {quotation.form}: “{visible(where.exact)}”"
    )
    speaker = said.speaker_name or (said.speaker_mention.exact if said.speaker_mention else None)
    cue = f", cue “{visible(said.cue.exact)}”" if said.cue else ""
    console.print(f"   {visible(speaker or 'unknown speaker')}{cue}", style="dim")


def print_comparison(console: Console, found: Comparison) -> None:
    """Prints what two wordings are to each other."""
    match = found.match
    console.print(f"{match.kind}, {match.status}, score {match.score:.2f}", style="bold")
    console.print(visible(match.reason))
    for difference in found.differences:
        if difference not in found.alarms:
            console.print(f"differs: {show_difference(difference)}")
    for alarm in found.alarms:
        console.print(f"! may mislead: {show_difference(alarm)}", style="bold red")
    for feature in match.features:
        console.print(f"   {feature.name} {feature.score:.2f}: {visible(feature.detail)}")


def show_difference(difference: Difference) -> str:
    """Returns one difference in a line."""
    a = f"“{visible(difference.a.exact)}”" if difference.a else "nothing"
    b = f"“{visible(difference.b.exact)}”" if difference.b else "nothing"
    reason = f" ({visible(difference.reason)})" if difference.reason else ""
    return f"{difference.kind}: {a} → {b}{reason}"


def counted(number: int, thing: str) -> str:
    """Returns a number with its noun."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def show_time(at: datetime | None) -> str:
    """Returns a time to the minute."""
    return at.strftime("%Y-%m-%d %H:%M UTC") if at else "date unknown"
