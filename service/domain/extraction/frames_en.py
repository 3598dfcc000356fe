"""English words that report what somebody said, thinks, wants or stands for, by complement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.domain.extraction.frames import Frame
from service.domain.extraction.frames_en_nouns import ADJECTIVES, AGENTS, NOUNS, UNOWNED
from service.domain.extraction.frames_en_verbs import ALSO_NOUN, IRREGULAR, VERBS
from service.domain.kinds import Stance

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    _Table = dict[str, tuple[Frame, ...]]

_VOWELS = "aeiou"


def _forms(lemma: str) -> Iterator[tuple[str, str]]:
    """Yields the forms of a verb with their moods."""
    yield lemma, "infinitive"
    if lemma in IRREGULAR:
        third, past, gerund, *rest = IRREGULAR[lemma].split()
        yield third, "finite"
        yield past, "finite" if rest else "past"
        yield gerund, "participle"
        for form in rest:
            yield form, "perfect"
        return
    third, past, gerund = lemma + "s", lemma + "ed", lemma + "ing"
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        third, past = lemma[:-1] + "ies", lemma[:-1] + "ied"
    elif lemma.endswith("e"):
        past = lemma + "d"
        gerund = lemma + "ing" if lemma.endswith("ee") else lemma[:-1] + "ing"
    elif lemma.endswith(("s", "sh", "ch", "x")):
        third = lemma + "es"
    yield third, "finite"
    yield past, "past"
    yield gerund, "participle"


def _prepositions(names: list[str], sign: str) -> frozenset[str]:
    listed = (name.removeprefix(sign) for name in names if name.startswith(sign))
    return frozenset(preposition for words in listed for preposition in words.split(","))


def _read(table: str, lemma_forms: Callable[[str], Iterator[tuple[str, str]]]) -> _Table:
    frames: _Table = {}
    for line in table.strip().splitlines():
        stance, complements, words = (part.strip() for part in line.split("|"))
        names = complements.split()
        prepositions = _prepositions(names, "+")
        after_object = _prepositions(names, "him+")
        for lemma in words.split():
            for form, mood in lemma_forms(lemma):
                frame = Frame(
                    lemma,
                    Stance(stance),
                    mood,
                    frozenset(name for name in names if "+" not in name),
                    prepositions,
                    after_object,
                    also_noun=form in ALSO_NOUN,
                    unowned=mood == "noun" and form in UNOWNED,
                )
                frames[form] = (*frames.get(form, ()), frame)
    return frames


def _noun_forms(lemma: str) -> Iterator[tuple[str, str]]:
    yield lemma, "noun"
    yield (
        lemma[:-1] + "ies" if lemma.endswith("y") and lemma[-2] not in _VOWELS else lemma + "s",
        "noun",
    )


def _adjective_forms(lemma: str) -> Iterator[tuple[str, str]]:
    yield lemma, "adjective"


def _agent_forms(lemma: str) -> Iterator[tuple[str, str]]:
    for form, _ in _noun_forms(lemma):
        yield form, "agent"


def _make() -> _Table:
    frames: _Table = {}
    for table, forms in (
        (VERBS, _forms),
        (ADJECTIVES, _adjective_forms),
        (NOUNS, _noun_forms),
        (AGENTS, _agent_forms),
    ):
        for form, found in _read(table, forms).items():
            frames[form] = (*frames.get(form, ()), *found)
    return frames


ENGLISH_FRAMES = _make()
