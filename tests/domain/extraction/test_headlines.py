"""Headlines in the body and titles of articles, where every word has a capital."""

import pytest

from service.domain.extraction.extract import extract


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("Ana Torres Says Old Bridge Will Close", "Old Bridge Will Close"),
        ("Ana Torres Warns That Wells Are Dry", "Wells Are Dry"),
        ("Ana Torres Refuses To Back Bridge Plan", "To Back Bridge Plan"),
        ("Ana Torres Says Old Bridge Will Close: A View", "Old Bridge Will Close"),
    ],
)
def test_a_headline_is_read_in_body_and_title(text, exact):
    (body,) = extract(text, language="en").quotations
    (title,) = extract("It rained.", title=text, language="en").quotations
    assert body.selector.exact == title.selector.exact == exact
    assert title.place.value == "headline"
    assert body.attribution.speaker_name == "Ana Torres"


@pytest.mark.parametrize(
    "text",
    [
        "ANA TORRES SAYS OLD BRIDGE WILL CLOSE",
        "Ten Bridges Of The Old North",
        "Ana Torres Says: Old Bridge Will Close",
    ],
)
def test_what_reports_nothing_or_shouts_is_left_alone(text):
    assert not extract(text, language="en").quotations
