"""One request to one receiver, who may do anything."""

from __future__ import annotations

import socket
import threading
import time

import pytest

from service.webhooks.sender import Sender, SenderConfig
from tests.webhooks.receiver import drip, hang_up, reply

OWN = SenderConfig(total_seconds=5.0, allow_private=True)
HASTY = SenderConfig(total_seconds=0.3, allow_private=True)


def redirect(handler):
    reply(handler, 302, Location="/elsewhere")


def test_what_is_taken(receiver):
    sent = Sender(OWN).post(f"{receiver.url}/a?b=c", {"webhook-id": "wv_x"}, b'{"a":1}')
    assert sent.problem is None
    (got,) = receiver.received
    assert (got.path, got.body) == ("/a?b=c", b'{"a":1}')
    assert got.headers["webhook-id"] == "wv_x"
    assert got.headers["content-type"] == "application/json"
    assert got.headers["host"] == f"127.0.0.1:{receiver.port}"


@pytest.mark.parametrize("status", [200, 201, 202, 204])
def test_every_success_is_one(receiver, status):
    receiver.plans["/"] = [status]
    assert Sender(OWN).post(receiver.url, {}, b"{}").problem is None


@pytest.mark.parametrize("status", [400, 401, 404, 500, 503])
def test_every_refusal_is_one(receiver, status):
    receiver.plans["/"] = [status]
    sent = Sender(OWN).post(receiver.url, {}, b"{}")
    assert (sent.problem, sent.is_gone) == (f"status {status}", False)


def test_gone_is_final(receiver):
    receiver.plans["/"] = [410]
    assert Sender(OWN).post(receiver.url, {}, b"{}").is_gone


def test_redirects_are_not_followed(receiver):
    receiver.plans["/"] = [redirect]
    assert Sender(OWN).post(receiver.url, {}, b"{}").problem == "status 302"
    assert receiver.at("/elsewhere") == []


def test_how_long_to_wait_is_read(receiver):
    receiver.plans["/"] = [lambda handler: reply(handler, 429, Retry_After="90")]
    assert Sender(OWN).post(receiver.url, {}, b"{}").retry_after_seconds == 90


def test_one_that_hangs_up(receiver):
    receiver.plans["/"] = [hang_up]
    assert Sender(OWN).post(receiver.url, {}, b"{}").problem == "connect"


@pytest.mark.parametrize("step", [drip, lambda _: time.sleep(1.0)], ids=["drips", "is silent"])
def test_one_that_takes_too_long(receiver, step):
    receiver.plans["/"] = [step]
    assert Sender(HASTY).post(receiver.url, {}, b"{}").problem == "timeout"


def test_nobody_there():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    assert Sender(OWN).post(f"http://127.0.0.1:{port}/", {}, b"{}").problem == "connect"


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("https://127.0.0.1/x", "private_address"),
        ("https://[::1]/x", "private_address"),
        ("https://169.254.169.254/latest/meta-data", "private_address"),
        ("https://10.0.0.1/x", "private_address"),
        ("https://localhost/x", "private_address"),
        ("http://desk.example/x", "scheme"),
        ("ftp://desk.example/x", "scheme"),
        ("https://desk.example:22/x", "port"),
        ("https://user:word@desk.example/x", "credentials_in_url"),
    ],
)
def test_where_nothing_is_sent(url, problem):
    assert Sender(SenderConfig()).post(url, {}, b"{}").problem == problem


def test_a_name_that_leads_inside_is_refused(receiver, monkeypatch):
    """The name is looked up once; whatever it answers is what is checked."""
    asked = []

    def look_up(host, port, *_, **__):
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    sent = Sender(SenderConfig()).post("https://desk.example/x", {}, b"{}")
    assert (sent.problem, asked) == ("private_address", ["desk.example"])
    assert receiver.received == []


def test_the_connection_goes_to_the_address_that_was_checked(receiver, monkeypatch):
    asked = []

    def look_up(host, port, *_, **__):
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    sent = Sender(OWN).post(f"http://desk.example:{receiver.port}/x", {}, b"{}")
    assert sent.problem is None
    assert asked.count("desk.example") == 1
    assert receiver.received[0].headers["host"] == f"desk.example:{receiver.port}"


def test_addresses_that_swallow_everything_share_the_time(monkeypatch):
    waited = []

    def look_up(_host, port, *_, **__):
        hosts = [f"127.0.0.{n}" for n in range(1, 5)]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, port)) for host in hosts]

    def swallow(_address, timeout):
        waited.append(timeout)
        raise TimeoutError

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket, "create_connection", swallow)
    sent = Sender(OWN).post("http://desk.example/x", {}, b"{}")
    assert sent.problem == "timeout"
    assert len(waited) == 4
    assert sum(waited) == pytest.approx(OWN.total_seconds)


def test_stopping_breaks_off_what_is_under_way(receiver):
    receiver.plans["/"] = [lambda _: receiver.released.wait(60)]
    sender = Sender(SenderConfig(total_seconds=60, allow_private=True))
    found = []
    thread = threading.Thread(target=lambda: found.append(sender.post(receiver.url, {}, b"{}")))
    thread.start()
    while not receiver.received:
        time.sleep(0.01)
    begun = time.monotonic()
    sender.stop()
    thread.join(timeout=30)
    assert found[0].problem is not None
    assert time.monotonic() - begun < 30
