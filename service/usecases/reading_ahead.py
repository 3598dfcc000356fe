"""What a process that only reads articles begins with.

It stands apart from the commands: such a process starts in half the time without them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.domain.model import ArticleInput
from service.usecases.garbage import leave_tables_alone
from service.usecases.ingest import read_articles

if TYPE_CHECKING:
    from datetime import datetime

    from service.usecases.config import Limits


def warm_up(limits: Limits, now: datetime) -> None:
    """Has a process that reads articles load its tables."""
    warm = ArticleInput(url="https://paper.example/", text="“No,” said Ana.", language="en")
    read_articles((warm,), limits=limits, now=now)
    leave_tables_alone()
