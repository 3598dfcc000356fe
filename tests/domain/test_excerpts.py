"""What may be shown around a quotation."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from service.domain.excerpts import shown_selector
from service.domain.model import OutletFacts, Selector
from tests.factories import make_mention, make_outlet

SIDES = st.text(max_size=40)


@given(SIDES, SIDES, st.none() | st.integers(0, 90))
def test_both_sides_together_keep_within_the_limit_and_use_it(prefix, suffix, allowed):
    outlet = replace(make_outlet(), facts=OutletFacts(excerpt_chars=allowed))
    selector = Selector("said so", prefix, suffix, 50, 57)
    shown = shown_selector(replace(make_mention(), outlet=outlet, selector=selector))
    there = len(prefix) + len(suffix)
    kept = there if allowed is None else min(there, allowed)
    assert len(shown.prefix) + len(shown.suffix) == kept
    assert prefix.endswith(shown.prefix)
    assert suffix.startswith(shown.suffix)
    assert (shown.exact, shown.start, shown.end) == ("said so", 50, 57)
    least = min(len(prefix), len(suffix), kept // 2)
    assert min(len(shown.prefix), len(shown.suffix)) >= least
