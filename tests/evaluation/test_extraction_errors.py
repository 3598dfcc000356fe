from pathlib import Path

import pytest
from click.testing import CliRunner

from service.cli.evaluate import evaluate
from service.domain.model import Span
from service.evaluation.extraction import evaluate_articles
from service.evaluation.extraction_data import GoldArticle, GoldQuotation
from service.evaluation.extraction_errors import group_missed, group_wrong, render_errors

TEXT = (
    "Laura Gil said the roads were closed in the north. Gil mused aloud about a longer bridge.\n\n"
    "Peter Stone wants to sell the old harbour."
)


def known(exact: str, cue: str) -> GoldQuotation:
    at, word = TEXT.index(exact), TEXT.index(cue)
    spans = (Span(at, at + len(exact)),)
    return GoldQuotation(spans, "indirect", cue_spans=(Span(word, word + len(cue)),))


def results():
    quotations = (
        known("the roads were closed in the north", "said"),
        known("a longer bridge", "mused"),
    )
    article = GoldArticle("one", "polnear", "en", TEXT, quotations, complete=True)
    return evaluate_articles([article]).articles


def test_what_was_missed_hangs_on_the_annotated_cue():
    first, second = group_missed(results())
    assert (first.name, first.wrong, first.total) == ("indirect: mused", 1, 1)
    assert first.share_right == 0.0
    (example,) = first.examples
    assert example.startswith("d the roads were closed in the north. Gil mused aloud about [[a lon")
    assert example.endswith("[[a longer bridge]]. Peter Stone wants to sell t")
    assert (second.name, second.wrong, second.examples) == ("indirect: said", 0, [])
    assert second.share_right == 1.0


def test_what_was_given_hangs_on_rule_stance_and_lemma():
    groups = {group.name: group for group in group_wrong(results())}
    wrong = groups["indirect attitude wants: want"]
    assert (wrong.wrong, wrong.total, len(wrong.examples)) == (1, 1, 1)
    assert groups["indirect clause neutral: say"].wrong == 0
    assert group_wrong(results())[0] == wrong


def test_the_listing_names_counts_and_shares():
    lines = render_errors(results()).splitlines()
    assert any(line.split() == "indirect: mused 1 of 1 (0.000)".split() for line in lines)
    assert any(line.split() == "indirect attitude wants 1 of 1 (0.000)".split() for line in lines)
    assert not any("indirect: said" in line for line in lines)


def write_part(folder: Path, part: str) -> None:
    texts, annotations = folder / part / "text", folder / part / "attributions"
    texts.mkdir(parents=True)
    annotations.mkdir()
    at = TEXT.index("a longer bridge")
    (texts / "one.txt").write_text(TEXT, "utf-8")
    (annotations / "one_ab.ann").write_text(
        f"T1\tContent {at} {at + 15}\ta longer bridge\n"
        "E1\tAttribution:T1 Content:T1\n"
        "T2\tContent 0 5\tLaura\n",
        "utf-8",
    )


def test_the_command_reads_the_training_articles(tmp_path: Path):
    write_part(tmp_path / "polnear", "train")
    arguments = ["extraction", str(tmp_path), "--train", "--errors"]
    outcome = CliRunner().invoke(evaluate, arguments)
    assert outcome.exit_code == 0, outcome.output
    assert "indirect: -" in outcome.output
    without = CliRunner().invoke(evaluate, ["extraction", str(tmp_path)])
    assert "polnear all" not in without.output


@pytest.mark.parametrize("option", [[], ["--apart"]])
def test_errors_of_articles_kept_apart_are_not_listed(tmp_path: Path, option: list[str]):
    outcome = CliRunner().invoke(evaluate, ["extraction", str(tmp_path), "--errors", *option])
    assert outcome.exit_code != 0
    assert "--errors needs" in outcome.output
