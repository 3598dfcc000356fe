"""``evaluate``: how good it is, measured on labelled data in a folder that the user names.

The measuring modules are imported by the command that needs them: no other command should wait for
them to load.
"""

# ruff: noqa: PLC0415  see above

from __future__ import annotations

import sys
from pathlib import Path

import click
import orjson

from service.cli.console import stdout

folder_argument = click.argument(
    "folder", type=click.Path(exists=True, file_okay=False, path_type=Path)
)


@click.group()
def evaluate() -> None:
    """Measures quality on labelled data; the data are not part of the package."""


@evaluate.command()
@folder_argument
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.option(
    "--html",
    type=click.Path(path_type=Path),
    help="Write the worst articles here, found and known side by side.",
)
@click.option("--apart", is_flag=True, help="Only articles that nothing was tuned on.")
@click.option("--tuning", is_flag=True, help="Only articles that may be tuned on and looked at.")
@click.option("--train", is_flag=True, help="The annotated training articles instead.")
@click.option("--errors", is_flag=True, help="Also list what was missed and what was wrong.")
@click.option("--ablation", is_flag=True, help="Also undo the work of each piece in turn.")
def extraction(  # noqa: PLR0913  one for each option
    folder: Path,
    html: Path | None,
    *,
    as_json: bool,
    apart: bool,
    tuning: bool,
    train: bool,
    errors: bool,
    ablation: bool,
) -> None:
    """Quotations and their speakers, by form and language; worst articles first.

    Errors are listed by the word or the rule that they hang on; those of the articles kept apart
    are not listed.
    """
    from service.evaluation.extraction import evaluate_articles, evaluate_extraction
    from service.evaluation.extraction_ablation import ablate_extraction, render_ablation
    from service.evaluation.extraction_data import GoldArticle, in_tuning_half, read_polnear
    from service.evaluation.extraction_errors import render_errors
    from service.evaluation.extraction_report import render_html, render_json, render_table

    if errors and not (tuning or train):
        raise click.UsageError("--errors needs --tuning or --train.")

    def keep(article: GoldArticle) -> bool:
        return apart == tuning or in_tuning_half(article.id) == tuning

    if train:
        report = evaluate_articles(read_polnear(folder / "polnear", "train"))
    else:
        report = evaluate_extraction(folder, keep)
    if html is not None:
        html.write_text(render_html(report), "utf-8")
    click.echo(render_json(report) if as_json else render_table(report))
    if errors and not as_json:
        click.echo(render_errors(report.articles))
    if ablation and not as_json:
        click.echo(render_ablation(ablate_extraction(folder, keep)))


@evaluate.command()
@folder_argument
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.option("--ablation", is_flag=True, help="Also leave each feature out in turn.")
@click.option(
    "--asked", is_flag=True, help="Also as asked, forms not told, with and without model."
)
def matching(folder: Path, *, as_json: bool, ablation: bool, asked: bool) -> None:
    """Pairs of wordings: which are one statement, which are altered, over a year of news."""
    from service.evaluation.matching import evaluate_matching
    from service.evaluation.matching_ablation import ablate_matching, render_ablation
    from service.evaluation.matching_asked import evaluate_asked, render_asked
    from service.evaluation.matching_report import render_json, render_text
    from service.semantic.encoder import load_encoder

    report = evaluate_matching(folder)
    if as_json:
        click.echo(orjson.dumps(render_json(report), option=orjson.OPT_INDENT_2))
        return
    click.echo(render_text(report))
    if ablation:
        click.echo(render_ablation(ablate_matching(folder)))
    if asked:
        click.echo(render_asked(evaluate_asked(folder, load_encoder())))


@evaluate.command()
@folder_argument
@click.option(
    "--set",
    "values",
    type=(str, float),
    multiple=True,
    required=True,
    metavar="NAME VALUE",
    help="A threshold, or the weight of a feature, of the new scorer.",
)
def changes(folder: Path, values: tuple[tuple[str, float], ...]) -> None:
    """What another scorer would change: pairs confirmed newly or no more, statements moved."""
    from service.domain.matching.model import LEXICAL
    from service.evaluation.matching_changes import change_model, find_changes, render_changes

    new = change_model(LEXICAL, dict(values))
    click.echo(render_changes(find_changes(folder, new)), nl=False)


@evaluate.command()
@folder_argument
def pages(folder: Path) -> None:
    """News pages: body, quotations that survive, title, authors, date, outlet."""
    from service.evaluation.pages import evaluate_pages, render_pages

    click.echo(render_pages(evaluate_pages(folder)))


@evaluate.command()
@folder_argument
def origins(folder: Path) -> None:
    """Copies of one text: seeded manglings of real articles, and agency credits."""
    from service.evaluation.origins import evaluate_origins, render_origins

    click.echo(render_origins(evaluate_origins(folder)))


@evaluate.command()
@folder_argument
def semantic(folder: Path) -> None:
    """What the model of meaning adds: quotations in two languages, posts and checked claims."""
    from tempfile import TemporaryDirectory

    from service.evaluation.semantic import evaluate_semantic, render_text
    from service.semantic.encoder import load_encoder
    from service.store.factory import open_store

    encoder = load_encoder()
    if encoder is None:
        raise click.ClickException("the extra `semantic` is not installed")
    with TemporaryDirectory(prefix="quote-provenance-evaluate-") as scratch:
        report = evaluate_semantic(folder, open_store, Path(scratch), encoder)
    click.echo(render_text(report))


@evaluate.command()
@folder_argument
def linking(folder: Path) -> None:
    """Whole articles: links between outlets, the largest statements, old words that come back."""
    from tempfile import TemporaryDirectory

    from service.evaluation.linking import evaluate_linking
    from service.evaluation.linking_report import render_text
    from service.store.factory import open_store

    with TemporaryDirectory(prefix="quote-provenance-evaluate-") as scratch:
        report = evaluate_linking(folder, open_store, Path(scratch))
    click.echo(render_text(report))


@evaluate.command()
@folder_argument
@click.option("--orders", "count", default=20, show_default=True, help="How many orders to try.")
def orders(folder: Path, count: int) -> None:
    """The same articles in many orders and batches; ends with status 1 when the ends differ."""
    from tempfile import TemporaryDirectory

    from service.evaluation.orders import evaluate_orders, render_orders
    from service.store.factory import open_store

    with TemporaryDirectory(prefix="quote-provenance-evaluate-") as scratch:
        report = evaluate_orders(folder, open_store, Path(scratch), count)
    click.echo(render_orders(report))
    if report.redrawn or any(differing for _, _, differing in report.differing):
        sys.exit(1)


@evaluate.command("gate")
@folder_argument
@click.option("--update", type=click.Path(path_type=Path), help="Write the raised floors here.")
@click.option("--allow-regression", is_flag=True, help="Let --update lower a floor.")
def gate_command(folder: Path, update: Path | None, *, allow_regression: bool) -> None:
    """Ends with status 1 when a figure is below its committed floor."""
    from service.evaluation import gate

    figures, floors = gate.measure(folder), gate.read_floors()
    for name, value in sorted(figures.items()):
        stdout().print(f"{value:.4f}  floor {floors.get(name, 0.0):.4f}  {name}", highlight=False)
    if update is not None:
        raised = gate.raise_floors(figures, floors, may_fall=allow_regression)
        update.write_bytes(orjson.dumps(raised, option=orjson.OPT_INDENT_2) + b"\n")
    falls = gate.find_falls(figures, floors)
    for line in falls:
        click.echo(line, err=True)
    if falls and not (update and allow_regression):
        sys.exit(1)


@evaluate.command()
@folder_argument
@click.option("--write", type=click.Path(path_type=Path), help="Write the record here.")
def record(folder: Path, write: Path | None) -> None:
    """All figures that /v1/quality serves; the model of meaning only where it is installed."""
    from datetime import UTC, datetime
    from tempfile import TemporaryDirectory

    from service.evaluation import gate
    from service.evaluation.record import make_record, measure_everything
    from service.semantic.encoder import load_encoder
    from service.store.factory import open_store

    with TemporaryDirectory(prefix="quote-provenance-evaluate-") as scratch:
        figures = measure_everything(
            folder, scratch=Path(scratch), open_store=open_store, encoder=load_encoder()
        )
    made = make_record(figures, gate.read_floors(), datetime.now(UTC).date())
    if write is None:
        click.echo(made.decode(), nl=False)
    else:
        write.write_bytes(made)
