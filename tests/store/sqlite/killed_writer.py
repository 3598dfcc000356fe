"""Writes batches without end and says after each that it is durable; made to be killed."""

import sys
from itertools import count
from pathlib import Path

from service.store.factory import open_store
from service.store.records import Change, ChangeKind
from tests.factories import NOON, make_speaker, make_version, write_line

LINES_OF_BATCH = 25


def batch_version(name):
    return make_version(f"https://killed.example/{name}", mentions=LINES_OF_BATCH)


def line(name, number):
    return f"batch {name} holds line{number}of{name} and says so"


def write_batch(store, name):
    version = batch_version(name)
    with store.writing() as writer:
        for number in range(LINES_OF_BATCH):
            write_line(
                writer,
                line(name, number),
                version=version,
                speaker=make_speaker(),
                start=number * 100,
                link_keys=(4 * number, 4_000_000 + 4 * number),
            )
        writer.append_changes([Change(ChangeKind.ARTICLE_ADDED, version.article_id)], NOON)


def main():
    folder, turn = sys.argv[1:]
    store = open_store(Path(folder))
    for number in count():
        name = f"r{turn}n{number}"
        write_batch(store, name)
        print(name, flush=True)  # noqa: T201  the acknowledgement


if __name__ == "__main__":
    main()
