"""Loading the tables that the first request of a process would wait for."""

from __future__ import annotations

from service.domain.matching.prepared import prepare
from service.domain.text.language import LANGUAGES, guess_language


def warm_up() -> None:
    """Loads the language model and each served language's words, English first.

    Takes about two seconds of a processor, once in a process. A request that comes meanwhile waits
    for what it needs itself and for nothing else.
    """
    guess_language("Which language is this?")
    for language in LANGUAGES:
        prepare("word", language)
