"""Who speaks where Spanish puts the subject behind a preposition, or the verb before a gerund."""

import pytest

from service.domain.extraction.extract import extract


def speakers(text: str) -> dict[str, str | None]:
    found = extract(text, language="es").quotations
    return {q.selector.exact: q.attribution.speaker_name for q in found if q.form == "direct"}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Desde la Asociación Pradera aseguran que «no hay sitio».", "Asociación Pradera"),
        ("Desde la Asociación Pradera han asegurado que «no hay sitio».", "Asociación Pradera"),
        ("Desde la playa asegura Ana Roa que «no hay sitio».", "Ana Roa"),
        ("Desde el lunes aseguran que «no hay sitio».", None),
        ("Ana Roa justificó la venta de Boreal diciendo que «no hay sitio».", "Ana Roa"),
        ("Leo Paz, con el apoyo de Boreal, abrió la sesión diciendo «no hay sitio».", "Leo Paz"),
        ("La idea recibió los elogios de Leo Paz, que dijo que «no hay sitio».", "Leo Paz"),
        ("La idea fue del portavoz de Boreal, que dijo que «no hay sitio».", None),
    ],
)
def test_the_speaker_is_whom_the_sentence_means(text: str, speaker: str | None):
    assert speakers(text)["no hay sitio"] == speaker


def test_a_body_that_only_belongs_to_a_description_is_not_the_speaker():
    text = "Leo Paz volvió. «Es mentira», dice el tres veces ganador del Trofeo de Plata."
    assert speakers(text)["Es mentira"] != "Trofeo de Plata"


def test_titles_reach_over_what_they_are_for():
    text = (
        "El presidente de la Junta de Castilla, Leo Paz, llegó el lunes.\n\n"
        "El presidente del Gobierno, Max Gil, no vino.\n\n«Hay que esperar», dijo Paz.\n\n"
        "«Hay que seguir», añadió el presidente."
    )
    assert speakers(text)["Hay que seguir"] == "Leo Paz"


@pytest.mark.parametrize(
    ("text", "language", "speaker"),
    [
        ("«No hay sitio». Con esas palabras describió Leo Paz la tarde.", "es", "Leo Paz"),
        ("«No hay sitio». Así resumió el juez Leo Paz la tarde.", "es", "Leo Paz"),
        ("«No hay sitio». Lo dijo ayer Leo Paz.", "es", "Leo Paz"),
        ("«No hay sitio», fue la respuesta de Leo Paz.", "es", "Leo Paz"),
        ("«No hay sitio», son palabras del juez Leo Paz.", "es", "Leo Paz"),
        ("«No hay sitio», ironizaba Leo Paz.", "es", "Leo Paz"),
        ("«No hay sitio», tercció Leo Paz.", "es", "Leo Paz"),
        ("«Não há lugar», foi a resposta de Leo Paz.", "pt", "Leo Paz"),
        ("«Non c'è posto», fu la risposta di Leo Paz.", "it", "Leo Paz"),
        ("«No hay sitio». Así terminó la tarde de Leo Paz.", "es", None),
        ("«No hay sitio», fue la última tarde de Leo Paz.", "es", None),
        ("Todos mostraron su «pesar» por Leo Paz.", "es", None),
        ("El pacto fue calificado de «histórico» por Leo Paz.", "es", "Leo Paz"),
    ],
)
def test_who_is_told_behind_the_words(text: str, language: str, speaker: str | None):
    found = [q for q in extract(text, language=language).quotations if q.form == "direct"]
    assert [q.attribution.speaker_name for q in found] == [speaker]


def test_words_that_somebody_declared_are_not_his_cause():
    text = "El alcalde, Leo Paz, manifestó su «pesar» por Ana Roa."
    assert speakers(text)["pesar"] == "Leo Paz"


@pytest.mark.parametrize(
    "text",
    [
        "De «histórico» calificó Leo Paz el pacto.",
        "Leo Paz ha llamado «histórico» al pacto.",
        "Consultado por este diario, Leo Paz negó que fuera «histórico».",
    ],
)
def test_fragments_that_somebody_said(text: str):
    assert speakers(text) == {"histórico": "Leo Paz"}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("El chico fue descrito por Ana Roa como «un héroe».", "Ana Roa"),
        ("Leo Paz fue acusado por Ana Roa de ser «un héroe».", "Ana Roa"),
        ("Ana Roa atacó a Leo Paz, al que llamó «un héroe».", "Ana Roa"),
        ("Ana Roa dimitió tras una campaña que calificó de «un héroe».", "Ana Roa"),
        ("La respuesta de Ana Roa fue: «un héroe».", "Ana Roa"),
        ("«un héroe», quiso aclarar Ana Roa.", "Ana Roa"),
        ("«un héroe», se limitó a responder Ana Roa.", "Ana Roa"),
        ("«un héroe», terminó diciendo Ana Roa.", "Ana Roa"),
        ("«un héroe», dijo, por su parte, Ana Roa.", "Ana Roa"),
        ("«un héroe», dijo la también actriz Ana Roa.", "Ana Roa"),
        ("El tenista Leo Paz ganó. «un héroe», dijo el mallorquín.", "Leo Paz"),
        ("Fue al juez, donde se declaró «un héroe», informó la radio.", None),
    ],
)
def test_turns_of_phrase(text: str, speaker: str | None):
    assert speakers(text)["un héroe"] == speaker


def test_who_is_named_behind_the_speaker_has_not_said_it_too():
    found = extract("«No hay sitio», dijo Ana Roa, según la agencia Sur.", language="es").quotations
    assert [(q.form.value, q.attribution.speaker_name) for q in found] == [("direct", "Ana Roa")]


@pytest.mark.parametrize(
    ("text", "language", "speaker"),
    [
        ("„Es geht los“, sagte der Bürgermeister von Köln, Jan Vogel.", "de", "Jan Vogel"),
        ("„Es geht los“, sagte Anna Roth der Zeitung.", "de", "Anna Roth"),
        ("Die Trainerin Anna Roth war froh: „Es geht los.“", "de", "Anna Roth"),
        ("Für Anna Roth ist der Plan „tot“.", "de", "Anna Roth"),
        ("« C’est parti », se réjouit Anne Roux.", "fr", "Anne Roux"),
        ("« C’est parti », tonne Anne Roux.", "fr", "Anne Roux"),
        ("Le plan, « mort » selon Anne Roux, sera revu.", "fr", "Anne Roux"),
        ("Per Anna Rossi il piano è «morto».", "it", "Anna Rossi"),
        ("«Si parte», le parole di Anna Rossi.", "it", "Anna Rossi"),
        ("«Si parte», ha ammesso Anna Della Torre.", "it", "Anna Della Torre"),
        ("Il caso Anna Rossi: «Si parte».", "it", None),
        ("“Vamos lá”, diz a também atriz Ana Rocha.", "pt", "Ana Rocha"),
    ],
)
def test_the_other_languages(text: str, language: str, speaker: str | None):
    found = [q for q in extract(text, language=language).quotations if q.form == "direct"]
    assert [q.attribution.speaker_name for q in found] == [speaker]


def test_german_so_names_a_speaker_only_behind_what_was_said():
    text = "Der Konsum werde sich nicht so schnell erholen, da die Preise steigen."
    assert extract(text, language="de").quotations == ()
    found = extract("„Es geht los“, so Anna Roth.", language="de").quotations
    assert [q.attribution.speaker_name for q in found] == ["Anna Roth"]


def test_a_german_adverb_that_opens_a_sentence_does_not_speak():
    found = extract("Dennoch betont Anna Roth: „Es geht los.“", language="de").quotations
    assert [q.attribution.speaker_name for q in found] == ["Anna Roth"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Leo Paz llegó tarde. «No hay sitio», dijo.", "Leo Paz"),
        ("Leo Paz llegó tarde. «No hay sitio», dijeron.", None),
        ("Leo Paz llegó tarde. «No hay sitio», han dicho.", None),
        ("Leo Paz fue al juez, donde se declaró «inocente», informó la radio.", "Leo Paz"),
        ("Hubo comercio con China, el embajador de Fiyi calló. El embajador dijo «ya».", None),
    ],
)
def test_whom_a_verb_leaves_out(text: str, speaker: str | None):
    (found,) = speakers(text).values()
    assert found == speaker
