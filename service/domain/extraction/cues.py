"""The lexicon of each served language; English stands in for any other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.domain.extraction.lexicon_de import GERMAN
from service.domain.extraction.lexicon_en import ENGLISH
from service.domain.extraction.lexicon_es import SPANISH
from service.domain.extraction.lexicon_fr import FRENCH
from service.domain.extraction.lexicon_it import ITALIAN
from service.domain.extraction.lexicon_pt import PORTUGUESE

if TYPE_CHECKING:
    from service.domain.extraction.lexicon import Lexicon

_LEXICONS = {
    lexicon.language: lexicon for lexicon in (ENGLISH, SPANISH, FRENCH, PORTUGUESE, GERMAN, ITALIAN)
}


def lexicon_for(language: str) -> Lexicon:
    """Returns the lexicon of a language ("es", "es-CO"), or the English one if there is none."""
    return _LEXICONS.get(language.split("-", maxsplit=1)[0].lower(), ENGLISH)
