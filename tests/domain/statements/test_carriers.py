from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.statements.carriers import Carrier, likely_first
from service.domain.statements.credits import AgencyCredit, CreditKind

DAWN = datetime(2026, 1, 5, 6, tzinfo=UTC)
REUTERS = AgencyCredit("reuters", CreditKind.DATELINE, "(Reuters) -")
HELP_BY_AP = AgencyCredit("ap", CreditKind.CONTRIBUTION, "AP contributed to this report")


def make_carrier(
    name: str,
    hours: int | None,
    *,
    kind: str = "paper",
    credits: tuple[AgencyCredit, ...] = (),  # noqa: A002  the field's own name
) -> Carrier:
    published = None if hours is None else DAWN + timedelta(hours=hours)
    return Carrier(f"ar_{name}", name, kind, published, DAWN + timedelta(days=1), credits)


def test_the_credited_agency_is_first_though_dated_later():
    carriers = [
        make_carrier("paper", 1, credits=(REUTERS,)),
        make_carrier("reuters", 3, kind="agency"),
        make_carrier("gazette", 2),
    ]
    found = likely_first(carriers)
    assert (found.article_id, found.agency) == ("ar_reuters", "reuters")


def test_an_agency_that_is_credited_but_not_held_is_named():
    found = likely_first([make_carrier("b", 2, credits=(REUTERS,)), make_carrier("a", 1)])
    assert (found.article_id, found.agency) == ("ar_a", "reuters")
    assert "own is not known" in found.reason


def test_a_contribution_is_no_credit_for_the_whole():
    found = likely_first([make_carrier("b", 2, credits=(HELP_BY_AP,)), make_carrier("c", 3)])
    assert (found.article_id, found.agency) == ("ar_b", None)


def test_an_aggregator_is_never_first_when_others_carry_it():
    found = likely_first([make_carrier("msn", 0, kind="aggregator"), make_carrier("paper", 5)])
    assert found.article_id == "ar_paper"


def test_aggregators_alone_have_a_first_as_well():
    carriers = [make_carrier(n, h, kind="aggregator") for n, h in (("msn", 2), ("yahoo", 1))]
    assert likely_first(carriers).article_id == "ar_yahoo"


def test_the_undated_come_after_the_dated():
    assert likely_first([make_carrier("a", None), make_carrier("b", 9)]).article_id == "ar_b"


def test_nobody_cannot_be_first():
    with pytest.raises(ValueError, match="nobody"):
        likely_first([])


@given(
    st.lists(
        st.builds(
            make_carrier,
            st.sampled_from(["a", "b", "reuters", "msn"]),
            st.none() | st.integers(0, 5),
            kind=st.sampled_from(["paper", "agency", "aggregator"]),
            credits=st.sampled_from([(), (REUTERS,), (HELP_BY_AP,)]),
        ),
        min_size=1,
        max_size=6,
        unique_by=lambda carrier: carrier.article_id,
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_carriers_does_not_matter(carriers: list[Carrier], source: object):
    shuffled = list(carriers)
    source.shuffle(shuffled)  # type: ignore[attr-defined]
    assert likely_first(shuffled) == likely_first(carriers)
