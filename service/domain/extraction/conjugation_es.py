"""Forms of Spanish verbs that news uses: third persons, gerund, participle."""

from __future__ import annotations

_FAMILIES = {
    "ar": ("a an ó aron aba aban ará ara arán aría arían", "ando", "ado"),
    "er": ("e en ió ieron ía ían erá erán ería", "iendo", "ido"),
    "ir": ("e en ió ieron ía ían irá irán iría", "iendo", "ido"),
}
# What is regular in irregular verbs too.
_ALWAYS = {"ar": "aba aban ará arán aría", "er": "ía ían", "ir": "ía ían"}


def regular_forms(lemma: str) -> tuple[str, str, str]:
    """Returns the finite forms, parted by spaces, the gerund and the participle of a lemma."""
    stem = lemma[:-2]
    endings, gerund, past = _FAMILIES[lemma[-2:]]
    finite = " ".join(stem + ending for ending in endings.split())
    return finite, stem + gerund, stem + past


def with_regular(lemma: str, given: str) -> str:
    """Returns ``given`` ("finite forms|gerund|participle") with the forms that are regular."""
    finite, rest = given.split("|", 1)
    regular = (lemma[:-2] + ending for ending in _ALWAYS[lemma[-2:]].split())
    return " ".join(dict.fromkeys([*finite.split(), *regular])) + "|" + rest
