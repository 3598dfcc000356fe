"""What denies: "not" and its kin, the verbs that deny, and the ways of saying so without either."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from service.domain.matching.forms import stem
from service.domain.text.lexicon import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.domain.matching.alignment import Spot

DENIALS: Final = {
    "en": word_set("not no never none nobody nothing neither nor nowhere without cannot"),
    "es": word_set("no nunca nadie nada ningún ninguno ninguna tampoco ni sin"),
}
"""Words that deny what they stand by."""

_DENYING: Final = {
    "en": "refuse deny fail decline reject lack unable impossible prevent avoid stop hardly barely "
    "scarcely false untrue wrong few little absence ban forbid prohibit doubt illegal unfair "
    "unlikely innocent unless unemployment unemployed jobless",
    "es": "negar niega niego negó rehusar rechazar impedir impide imposible evitar carecer carece "
    "falta faltar apenas jamás falso poco ausencia prohibir prohíbe dudar duda descartar ilegal "
    "injusto inocente salvo desempleo paro gratis gratuito",
}
_IDIOMS: Final = {
    "en": frozenset({("not", "only"), ("not", "just"), ("no", "doubt"), ("no", "matter"),
                     ("nothing", "but"), ("without", "doubt"), ("no", "less"), ("not", "merely")}),
    "es": frozenset({("no", "sólo"), ("no", "solo"), ("sin", "duda"), ("sin", "embargo"),
                     ("no", "obstante"), ("no", "menos"), ("nada", "menos"), ("ni", "siquiera")}),
}  # fmt: skip
"""A denial and the word after it that deny nothing together."""

_SUPERLATIVES: Final = {
    "en": (word_set("most best worst least"), word_set("ever yet before")),
    "es": (word_set("más mejor peor menos"), word_set("jamás nunca vez")),
}
"""Words that say together what "never so" says: "the largest ever"."""

_REACH: Final = 4
_CLAUSE_STARTS: Final = word_set("and but or that because y pero o que porque")
_UNLESS: Final = word_set("unless salvo")
_AFFIRMED: Final = {
    "en": {"no": "some", "never": "always", "none": "some", "nobody": "somebody",
           "nothing": "something", "neither": "both", "nor": "and", "nowhere": "somewhere",
           "without": "with"},
    "es": {"nunca": "siempre", "nadie": "alguien", "nada": "algo", "ningún": "un",
           "ninguno": "uno", "ninguna": "una", "tampoco": "también", "ni": "y", "sin": "con"},
}  # fmt: skip
"""What a denial becomes when nothing is denied; the others are left out."""


def _stems(words: dict[str, str]) -> dict[str, frozenset[str]]:
    return {
        language: frozenset(stem(word, language) for word in entry.split())
        for language, entry in words.items()
    }


_DENYING_STEMS: Final = _stems(_DENYING)


def find_denial(spots: Sequence[Spot], language: str) -> Spot | None:
    """Returns the first word that denies something; "not only" and its like deny nothing."""
    denials = DENIALS.get(language, frozenset())
    superlative = _is_superlative(spots, language)
    for at, spot in enumerate(spots):
        if spot.word not in denials or (superlative and spot.word in _never(language)):
            continue
        following = spots[at + 1].word if at + 1 < len(spots) else ""
        if (spot.word, following) not in _IDIOMS[language]:
            return spot
    return None


def is_answered(spots: Sequence[Spot], language: str) -> bool:
    """Returns whether a text without a "not" may deny all the same: "refused", "the best ever"."""
    denying = _DENYING_STEMS.get(language, frozenset())
    return any(spot.key in denying for spot in spots) or _is_superlative(spots, language)


def is_denied(spots: Sequence[Spot], at: int, language: str) -> bool:
    """Returns whether the word at a place is denied: "not win", "cannot", "ya no podemos"."""
    denials = DENIALS.get(language, frozenset())
    after = spots[at + 1].word if at + 1 < len(spots) else ""
    if after == "not":
        return True
    for spot in reversed(spots[max(0, at - _REACH) : at]):
        if spot.word in _CLAUSE_STARTS:
            return False
        if spot.word in denials or spot.word in _UNLESS:
            return True
    return False


def _never(language: str) -> frozenset[str]:
    return _SUPERLATIVES[language][1]


def _is_superlative(spots: Sequence[Spot], language: str) -> bool:
    if language not in _SUPERLATIVES:
        return False
    degrees, times = _SUPERLATIVES[language]
    has_degree = any(
        spot.word in degrees or (language == "en" and spot.word.endswith("est")) for spot in spots
    )
    return has_degree and any(spot.word in times for spot in spots)


def affirm(text: str, spots: Sequence[Spot], language: str) -> str:
    """Returns the text with nothing denied: "nobody will not pay" gives "somebody will pay"."""
    denials = DENIALS.get(language, frozenset())
    pieces: list[str] = []
    end = 0
    for spot in spots:
        if spot.word not in denials or spot.start < end:
            continue
        # "won't" is two words at one place
        rest = [s.word for s in spots if s.start == spot.start and s.word not in denials]
        told = " ".join(rest) or _AFFIRMED[language].get(spot.word, "")
        pieces += [text[end : spot.start], told]
        end = spot.end
    return "".join([*pieces, text[end:]])
