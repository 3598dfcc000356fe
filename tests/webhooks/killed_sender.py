"""Takes articles in and tells a receiver of them, without end; made to be killed."""

import sys
from itertools import count
from pathlib import Path

from service.domain.watches import RetryPlan
from service.store.factory import open_store
from service.usecases.config import Limits
from service.usecases.ingest import ingest
from service.webhooks.sender import SenderConfig
from service.webhooks.worker import WebhookWorker, WorkerConfig
from tests.factories import LINE, NOON, make_article

CONFIG = WorkerConfig(
    pause_seconds=0.01,
    sender=SenderConfig(total_seconds=5.0, allow_private=True),
    plan=RetryPlan(tries=50, first_seconds=0.05, factor=1.0),
)


def write(_watch, view):
    return view.event.id.encode()


def main():
    folder, turn = sys.argv[1:]
    store = open_store(Path(folder))
    WebhookWorker(store, CONFIG, write).start()
    for number in count():
        url = f"https://killed.example/{turn}/{number}"
        article = make_article(f"“{LINE},” said Gustavo Petro in {number}.", url=url)
        ingest(store, [article], limits=Limits(), now=NOON)
        print(url, flush=True)  # noqa: T201  the acknowledgement


if __name__ == "__main__":
    main()
