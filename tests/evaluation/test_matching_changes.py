from __future__ import annotations

from datetime import date

import pytest

from service.domain.errors import InputError
from service.domain.matching.model import LEXICAL
from service.domain.model import Rendering
from service.evaluation.matching_changes import change_model, compare_models, render_changes

DAY = date(2026, 1, 5)
SWORN = Rendering(
    "I swore not to touch a weapon again since the 1989 Peace Pact, but for the homeland I will "
    "take up arms again — even though I do not want to.",
    "en",
    "Gustavo Petro",
    DAY,
)
RESWORN = Rendering(
    "I swore never to touch a weapon again, but for the homeland I would take up arms once more, "
    "even though I do not want to.",
    "en",
    "Gustavo Petro",
    DAY,
)
GUARD = Rendering("We cannot lower our guard at the border.", "en", "Gustavo Petro", DAY)
ALL = [SWORN, RESWORN, GUARD]
STRICT = {"confirmed": 0.9999, "one_sided": 0.9999}


def test_same_model_changes_nothing():
    changes = compare_models(ALL, LEXICAL, LEXICAL)

    assert (changes.gained, changes.lost, changes.merged, changes.split) == ((), (), 0, 0)
    assert changes.pairs >= 1


def test_stricter_model_splits_and_loses():
    stricter = change_model(LEXICAL, STRICT)

    changes = compare_models(ALL, stricter, LEXICAL)

    assert [(pair.a, pair.b) for pair in changes.lost] == [(SWORN, RESWORN)]
    assert (changes.split, changes.merged) == (1, 0)
    assert "no more: 1" in render_changes(changes)


def test_milder_model_merges_and_gains():
    stricter = change_model(LEXICAL, STRICT)

    changes = compare_models(ALL, LEXICAL, stricter)

    assert len(changes.gained) == 1
    assert (changes.split, changes.merged) == (0, 1)


def test_weights_are_changed_by_feature():
    changed = change_model(LEXICAL, {"order": 9.0, "order/reported": 8.0})

    (order,) = [feature for feature in changed.features if feature.name == "order"]
    assert order.weights == (9.0, 9.0, 8.0)
    assert changed.confirmed == LEXICAL.confirmed


@pytest.mark.parametrize("name", ["colour", "order/sung"])
def test_unknown_names_are_refused(name: str):
    with pytest.raises(InputError, match=f"no '{name}'"):
        change_model(LEXICAL, {name: 1.0})
