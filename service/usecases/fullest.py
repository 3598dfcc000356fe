"""The fullest wording of a statement that its quoted wordings allow, stretch by stretch."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from service.domain.matching.assembly import assemble
from service.domain.model import TextSpan
from service.usecases.views import FullestContradiction, FullestSpan, FullestView

if TYPE_CHECKING:
    from collections.abc import Iterable

    from service.domain.model import Wording

MOST_WORDINGS = 20
"""So many wordings, the longest, are put together."""

_assemble = lru_cache(maxsize=512)(assemble)


def view_fullest(main: Wording, quoted: Iterable[Wording]) -> FullestView:
    """Returns the fullest wording of one statement.

    Args:
        main: the main wording of the statement.
        quoted: its confirmed wordings in marks; those of other languages are left aside, and so
            are those that lie in a longer one. The order does not matter.
    """
    known = {w.id: w for w in (main, *quoted) if w.language == main.language}
    longest = sorted(known.values(), key=lambda w: (-len(w.key), w.id != main.id, w.id))
    telling: list[Wording] = []
    for wording in longest:
        if not any(f" {wording.key} " in f" {other.key} " for other in telling):
            telling.append(wording)
    chosen = telling[:MOST_WORDINGS]
    made = _assemble(tuple(w.text for w in chosen), main.language) if len(chosen) > 1 else None
    if made is None:
        text = chosen[0].text
        span = FullestSpan(0, len(text), chosen[0].id, TextSpan(text, 0, len(text)))
        return FullestView(text, chosen[0].id, (span,), ())
    return FullestView(
        text=made.text,
        base_wording_id=chosen[made.base].id,
        spans=tuple(
            FullestSpan(piece.start, piece.end, chosen[piece.wording].id, piece.origin)
            for piece in made.pieces
        ),
        contradictions=tuple(
            FullestContradiction(chosen[found.wording].id, found.difference)
            for found in made.contradictions
        ),
    )
