"""What a process that only reads articles begins with.

It stands apart from the commands: such a process starts in half the time without them.
"""

from __future__ import annotations

import copyreg
from dataclasses import fields
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from service.domain.model import (
    ArticleInput,
    Attribution,
    Link,
    Mention,
    Selector,
    Sighting,
    Speaker,
    TextSpan,
    Wording,
)
from service.store.records import NewWording
from service.usecases.garbage import leave_tables_alone
from service.usecases.ingest import read_articles

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from service.usecases.config import Limits


_SENT: Final = (
    *(Attribution, Link, Mention, NewWording, Selector),
    *(Sighting, Speaker, TextSpan, Wording),
)
"""What there are hundreds of in a batch that is handed to the process that stores it."""


def warm_up(limits: Limits, now: datetime) -> None:
    """Has a process that reads articles load its tables, and send what it reads in little time."""
    for kind in _SENT:
        # of frozen classes with slots the usual way looks up the names of the fields each time
        values = attrgetter(*(field.name for field in fields(kind)))
        copyreg.pickle(kind, partial(_take_apart, kind, values))
    warm = ArticleInput(url="https://paper.example/", text="“No,” said Ana.", language="en")
    read_articles((warm,), limits=limits, now=now)
    leave_tables_alone()


def _take_apart(
    kind: type[object], values: Callable[[object], tuple[object, ...]], whole: object
) -> tuple[type[object], tuple[object, ...]]:
    return kind, values(whole)
