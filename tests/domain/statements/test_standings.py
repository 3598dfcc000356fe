"""How quotations stand while a page goes on, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from service.domain.kinds import Place
from service.domain.model import Selector
from service.domain.statements.standings import History, State, follow_states
from service.domain.statements.versions import Anchored, VersionTexts

if TYPE_CHECKING:
    from service.domain.versions import Standing

OATH, ARMS, EDIT = "I swore an oath", "I will take up arms again", "I would take up arms again"


def state(number: int, *quotations: str) -> State:
    """A version whose text is its quotations, one a line; ids follow from the text alone."""
    text = "\n".join(quotations)
    anchored = []
    for quotation in quotations:
        start = text.index(quotation)
        selector = Selector(quotation, "", "", start, start + len(quotation))
        anchored.append(Anchored(f"{quotation} in {text!r}", Place.BODY, selector))
    return State(number, VersionTexts("", text), tuple(anchored))


def standing(history: History, quotation: str, *within: str) -> Standing:
    text = "\n".join(within)
    return history.standings[f"{quotation} in {text!r}"]


def test_what_was_gone_and_stands_again():
    history = follow_states([state(1, OATH, ARMS), state(2, ARMS), state(3, OATH, ARMS)])
    oath = standing(history, OATH, OATH, ARMS)
    assert (oath.added_in, oath.removed_in, oath.fate, oath.restored_in) == (1, None, "kept", 3)
    arms = standing(history, ARMS, OATH, ARMS)
    assert (arms.added_in, arms.removed_in, arms.restored_in) == (1, None, None)
    assert standing(history, ARMS, ARMS) == arms
    assert [passage.restored for passage in history.passages] == [(), (oath.thread,)]


def test_what_was_edited_and_edited_back():
    history = follow_states([state(1, ARMS), state(2, EDIT), state(3, ARMS), state(4, EDIT)])
    arms, edit = standing(history, ARMS, ARMS), standing(history, EDIT, EDIT)
    assert (arms.removed_in, arms.restored_in, arms.changed_to) == (4, 3, edit.thread)
    assert (edit.added_in, edit.removed_in, edit.restored_in, edit.fate) == (2, None, 4, "kept")


def test_two_threads_that_turn_out_to_be_one():
    both = (OATH, ARMS)
    history = follow_states(
        [state(1, *both), state(2, ARMS), state(3, OATH, EDIT), state(4, *both)]
    )
    oath = standing(history, OATH, *both)
    assert standing(history, OATH, OATH, EDIT) == oath
    assert (oath.added_in, oath.removed_in, oath.restored_in) == (1, None, 3)
    assert oath.thread.endswith(repr("\n".join(both)))


@given(st.lists(st.sets(st.sampled_from([OATH, ARMS, EDIT])).map(sorted), min_size=1, max_size=6))
def test_who_stands_is_told_by_the_last_version(texts: list[list[str]]):
    states = [state(number, *quotations) for number, quotations in enumerate(texts, 1)]
    history = follow_states(states)
    last = {quotation.id for quotation in states[-1].quotations}
    threads = {history.standings[quotation].thread for quotation in last}
    for quotation, found in history.standings.items():
        assert (found.removed_in is None) == (found.thread in threads), quotation
        assert (found.fate == "kept") == (found.removed_in is None)
    assert set(history.standings) == {q.id for each in states for q in each.quotations}


@given(st.lists(st.sets(st.sampled_from([OATH, ARMS, EDIT])).map(sorted), min_size=2, max_size=5))
def test_going_on_from_what_is_known_is_following_all(texts: list[list[str]]):
    distinct = [text for place, text in enumerate(texts) if text not in texts[:place]]
    states = [state(number, *quotations) for number, quotations in enumerate(distinct, 1)]
    whole = follow_states(states)
    before = follow_states(states[:-1]).standings
    known = {q.id: before[q.id] for q in states[-2].quotations} if len(states) > 1 else {}
    later = follow_states(states[-2:], known)
    for quotation, found in later.standings.items():
        assert found == whole.standings[quotation]


def test_nothing_to_follow():
    assert follow_states([]) == History({}, ())
