from hypothesis import given
from hypothesis import strategies as st

from service.domain.extraction.attribution import CONFIDENCE
from service.domain.extraction.extract import extract
from service.domain.extraction.speaking import CARRIED, FLOOR
from service.domain.model import Attribution


def attributions(text: str, language: str = "en") -> list[Attribution]:
    found = extract(text, language=language).quotations
    return [quotation.attribution for quotation in found if quotation.form.value == "direct"]


def mentions(text: str, language: str = "en") -> list[str | None]:
    spans = (found.speaker_mention for found in attributions(text, language))
    return [span.exact if span else None for span in spans]


def test_who_goes_on_speaking_is_shown_where_he_is_named():
    assert mentions("“We tried,” Luis Roa said. “We failed.”") == ["Luis Roa", "Luis Roa"]
    assert (
        mentions("“We tried,” Luis Roa said.\n\n“We failed.”\n\n“Twice.”")[1:] == ["Luis Roa"] * 2
    )


def test_a_chain_is_trusted_less_with_each_link():
    found = attributions("“We tried,” Luis Roa said.\n\n“We failed.”\n\n“Twice.”\n\n“And so on.”")
    assert [one.pattern for one in found[1:]] == ["chain"] * 3
    confidences = [one.confidence for one in found]
    assert confidences == sorted(confidences, reverse=True)
    assert len(set(confidences)) == len(confidences)
    assert found[-1].confidence < FLOOR
    assert found[-1].speaker_name is None


def test_who_speaks_after_an_unnamed_speaker_is_not_who_spoke_before_him():
    text = "Luis Roa said: “No.”\n\n“We were late,” an official said. “Very late.”"
    assert [one.speaker_name for one in attributions(text)] == ["Luis Roa", None, None]
    assert mentions(text)[1:] == ["an official", "an official"]


def test_a_report_before_a_quotation_tells_who_speaks():
    text = "The plan had failed, Luis Roa said. “Badly.”"
    assert [one.speaker_name for one in attributions(text)] == ["Luis Roa"]


def test_whom_a_report_goes_by_does_not_go_on_speaking():
    text = "Luis Roa llegó. “Me voy”, dijo, según Radio Norte.\n\n“No vuelvo”, añadió."
    assert [one.speaker_name for one in attributions(text, "es")] == ["Luis Roa", "Luis Roa"]


def test_a_subject_left_out_is_shown_where_it_was_named():
    text = "“Me voy”, dijo Ana Torres.\n“No vuelvo”, añadió."
    assert mentions(text, "es") == ["Ana Torres", "Ana Torres"]


def test_someone_described_is_no_one_else():
    text = "“Me voy”, dijo Ana Torres.\nUna vecina abrió la puerta.\n“Se oyó todo”, contó."
    assert [one.speaker_name for one in attributions(text, "es")] == ["Ana Torres", None]
    assert mentions(text, "es")[1] == "Una vecina"


def test_a_line_that_closes_the_marks_later_says_who_speaks():
    text = "“Fue duro.\nNo había luz”, dijo Ana Torres.\n“Volveremos”."
    names = [one.speaker_name for one in attributions(text, "es")]
    assert names
    assert set(names) == {"Ana Torres"}


@given(st.lists(st.sampled_from(["“No.” ", "Ana Torres said ", "he said. ", "\n\n", ", ", "It "])))
def test_no_name_is_given_below_the_floor(pieces: list[str]):
    for found in attributions("".join(pieces)):
        assert 0.0 <= found.confidence <= 1.0
        assert found.speaker_name is None or found.confidence >= FLOOR


def test_every_pattern_has_a_confidence():
    assert set(CARRIED) <= set(CONFIDENCE)
    assert all(0.0 <= share <= 1.0 for share in CONFIDENCE.values())


def test_a_paragraph_that_says_who_speaks_introduces_the_marks_below_it():
    text = "Ana Torres wrote to her readers on Monday.\n\n“It was dark and we were late.”"
    assert [one.speaker_name for one in attributions(text)] == ["Ana Torres"]


def test_a_verb_of_stance_behind_marks_says_who_speaks():
    assert mentions("“It will pass,” Ana Torres assured the crowd.") == ["Ana Torres"]
