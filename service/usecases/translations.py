"""The wordings of a statement in other languages, side by side."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from service.domain.kinds import MatchStatus
from service.usecases.views import Translation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from service.usecases.views import StatementView


def find_translations(statement: StatementView) -> Mapping[str, tuple[Translation, ...]]:
    """Returns the wordings in other languages than the main one's, by language.

    Within a language the confirmed come before the suggested, then the better before the worse.
    Languages are in the order of their codes.
    """
    main = statement.wordings[0].wording
    by_language: dict[str, list[Translation]] = defaultdict(list)
    for view in statement.wordings:
        if view.wording.language != main.language:
            earliest = view.sources[0] if view.sources else None
            by_language[view.wording.language].append(Translation(view, earliest))
    return {
        language: tuple(sorted(by_language[language], key=_order))
        for language in sorted(by_language)
    }


def _order(found: Translation) -> tuple[bool, float, str]:
    view = found.view
    return (view.status is not MatchStatus.CONFIRMED, -view.score, view.wording.id)
