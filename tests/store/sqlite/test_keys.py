"""Keys of many wordings against keys of one after the other."""

from hypothesis import given
from hypothesis import strategies as st

from service.store.sqlite import rows
from service.store.sqlite.keys import FiledKeys

KEYS = st.lists(st.lists(st.integers(-(2**63), 2**64 - 1), max_size=6), max_size=5)


@given(KEYS, st.integers(1, 2**40))
def test_keys_are_filed_as_those_of_one_wording_are(link_keys, first):
    numbers = [first + 3 * at for at in range(len(link_keys))]
    filed = FiledKeys.of(numbers, link_keys)

    signed = [[rows.to_signed(key) for key in keys] for keys in link_keys]
    assert list(filed.packed()) == [rows.to_keys(keys) for keys in signed]
    assert list(filed.rows()) == sorted(
        {(key, number) for number, keys in zip(numbers, signed, strict=True) for key in keys}
    )


def test_a_wording_without_keys_is_filed_under_none():
    filed = FiledKeys.of([4, 9], [(), (7, 2, 7)])

    assert list(filed.packed()) == [b"", rows.to_keys([2, 7])]
    assert list(filed.rows()) == [(2, 9), (7, 9)]
