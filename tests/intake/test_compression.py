from __future__ import annotations

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.intake.compression import Inflater, gunzip
from service.intake.problems import FetchError, FetchProblem

PLAIN = b"one line of text\n" * 100


def inflate(data: bytes, size: int, limit: int = 10_000) -> tuple[bytes, bool]:
    inflater = Inflater(limit)
    pieces = [inflater.feed(data[at : at + size]) for at in range(0, len(data), size)]
    return b"".join(pieces), inflater.is_whole


@pytest.mark.parametrize("size", [1, 7, 10_000])
@pytest.mark.parametrize(
    "data",
    [
        gzip.compress(PLAIN, mtime=0),
        zlib.compress(PLAIN),
        zlib.compressobj(wbits=-15).compress(b"") or b"",
    ],
    ids=["gzip", "deflate", "nothing"],
)
def test_pieces_of_any_size_give_the_whole(data: bytes, size: int):
    assert inflate(data, size)[0] == (PLAIN if data else b"")


def test_deflate_without_its_header_is_read():
    packer = zlib.compressobj(wbits=-15)
    data = packer.compress(PLAIN) + packer.flush()
    assert inflate(data, 10_000) == (PLAIN, True)


def test_members_that_follow_each_other_are_joined():
    assert gunzip(gzip.compress(b"one ", mtime=0) + gzip.compress(b"two"), 100) == b"one two"


def test_plain_data_come_back():
    assert gunzip(b"<html>", 3) == b"<html>"


@pytest.mark.parametrize("size", [5, 10_000])
def test_the_limit_holds_before_memory_is_spent(size: int):
    with pytest.raises(FetchError) as caught:
        inflate(gzip.compress(b"\0" * 50_000_000, mtime=0), size, limit=1_000)
    assert caught.value.reason is FetchProblem.TOO_LARGE


def test_exactly_the_limit_is_allowed():
    assert gunzip(gzip.compress(b"x" * 1_000, mtime=0), 1_000) == b"x" * 1_000


def test_data_cut_off_are_told():
    with pytest.raises(FetchError) as caught:
        gunzip(gzip.compress(PLAIN, mtime=0)[:-5], 10_000)
    assert caught.value.reason is FetchProblem.TRUNCATED


@given(st.binary(max_size=200))
def test_any_bytes_give_bytes_or_a_reason(data: bytes):
    try:
        plain = gunzip(b"\x1f\x8b" + data, 1_000)
    except FetchError:
        return
    assert len(plain) <= 1_000
