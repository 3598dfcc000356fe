"""Ids made from content: the same thing has the same id in every installation.

An id is a two-letter prefix, an underscore and 20 characters (100 bits) of lower-case base 32.
"""

from __future__ import annotations

import hashlib
from itertools import product
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import date

ID_CHARS = 20

_ALPHABET: Final = "abcdefghijklmnopqrstuvwxyz234567"
_TWO_CHARS: Final = tuple(a + b for a, b in product(_ALPHABET, repeat=2))
"""What 10 bits read as; two by two is nearly twice as fast as ``base64.b32encode``."""

_TEN_BITS: Final = 1023
_SHIFTS: Final = tuple(range(110, 10, -10))
"""Where the ten pairs of characters stand in the 120 bits of a hash."""


def digest(*parts: str) -> str:
    """Returns 20 base-32 characters of the BLAKE2b hash of the parts, their borders kept."""
    joined = b"".join([len(data := part.encode()).to_bytes(4) + data for part in parts])
    bits = int.from_bytes(hashlib.blake2b(joined, digest_size=15).digest())
    return "".join([_TWO_CHARS[(bits >> shift) & _TEN_BITS] for shift in _SHIFTS])


def article_id(canonical_url: str) -> str:
    """Returns the id of the article at this canonical URL."""
    return "ar_" + digest("article", canonical_url)


def outlet_id(key: str) -> str:
    """Returns the id of the outlet with this key (registrable host, or folded name)."""
    return "ou_" + digest("outlet", key)


def registered_outlet_id(key: str) -> str:
    """Returns the id of the outlet with this key in the registry of outlets."""
    return outlet_id(f"registry {key}")


def speaker_id(folded_name: str) -> str:
    """Returns the id of the speaker with this folded full name."""
    return "sp_" + digest("speaker", folded_name)


def origin_id(folded_text: str) -> str:
    """Returns the id shared by copies of this text."""
    return "or_" + digest("origin", folded_text)


def mention_id(article: str, content_sha256: str, place: str, start: int, end: int) -> str:
    """Returns the id of the mention at this place of this version of this article.

    The version number is left out: it counts arrivals, and ids must not depend on their order.
    """
    return "mn_" + digest("mention", article, content_sha256, place, str(start), str(end))


def wording_id(language: str, key: str) -> str:
    """Returns the id of the wording with this key in this language."""
    return "wd_" + digest("wording", language, key)


def sighting_id(wording: str, speaker: str | None, day: date | None, *, reported: bool) -> str:
    """Returns the id of the sighting of a wording with this speaker on this day."""
    return "sg_" + digest(
        "sighting", wording, speaker or "", day.isoformat() if day else "", "r" if reported else "d"
    )


def statement_id(anchor_sighting_id: str) -> str:
    """Returns the id of the statement in which this sighting stands.

    A statement id means "the statement that holds its anchor", now and for ever: when two
    statements become one, both ids still name it, and the one whose anchor is later redirects.
    """
    return "st_" + anchor_sighting_id.removeprefix("sg_")


def anchor_of(statement: str) -> str:
    """Returns the id of the sighting that a statement id is anchored in."""
    return "sg_" + statement.removeprefix("st_")
