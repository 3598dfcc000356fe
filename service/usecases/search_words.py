"""What a search asks for: words, phrases in quotation marks, and how far spelling may stray."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from service.domain.errors import EmptyTextError
from service.domain.text.tokens import words
from service.store.records import CandidateQuery

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from service.domain.model import Wording
    from service.store.base import StoreReader

_PHRASE: Final = re.compile(r'"([^"]+)"|“([^“”]+)”|„([^„“”]+)[“”]|«([^«»]+)»')


class SearchMode(StrEnum):
    """How the words of a search have to stand in a wording.

    ``words``: near forms count, best first; a word that nobody used stands for those one letter
    away. ``phrase``: side by side in this order. ``fuzzy``: every longer word stands for those one
    letter away, too.
    """

    WORDS = "words"
    PHRASE = "phrase"
    FUZZY = "fuzzy"


@dataclass(frozen=True, slots=True)
class SearchWords:
    """A search taken apart.

    ``text`` is what is scored, without the marks of phrases; ``phrases`` are the folded words that
    a wording must hold side by side, each phrase for itself.
    """

    text: str
    words: tuple[str, ...]
    phrases: tuple[tuple[str, ...], ...] = ()
    fuzzy: bool = False

    def candidates(self, tx: StoreReader, limit: int) -> list[str]:
        """Returns ids of wordings worth scoring, most promising first."""
        if not self.phrases:
            query = CandidateQuery(words=self.words, limit=limit, fuzzy=self.fuzzy)
            return list(tx.find_candidates(query))
        # What holds the longest phrase is a short list; the others are looked for within it.
        longest = max(self.phrases, key=len)
        return list(tx.find_candidates(CandidateQuery(longest, limit=limit, phrase_only=True)))

    def fit(self, wordings: Mapping[str, Wording]) -> frozenset[str]:
        """Returns the ids of those wordings that hold every phrase."""
        sought = [f" {' '.join(phrase)} " for phrase in self.phrases]
        return frozenset(
            id_
            for id_, wording in wordings.items()
            if not sought
            or all(phrase in f" {' '.join(words(wording.text))} " for phrase in sought)
        )


def read_plain(text: str) -> SearchWords:
    """Returns what a text asks for when its quotation marks are part of it.

    Raises:
        EmptyTextError: there is no word in it.
    """
    return SearchWords(text, _words(text))


def read_search(text: str, mode: SearchMode = SearchMode.WORDS) -> SearchWords:
    """Returns what a search asks for; a mark without its partner is no phrase.

    Raises:
        EmptyTextError: there is no word in it.
    """
    asked = _words(text)
    if mode is SearchMode.PHRASE:
        return SearchWords(text, asked, (asked,))
    phrases = tuple(_phrases(text))
    plain = _PHRASE.sub(lambda match: f" {_inside(match)} ", text) if phrases else text
    return SearchWords(plain.strip(), asked, phrases, fuzzy=mode is SearchMode.FUZZY)


def _words(text: str) -> tuple[str, ...]:
    found = tuple(words(text))
    if not found:
        raise EmptyTextError(
            "there is no word in the text", field="text", remedy="Give at least one word."
        )
    return found


def _phrases(text: str) -> Iterable[tuple[str, ...]]:
    for match in _PHRASE.finditer(text):
        phrase = tuple(words(_inside(match)))
        if phrase:
            yield phrase


def _inside(match: re.Match[str]) -> str:
    return next(group for group in match.groups() if group is not None)
