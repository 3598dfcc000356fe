"""Words set large beside the text that they are taken from are one mention, not two."""

from service.domain.extraction.extract import extract
from service.domain.kinds import Place
from service.domain.model import Region

SAID = "“We will rebuild the bridge before winter,” Ana Torres told the workers."


def exacts(text, regions=()):
    return [q.selector.exact for q in extract(text, language="en", regions=regions).quotations]


def test_a_pull_quote_in_marks_is_no_second_mention():
    text = f"{SAID}\n\n“We will rebuild the bridge before winter”\n\nThe workers went home."
    assert exacts(text) == ["We will rebuild the bridge before winter,"]


def test_a_pull_quote_before_the_text_gives_way_to_it():
    text = f"“We will rebuild the bridge before winter.”\n\n{SAID}"
    assert exacts(text) == ["We will rebuild the bridge before winter,"]


def test_a_block_that_repeats_the_article_is_no_quotation():
    block = "The workers went home without a word."
    text = f"The workers went home without a word. It rained.\n\n{block}"
    start = text.rindex(block)
    assert exacts(text, [Region(Place.BLOCK_QUOTE, start, len(text))]) == []


def test_said_twice_with_two_cues_is_two_mentions():
    text = f"{SAID}\n\n“We will rebuild the bridge before winter,” she said again."
    assert len(exacts(text)) == 2


def test_a_paragraph_of_its_own_that_repeats_nothing_stays():
    text = f"{SAID}\n\n“We will not dismiss a single worker this year.”"
    assert len(exacts(text)) == 2


def test_short_words_are_said_twice():
    assert exacts("“Enough,” Ana Torres said.\n\n“Enough.”") == ["Enough,", "Enough."]
