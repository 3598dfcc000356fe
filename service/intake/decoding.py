"""Bytes of a page to text, when the declared encoding may lie."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from service.intake.problems import PageProblem, UnreadablePageError

DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE
)
HEADER_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
HTML_LANG = re.compile(rb"<html[^>]{0,300}?\blang\s*=\s*[\"']?([a-z]{2})", re.IGNORECASE)
# Old pages of these languages that say nothing are windows-1252, as browsers assume.
WESTERN = frozenset(b"ca da de en es eu fi fr gl it nl no pt sv".split())
HEAD_BYTES = 4096
GUESS_BYTES = 65_536
# The encoding standard of the web reads these labels as windows-1252.
WINDOWS_1252 = frozenset({"ascii", "iso8859-1", "latin-1", "cp1252"})
UNDECODABLE_SHARE = 0.02
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding that gave it, and who named that encoding."""

    text: str
    encoding: str
    found_in: str


def decode_page(data: bytes, content_type: str | None = None) -> Decoded:
    """Returns the text of the bytes.

    A byte order mark wins. Bytes that are valid UTF-8 are UTF-8 whatever the page says: other
    encodings give valid UTF-8 beyond ASCII by accident only. Then the declared encodings are
    tried, and at last a guess from the bytes.

    Raises:
        UnreadablePageError: no encoding gives a readable text.
    """
    for bom, encoding in BOMS:
        if data.startswith(bom):
            text = data[len(bom) :].decode(encoding, errors="replace")
            return check(Decoded(text, encoding, "byte order mark"))
    try:
        return Decoded(data.decode("utf-8"), "utf-8", "bytes")
    except UnicodeDecodeError:
        pass
    for label, found_in in declared(data, content_type):
        decoded = try_encoding(data, label, found_in)
        if decoded is not None:
            return decoded
    return check(guess(data))


def declared(data: bytes, content_type: str | None) -> list[tuple[str, str]]:
    """Returns the encodings that the header and the page name, in order of trust."""
    labels = []
    if content_type and (match := HEADER_CHARSET.search(content_type)):
        labels.append((match.group(1), "content-type header"))
    if found := DECLARED.search(data[:HEAD_BYTES]):
        labels.append((found.group(1).decode("ascii", "replace"), "meta charset"))
    lang = HTML_LANG.search(data[:HEAD_BYTES])
    if lang and lang.group(1).lower() in WESTERN:
        labels.append(("cp1252", "html lang"))
    return labels


def try_encoding(data: bytes, label: str, found_in: str) -> Decoded | None:
    """Returns the text if the label is known and fits nearly all bytes."""
    try:
        name = codecs.lookup(label).name
        if name in WINDOWS_1252:
            name = "cp1252"
        text = data.decode(name, errors="replace")
    except (LookupError, UnicodeError, ValueError):
        return None
    return Decoded(text, name, found_in) if readable(text) else None


def guess(data: bytes) -> Decoded:
    """Returns the text by the likeliest encoding of the first bytes."""
    best = from_bytes(data[:GUESS_BYTES]).best()
    name = best.encoding if best is not None else "utf-8"
    return Decoded(data.decode(name, errors="replace"), name, "guess")


def readable(text: str) -> bool:
    """Whether few enough characters were lost."""
    return text.count("\ufffd") <= UNDECODABLE_SHARE * max(len(text), 1)


def check(decoded: Decoded) -> Decoded:
    """Returns the decoded text if it is readable.

    Raises:
        UnreadablePageError: too many characters were lost.
    """
    if readable(decoded.text):
        return decoded
    raise UnreadablePageError(PageProblem.BAD_ENCODING, "no encoding gives a readable text")


def drop_unstorable(text: str) -> str:
    """Returns the text without NUL and lone surrogates, which numeric references can make."""
    return UNSTORABLE.sub("", text)
