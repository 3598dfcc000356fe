"""Errors survive the way between processes."""

import pickle

import pytest

from service.domain import errors

# Those of other parts, which make their messages themselves, stay in their process.
KINDS = [each for each in errors.InputError.__subclasses__() if each.__module__ == errors.__name__]


@pytest.mark.parametrize("kind", [errors.InputError, *KINDS])
def test_an_input_error_keeps_its_field_and_remedy(kind):
    sent = kind("too long", field="text", remedy="Send less.")
    received = pickle.loads(pickle.dumps(sent))  # noqa: S301  our own bytes
    assert type(received) is kind
    assert (str(received), received.field, received.remedy) == ("too long", "text", "Send less.")
