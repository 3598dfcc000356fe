import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.extraction.extract import extract
from service.domain.kinds import Form, Place, Stance
from service.domain.model import Quotation


def found(text: str, **options: str) -> list[tuple[str, str, str | None]]:
    return [
        (q.selector.exact, q.form.value, q.attribution.speaker_name)
        for q in extract(text, **options).quotations
    ]


def by_exact(text: str, exact: str, **options: str) -> Quotation:
    return next(q for q in extract(text, **options).quotations if q.selector.exact == exact)


PETRO = "Colombian President Gustavo Petro met Donald Trump in Washington.\n\n"


def test_a_quotation_before_its_cue():
    text = PETRO + "“If they touch Petro, they touch Colombia,” Petro said."
    quotation = by_exact(text, "If they touch Petro, they touch Colombia,")
    assert quotation.attribution.speaker_name == "Gustavo Petro"
    assert quotation.attribution.cue is not None
    assert quotation.attribution.cue.exact == "said"
    assert quotation.attribution.speaker_mention is not None
    assert quotation.attribution.speaker_mention.exact == "Petro"
    assert quotation.attribution.pattern == "after"


def test_a_sentence_split_by_its_cue_is_two_stretches_of_one_sentence():
    text = PETRO + "“For the homeland,” Petro said, “I will take up arms again.”"
    first, second = extract(text).quotations
    assert (first.continues, second.continues, second.continues_sentence) == (None, 0, True)
    assert second.attribution.speaker_name == "Gustavo Petro"


def test_a_new_sentence_after_the_cue_continues_the_quotation():
    text = PETRO + "“We cannot lower our guard,” Petro said. “There are still things to discuss.”"
    first, second = extract(text).quotations
    assert (first.continues, second.continues, second.continues_sentence) == (None, 0, False)
    assert second.attribution.speaker_name == "Gustavo Petro"


def test_a_reported_clause_and_its_marked_part():
    text = PETRO + "Trump said a U.S. military operation against Colombia “sounds good” to him."
    assert found(text) == [
        (
            "a U.S. military operation against Colombia “sounds good” to him",
            "mixed",
            "Donald Trump",
        ),
        ("sounds good", "direct", "Donald Trump"),
    ]
    mixed = extract(text).quotations[0]
    assert [text[part.start : part.end] for part in mixed.quoted_parts] == ["sounds good"]


def test_a_reported_clause_without_marks():
    text = PETRO + (
        "Petro, a former militant of the M-19, said he had sworn under the 1989 peace pact"
        " never to take up arms again, but suggested that the promise could be reversed."
    )
    assert found(text) == [
        (
            "he had sworn under the 1989 peace pact never to take up arms again",
            "indirect",
            "Gustavo Petro",
        ),
        ("the promise could be reversed", "indirect", "Gustavo Petro"),
    ]


def test_the_title_has_offsets_of_its_own():
    title = "Trump: military action “sounds good”"
    text = "Donald Trump spoke to reporters."
    (quotation,) = extract(text, title=title).quotations
    assert quotation.place is Place.HEADLINE
    selector = quotation.selector
    assert title[selector.start : selector.end] == selector.exact == "sounds good"


def test_a_signed_post_in_another_language():
    text = PETRO + (
        "Colombia woke to the news and its government met at night.\n\n"
        "Acabamos de terminar el consejo de seguridad nacional de esta noche.\n\n"
        "La embajada de Colombia en Venezuela está activa.\n\n"
        "— Gustavo Petro (@petrogustavo) January 3, 2026\n\nThe day was long."
    )
    (post,) = extract(text, language="en").quotations
    assert post.place is Place.EMBEDDED_POST
    assert post.language == "es"
    assert post.attribution.speaker_name == "Gustavo Petro"
    assert post.selector.exact.startswith("Acabamos de")
    assert post.selector.exact.endswith("está activa.")


@pytest.mark.parametrize(
    ("text", "exact", "speaker"),
    [
        ("“Suena bien”, dijo Donald Trump a la prensa.", "Suena bien", "Donald Trump"),
        ("Donald Trump dijo que la operación “suena bien”.", "suena bien", "Donald Trump"),
        ("Gustavo Petro afirmó: «Tomaré las armas».", "Tomaré las armas", "Gustavo Petro"),
        ("“No quiero hacerlo”, según Gustavo Petro.", "No quiero hacerlo", "Gustavo Petro"),
        (
            "Gustavo Petro habló ayer. “No somos una colonia”, añadió.",
            "No somos una colonia",
            "Gustavo Petro",
        ),
    ],
)
def test_spanish(text: str, exact: str, speaker: str):
    quotation = by_exact(text, exact, language="es")
    assert quotation.form is Form.DIRECT
    assert quotation.attribution.speaker_name == speaker


@pytest.mark.parametrize(
    ("verb", "stance"),
    [
        ("said", Stance.NEUTRAL),
        ("claimed", Stance.CLAIMS),
        ("denied", Stance.DENIES),
        ("admitted", Stance.ADMITS),
        ("warned", Stance.WARNS),
        ("promised", Stance.PROMISES),
    ],
)
def test_the_cue_has_a_stance(verb: str, stance: Stance):
    quotation = by_exact(f"Donald Trump {verb} that he would act soon.", "he would act soon")
    assert quotation.attribution.stance is stance


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Crowds waved placards reading “Yankee Go Home” outside.", Form.MOTTO),
        ("Joaquín “El Chapo” Guzmán was moved.", Form.NICKNAME),
        ("She wrote the book “War and Peace and Quiet” alone.", Form.TITLE),
        ("It was a so called “special operation” in every way.", Form.SCARE),
    ],
)
def test_marks_that_quote_nobody_are_labelled(text: str, form: Form):
    (quotation,) = [q for q in extract(text, language="en").quotations if not q.quoted_parts]
    assert quotation.form is form
    assert not quotation.form.is_quotation


def test_no_speaker_is_better_than_a_guess():
    (quotation,) = extract("“They will not pass through this town again.”").quotations
    assert quotation.attribution.speaker_name is None
    assert quotation.attribution.confidence == 0.0


TEXTS = st.text(
    alphabet=st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("“”\"'‘’«»„—\n.,:  "),
    ),
    max_size=120,
)
SENTENCES = st.lists(
    st.sampled_from(
        ["“", "”", '"', "’s", " Petro", " he", " said", " that", ",", ".", "\n\n", " the president",
         " Donald Trump", " according to", ":", " — ", " adding", " and", " who", " dijo", " que"]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@given(st.one_of(TEXTS, SENTENCES), st.one_of(st.none(), SENTENCES), st.sampled_from(["en", "es"]))
def test_any_text_gives_exact_spans_and_the_same_answer_twice(
    text: str, title: str | None, language: str
):
    extraction = extract(text, title=title, language=language)
    assert extraction == extract(text, title=title, language=language)
    for index, quotation in enumerate(extraction.quotations):
        base = title or "" if quotation.place is Place.HEADLINE else text
        selector = quotation.selector
        assert 0 <= selector.start < selector.end <= len(base)
        assert base[selector.start : selector.end] == selector.exact
        for part in (quotation.attribution.cue, quotation.attribution.speaker_mention):
            assert part is None or base[part.start : part.end] == part.exact
        assert quotation.continues is None or quotation.continues < index
        assert 0.0 <= quotation.attribution.confidence <= 1.0


@pytest.mark.parametrize(
    "text", ["", "   \n ", "“”", '"', "\ufeff", "a" * 5000, "💥" * 50, "שלום “א” ב"]
)
def test_odd_texts_are_read_without_complaint(text: str):
    extract(text, title=text)
