"""Whether one wording lies word for word in another, ellipses and editors' brackets understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from service.domain.matching.prepared import Prepared


def same_words(a: Prepared, b: Prepared) -> bool:
    """Returns whether both have the same words in the same segments."""
    return a.words == b.words and a.segments == b.segments


def lies_in(part: Prepared, whole: Prepared) -> bool:
    """Returns whether every segment of one text stands in the other, in order, without overlap.

    An ellipsis or bracketed words in ``part`` may stand for anything; an ellipsis in ``whole``
    stands for nothing, so that no stretch is found across it.
    """
    if not part.segments or (len(part.words) > len(whole.words) and not part.has_gaps):
        return False
    if not part.has_gaps and not part.weight_of.keys() <= whole.weight_of.keys():
        return False
    if not part.has_gaps:
        return part.laid_out in whole.laid_out
    text, at = whole.laid_out, 0
    for start, end in part.segments:
        stretch = f" {' '.join(part.words[start:end])} "
        found = text.find(stretch, at)
        if found < 0:
            return False
        at = found + len(stretch) - 1
    return True
