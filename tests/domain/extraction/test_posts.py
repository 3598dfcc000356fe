from service.domain.extraction.extract import extract
from service.domain.kinds import Place

SIGNED = "— Gustavo Petro (@petrogustavo) January 3, 2026"


def test_a_post_in_the_articles_language_is_the_paragraph_above():
    text = f"It was a long night in the capital.\n\nThe border is closed tonight.\n\n{SIGNED}"
    (post,) = extract(text, language="en").quotations
    assert (post.place, post.selector.exact) == (
        Place.EMBEDDED_POST,
        "The border is closed tonight.",
    )
    assert post.attribution.speaker_name == "Gustavo Petro"


def test_a_link_below_a_post_is_no_part_of_it():
    text = f"It was a long night.\n\nThe border is closed. https://t.example/abc\n\n{SIGNED}"
    (post,) = extract(text, language="en").quotations
    assert post.selector.exact == "The border is closed."


def test_a_signature_with_nothing_above_is_no_post():
    assert extract(SIGNED, language="en").quotations == ()
