from __future__ import annotations

from service.domain.matching.prepared import prepare


def test_segments_leave_out_what_editors_wrote():
    prepared = prepare("If they [the Americans] touch Petro ... they touch “Colombia.”", "en")

    segments = [prepared.words[start:end] for start, end in prepared.segments]
    assert segments == [("if", "they"), ("touch", "petro"), ("they", "touch", "colombia")]
    assert prepared.has_gaps


def test_whole_text_is_one_segment():
    prepared = prepare("…and they touch Colombia.", "en")

    assert prepared.segments == ((0, 4),)
    assert not prepared.has_gaps


def test_mass_is_in_the_rare_words():
    stock = prepare("it is what it is and that is that", "en")
    telling = prepare("guerrillas in the mountains", "en")

    assert telling.mass > stock.mass
    assert stock.informative == 0
    assert telling.informative == 2


def test_numbers_and_names_are_noted():
    prepared = prepare("We pay Gustavo Petro ten thousand pesos.", "en")

    assert prepared.numbers == {"#10000"}
    assert prepared.names == {"gustavo", "petro"}


def test_text_without_words():
    prepared = prepare("…!", "en")

    assert (prepared.words, prepared.mass, prepared.segments) == ((), 0.0, ())
