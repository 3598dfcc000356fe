"""Words exchanged between the wordings of a statement, weighed by their own meaning."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from service.domain.kinds import Bond
from service.domain.matching.choices import open_choices, weigh_choices
from service.domain.model import Comparison, Match, Rendering

if TYPE_CHECKING:
    from service.semantic.index import SemanticIndex
    from service.usecases.views import StatementView, WordingView

MOST_WEIGHED: Final = 40
"""So many pairs of exchanged words of a statement are weighed, those of its first wordings."""


def weigh_exchanged(view: StatementView, semantic: SemanticIndex) -> StatementView:
    """Returns the statement with an alarm for words that stand for others far from them in meaning.

    Only the wordings in marks, in the language of the main one, are looked at: reports and
    translations are free in their words. Every alarm that was there stays.
    """
    by_id = {each.wording.id: each for each in view.wordings}
    main = _rendering(by_id[view.main_wording_id])
    left = MOST_WEIGHED
    open_: dict[str, tuple[tuple[str, str], ...]] = {}
    for id_, each in by_id.items():
        choices = open_choices(_rendering(each), main, _comparison(each))[:left]
        if choices:
            open_[id_] = choices
            left -= len(choices)
    if not open_:
        return view
    pairs = list(dict.fromkeys(pair for choices in open_.values() for pair in choices))
    cosines = semantic.cosines(pairs)
    weighed = []
    for each in view.wordings:
        if choices := open_.get(each.wording.id, ()):
            nearness = {pair: cosines[pair] for pair in choices}
            found = weigh_choices(_comparison(each), main.language, nearness)
            weighed.append(replace(each, differences=found.differences, alarms=found.alarms))
        else:
            weighed.append(each)
    return replace(view, wordings=tuple(weighed))


def _rendering(view: WordingView) -> Rendering:
    reported = bool(view.sources) and all(source.form.is_reported for source in view.sources)
    return Rendering(view.wording.text, view.wording.language, reported=reported)


def _comparison(view: WordingView) -> Comparison:
    match = Match(view.kind, view.score, view.status, Bond.NONE, (), view.reason)
    return Comparison(match, view.differences, view.alarms)
