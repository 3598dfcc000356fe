from __future__ import annotations

import socket

import pytest

from service.intake.addresses import check_url, is_public, resolve
from service.intake.problems import FetchError, FetchProblem


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),  # noqa: S104  an address to refuse
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("198.18.0.1", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:93.184.216.34", True),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("no address", False),
    ],
)
def test_only_the_open_internet_is_public(address: str, public: bool):
    assert is_public(address) is public


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("", FetchProblem.SCHEME),
        ("/relative", FetchProblem.SCHEME),
        ("ftp://x.example/", FetchProblem.SCHEME),
        ("gopher://x.example/", FetchProblem.SCHEME),
        ("javascript:alert(1)", FetchProblem.SCHEME),
        ("http://", FetchProblem.BAD_URL),
        ("http://[::1", FetchProblem.BAD_URL),
        ("http://x.example:99999/", FetchProblem.BAD_URL),
        ("http://x.example:22/", FetchProblem.PORT),
        ("http://user@x.example/", FetchProblem.CREDENTIALS_IN_URL),
        ("http://x.example/" + "a" * 2_000, FetchProblem.BAD_URL),
        ("http://" + "ü" * 80 + ".example/", FetchProblem.BAD_URL),
    ],
)
def test_urls_that_are_not_fetched(url: str, reason: FetchProblem):
    with pytest.raises(FetchError) as caught:
        check_url(url, allow_private=False)
    assert caught.value.reason is reason


def test_a_url_is_made_fit_for_the_wire():
    target = check_url("https://Bücher.example./año nuevo?q=á b", allow_private=False)
    assert (target.host, target.port) == ("xn--bcher-kva.example", 443)
    assert target.path == "/a%C3%B1o%20nuevo?q=%C3%A1%20b"
    assert target.shown == "https://xn--bcher-kva.example/a%C3%B1o%20nuevo"


def test_a_url_cannot_smuggle_a_second_request():
    target = check_url("http://x.example/a\r\nHost: evil\r\n", allow_private=False)
    assert "\r" not in target.path
    assert "\n" not in target.path


def test_an_ipv6_host_keeps_its_brackets():
    target = check_url("http://[2606:2800::1]:8080/a", allow_private=False)
    assert target.authority == "[2606:2800::1]:8080"


@pytest.mark.parametrize("host", ["127.0.0.1", "2130706433", "0x7f.1", "127.1"])
def test_loopback_is_known_in_all_its_spellings(host: str):
    target = check_url(f"http://{host}/", allow_private=False)
    with pytest.raises(FetchError) as caught:
        resolve(target, allow_private=False)
    assert caught.value.reason in {FetchProblem.PRIVATE_ADDRESS, FetchProblem.DNS}


def test_one_private_address_among_public_ones_refuses_the_host(monkeypatch: pytest.MonkeyPatch):
    found = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", 80)),
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.7", 80)),
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    target = check_url("http://rebinding.example/", allow_private=False)
    with pytest.raises(FetchError) as caught:
        resolve(target, allow_private=False)
    assert caught.value.reason is FetchProblem.PRIVATE_ADDRESS
    assert resolve(target, allow_private=True) == ["93.184.216.34", "10.0.0.7"]
