"""What is known of a version beside its text: how it was read, and how its quotations stand."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageFacts:
    """How an article was read from a page.

    ``html_sha256`` is over the bytes as received, ``extractor`` names library and version, and
    ``found_in`` says of each field, by name, where in the page it stood ("json-ld headline").
    """

    html_sha256: str
    extractor: str
    encoding: str
    found_in: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """In which versions of its article a quotation stands unchanged, and what became of it.

    ``thread`` is the id of its first mention, shared by those in later versions. It stands from
    version ``added_in`` to before ``removed_in`` (None: to the current one). ``fate`` is "kept"
    while it stands, else "changed" (its words were edited into mention ``changed_to``), "orphaned"
    (the words stand elsewhere, which proves nothing) or "removed". ``restored_in`` is the version
    in which it last came back after it had been gone; None when it never was.

    Numbers count arrivals; the order is that of the versions in time.
    """

    thread: str
    added_in: int
    removed_in: int | None = None
    fate: str = "kept"
    changed_to: str | None = None
    restored_in: int | None = None
