"""One URL for one article."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.errors import InvalidUrlError
from service.domain.urls import canonical_url, fold_host, host_key


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://paper.example/story", "https://paper.example/story"),
        ("HTTPS://Paper.Example:443/a/../b#top", "https://paper.example/b"),
        ("https://paper.example/b?utm_source=x&q=1&fbclid=2", "https://paper.example/b?q=1"),
        ("https://paper.example", "https://paper.example/"),
        ("https://user:secret@paper.example/x", "https://paper.example/x"),
        ("http://paper.example:8080/x", "http://paper.example:8080/x"),
        ("https://diario.example/año?q=ñ", "https://diario.example/a%C3%B1o?q=%C3%B1"),
    ],
)
def test_canonical_url(url, expected):
    assert canonical_url(url) == expected
    assert canonical_url(expected) == expected


@pytest.mark.parametrize(
    "url",
    [
        "",
        "   ",
        "not-a-url",
        "paper.example/story",
        "ftp://paper.example/x",
        "javascript:alert(1)",
        "http://",
        "http://pa per.example/",
        "https://[::1/x",
        "http://a:99999/x",
        "https://paper.example/" + "x" * 2_000,
    ],
)
def test_what_is_no_url_is_refused_with_the_way_out(url):
    with pytest.raises(InvalidUrlError) as caught:
        canonical_url(url)
    assert caught.value.field == "url"
    assert "https://" in caught.value.remedy


@given(st.text(max_size=60))
def test_any_text_after_the_scheme_is_refused_or_settles_at_once(rest):
    try:
        once = canonical_url(f"https://{rest}")
    except InvalidUrlError:
        return
    assert canonical_url(once) == once


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.paper.example/x", "paper.example"),
        ("https://m.paper.example/x", "paper.example"),
        ("https://amp.paper.example/x", "paper.example"),
        ("https://news.paper.example/x", "news.paper.example"),
        ("https://www.example/x", "www.example"),
    ],
)
def test_host_key_folds_mobile_hosts(url, key):
    assert host_key(url) == key


@pytest.mark.parametrize(
    ("host", "folded"),
    [
        ("paper.example", "paper.example"),
        ("www.paper.example", "paper.example"),
        ("edition.paper.example", "paper.example"),
        ("www2.paper.example", "paper.example"),
        ("amp.m.paper.example", "paper.example"),
        ("touch.paper.example", "paper.example"),
        ("news.paper.example", "news.paper.example"),
        ("m.example", "m.example"),
        ("www-paper-example.cdn.ampproject.org", "paper.example"),
        ("www-the--paper-example.cdn.ampproject.org", "the-paper.example"),
        ("cdn.ampproject.org", "cdn.ampproject.org"),
        ("", ""),
    ],
)
def test_a_host_is_folded_to_the_one_that_publishes(host, folded):
    assert fold_host(host) == folded
    assert fold_host(folded) == folded
    assert host_key(f"https://{host}/a") == folded
