from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from service.domain.kinds import DifferenceKind
from service.domain.matching.compare import compare
from service.domain.matching.differences import find_differences
from service.domain.model import Difference, Rendering

SWORN = (
    "I swore not to touch a weapon again since the 1989 Peace Pact, but for the homeland I will "
    "take up arms again — even though I do not want to."
)
RESWORN = (
    "I swore never to touch a weapon again, but for the homeland I would take up arms once more, "
    "even though I do not want to."
)


def read(difference: Difference) -> tuple[str, str, str]:
    return (
        difference.kind.value,
        difference.a.exact if difference.a else "",
        difference.b.exact if difference.b else "",
    )


def test_two_translations_of_one_post():
    found = find_differences(SWORN, RESWORN, "en", "en")

    assert [read(d) for d in found] == [
        ("negation", "not", "never"),
        ("omission", "since the 1989 Peace Pact", ""),
        ("modality", "will", "would"),
        ("word_choice", "again", "once more"),
    ]
    (alarm,) = [d for d in found if d.changes_meaning]
    assert alarm.reason == '"will" against "would"'
    assert alarm.a is not None
    assert SWORN[alarm.a.start : alarm.a.end] == "will"


def test_back_shift_of_reported_speech_is_no_alarm():
    told = "for the homeland he would take up arms again"
    direct = "for the homeland I will take up arms again"

    reported = find_differences(direct, told, "en", "en", reported=True)
    both_direct = find_differences(direct, told, "en", "en")

    assert [d.kind for d in reported if d.changes_meaning] == []
    assert [d.kind for d in both_direct if d.changes_meaning] == [DifferenceKind.MODALITY]


def test_ellipsis_that_hides_a_condition():
    full = "We will answer in the streets, unless they leave, and they will hear us."
    cut = "We will answer in the streets … and they will hear us."

    (difference,) = find_differences(cut, full, "en", "en")

    assert difference.kind is DifferenceKind.ELLIPSIS
    assert difference.changes_meaning
    assert difference.reason == 'the ellipsis hides "unless"'


def test_across_languages_only_numbers_are_compared():
    found = find_differences("We lost 1,000 men", "Perdimos 10.000 hombres", "en", "es")

    assert [read(d) for d in found] == [("number", "1,000", "10.000")]
    assert found[0].changes_meaning


def test_equal_texts_have_none():
    assert find_differences(SWORN, SWORN, "en", "en") == ()


def test_typography_alone():
    (difference,) = find_differences("They touch Petro!", "they touch Petro", "en", "en")

    assert difference.kind is DifferenceKind.TYPOGRAPHY
    assert not difference.changes_meaning


def test_moved_name_is_an_alarm():
    found = find_differences(
        "yesterday Petro insulted Trump", "yesterday Trump insulted Petro", "en", "en"
    )

    assert any(d.changes_meaning for d in found)


def test_compare_lists_its_alarms():
    comparison = compare(Rendering(SWORN, "en"), Rendering(RESWORN, "en"))

    assert [d.kind for d in comparison.alarms] == [DifferenceKind.MODALITY]
    assert set(comparison.alarms) <= set(comparison.differences)


def test_strangers_are_not_aligned():
    comparison = compare(Rendering(SWORN, "en"), Rendering("Inflation is coming down.", "en"))

    assert comparison.differences == ()


WORDS = ["I", "will", "would", "not", "never", "if", "unless", "Petro", "Trump", "1,000", "ten"]
SIGNS = ["[the]", "…", "take", "arms", "¡tomaré.", "can't"]
words = st.sampled_from(WORDS + SIGNS)
texts = st.lists(words, max_size=12).map(" ".join)


@given(texts, texts, st.sampled_from(["en", "es"]), st.booleans())
def test_spans_are_exact_and_alarms_have_reasons(a: str, b: str, language: str, reported: bool):
    found = find_differences(a, b, language, language, reported=reported)

    for difference in found:
        assert difference.a is not None or difference.b is not None
        for text, span in ((a, difference.a), (b, difference.b)):
            assert span is None or text[span.start : span.end] == span.exact
        assert (difference.reason is not None) == difference.changes_meaning
    assert found == find_differences(a, b, language, language, reported=reported)


@given(texts, texts)
def test_reading_backwards_keeps_the_alarm(a: str, b: str):
    there = find_differences(a, b, "en", "en")
    back = find_differences(b, a, "en", "en")

    assert bool(there) == bool(back)


def test_a_report_in_other_words_raises_no_alarm_for_single_words():
    direct = "If the river rises again we could lose the bridge and both of the schools in a week."
    told = "the engineer saw the crossing and two schools in danger from flooding"

    found = find_differences(direct, told, "en", "en", reported=True)

    assert [d for d in found if d.changes_meaning] == []


def test_cut_quotation_raises_no_alarm_for_what_stands_elsewhere():
    full = (
        "They talk about ideals. I did not ask for this office, and I would not give it up. "
        "We will rebuild the harbour of this town."
    )

    found = find_differences(full, "rebuild the harbour", "en", "en")

    assert [d for d in found if d.changes_meaning] == []
