"""Social posts printed in an article, told by the signature line below them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from service.domain.kinds import Form, Place
from service.domain.model import Attribution, Quotation, TextSpan
from service.domain.text.language import guess_language
from service.domain.text.selectors import make_selector

if TYPE_CHECKING:
    from service.domain.extraction.people import People
    from service.domain.extraction.reading import Reading
    from service.domain.model import Span

# As in: — Gustavo Petro (@petrogustavo) January 3, 2026
_SIGNATURE = re.compile(
    r"^[—–―-]{1,2}\s*(?P<name>[^()@\n]{2,60}?)\s*\(@[\w.@-]{1,60}\)(?P<date>[^\n]{0,40})$"
)
_MOST_PARAGRAPHS = 6
_SIGNATURE_CHARS = 140
_CONFIDENCE = 0.97
_SURE = 0.9
_TRAILING_LINK = re.compile(r"\s*(?:https?://\S+|pic\.twitter\.com/\S+)\s*$")


def find_posts(reading: Reading, people: People, language: str) -> list[Quotation]:
    """Returns the posts of a text; a post reaches up to the paragraph that reads otherwise.

    A post in another language than the article's is followed upwards by that language; one in the
    same language has only the paragraph above its signature.
    """
    found: list[Quotation] = []
    paragraphs = reading.paragraphs
    for number, paragraph in enumerate(paragraphs):
        line = reading.text[paragraph.start : paragraph.end]
        if len(line) > _SIGNATURE_CHARS or "(@" not in line:
            continue
        match = _SIGNATURE.match(line.strip())
        if match is None or number == 0:
            continue
        if reading.regions.place_at(paragraph.start) is Place.EMBEDDED_POST:
            continue  # read as the block that the page sets it apart as
        first, post_language = _first_paragraph(reading, paragraphs, number, language)
        found.append(_post(reading, people, (first, number), match["name"], post_language))
    return found


def _first_paragraph(
    reading: Reading, paragraphs: list[Span], signature: int, language: str
) -> tuple[int, str]:
    def read(number: int) -> tuple[str, float]:
        span = paragraphs[number]
        guess = guess_language(reading.text[span.start : span.end], language)
        return guess.language, guess.confidence

    post_language, _ = read(signature - 1)
    first = signature - 1
    if post_language == language:
        return first, language
    while first > 0 and signature - first < _MOST_PARAGRAPHS:
        above, confidence = read(first - 1)
        if above != post_language or confidence < _SURE:
            break
        first -= 1
    return first, post_language


def _post(
    reading: Reading, people: People, block: tuple[int, int], name: str, language: str
) -> Quotation:
    text = reading.text
    first, signature = block
    start = reading.paragraphs[first].start
    end = reading.paragraphs[signature - 1].end
    link = _TRAILING_LINK.search(text, start, end)
    if link is not None and link.start() > start:
        end = link.start()
    at = text.index(name, reading.paragraphs[signature].start)
    return Quotation(
        form=Form.DIRECT,
        place=Place.EMBEDDED_POST,
        language=language,
        selector=make_selector(text, start, end),
        attribution=Attribution(
            speaker_mention=TextSpan(name, at, at + len(name)),
            speaker_name=people.full_name(name),
            confidence=_CONFIDENCE,
            pattern="signed",
        ),
    )
