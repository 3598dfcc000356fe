"""Following what has changed, event by event, all or some."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from service.domain.errors import CursorError
from service.domain.ids import anchor_of
from service.usecases.find_statements import mention_filter
from service.usecases.views import SearchFilter

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from service.store.base import QuoteStore, StoreReader
    from service.store.records import ChangeKind, RecordedChange

_CHUNK: Final = 1_000
_SCANNED: Final = 20_000


@dataclass(frozen=True, slots=True)
class ChangeFilter:
    """Which events are wanted; what is empty or None does not narrow.

    ``statement_id`` and ``speaker`` (an id or a name) want events that name a statement only: this
    statement, of what it was merged into, and of what was merged into it; or of statements that now
    hold a mention of this speaker.
    """

    kinds: frozenset[ChangeKind] = frozenset()
    statement_id: str | None = None
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class ChangeSlice:
    """Events in order, and the number to go on after, which may be past the last one shown."""

    changes: tuple[RecordedChange, ...]
    next_after: int


EVERYTHING: Final = ChangeFilter()


def list_changes(
    store: QuoteStore, after: int, *, limit: int, where: ChangeFilter = EVERYTHING
) -> ChangeSlice:
    """Returns at most ``limit`` wanted events after this place in the sequence, in order.

    Gap-free: going on from ``next_after`` meets every wanted event once. A slice may hold fewer
    events than there are, and still lead on, when few of many events are wanted.

    Raises:
        CursorError: the feed has no event with this number.
    """
    with store.reading() as tx:
        if after and not tx.changes_since(after - 1, limit=1):
            raise CursorError(
                f"the feed has no event {after} yet",
                field="after",
                remedy="Take `next_after` of the answer before, or 0 to begin again.",
            )
        wanted = _Wanted(tx, where)
        found: list[RecordedChange] = []
        first = after
        while len(found) < limit and after < first + _SCANNED:
            chunk = tx.changes_since(after, limit=_CHUNK)
            if not chunk:
                break
            fitting = wanted.fitting(chunk)[: limit - len(found)]
            found += fitting
            after = found[-1].seq if len(found) == limit else chunk[-1].seq
        return ChangeSlice(tuple(found), after)


class _Wanted:
    """A filter in the store's terms."""

    def __init__(self, tx: StoreReader, where: ChangeFilter) -> None:
        self._tx = tx
        self._where = where
        self._statements: frozenset[str] | None = None
        if where.statement_id is not None:
            now = self._now({where.statement_id})
            self._statements = frozenset({*now.keys(), *now.values()})
        self._speakers: frozenset[str] | None = None
        if where.speaker is not None:
            narrowed = SearchFilter(speakers=frozenset({where.speaker}))
            self._speakers = mention_filter(tx, narrowed).speaker_ids

    def fitting(self, chunk: Sequence[RecordedChange]) -> list[RecordedChange]:
        found = [
            each for each in chunk if not self._where.kinds or each.change.kind in self._where.kinds
        ]
        if self._statements is None and self._speakers is None:
            return found
        found = [each for each in found if _named(each)]
        if self._statements is not None:
            found = [e for e in found if not self._statements.isdisjoint(_named(e))]
        if self._speakers is not None:
            theirs = self._of_speakers({id_ for each in found for id_ in _named(each)})
            found = [each for each in found if not theirs.isdisjoint(_named(each))]
        return found

    def _of_speakers(self, statement_ids: Collection[str]) -> frozenset[str]:
        speakers = self._speakers or frozenset()
        now = self._now(statement_ids)
        held = {
            id_
            for id_, members in self._tx.members(set(now.values())).items()
            if any(sighting.speaker_id in speakers for sighting in members)
        }
        return frozenset(id_ for id_, current in now.items() if current in held)

    def _now(self, statement_ids: Collection[str]) -> dict[str, str]:
        """Returns the statements that now hold the anchors; where none does, the id itself."""
        placed = self._tx.placements({anchor_of(id_) for id_ in statement_ids})
        return {
            id_: placed[anchor].statement_id if (anchor := anchor_of(id_)) in placed else id_
            for id_ in statement_ids
        }


def _named(recorded: RecordedChange) -> tuple[str, ...]:
    """The statements that an event names."""
    change = recorded.change
    return tuple(
        id_ for id_ in (change.id, change.into, change.about) if id_ and id_.startswith("st_")
    )
