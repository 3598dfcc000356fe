from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.errors import InputError, UnsupportedTextError
from service.http.bodies import check_media_type, parse_json
from service.http.errors import MalformedJsonError, UnsupportedMediaTypeError

CHARS = st.characters(exclude_characters="\0", exclude_categories=["Cs"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(CHARS),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(CHARS), inner),
    max_leaves=20,
)


@given(VALUES)
def test_it_reads_what_the_standard_library_writes(value: object):
    assert parse_json(json.dumps(value).encode()) == value
    assert parse_json(json.dumps(value, ensure_ascii=False).encode()) == value


@given(st.binary(max_size=60))
def test_bytes_are_read_or_refused(raw: bytes):
    fault = None
    try:
        parse_json(raw)
    except InputError as error:
        fault = error
    assert fault is None or (fault.field and fault.remedy)


@pytest.mark.parametrize(
    ("value", "field"),
    [
        ({"a": ["b", {"c": "\0"}]}, "a[1].c"),
        ({"a": ["b", {"c": "\ud800"}]}, "a[1].c"),
        ({"\0": 1}, "body"),
        ({"a": {"\udfff": 1}}, "a"),
        ("\0", "body"),
    ],
)
def test_the_field_with_the_unsupported_character_is_named(value: object, field: str):
    with pytest.raises(UnsupportedTextError) as caught:
        parse_json(json.dumps(value).encode())
    assert caught.value.field == field


def test_an_escaped_backslash_is_no_nul():
    assert parse_json(rb'"\\u0000"') == "\\u0000"


def test_the_place_is_named():
    with pytest.raises(MalformedJsonError, match="line 2, column 3"):
        parse_json(b'{"a":\n  x}')


@pytest.mark.parametrize(
    "written",
    ["application/json", "Application/JSON; charset=UTF-8", 'application/json; charset="utf-8"'],
)
def test_media_types_that_are_read(written: str):
    check_media_type({"content-type": written}, "application/json")


@pytest.mark.parametrize(
    "written", ["", "json", "application/json5", "application/json; charset=x", "a/b/c", ";", "é"]
)
def test_media_types_that_are_not(written: str):
    with pytest.raises(UnsupportedMediaTypeError):
        check_media_type({"content-type": written}, "application/json")
