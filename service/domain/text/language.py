"""Which of the served languages a text is in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

from py3langid.langid import MODEL_FILE, LanguageIdentifier

LANGUAGES = ("en", "es", "fr", "pt", "de", "it")
_READ_CHARS = 1000


@dataclass(frozen=True, slots=True)
class LanguageGuess:
    """An ISO 639-1 code and the share of belief it got among the served languages, 0.0-1.0."""

    language: str
    confidence: float


_loading = Lock()


def _identifier() -> LanguageIdentifier:
    with _loading:  # threads that want it first wait for one that loads it
        return _load_identifier()


@lru_cache(maxsize=1)
def _load_identifier() -> LanguageIdentifier:
    # An instance of its own: the library's module-level one is shared by the whole process.
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(LANGUAGES)
    return identifier


def guess_language(text: str, default: str = "en") -> LanguageGuess:
    """Returns the most likely served language of the first 1,000 characters.

    A text without letters gets ``default`` with confidence 0.0. The first call loads the model
    (about a second); later ones take less than a millisecond.
    """
    sample = text[:_READ_CHARS]
    if not any(char.isalpha() for char in sample):
        return LanguageGuess(default, 0.0)
    language, confidence = _identifier().classify(sample)
    return LanguageGuess(str(language), min(1.0, max(0.0, float(confidence))))
