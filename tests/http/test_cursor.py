from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.errors import CursorError
from service.http.cursor import list_key, next_cursor, read_id, read_offset, write_cursor

KEY = list_key("speakers", prefix="Pe")


@given(st.text(min_size=1, max_size=40))
def test_an_id_comes_back(position: str):
    assert read_id(write_cursor(KEY, position), KEY) == position


@given(st.integers(0, 10**9))
def test_an_offset_comes_back(position: int):
    assert read_offset(write_cursor(KEY, position), KEY) == position


def test_no_cursor_is_the_beginning():
    assert read_id(None, KEY) is None
    assert read_offset(None, KEY) == 0
    assert next_cursor(KEY, None) is None


def test_the_key_depends_on_the_list_and_on_what_narrows_it():
    keys = {
        list_key("speakers", prefix="Pe"),
        list_key("speakers", prefix=None),
        list_key("outlets", prefix="Pe"),
        list_key("speakers", prefix="Pe", outlet="x"),
    }
    assert len(keys) == 4
    assert list_key("s", a=frozenset("xyz")) == list_key("s", a=frozenset("zyx"))


@pytest.mark.parametrize("read", [read_id, read_offset])
@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "=",
        "abc",
        "é",
        "A" * 10_000,
        base64.urlsafe_b64encode(b"null").decode(),
        base64.urlsafe_b64encode(b"[1,2]").decode(),
        write_cursor(list_key("outlets"), 3),
        write_cursor(list_key("outlets"), "x"),
    ],
)
def test_foreign_cursors(read, cursor: str):
    with pytest.raises(CursorError) as caught:
        read(cursor, KEY)
    assert caught.value.field == "cursor"


def test_a_cursor_of_another_kind_or_version():
    with pytest.raises(CursorError):
        read_offset(write_cursor(KEY, "x"), KEY)
    with pytest.raises(CursorError):
        read_id(write_cursor(KEY, 3), KEY)
    with pytest.raises(CursorError):
        read_offset(write_cursor(KEY, -3), KEY)
    later = base64.urlsafe_b64encode(f'[2,"{KEY}",3]'.encode()).decode()
    with pytest.raises(CursorError):
        read_offset(later, KEY)


@given(st.text(max_size=60))
def test_no_text_at_all_crashes_it(cursor: str):
    with pytest.raises(CursorError):
        read_offset(cursor, KEY)
