"""Where the command line prints: colours on a terminal, plain text elsewhere."""

from __future__ import annotations

import unicodedata

from rich.console import Console


def stdout() -> Console:
    """Returns the console for answers."""
    return Console(highlight=False, markup=False, emoji=False, soft_wrap=True)


def warn(message: str) -> None:
    """Prints a line on standard error."""
    console = Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)
    console.print(visible(message))


def visible(text: str) -> str:
    """Returns the text on one line, without characters that would steer a terminal."""
    return "".join(
        char if not unicodedata.category(char).startswith("C") else _shown(char) for char in text
    )


def _shown(char: str) -> str:
    if char in "\n\r\t":
        return " "
    # Format characters such as joiners belong to the words; the overrides of direction do not.
    if unicodedata.category(char) == "Cf" and unicodedata.bidirectional(char) not in {
        "LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI",
    }:  # fmt: skip
        return char
    return f"\\u{ord(char):04x}"
