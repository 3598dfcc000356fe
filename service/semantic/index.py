"""Exact search for the nearest vectors, in memory."""

from __future__ import annotations

import re
import threading
from typing import TYPE_CHECKING, Final

import numpy as np

from service.domain.matching.semantic import LEAST_COSINE
from service.semantic.encoder import DIMENSIONS

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from service.semantic.encoder import SentenceEncoder

_BLOCK: Final = 4_096
_DECIMALS: Final = 3
_SENTENCE_END: Final = re.compile(r"(?<=[.!?])\s+|\n+")
_SENTENCE_WORDS: Final = 4
_MOST_SENTENCES: Final = 8


class VectorIndex:
    """Vectors of wordings: 2 KiB each, about 20 ms of one core for a search over 100,000.

    One thread adds; any number may search meanwhile, and see what was there when they began.
    """

    def __init__(self) -> None:
        """Holds nothing yet."""
        self._adding = threading.Lock()
        self._blocks: list[NDArray[np.float32]] = []
        self._ids: list[str] = []
        self._languages: list[str] = []
        self._place: dict[str, int] = {}
        self._count = 0

    def __len__(self) -> int:
        """How many vectors can be found."""
        return self._count

    def add(
        self, ids: Sequence[str], languages: Sequence[str], vectors: NDArray[np.float32]
    ) -> None:
        """Adds vectors; those of known ids are passed over."""
        with self._adding:
            for id_, language, vector in zip(ids, languages, vectors, strict=True):
                if id_ in self._place:
                    continue
                block, row = divmod(self._count, _BLOCK)
                if block == len(self._blocks):
                    self._blocks.append(np.zeros((_BLOCK, DIMENSIONS), dtype=np.float32))
                self._blocks[block][row] = vector
                self._ids.append(id_)
                self._languages.append(language)
                self._place[id_] = self._count
                self._count += 1  # last: a search reads the count first

    def get(self, id_: str) -> NDArray[np.float32] | None:
        """Returns the vector of a wording, None when it has none."""
        place = self._place.get(id_)
        if place is None:
            return None
        block, row = divmod(place, _BLOCK)
        vector: NDArray[np.float32] = self._blocks[block][row]
        return vector

    def nearest(
        self, vectors: NDArray[np.float32], *, limit: int, least: float = LEAST_COSINE
    ) -> list[list[tuple[str, float]]]:
        """Returns for each vector the nearest wordings of every language, nearest first.

        Args:
            vectors: ``(n, DIMENSIONS)``, of unit length.
            limit: most wordings of one language: near copies in one do not crowd out others.
            least: the lowest cosine that counts.

        Returns:
            Wording ids with cosines to three decimals; ties by id.
        """
        count = self._count
        found: list[list[tuple[float, str, str]]] = [[] for _ in range(len(vectors))]
        for at, block in enumerate(self._blocks):
            start = at * _BLOCK
            if start >= count:
                break
            cosines = np.round(vectors @ block[: count - start].T, _DECIMALS)
            for row, column in np.argwhere(cosines >= least):
                place = start + int(column)
                cosine = float(cosines[row, column])
                found[row].append((-cosine, self._ids[place], self._languages[place]))
        return [_best(each, limit) for each in found]


class SemanticIndex:
    """What a query needs: the encoder and the vectors of what is stored."""

    def __init__(self, encoder: SentenceEncoder, vectors: VectorIndex) -> None:
        """Puts the two together."""
        self._encoder = encoder
        self._vectors = vectors

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
        vectors = self._encoder.encode([text, *_sentences(text)])
        near = [id_ for id_, _ in self._vectors.nearest(vectors[:1], limit=limit)[0]]
        known = set(near)
        near += [id_ for id_ in also if id_ not in known]
        held = [(id_, v) for id_ in near if (v := self._vectors.get(id_)) is not None]
        if not held:
            return []
        cosines = np.vstack([vector for _, vector in held]) @ vectors.T
        nearness = np.round((cosines[:, 0] + cosines.max(axis=1)) / 2, _DECIMALS)
        return [(id_, float(cosine)) for (id_, _), cosine in zip(held, nearness, strict=True)]

    def cosine(self, a: str, b: str) -> float:
        """Returns how near two texts are in meaning, -1.0 to 1.0, to three decimals."""
        left, right = self._encoder.encode([a, b])
        return round(float(left @ right), _DECIMALS)

    def cosines(self, pairs: Sequence[tuple[str, str]]) -> dict[tuple[str, str], float]:
        """Returns for each pair of texts how near the two are, to three decimals."""
        texts = list(dict.fromkeys(text for pair in pairs for text in pair))
        place = {text: at for at, text in enumerate(texts)}
        vectors = self._encoder.encode(texts)
        return {
            (a, b): round(float(vectors[place[a]] @ vectors[place[b]]), _DECIMALS) for a, b in pairs
        }

    def nearest_of(self, words: Sequence[str], phrases: Sequence[str]) -> list[float]:
        """Returns for each word how near the nearest of the phrases is, to three decimals."""
        vectors = self._encoder.encode([*words, *phrases])
        cosines = vectors[: len(words)] @ vectors[len(words) :].T
        return [round(float(best), _DECIMALS) for best in cosines.max(axis=1)]


def _sentences(text: str) -> list[str]:
    """Returns the sentences of a text that has several, short ones left out."""
    parts = [part.strip() for part in _SENTENCE_END.split(text)]
    sentences = [part for part in parts if len(part.split()) >= _SENTENCE_WORDS]
    return sentences[:_MOST_SENTENCES] if len(sentences) > 1 else []


def _best(found: list[tuple[float, str, str]], limit: int) -> list[tuple[str, float]]:
    left: dict[str, int] = {}
    kept: list[tuple[str, float]] = []
    for negated, id_, language in sorted(found):
        left[language] = left.get(language, limit) - 1
        if left[language] >= 0:
            kept.append((id_, -negated))
    return kept
