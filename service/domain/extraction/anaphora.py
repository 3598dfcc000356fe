"""What the words around a pronoun tell of whom it cannot or must mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.domain.extraction.phrases import Phrase, is_possessive
from service.domain.text.lexicon import word_set

if TYPE_CHECKING:
    from service.domain.extraction.people import People

_CLAUSE_WORDS = 8
_BACK = 3
_SENTENCE_WORDS = 80
# Whoever is asked speaks next: "Roa asked Torres whether it was true. “Yes,” she said."
_ASKED = word_set("asked asks pressed questioned quizzed challenged")
_OBJECT_AFTER = word_set("of about to against on with for as like")


def named_after(people: People, index: int) -> set[str]:
    """Returns who is named in the clause behind a pronoun: in "he told Roa" he is not Roa."""
    reading, phrases = people.reading, people.phrases
    words = reading.words
    sentence = reading.sentences[reading.sentence_at(words[index].start)]
    found: set[str] = set()
    at = index + 1
    limit = min(sentence.last, index + _CLAUSE_WORDS)
    while at < limit and phrases.is_glued(at):
        if not phrases.is_name(at):
            at += 1
            continue
        last = phrases.name_right(at, limit)
        before = words[at - 1].lower
        cue = reading.lexicon.cues.get(before)
        if before in _OBJECT_AFTER or (cue is not None and cue.mood == "finite"):
            name = people.name_inside(Phrase(at, last))
            found |= {people.full_name(name)} if name is not None else set()
        at = last
    return found


def asked_before(people: People, at: int) -> tuple[str, str | None] | None:
    """Returns who was asked in the words just before a place, and by whom."""
    reading, phrases = people.reading, people.phrases
    words = reading.words
    number = reading.sentence_at(at)
    here = reading.sentences[number]
    if here.first < here.last and words[here.first].start < at:
        return None
    for sentence in reversed(reading.sentences[max(0, number - _BACK) : number]):
        if sentence.first >= sentence.last:
            continue
        for cue in range(max(sentence.first, sentence.last - _SENTENCE_WORDS), sentence.last):
            if words[cue].lower not in _ASKED or cue + 1 >= sentence.last:
                continue
            if not (phrases.is_glued(cue + 1) and phrases.is_name(cue + 1)):
                continue
            last = phrases.name_right(cue + 1, sentence.last)
            if is_possessive(words[last - 1].text):
                continue
            whom = people.name_inside(Phrase(cue + 1, last))
            who = _name_before(people, cue, sentence.first)
            return (people.full_name(whom), who) if whom is not None else None
        return None
    return None


def _name_before(people: People, cue: int, low: int) -> str | None:
    if cue <= low or not people.phrases.is_name(cue - 1):
        return None
    name = people.name_inside(people.phrases.ending_at(cue - 1, low))
    return people.full_name(name) if name is not None else None
