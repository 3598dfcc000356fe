"""Fixture policy: ``receiver`` is a real server on loopback; each test has its own."""

import pytest

from tests.webhooks.receiver import open_receiver


@pytest.fixture
def receiver():
    with open_receiver() as opened:
        yield opened
