"""Candidates for a query: the index on disk together with what it does not hold yet.

A background thread carries new wordings into the index about once a second. Until it has, and
from the moment their transaction is durable, they are searched in memory.
"""

from __future__ import annotations

import shutil
import threading
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import orjson
import structlog

from service.domain.errors import StoreClosedError, StoreUnavailableError
from service.store.sqlite.index import IndexView, WordIndex, translated
from service.store.sqlite.pending import Segment, index_words, inverse_frequency

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from service.store.records import CandidateQuery

    # wordings after a row: (row, key), ascending
    Wordings = Callable[[int], Iterator[tuple[int, str]]]

INDEX_VERSION = 1
_CURRENT = "current.json"
_COMMIT_SECONDS = 1.0
_COMMIT_WORDINGS = 4096
_RETRY_SECONDS = 5.0
# postings that the chosen words may have together: see find
_BUDGET_SHARE = 0.2
_BUDGET_MIN = 60_000
_BUDGET_MAX = 2_000_000
_PHRASE_WORDS = range(2, 9)
_FUZZY_CHARS = 4
_FUZZY_WEIGHT = 1.0  # tantivy scores every fuzzy hit so
_BATCH = 20_000

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class RecordState:
    """How far a record has come when its index is opened.

    ``count_to`` tells how many wordings it has up to a row: rows are given once, and leave gaps
    where wordings were taken down.
    """

    store_id: str
    last_row: int
    sequence: int
    count_to: Callable[[int], int]


@dataclass(frozen=True, slots=True)
class _State:
    """What one search looks at; replaced as a whole, never changed."""

    view: IndexView
    segments: tuple[Segment, ...]


class CandidateIndex:
    """The derived index of one record."""

    def __init__(self, folder: Path, record: RecordState, wordings: Wordings) -> None:
        """Opens the index and brings it up to the record.

        An index that is missing, damaged, of another record, ahead of its record or of another
        release's form is made anew.

        Raises:
            StoreUnavailableError: the folder cannot be written.
        """
        self._folder = folder
        self._store_id = record.store_id
        self._wordings = wordings
        self._state_lock = threading.Lock()
        self._flush_lock = threading.Lock()
        self._news = threading.Condition(threading.Lock())
        self._closing = False
        self._words = self._open_or_rebuild(record)
        self._state: _State | None = _State(self._words.view, ())
        self._sequence = record.sequence
        self._thread = threading.Thread(target=self._run, name="candidate-index", daemon=True)
        self._thread.start()

    @property
    def sequence(self) -> int:
        """The last change whose wordings are all in the index on disk."""
        return self._sequence

    def stage(self, segment: Segment) -> None:
        """Makes wordings searchable just before their transaction is committed."""
        with self._state_lock:
            state = self._now()
            self._state = replace(state, segments=(*state.segments, segment))

    def retract(self, segment: Segment) -> None:
        """Takes wordings back whose transaction failed."""
        with self._state_lock:
            state = self._now()
            left = tuple(other for other in state.segments if other is not segment)
            self._state = replace(state, segments=left)

    def confirm(self, segment: Segment) -> None:
        """Hands wordings over whose transaction is durable."""
        segment.durable = True
        with self._news:
            self._news.notify()

    def find(self, query: CandidateQuery, own: Segment | None = None) -> list[int]:
        """Returns rows of wordings worth scoring, most promising first.

        Wordings that hold the whole query side by side come first if it has 2-8 words (always,
        if only those are wanted). The rest are ranked by BM25 over the query's rarest words, as
        many as have 0.2 postings for each wording together (60,000 to 2,000,000): common words
        cost most and tell least. A word that nobody has used matches those one letter away; so
        does every longer one, if that is asked for.
        """
        state = self._now()
        segments = state.segments if own is None else (*state.segments, own)
        words = [word for word in query.words if word and " " not in word]
        found: dict[int, None] = {}
        if words and (query.phrase_only or len(words) in _PHRASE_WORDS):
            for segment in segments:
                found.update(dict.fromkeys(segment.with_phrase(words)))
            found.update(dict.fromkeys(state.view.with_phrase(words, query.limit)))
        if not query.phrase_only and len(found) < query.limit:
            ranked = _ranked(state.view, segments, words, query)
            found.update(dict.fromkeys(ranked))
        return list(found)[: query.limit]

    def rebuild(self) -> int:
        """Makes the index anew beside the old one and switches; returns how many it holds.

        What waits in memory goes into the old one first, so that wordings which are no longer in
        the record cannot get into the new one.
        """
        self._flush()
        with self._flush_lock:
            self._now()
            old = self._words
            self._words = self._build()
            self._switch()
            old.close()
            self._sweep()
            return self._words.view.wordings

    def close(self) -> None:
        """Carries over what is left and ends the thread; twice is harmless."""
        with self._news:
            self._closing = True
            self._news.notify()
        self._thread.join()
        with self._flush_lock:
            if self._state is not None:
                self._words.close()
                # the index ends its own threads when nobody refers to it any more
                del self._words
                self._state = None

    def _now(self) -> _State:
        if self._state is None:
            raise StoreClosedError("the store is closed")
        return self._state

    def _run(self) -> None:
        while True:
            with self._news:
                self._news.wait_for(lambda: self._closing or bool(self._durable()))
                if not self._closing:
                    self._news.wait_for(self._is_due, timeout=_COMMIT_SECONDS)
                closing = self._closing
            carried = self._flush()
            if closing:
                return
            if not carried:
                with self._news:
                    self._news.wait_for(lambda: self._closing, timeout=_RETRY_SECONDS)

    def _is_due(self) -> bool:
        return self._closing or sum(map(len, self._durable())) >= _COMMIT_WORDINGS

    def _durable(self) -> list[Segment]:
        return [segment for segment in self._now().segments if segment.durable]

    def _flush(self) -> bool:
        with self._flush_lock:
            segments = self._durable()
            try:
                self._carry([segment for segment in segments if segment.rows])
            except BaseException as error:  # noqa: BLE001  a panic in tantivy is no Exception
                self._words.abandon()
                _log.exception("index_commit_failed", error=str(error))
                return False
            self._switch()
            return True

    def _carry(self, segments: Sequence[Segment]) -> None:
        """Adds wordings to the index; if any before them are missing, it reads the record."""
        if not segments:
            return
        if segments[0].rows[0] == self._words.view.last_row + 1:
            for segment in segments:
                self._words.add(zip(segment.rows, segment.keys, strict=True))
            self._words.commit()
        else:
            _fill(self._words, self._wordings(self._words.view.last_row))

    def _switch(self) -> None:
        """Shows the newest view and drops the segments that it covers."""
        view = self._words.view
        with self._state_lock:
            covered: list[Segment] = []
            left: list[Segment] = []
            for segment in self._now().segments:
                held = segment.durable and segment.last_row <= view.last_row
                (covered if held else left).append(segment)
            self._state = _State(view, tuple(left))
        self._sequence = max([self._sequence, *(segment.sequence for segment in covered)])

    def _open_or_rebuild(self, record: RecordState) -> WordIndex:
        words = self._open(record)
        if words is None:
            words = self._build()
            if words.view.wordings:
                _log.warning("index_rebuilt", wordings=words.view.wordings)
        else:
            before = words.view.wordings
            _fill(words, self._wordings(words.view.last_row))
            if words.view.wordings > before:
                _log.info("index_caught_up", wordings=words.view.wordings - before)
        self._sweep()
        return words

    def _open(self, record: RecordState) -> WordIndex | None:
        """Returns the current index, None if it has to be made anew."""
        try:
            current = orjson.loads((self._folder / _CURRENT).read_bytes())
            if current["store_id"] != self._store_id or current["version"] != INDEX_VERSION:
                _log.warning("index_of_another_record", folder=str(self._folder))
                return None
            words = WordIndex(self._folder / current["folder"])
        except FileNotFoundError:
            return None
        except (StoreUnavailableError, OSError, ValueError, KeyError, TypeError) as error:
            _log.warning("index_damaged", folder=str(self._folder), error=str(error))
            return None
        view = words.view
        # Any other count comes from another history of the record, or from before a take-down.
        if view.last_row > record.last_row or view.wordings != record.count_to(view.last_row):
            _log.warning("index_disagrees", wordings=view.wordings, last=view.last_row)
            words.close()
            return None
        return words

    def _build(self) -> WordIndex:
        """Makes a new index from the record and names it the current one.

        Raises:
            StoreUnavailableError: it cannot be written.
        """
        name = f"words-{time.time_ns():x}"
        words = WordIndex(self._folder / name)
        try:
            _fill(words, self._wordings(0))
            current = {"folder": name, "store_id": self._store_id, "version": INDEX_VERSION}
            written = self._folder / f"{_CURRENT}.new"
            with translated():
                written.write_bytes(orjson.dumps(current))
                written.replace(self._folder / _CURRENT)
        except BaseException:
            words.close()
            raise
        return words

    def _sweep(self) -> None:
        """Removes the folders of earlier indexes."""
        current = orjson.loads((self._folder / _CURRENT).read_bytes())["folder"]
        for folder in self._folder.glob("words-*"):
            if folder.name != current:
                shutil.rmtree(folder, ignore_errors=True)


def _fill(words: WordIndex, wordings: Iterator[tuple[int, str]]) -> None:
    words.add((row, " ".join(index_words(key))) for row, key in wordings)
    words.commit()


def _ranked(
    view: IndexView, segments: Sequence[Segment], words: Sequence[str], query: CandidateQuery
) -> list[int]:
    wordings = view.wordings + sum(map(len, segments))
    counts = {word: view.count(word) + sum(s.count(word) for s in segments) for word in words}
    known = _rarest(counts, budget(wordings))
    unknown = [w for w, n in counts.items() if (query.fuzzy or not n) and len(w) >= _FUZZY_CHARS]
    scores = dict(view.with_any(known, unknown, query.limit))
    weights = [(word, inverse_frequency(counts[word], wordings)) for word in known]
    for segment in segments:
        near = [(other, _FUZZY_WEIGHT) for word in unknown for other in segment.near(word)]
        scores |= segment.scored((*weights, *near))
    return sorted(scores, key=lambda row: (-scores[row], row))[: query.limit]


def _rarest(counts: dict[str, int], most: int) -> list[str]:
    picked: list[str] = []
    total = 0
    for count, word in sorted((count, word) for word, count in counts.items() if count):
        if picked and total + count > most:
            break
        picked.append(word)
        total += count
    return picked


def budget(wordings: int) -> int:
    """Returns how many postings a query may read among so many wordings."""
    return min(max(int(wordings * _BUDGET_SHARE), _BUDGET_MIN), _BUDGET_MAX)
