"""Matching over real HTTP against rapidfuzz over everything, in one run."""

import json
import os
import re
import subprocess
import sys
import time
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import httpx2
import pytest
from rapidfuzz import fuzz, process  # noqa: TID251  the named rival

from service.store.factory import open_store
from service.store.records import CandidateQuery
from service.usecases.config import Limits
from service.usecases.ingest import ingest
from tests.benchmarks.corpus import articles, queries, quotations

pytestmark = pytest.mark.benchmark
QUERIES = 400
RIVAL_QUERIES = 25
CHUNK = 50


def _quantiles(seconds):
    ordered = sorted(seconds)
    return {q: ordered[min(len(ordered) - 1, int(len(ordered) * q / 100))] for q in (50, 95, 99)}


def _line(name, seconds):
    marks = "  ".join(f"p{q} {value * 1000:8.2f} ms" for q, value in _quantiles(seconds).items())
    print(f"{name:34} {marks}")
    return _quantiles(seconds)


def _fill(folder):
    store = open_store(folder)
    rows = articles()
    taken = mentions = 0
    started = time.perf_counter()
    while chunk := list(islice(rows, CHUNK)):
        outcomes = ingest(store, chunk, limits=Limits(), now=datetime(2026, 1, 1, tzinfo=UTC))
        taken += len(outcomes)
        mentions += sum(o.mentions for o in outcomes)
    spent = time.perf_counter() - started
    with store.reading() as tx:
        held = tx.coverage()
        assert tx.find_candidates(CandidateQuery(words=("the",), limit=1))
    store.close()
    print(
        f"\n{taken} articles, {mentions} mentions, {held.wordings} wordings, "
        f"{held.statements} statements in {spent:.1f} s: "
        f"{taken / spent:.0f} articles/s, {mentions / spent:.0f} quotations/s"
    )


def _serve(folder):
    command = [sys.executable, "-m", "service", "serve", "--data", str(folder), "--port", "0"]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
    for line in server.stdout:
        if found := re.search(r"http://127\.0\.0\.1:(\d+)", line):
            return server, found.group(0)
    raise AssertionError("the server did not start")


def test_match_over_http(tmp_path):
    folder = Path(os.environ.get("QUOTE_PROVENANCE_BENCH_DATA", tmp_path / "data"))
    if not folder.exists():
        _fill(folder)
    texts = [text for _, _, text in quotations()]
    asked = queries(texts, QUERIES)
    server, base = _serve(folder)
    try:
        with httpx2.Client(base_url=base, timeout=60) as client:
            ours = []
            for text in asked:
                body = json.dumps({"queries": {"q": {"text": text}}, "limit": 10})
                started = time.perf_counter()
                answer = client.post(
                    "/v1/match", content=body, headers={"content-type": "application/json"}
                )
                ours.append(time.perf_counter() - started)
                assert answer.status_code == 200, answer.text
    finally:
        server.kill()
        server.communicate()
    print(f"{len(texts)} quotations, {len(asked)} queries one after another")
    mine = _line("POST /v1/match, limit 10, HTTP", ours[QUERIES // 10 :])
    for scorer in (fuzz.token_set_ratio, fuzz.partial_ratio):
        theirs = []
        for text in asked[:RIVAL_QUERIES]:
            started = time.perf_counter()
            process.extract(text, texts, scorer=scorer, limit=10)
            theirs.append(time.perf_counter() - started)
        rival = _line(f"rapidfuzz {scorer.__name__} over all", theirs)
        print(f"{'ratio of medians':34} {rival[50] / mine[50]:8.1f}")
