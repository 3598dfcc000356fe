import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from service.cli.evaluate import evaluate
from service.domain.extraction.extract import extract
from service.domain.model import Span
from service.evaluation.extraction import (
    Count,
    evaluate_articles,
    evaluate_extraction,
)
from service.evaluation.extraction_ablation import (
    PIECES,
    ablate_extraction,
    render_ablation,
    without_clauses,
    without_labels,
    without_resolver,
)
from service.evaluation.extraction_data import GoldArticle, GoldQuotation, in_tuning_half, read_gold
from service.evaluation.extraction_report import render_html, render_json, render_table
from service.evaluation.spans import letters_of, make_units, overlap

TEXT = (
    "Laura Gil spoke in Cali. “The money is gone,” Gil said. She called it a <sad> day.\n\n"
    "“The roads are closed,” Peter Stone said."
)


def gold(text: str, exact: str, form: str, speaker: str | None = None) -> GoldQuotation:
    at = text.index(exact)
    return GoldQuotation((Span(at, at + len(exact)),), form, (speaker,) if speaker else ())


def article(*quotations: GoldQuotation, data_set: str = "families") -> GoldArticle:
    return GoldArticle("one", data_set, "en", TEXT, quotations, complete=True)


def test_counts_of_a_known_article():
    report = evaluate_articles(
        [
            article(
                gold(TEXT, "The money is gone,", "direct", "Laura Gil"),
                gold(TEXT, "The roads are closed,", "direct", "Ana Torres"),
                gold(TEXT, "a <sad> day", "direct"),
            )
        ]
    )
    direct = report.counts["families complete direct"]
    assert (direct.gold, direct.found, direct.given, direct.right) == (3, 2, 2, 2)
    speaker = report.counts["families speaker"]
    assert (speaker.gold, speaker.found, speaker.given, speaker.right) == (2, 1, 2, 1)
    assert direct.recall == pytest.approx(2 / 3)
    assert direct.precision == 1.0
    assert direct.f1 == pytest.approx(0.8)
    (result,) = report.articles
    assert (len(result.missed), len(result.extra), len(result.wrong)) == (1, 0, 1)
    assert report.by_pattern["after"].given == 2


def test_annotated_spans_are_compared_by_overlap_and_by_speaker_words():
    at = TEXT.index("Peter Stone")
    quotation = GoldQuotation(
        (Span(TEXT.index("The roads"), TEXT.index(" Peter Stone")),),
        "wholly",
        speaker_spans=(Span(at, at + len("Peter Stone")),),
    )
    report = evaluate_articles([article(quotation, data_set="polnear")])
    assert report.counts["polnear wholly exact"].recall == 1.0
    assert report.counts["polnear speaker quoted"].recall == 1.0
    everything = report.counts["polnear all"]
    assert (everything.gold, everything.found, everything.right) == (1, 1, 1)
    assert everything.given > 1
    assert everything.precision == pytest.approx(1 / everything.given)
    direct = report.by_form["en direct, exact"]
    assert (direct.gold, direct.found, direct.given, direct.right) == (1, 1, 2, 1)


def test_an_empty_count_is_no_division():
    assert (Count().recall, Count().precision, Count().f1) == (0.0, 0.0, 0.0)


def test_a_leading_that_and_marks_do_not_count():
    text = "that “a b”"
    assert letters_of(text, [Span(0, 10)]) == letters_of(text, [Span(6, 9)])
    assert overlap(frozenset({1, 2}), frozenset({2, 3})) == pytest.approx(1 / 3)
    assert overlap(frozenset(), frozenset()) == 0.0


def test_a_resumed_quotation_is_one_unit():
    text = "“We tried,” Laura Gil said. “It failed.” “No,” Peter Stone said."
    units = make_units(text, extract(text, language="en").quotations)
    assert [len(unit.quotations) for unit in units] == [2, 1]


def test_tables_json_and_pages_name_the_figures_and_escape_the_text():
    report = evaluate_articles([article(gold(TEXT, "a <sad> day", "direct"))])
    table = render_table(report)
    assert "families complete direct" in table
    assert "families/one: 1 missed, 2 not known, 0 wrong speakers" in table
    figures = json.loads(render_json(report))
    assert figures["counts"]["families complete direct"]["recall"] == 0.0
    page = render_html(report)
    assert "&lt;sad&gt;" in page
    assert "<sad>" not in page
    assert 'class="missed"' in page
    assert 'class="extra"' in page


def test_a_folder_without_sets_gives_an_empty_report(tmp_path: Path):
    assert list(read_gold(tmp_path)) == []
    assert evaluate_extraction(tmp_path).counts == {}


def test_sets_are_read_from_their_files(tmp_path: Path):
    families = tmp_path / "families_gold"
    families.mkdir()
    start = TEXT.index("The money")
    rows = {
        "articles.jsonl": {"id": "a", "text": TEXT},
        "mentions.jsonl": {
            "article_id": "a",
            "start": start,
            "end": start + 17,
            "kind": "direct",
            "speaker": "Laura Gil",
        },
    }
    for name, row in rows.items():
        (families / name).write_text(json.dumps(row) + "\n", encoding="utf-8")
    (families / "complete_articles.json").write_text('["a"]', encoding="utf-8")
    brat = tmp_path / "polnear" / "dev"
    (brat / "attributions").mkdir(parents=True)
    (brat / "text").mkdir()
    text = "Gil said that it was gone."
    (brat / "text" / "paper.txt").write_bytes(text.encode())
    (brat / "attributions" / "paper_01.ann").write_text(
        "T1\tSource 0 3\tGil\nT2\tCue 4 8\tsaid\nT3\tContent 9 25\tthat it was gone\n"
        "T4\tAttribution 4 8\tsaid\nE1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n",
        encoding="utf-8",
    )
    found = {article.data_set: article for article in read_gold(tmp_path)}
    assert found["families"].complete
    (quotation,) = found["polnear"].quotations
    assert (quotation.form, quotation.speaker_spans) == ("indirect", (Span(0, 3),))
    counts = evaluate_extraction(tmp_path).counts
    assert counts["polnear indirect exact"].recall == 1.0
    assert counts["families speaker"].precision == 1.0


def test_the_halves_share_no_article():
    names = [f"article-{number}" for number in range(200)]
    tuned = [name for name in names if in_tuning_half(name)]
    assert 60 < len(tuned) < 140


def test_each_piece_left_out_costs_what_it_gains():
    known = article(
        gold(TEXT, "The money is gone,", "direct", "Laura Gil"),
        gold(TEXT, "The roads are closed,", "direct", "Peter Stone"),
    )

    def right(piece: str) -> int:
        return evaluate_articles([known], PIECES[piece]).counts["families speaker"].right

    assert right("everything") == 2
    assert right("without the cue lexicon") == 0
    assert right("without chains") == 2


def test_labels_left_out_are_speech_and_pronouns_stay_pronouns():
    text = "Laura Gil left. “It is over,” she said of the so-called “deep state” again."
    found = extract(text, language="en").quotations
    assert "scare" in {q.form.value for q in found}
    assert "scare" not in {q.form.value for q in without_labels(found)}
    (direct,) = [q for q in without_resolver(found) if q.selector.exact == "It is over,"]
    assert direct.attribution.speaker_name == "she"
    assert not [q for q in without_clauses(found) if q.form.is_reported]


def test_an_ablation_table_has_a_row_for_each_piece(tmp_path: Path):
    table = ablate_extraction(tmp_path, lambda _: True)
    assert set(table) == set(PIECES)
    assert render_ablation(table).count("\n") == len(PIECES) + 2


def test_the_command_prints_figures_as_json_and_as_a_table(tmp_path: Path):
    runner = CliRunner()
    answer = runner.invoke(evaluate, ["extraction", str(tmp_path), "--json"])
    assert answer.exit_code == 0, answer.output
    assert json.loads(answer.output)["counts"] == {}
    answer = runner.invoke(evaluate, ["extraction", str(tmp_path), "--tuning", "--ablation"])
    assert answer.exit_code == 0, answer.output
    assert "rivals" in answer.output
    assert "without the resolver" in answer.output
