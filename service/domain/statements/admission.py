"""Which mentions enter statements: what tells too little to be compared stays out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from service.domain.kinds import Form
from service.domain.matching.rarity import informative
from service.domain.text.tokens import wording_key

if TYPE_CHECKING:
    from service.domain.model import Mention, Quotation

FEWEST_WORDS: Final = 3
"""An indirect quotation of fewer words tells a topic or a name ("backs the bridge")."""

FEWEST_INFORMATIVE: Final = 2
"""So many informative words an indirect quotation needs that is no clause of its own."""

_CLAUSES: Final = ("clause", "according")


def stands_alone(quotation: Quotation | Mention) -> bool:
    """Returns whether a quotation can be held against others and so enters statements.

    Not those that quote nobody (scare quotes, titles), and not an indirect one that is only the
    object of an attitude ("supports Ruiz", "opposed the plan"): as a wording it would be met
    everywhere, whatever was said. It is kept as a mention all the same.
    """
    if quotation.form is not Form.INDIRECT:
        return quotation.form.is_quotation
    words = wording_key(quotation.selector.exact).split()
    if len(words) < FEWEST_WORDS:
        return False
    if quotation.attribution.pattern.startswith(_CLAUSES):
        return True
    return informative(words, quotation.language) >= FEWEST_INFORMATIVE
