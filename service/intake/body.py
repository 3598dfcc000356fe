"""The extractor's tree to a text with paragraphs, block quotes and embedded posts kept apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from service.domain.kinds import Place
from service.domain.model import Region
from service.intake.decoding import drop_unstorable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element
    from lxml.html import HtmlElement

GAP = "\n\n"
SPACES = re.compile(r"[ \t\r\f\v]+")
LINES = re.compile(r" ?\n[ \n]*")
BLOCKS = frozenset(
    {"p", "head", "quote", "list", "item", "table", "row", "cell", "ab", "div", "code", "graphic"}
)
POSTS = (
    "//blockquote[contains(@class, 'twitter-tweet') or contains(@class, 'twitter-video')"
    " or contains(@class, 'instagram-media') or contains(@class, 'tiktok-embed')"
    " or contains(@class, 'bluesky-embed') or contains(@class, 'mastodon-embed')"
    " or contains(@class, 'text-post-media') or contains(@class, 'reddit-embed')]"
    " | //*[contains(@class, 'fb-post')]"
)
CAPTIONS = "//figcaption | //*[@itemprop='caption']"
MAX_CAPTION_CHARS = 2000
MOST_CAPTIONS = 20
QUOTED = re.compile(r"[“„«‹\"]([^“”„«»‹›\"]{8,1000})[”“»›\"]")
# Enough of a post to know it again after the extractor has cleaned it.
POST_KEY_CHARS = 60
NOT_ALPHANUMERIC = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class Body:
    """A text, its paragraphs parted by a blank line, and the regions in it."""

    text: str
    regions: tuple[Region, ...]

    @classmethod
    def of_paragraphs(cls, paragraphs: Iterable[str]) -> Body:
        """Returns the body of these paragraphs, empty ones left out."""
        return cls(GAP.join(cleaned for p in paragraphs if (cleaned := clean(p))), ())

    def without_headline(self, headlines: frozenset[str]) -> Body:
        """Returns the body without a first paragraph that only repeats the headline."""
        first, gap, rest = self.text.partition(GAP)
        if not gap or first not in headlines:
            return self
        shift = len(first) + len(GAP)
        kept = [region for region in self.regions if region.start >= shift]
        moved = [Region(r.place, r.start - shift, r.end - shift) for r in kept]
        return Body(rest, tuple(moved))


def clean(text: str) -> str:
    """Returns the text with runs of spaces as one, line breaks kept single."""
    return LINES.sub("\n", SPACES.sub(" ", drop_unstorable(text))).strip()


def write_body(tree: _Element, posts: frozenset[str]) -> Body:
    """Returns the text of the extractor's tree; ``posts`` are the keys of embedded posts.

    All paragraphs of one block quote are one region, and a post if any of them is known for one.
    """
    parts: list[str] = []
    regions: list[Region] = []
    position = 0
    block_before: _Element | None = None
    for paragraph, block in paragraphs(tree, None):
        parts.append(paragraph)
        end = position + len(paragraph)
        if block is not None:
            place = Place.EMBEDDED_POST if post_key(paragraph) in posts else Place.BLOCK_QUOTE
            if block is block_before:
                before = regions.pop()
                place = Place.EMBEDDED_POST if before.place is Place.EMBEDDED_POST else place
                regions.append(Region(place, before.start, end))
            else:
                regions.append(Region(place, position, end))
        block_before = block
        position = end + len(GAP)
    return Body(GAP.join(parts), tuple(regions))


def paragraphs(element: _Element, block: _Element | None) -> Iterator[tuple[str, _Element | None]]:
    """Yields each paragraph and the outermost block quote that it stands in.

    Text around a block inside a block is a paragraph of its own, so nothing is lost and nothing
    is joined that stood apart.
    """
    here = element if block is None and element.tag == "quote" else block
    loose = [element.text or ""]
    for child in element:
        if child.tag in BLOCKS:
            yield from one_paragraph(loose, here)
            loose = []
            yield from paragraphs(child, here)
        else:
            loose.append("\n" if child.tag == "lb" else "".join(map(str, child.itertext())))
        loose.append(child.tail or "")
    yield from one_paragraph(loose, here)


def one_paragraph(
    parts: list[str], block: _Element | None
) -> Iterator[tuple[str, _Element | None]]:
    """Yields the paragraph made of these parts, if there is any text in it."""
    if text := clean("".join(parts)):
        yield text, block


def post_key(text: str) -> str:
    """Returns what is left of a post's beginning after any cleaning."""
    return NOT_ALPHANUMERIC.sub("", text).casefold()[:POST_KEY_CHARS]


def find_posts(tree: HtmlElement) -> frozenset[str]:
    """Returns the keys of the social media posts embedded in a page, and of their paragraphs."""
    keys: set[str] = set()
    for element in tree.xpath(POSTS):
        keys.add(post_key(element.text_content()))
        keys.update(post_key(p.text_content()) for p in element.iter("p"))
    return frozenset(keys - {""})


def find_captions(tree: HtmlElement) -> tuple[str, ...]:
    """Returns the captions of pictures, each once, in order."""
    found = (clean(element.text_content()) for element in tree.xpath(CAPTIONS))
    return tuple(dict.fromkeys(text for text in found if 0 < len(text) <= MAX_CAPTION_CHARS))


def with_captions(body: Body, captions: Iterable[str]) -> Body:
    """Returns the body with those captions after it that quote what it does not hold itself.

    A caption without quotation marks is no text of the article, and most are credits.
    """
    text, regions = body.text, list(body.regions)
    held = NOT_ALPHANUMERIC.sub("", text).casefold()
    for caption in islice(captions, MOST_CAPTIONS):
        quoted = [
            NOT_ALPHANUMERIC.sub("", match[1]).casefold() for match in QUOTED.finditer(caption)
        ]
        if any(words and words not in held for words in quoted):
            start = len(text) + len(GAP)
            text = f"{text}{GAP}{caption}"
            regions.append(Region(Place.CAPTION, start, len(text)))
    return Body(text, tuple(regions))
