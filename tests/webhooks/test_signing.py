"""Signatures, by worked examples of the specification."""

from __future__ import annotations

import base64

import pytest

from service.webhooks.signing import new_secret, new_watch_id, sign, signed_headers
from tests.factories import NOON


@pytest.mark.parametrize(
    ("secret", "message_id", "seconds", "body", "signature"),
    [
        (
            "whsec_plJ3nmyCDGBKInavdOK15jsl",
            "msg_loFOjxBNrRLzqYUf",
            "1731705121",
            b'{"event_type":"ping","data":{"success":true}}',
            "v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=",
        ),
        (
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            "1614265330",
            b'{"test": 2432232314}',
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        ),
    ],
)
def test_worked_examples(secret, message_id, seconds, body, signature):
    assert sign(secret, message_id, seconds, body) == signature


def test_the_three_headers():
    secret = new_secret()
    headers = signed_headers([secret], "wv_x", NOON, b"{}")
    assert headers["webhook-id"] == "wv_x"
    assert headers["webhook-timestamp"] == str(int(NOON.timestamp()))
    expected = sign(secret, "wv_x", headers["webhook-timestamp"], b"{}")
    assert headers["webhook-signature"] == expected


def test_each_secret_signs_by_itself():
    old, new = new_secret(), new_secret()
    headers = signed_headers([new, old], "wv_x", NOON, b"{}")
    seconds = headers["webhook-timestamp"]
    signed = [sign(secret, "wv_x", seconds, b"{}") for secret in (new, old)]
    assert headers["webhook-signature"].split(" ") == signed


def test_secrets_are_long_and_never_the_same():
    made = {new_secret() for _ in range(20)}
    assert len(made) == 20
    assert all(len(base64.b64decode(s.removeprefix("whsec_"))) == 32 for s in made)
    assert len({new_watch_id() for _ in range(20)}) == 20
