"""Words, numbers and the few signs that carry meaning in a quotation."""

from __future__ import annotations

import re
from dataclasses import dataclass

from service.domain.text.normalise import fold, normalise

# ``\w`` leaves out combining marks; scripts that need them are listed.
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0900-\u0dff\u0e31-\u0e4e"
)
_LETTER = rf"[\w{_MARKS}]"
_WORD = rf"(?:\[\w{{1,3}}\])?{_LETTER}+(?:\[\w{{1,4}}\](?!\w))?"
_TOKEN = re.compile(
    rf"(?P<number>\d+(?:[.,:/]\d+)*(?!{_LETTER}))"
    rf"|(?P<initials>\b(?:[^\W\d_]\.){{2,}}(?:[^\W\d_]\b)?)"
    rf"|(?P<word>{_WORD}(?:['-]{_LETTER}+)*)"
    r"|(?P<sign>[…\[\](){}%$€£])"
)
_WORDS = frozenset({"number", "initials", "word"})
# The same without groups: all tokens of a text at once, as strings, at two thirds of the time.
_BARE_TOKEN = re.compile(re.sub(r"\?P<\w+>", "?:", _TOKEN.pattern))
_SIGNS = frozenset("…[](){}%$€£")
_EDITORS_BRACKETS = re.compile(r"[\[\]]")
_KEPT_SIGNS = frozenset("…[]%$€£")
# Words that folding and reading leave as they are: most keys of English wordings.
_PLAIN_WORD = r"(?:[a-z][a-z0-9]*(?:['-][a-z0-9]+)*|[0-9]+)"
_PLAIN = re.compile(rf"{_PLAIN_WORD}(?: {_PLAIN_WORD})*")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or sign: ``text`` as written at ``[start, end)``, ``folded`` for comparing.

    An editor's bracket inside a word ("[T]he", "want[s]") is folded away; an ellipsis in any
    spelling, in brackets or not, folds to "…"; "U.S." folds to "us".
    """

    text: str
    folded: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether it is a word or a number, not a sign."""
        return self.folded[0].isalnum()


def tokenise(text: str) -> list[Token]:
    """Returns the tokens of a text in order; punctuation and quotation marks are left out."""
    normal = normalise(text)
    tokens: list[Token] = []
    for match in _TOKEN.finditer(normal.text):
        span = normal.to_original(*match.span())
        tokens.append(Token(text[span.start : span.end], _folded(match), span.start, span.end))
    return tokens


def words(text: str) -> list[str]:
    """Returns the folded words and numbers of a text, in order, without signs."""
    return [
        _folded_bare(token) if "." in token or "[" in token else token
        for token in _BARE_TOKEN.findall(fold(text))
        if token not in _SIGNS
    ]


def wording_key(text: str) -> str:
    """Returns what all mentions of one wording share.

    Folded words with one space between; quotation marks, punctuation and what stands outside are
    dropped. Kept, since they make another wording: an ellipsis inside ("a … b"), square brackets
    around inserted words, currency and per cent signs. A text without words keeps its folded form.
    """
    if _PLAIN.fullmatch(text):
        return text
    parts = [
        _folded(match)
        for match in _TOKEN.finditer(fold(text))
        if match.lastgroup in _WORDS or match[0] in _KEPT_SIGNS
    ]
    while parts and parts[0] == "…":
        parts.pop(0)
    while parts and parts[-1] == "…":
        parts.pop()
    return " ".join(parts) or fold(text)


def _folded(match: re.Match[str]) -> str:
    found = match[0]
    if match.lastgroup == "initials":
        return found.replace(".", "")
    if match.lastgroup == "word" and "[" in found:
        return _EDITORS_BRACKETS.sub("", found)
    return found


def _folded_bare(token: str) -> str:
    """Returns a token that is no sign, folded; a number keeps its points, initials lose them."""
    if "[" in token:
        return _EDITORS_BRACKETS.sub("", token)
    return token if token[0].isdecimal() else token.replace(".", "")
