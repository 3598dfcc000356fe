"""Search for the nearest vectors, in memory."""

from __future__ import annotations

import re
import threading
from collections import defaultdict
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from service.domain.matching.semantic import LEAST_COSINE
from service.semantic.encoder import DIMENSIONS
from service.semantic.shard import DECIMALS, CodedShard, ExactShard

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from numpy.typing import NDArray

    from service.semantic.encoder import SentenceEncoder
    from service.semantic.shard import Shard

EXACT_UP_TO: Final = 100_000
"""Among so many vectors all are compared, if nothing else is set."""

_ROW_BITS: Final = 40
_SENTENCE_END: Final = re.compile(r"(?<=[.!?])\s+|\n+")
_SENTENCE_WORDS: Final = 4
_MOST_SENTENCES: Final = 8


class VectorIndex:
    """Vectors of wordings, found by how near they are.

    Up to ``exact_up_to`` of them every one is compared, above that those whose codes are near: see
    ``shard``. One thread adds; any number may search meanwhile, and see what was there when they
    began.
    """

    def __init__(self, exact_up_to: int = EXACT_UP_TO) -> None:
        """Holds nothing yet."""
        self.exact_up_to = exact_up_to
        self.is_exact = True
        self._adding = threading.Lock()
        self._shards: tuple[Shard, ...] = ()
        self._ids: list[list[str]] = []
        self._number: dict[str, int] = {}
        self._place: dict[str, int] = {}

    def __len__(self) -> int:
        """How many vectors can be found."""
        return sum(map(len, self._shards))

    def add(
        self, ids: Sequence[str], languages: Sequence[str], vectors: NDArray[np.float32]
    ) -> None:
        """Adds vectors; those of known ids are passed over."""
        with self._adding:
            fresh: dict[str, dict[str, int]] = defaultdict(dict)
            for at, (id_, language) in enumerate(zip(ids, languages, strict=True)):
                if id_ not in self._place:
                    fresh[language].setdefault(id_, at)
            if len(self) + sum(map(len, fresh.values())) > self.exact_up_to:
                self._code()
            for language, places in fresh.items():
                self._add(language, list(places), vectors[list(places.values())])

    def _code(self) -> None:
        """Has searches begin with codes from now on; those under way go on as they began."""
        self.is_exact = False
        self._shards = tuple(
            CodedShard.of(each) if isinstance(each, ExactShard) else each for each in self._shards
        )

    def _add(self, language: str, ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
        if language not in self._number:
            self._number[language] = len(self._shards)
            self._ids.append([])
            self._shards += (ExactShard() if self.is_exact else CodedShard(),)
        number = self._number[language]
        shard = self._shards[number]
        first = (number << _ROW_BITS) + len(shard)
        self._ids[number] += ids  # before their rows can be found
        shard.add(vectors)
        self._place.update(zip(ids, range(first, first + len(ids)), strict=True))

    def get(self, id_: str) -> NDArray[np.float32] | None:
        """Returns the vector of a wording, None when it has none."""
        found, vectors = self.get_each([id_])
        return vectors[0] if found else None

    def get_each(self, ids: Iterable[str]) -> tuple[list[str], NDArray[np.float32]]:
        """Returns the ids that have vectors, in order, and the vectors: one row for each."""
        places = {id_: place for id_ in ids if (place := self._place.get(id_)) is not None}
        shards, rows = np.divmod(np.fromiter(places.values(), dtype=np.int64), 1 << _ROW_BITS)
        found = np.empty((len(places), DIMENSIONS), dtype=np.float32)
        for number in np.unique(shards).tolist():
            mine = shards == number
            found[mine] = self._shards[number].get(rows[mine])
        return list(places), found

    def nearest(
        self, vectors: NDArray[np.float32], *, limit: int, least: float = LEAST_COSINE
    ) -> list[list[tuple[str, float]]]:
        """Returns for each vector the nearest wordings of every language, nearest first.

        Args:
            vectors: ``(n, DIMENSIONS)``, of unit length. Those asked for together cost less.
            limit: most wordings of one language: near copies in one do not crowd out others.
            least: the lowest cosine that counts.

        Returns:
            Wording ids with cosines to three decimals; ties by id.
        """
        found: list[list[tuple[float, str]]] = [[] for _ in range(len(vectors))]
        for ids, shard in zip(self._ids, self._shards, strict=False):
            for query, near in enumerate(shard.nearest(vectors, limit=limit, least=least)):
                named = [
                    (-cosine, ids[row])
                    for row, cosine in zip(near.rows.tolist(), near.cosines.tolist(), strict=True)
                ]
                found[query] += sorted(named)[:limit]
        return [[(id_, -negated) for negated, id_ in sorted(each)] for each in found]


class SemanticIndex:
    """What a query needs: the encoder and the vectors of what is stored."""

    def __init__(self, encoder: SentenceEncoder, vectors: VectorIndex) -> None:
        """Puts the two together."""
        self._encoder = encoder
        self._vectors = vectors

    @property
    def exact_up_to(self) -> int:
        """Among so many wordings all are compared; among more those whose codes are near."""
        return self._vectors.exact_up_to

    @property
    def model(self) -> str:
        """Name and version of the model."""
        return self._encoder.model

    def __len__(self) -> int:
        """How many wordings can be found by meaning."""
        return len(self._vectors)

    def nearest(self, text: str, limit: int, also: Collection[str] = ()) -> list[tuple[str, float]]:
        """Returns ids of the nearest wordings with their cosines; see ``VectorIndex.nearest``.

        Of a text of several sentences one may say what a wording says and the others something
        else: there the cosine is the mean of that of the whole and of the nearest sentence.

        ``also`` are ids that are added with their cosines however far they are, if they have
        vectors.
        """
        return self.nearest_each([(text, also)], limit)[0]

    def nearest_each(
        self, asked: Sequence[tuple[str, Collection[str]]], limit: int
    ) -> list[list[tuple[str, float]]]:
        """Returns ``nearest`` of each text and what to add; together they cost half as much."""
        if not (asked and len(self)):
            return [[] for _ in asked]
        parts = [[text, *_sentences(text)] for text, _ in asked]
        read = self._encoder.encode([part for each in parts for part in each])
        ends = list(accumulate(map(len, parts), initial=0))
        found = self._vectors.nearest(read[ends[:-1]], limit=limit)
        return [
            self._add_up(read[start:end], dict.fromkeys((*(id_ for id_, _ in near), *also)))
            for (start, end), near, (_, also) in zip(pairwise(ends), found, asked, strict=True)
        ]

    def _add_up(self, vectors: NDArray[np.float32], ids: Iterable[str]) -> list[tuple[str, float]]:
        """Returns the cosines of these wordings to a text, given with its sentences behind it."""
        held, stored = self._vectors.get_each(ids)
        if not held:
            return []
        cosines = stored @ vectors.T
        nearness = np.round((cosines[:, 0] + cosines.max(axis=1)) / 2, DECIMALS)
        return [(id_, float(cosine)) for id_, cosine in zip(held, nearness, strict=True)]

    def cosine(self, a: str, b: str) -> float:
        """Returns how near two texts are in meaning, -1.0 to 1.0, to three decimals."""
        left, right = self._encoder.encode([a, b])
        return round(float(left @ right), DECIMALS)

    def cosines(self, pairs: Sequence[tuple[str, str]]) -> dict[tuple[str, str], float]:
        """Returns for each pair of texts how near the two are, to three decimals."""
        texts = list(dict.fromkeys(text for pair in pairs for text in pair))
        place = {text: at for at, text in enumerate(texts)}
        vectors = self._encoder.encode(texts)
        return {
            (a, b): round(float(vectors[place[a]] @ vectors[place[b]]), DECIMALS) for a, b in pairs
        }

    def nearest_of(self, words: Sequence[str], phrases: Sequence[str]) -> list[float]:
        """Returns for each word how near the nearest of the phrases is, to three decimals."""
        vectors = self._encoder.encode([*words, *phrases])
        cosines = vectors[: len(words)] @ vectors[len(words) :].T
        return [round(float(best), DECIMALS) for best in cosines.max(axis=1)]


def _sentences(text: str) -> list[str]:
    """Returns the sentences of a text that has several, short ones left out."""
    parts = [part.strip() for part in _SENTENCE_END.split(text)]
    sentences = [part for part in parts if len(part.split()) >= _SENTENCE_WORDS]
    return sentences[:_MOST_SENTENCES] if len(sentences) > 1 else []
