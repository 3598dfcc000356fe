from __future__ import annotations

import pytest

from service.domain.matching.features import describe_days


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (None, "a date is not known"),
        (0, "on the same day"),
        (1, "one day apart"),
        (9, "9 days apart"),
    ],
)
def test_days_in_words(days, words):
    assert describe_days(days) == words
