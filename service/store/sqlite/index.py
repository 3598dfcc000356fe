"""One folder with a tantivy index of wordings: row numbers by their words.

The index is a copy that can be made anew from the record at any time. Rows are added in
ascending order, so its highest row tells how far it has come: no second book is kept that could
disagree with it after a crash.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import tantivy

from service.domain.errors import StoreUnavailableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

_WORDS = "words"
_ROW = "row"
_WRITER_BYTES = 48_000_000
# the field is split at spaces only: the record's keys are folded words already
_TOKENIZER = "whitespace"


class IndexDamagedError(StoreUnavailableError):
    """The folder cannot be read or written as an index."""


@contextmanager
def translated() -> Iterator[None]:
    """Turns what tantivy and the file system raise into the domain's errors."""
    try:
        yield
    except (OSError, ValueError) as error:
        raise IndexDamagedError(f"the index of wordings does not answer: {error}") from error


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field(_WORDS, tokenizer_name=_TOKENIZER, index_option="position")
    builder.add_unsigned_field(_ROW, fast=True)
    return builder.build()


_SCHEMA = _schema()
_BESIDE = 32
"""So many hits beyond those asked for are looked at, to see which are as good as the last one."""

_MOST_EQUAL = 4_000
"""Of more hits than that, the equal ones are cut off as the index has them."""


@dataclass(frozen=True, slots=True)
class IndexView:
    """What one commit left, searchable for as long as the view is held."""

    searcher: tantivy.Searcher
    wordings: int
    last_row: int

    def count(self, word: str) -> int:
        """Returns how many wordings hold the word."""
        found: int = self.searcher.doc_freq(_WORDS, word)
        return found

    def with_phrase(self, words: Sequence[str], limit: int) -> list[int]:
        """Returns rows that hold the words side by side, best first."""
        if len(words) == 1:
            query = _term(words[0])
        else:
            query = tantivy.Query.phrase_query(_SCHEMA, _WORDS, list(words))
        return [row for row, _ in self._search(query, limit)]

    def with_any(
        self, known: Sequence[str], unknown: Sequence[str], limit: int
    ) -> list[tuple[int, float]]:
        """Returns rows with BM25 scores; ``unknown`` words match those one letter away."""
        should = tantivy.Occur.Should
        queries = [(should, _term(word)) for word in known]
        queries += [
            (should, tantivy.Query.fuzzy_term_query(_SCHEMA, _WORDS, word, 1)) for word in unknown
        ]
        return self._search(tantivy.Query.boolean_query(queries), limit) if queries else []

    def _search(self, query: tantivy.Query, limit: int) -> list[tuple[int, float]]:
        """Returns the best rows with their scores; of equal ones the lower rows.

        Left to itself the index cuts equal ones off by the files that it happens to lie in.
        """
        asked = limit + _BESIDE
        with translated():
            while True:
                hits = self.searcher.search(query, limit=asked, count=False).hits
                is_cut_off = len(hits) == asked and _level(hits[-1][0]) == _level(
                    hits[limit - 1][0]
                )
                if not is_cut_off or asked >= _MOST_EQUAL:
                    break
                asked *= 4
            addresses = [address for _, address in hits]
            found = cast("list[int]", self.searcher.fast_field_values(_ROW, addresses))
        scored = [(row, _level(score)) for row, (score, _) in zip(found, hits, strict=True)]
        scored.sort(key=lambda each: (-each[1], each[0]))
        return scored[:limit]


def _level(score: float) -> float:
    """Returns the score without the digits that hang on the order in which it was summed up."""
    return round(score, 3)


class WordIndex:
    """The index in one folder with its one writer; used by one thread at a time."""

    def __init__(self, folder: Path) -> None:
        """Opens the index, or makes an empty one in a folder that is empty or missing.

        Raises:
            IndexDamagedError: what is there cannot be read.
        """
        with translated():
            folder.mkdir(parents=True, exist_ok=True)
            self._index = tantivy.Index(_SCHEMA, path=str(folder), reuse=True)
            self._index.config_reader("manual")
            self._writer: tantivy.IndexWriter | None = None
            self.view = self._look()

    def add(self, wordings: Iterable[tuple[int, str]]) -> None:
        """Takes in rows with their words joined by spaces; those it already has are passed over."""
        with translated():
            writer = self._writer
            if writer is None:
                # one thread, so that documents keep the order of their rows
                writer = self._writer = self._index.writer(_WRITER_BYTES, 1)
            for row, words in wordings:
                if row > self.view.last_row:
                    document = tantivy.Document()
                    document.add_text(_WORDS, words)
                    document.add_unsigned(_ROW, row)  # the keyword form makes a signed field
                    writer.add_document(document)

    def commit(self) -> IndexView:
        """Writes what was added to disk; returns a view that has it."""
        with translated():
            if self._writer is not None:
                self._writer.commit()
            self._index.reload()
            self.view = self._look()
        return self.view

    def abandon(self) -> None:
        """Drops a writer that failed together with what it had not committed."""
        self._writer = None

    def close(self) -> None:
        """Waits for merges that are under way and ends the writer's threads."""
        writer, self._writer = self._writer, None
        if writer is not None:
            writer.wait_merging_threads()

    def _look(self) -> IndexView:
        searcher = self._index.searcher()
        newest = searcher.search(
            tantivy.Query.all_query(), limit=1, order_by_field=_ROW, count=False
        ).hits
        return IndexView(searcher, searcher.num_docs, newest[0][0] if newest else 0)


def _term(word: str) -> tantivy.Query:
    return tantivy.Query.term_query(_SCHEMA, _WORDS, word, index_option="freq")
