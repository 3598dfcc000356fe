"""Floors only rise."""

from service.evaluation.gate import SLACK, find_falls, raise_floors, read_floors


def test_a_figure_below_its_floor_is_named():
    floors = {"recall": 0.9, "precision": 0.8, "elsewhere": 1.0}
    figures = {"recall": 0.9 - 2 * SLACK, "precision": 0.8 - SLACK / 2, "new": 0.1}
    assert find_falls(figures, floors) == ["recall: 0.890 is below the floor 0.900"]


def test_floors_rise_and_fall_only_if_allowed():
    floors = {"recall": 0.9, "precision": 0.8}
    figures = {"recall": 0.7, "precision": 0.95, "new": 0.5}
    assert raise_floors(figures, floors) == {"new": 0.5, "precision": 0.95, "recall": 0.9}
    assert raise_floors(figures, floors, may_fall=True)["recall"] == 0.7


def test_the_committed_floors_are_shares():
    assert all(0.0 < floor <= 1.0 for floor in read_floors().values())
