"""A process that is killed at any moment loses nothing it has acknowledged."""

import importlib.util
import os
import random
import subprocess
import sys
import time
from pathlib import Path

from service.domain.kinds import Place
from service.store.factory import open_store
from service.store.records import CandidateQuery, MentionFilter

ROOT = Path(__file__).parents[3]
SCRIPT = Path(__file__).with_name("killed_writer.py")
ROUNDS = 20

_spec = importlib.util.spec_from_file_location("killed_writer", SCRIPT)
killed_writer = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(killed_writer)


def run_and_kill(folder, turn, seconds):
    """Returns the names of the batches that the process acknowledged before it died."""
    process = subprocess.Popen(
        [sys.executable, str(SCRIPT), str(folder), str(turn)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        first = process.stdout.readline()
        time.sleep(seconds)
        process.kill()
        said = first + process.stdout.read()
    assert process.returncode == -9
    return [name for name in said.splitlines(keepends=True) if name.endswith("\n")]


def check_whole(reader, version):
    """Everything of this version is there and findable."""
    mentions = reader.list_mentions(version.article_id, 1, after=None, limit=1000)
    assert len(mentions) == version.mentions == killed_writer.LINES_OF_BATCH
    assert all(m.statement_id and m.speaker and m.place is Place.BODY for m in mentions)
    by_sighting = reader.mentions_of_sightings(
        [m.sighting_id for m in mentions], where=MentionFilter(), limit_each=5
    )
    assert {m.id for each in by_sighting.values() for m in each} == {m.id for m in mentions}
    for mention in (mentions[0], mentions[-1]):
        word = mention.selector.exact.split()[3]
        assert reader.find_candidates(CandidateQuery((word,), 5)) == [mention.wording_id]


def check_record(store, acknowledged):
    """What was acknowledged is there; what is there is whole; returns how many articles."""
    with store.reading() as reader:
        changes = reader.changes_since(0, limit=100_000)
        assert [recorded.seq for recorded in changes] == list(range(1, len(changes) + 1))
        stored = [recorded.change.id for recorded in changes]
        assert {killed_writer.batch_version(name).article_id for name in acknowledged} <= set(
            stored
        )
        for article_id in stored[-3:]:
            check_whole(reader, reader.get_version(article_id))
        covered = reader.coverage()
        lines = len(stored) * killed_writer.LINES_OF_BATCH
        assert (covered.articles, covered.versions, covered.sequence) == (len(stored),) * 3
        assert (covered.mentions, covered.wordings, covered.statements) == (lines,) * 3
        assert covered.index_sequence == covered.sequence
        for name in acknowledged[-2:]:
            check_whole(reader, reader.get_version(killed_writer.batch_version(name).article_id))
    return len(stored)


def test_twenty_kills_lose_nothing_that_was_acknowledged(tmp_path):
    seed = random.randrange(1_000_000)
    dice = random.Random(seed)
    acknowledged = []
    for turn in range(ROUNDS):
        # the index commits after a second, so a few rounds live that long
        seconds = dice.uniform(0.9, 1.3) if turn % 7 == 6 else dice.uniform(0, 0.15)
        said = run_and_kill(tmp_path, turn, seconds)
        acknowledged += [name.strip() for name in said]
        store = open_store(tmp_path)
        try:
            stored = check_record(store, acknowledged)
        finally:
            store.close()
        # at most the batch that was under way when each process died
        assert len(acknowledged) <= stored <= len(acknowledged) + turn + 1, f"seed {seed}"
    assert len(acknowledged) >= ROUNDS
