"""Which texts are worth aligning."""

from hypothesis import given
from hypothesis import strategies as st

from service.domain.statements.copy_groups import MIN_SHARED_KEYS, may_be_copies
from service.domain.statements.origins import fingerprint

KEYS = st.lists(st.integers(1, 60), max_size=24, unique=True).map(sorted)


def text(first, last):
    return " ".join(f"word{n} stands at place {n * 7919 % 1000}" for n in range(first, last))


@given(KEYS, KEYS)
def test_it_is_the_same_from_both_sides(a, b):
    assert may_be_copies(a, b) == may_be_copies(b, a)


@given(KEYS)
def test_a_text_may_be_a_copy_of_itself_if_it_is_long_enough(keys):
    assert may_be_copies(keys, keys) == (len(keys) >= MIN_SHARED_KEYS)


def test_an_excerpt_meets_the_whole_and_a_footer_does_not():
    whole, footer = text(0, 300), text(900, 912)
    assert may_be_copies(fingerprint(whole), fingerprint(text(0, 100)))
    a, b = f"{whole} {footer}", f"{text(400, 700)} {footer}"
    assert not may_be_copies(fingerprint(a), fingerprint(b))
