"""The record measures what is there, part by part, and leaves out what is not."""

from datetime import date

import orjson

from service.evaluation.record import COMMAND, make_record, measure_everything
from service.store.factory import open_store

GOLD = {
    "url": "https://www.paper.example/bridge-0",
    "language": "en",
    "text": "“The bridge is closed,” Ana Torres said.",
}


def test_only_the_sets_in_the_folder_are_measured(tmp_path):
    seeds = tmp_path / "data" / "seeds"
    seeds.mkdir(parents=True)
    seeds.joinpath("articles.ndjson").write_bytes(orjson.dumps(GOLD) + b"\n")
    quote = {"article": 0, "quote": "The bridge is closed", "speaker": "Ana Torres"}
    seeds.joinpath("quotes_gold.json").write_bytes(orjson.dumps({"quotes": [quote]}))
    figures = measure_everything(
        tmp_path / "data", scratch=tmp_path, open_store=open_store, encoder=None
    )
    assert figures == {"extraction: seeds direct, recall": 1.0}


def test_parts_name_their_data_and_command():
    record = orjson.loads(
        make_record({"matching: F1": 0.9, "pages: F1": 0.8}, {}, date(2026, 2, 3))
    )
    assert record["command"] == COMMAND
    assert [part["part"] for part in record["parts"]] == ["matching", "pages"]
    assert all("DIR" in part["command"] and part["data"] for part in record["parts"])
