"""Names that stand beside a description: "the minister of Trade and Industry, Ana Ruiz,"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.domain.text.lexicon import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from service.domain.extraction.phrases import Phrase, Phrases

_WITHIN = 14
_DESCRIBING = 2
# Between a description and the name beside it stands no verb.
_VERB_ENDINGS = {
    "es": ("ó", "aron", "ieron", "aba", "aban", "ían"),
    "pt": ("ou", "aram", "eram", "ava", "avam"),
    "it": ("ò", "arono", "erono", "ava", "avano"),
    "fr": ("èrent", "irent", "aient"),
}
_THEN = ["at", "the", "time"]
_SIGNS = frozenset({",", ".,", "),"})
_LISTED = word_set("y e et ed")


def places_behind(phrases: Phrases, phrase: Phrase) -> Iterator[int]:
    """Yields the words at which a name beside a description may begin, the nearest first.

    In Romance languages what a title is for may come between: "el ministro de Economía, Comercio y
    Empresa, Carlos Cobo,". Looks at a dozen words at most.
    """
    words = phrases.words
    last = phrase.last
    if [word.lower for word in words[last : last + len(_THEN)]] == _THEN:
        last += len(_THEN)
    if last < len(words) and words[last].gap.strip() in _SIGNS:
        yield _name_after(phrases, last)
    if not phrases.lexicon.conjunction_only:
        return
    for at in range(phrase.last, min(len(words), phrase.last + _WITHIN)):
        apart = words[at].gap.strip() in _SIGNS
        acronym = words[at].gap == " (" and words[at].text.isupper()
        loose = not (apart or acronym or phrases.is_glued(at))
        if loose or _ends_description(phrases, at):
            return
        if apart and at > phrase.last:
            yield _name_after(phrases, at)
        if apart and not _is_listed(phrases, at):
            return


def _name_after(phrases: Phrases, at: int) -> int:
    """Skips what describes the name: ", la médica Ana Ruiz,"."""
    words, lexicon = phrases.words, phrases.lexicon
    first = at
    called = words[first].lower in lexicon.roles and lexicon.language == "en"
    if (words[first].lower in lexicon.determiners or called) and first + 1 < len(words):
        first += 1
        limit = first + _DESCRIBING
        while first + 1 < min(len(words), limit) and words[first].lower in lexicon.roles:
            first += 1
    return first if phrases.is_name(first) else at


def _ends_description(phrases: Phrases, at: int) -> bool:
    """Whether a verb stands here, or a word that opens a clause."""
    lower, lexicon = phrases.words[at].lower, phrases.lexicon
    cue = lexicon.cues.get(lower)
    spoken = cue is not None and cue.mood in {"finite", "participle"}
    opens = lower in lexicon.relatives or lower in lexicon.auxiliaries
    joins = lower in lexicon.subordinators and lower not in lexicon.prepositions
    verbal = lower.endswith(_VERB_ENDINGS.get(lexicon.language, "\0"))
    return spoken or opens or joins or (verbal and not phrases.words[at].capital)


def _is_listed(phrases: Phrases, at: int) -> bool:
    """Whether what stands behind this comma is one of several: ", Comercio y Empresa"."""
    last = phrases.name_right(at, len(phrases.words)) if phrases.is_name(at) else at + 1
    return last < len(phrases.words) and (
        phrases.words[last].lower in _LISTED or phrases.words[last].gap.strip() in _SIGNS
    )
