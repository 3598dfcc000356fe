"""The fullest wording of a statement: every stretch stands in a wording, in any order."""

from __future__ import annotations

from itertools import permutations

from service.domain.kinds import DifferenceKind
from service.usecases.fullest import MOST_WORDINGS, view_fullest
from tests.factories import make_wording

FIRST = "We will open the old river bridge before the end of spring"
SECOND = "the old river bridge before the end of spring, and the trams will run again"
WHOLE = "We will open the old river bridge before the end of spring and the trams will run again"


def test_overlapping_wordings_are_put_together():
    wordings = {w.id: w for w in (make_wording(FIRST), make_wording(SECOND))}
    first, second = wordings.values()

    fullest = view_fullest(first, [second])

    assert fullest.text.replace(",", "") == WHOLE
    assert {span.wording_id for span in fullest.spans} == wordings.keys()
    for span in fullest.spans:
        origin = wordings[span.wording_id].text[span.origin.start : span.origin.end]
        assert fullest.text[span.start : span.end] == span.origin.exact == origin


def test_order_of_wordings_does_not_matter():
    found = [make_wording(text) for text in (FIRST, SECOND, "the trams will run again by June")]

    views = [view_fullest(found[0], order) for order in permutations(found)]

    assert all(view == views[0] for view in views)


def test_one_wording_stands_as_it_is():
    only = make_wording(f"“{FIRST}.”")

    fullest = view_fullest(only, [only, make_wording("the old river bridge")])

    assert fullest.text == only.text
    assert [(span.start, span.end, span.wording_id) for span in fullest.spans] == [
        (0, len(only.text), only.id)
    ]
    assert fullest.contradictions == ()


def test_contradiction_is_shown_and_not_resolved():
    base = make_wording(f"{FIRST} and nobody will pay")
    other = make_wording("We would open the old river bridge before the end of spring")

    fullest = view_fullest(other, [base])

    assert fullest.base_wording_id == base.id
    assert fullest.text == base.text
    (found,) = fullest.contradictions
    assert (found.wording_id, found.difference.kind) == (other.id, DifferenceKind.MODALITY)


def test_other_languages_are_left_aside():
    main = make_wording(FIRST)
    spanish = make_wording("Abriremos el viejo puente antes del fin de la primavera", language="es")

    assert view_fullest(main, [spanish]).text == FIRST


def test_only_so_many_wordings_are_put_together():
    many = [make_wording(f"{FIRST} and then part {number} opens") for number in range(40)]

    fullest = view_fullest(many[0], many)

    assert len({found.wording_id for found in fullest.contradictions}) < MOST_WORDINGS
    assert fullest.text.startswith(FIRST)
