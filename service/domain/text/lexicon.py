"""Word lists, written as running text so that they can be read and reviewed."""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    """Returns the words of a running text as a set."""
    return frozenset(words.split())
