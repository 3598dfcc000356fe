"""Spanish words that tell what somebody thinks, wants or stands for, by their complements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.domain.extraction.conjugation_es import regular_forms, with_regular
from service.domain.extraction.frames import Frame
from service.domain.kinds import Stance
from service.domain.text.lexicon import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    _Table = dict[str, tuple[Frame, ...]]

# Lines of "stance | complements | words". Complements: "that" a clause with "que", "to" an
# infinitive, "it" a noun phrase, "+de" that a preposition opens the complement.
_VERBS = """
believes | that | creer pensar temer suponer sospechar intuir imaginar entender prever saber
believes | that | estimar calcular juzgar asumir presumir
believes | that +de,en | dudar
believes | that +en | confiar
wants | that to | esperar querer desear preferir anhelar
wants | to | planear aspirar pretender
wants | to +a | aspirar renunciar
wants | to it +por | abogar apostar
favours | it | apoyar respaldar avalar secundar suscribir aplaudir elogiar alabar ensalzar
opposes | it | rechazar criticar condenar cuestionar censurar repudiar deplorar fustigar
opposes | that | lamentar deplorar
warns | it +de,sobre,contra,ante | advertir alertar avisar prevenir
claims | it +de | presumir alardear quejar
"""
# Whom something worries: "le preocupa que", "a Roa le gustaría que".
_DATIVES = """
believes | that to | preocupar inquietar sorprender extrañar parecer constar
opposes | that | molestar indignar doler disgustar
favours | that | alegrar enorgullecer complacer satisfacer
wants | that to | gustar encantar interesar apetecer
"""
_NOUNS = """
claims | that | afirmación acusación denuncia tesis teoría versión idea sospecha
neutral | that | anuncio conclusión opinión advertencia noticia
promises | that to | promesa compromiso juramento
warns | that to | amenaza aviso alerta
believes | that to | convicción creencia certeza confianza temor miedo esperanza duda impresión
wants | that to | deseo intención voluntad propósito decisión objetivo
orders | that to | petición exigencia propuesta demanda llamamiento orden
"""
# After a form of "ser", "estar", "mostrarse": "está convencido de que", "es partidaria de".
_ADJECTIVES = """
believes | that +de | seguro convencido consciente persuadido
believes | that +en | confiado
believes | that it +por,con,de,ante | preocupado satisfecho orgulloso alarmado indignado
wants | to that +a | dispuesto decidido determinado resuelto
wants | to | deseoso
favours | to it that +de | partidario
favours | it +a | favorable
opposes | it to that +a | contrario opuesto reacio
"""
_IRREGULAR = {
    "creer": "cree creen creyó creyeron|creyendo|creído",
    "pensar": "piensa piensan pensó pensaron|pensando|pensado",
    "suponer": "supone suponen supuso supusieron|suponiendo|supuesto",
    "intuir": "intuye intuyen intuyó intuyeron|intuyendo|intuido",
    "entender": "entiende entienden entendió entendieron|entendiendo|entendido",
    "prever": "prevé prevén previó previeron preveía preveían|previendo|previsto",
    "saber": "sabe saben supo supieron|sabiendo|sabido",
    "confiar": "confía confían confió confiaron|confiando|confiado",
    "querer": "quiere quieren quiso quisieron querrá querría|queriendo|querido",
    "preferir": "prefiere prefieren prefirió prefirieron|prefiriendo|preferido",
    "apostar": "apuesta apuestan apostó apostaron|apostando|apostado",
    "avalar": "avala avalan avaló avalaron|avalando|avalado",
    "advertir": "advierte advierten advirtió advirtieron|advirtiendo|advertido",
    "prevenir": "previene previenen previno previnieron|previniendo|prevenido",
    "parecer": "parece parecen pareció parecía|pareciendo|parecido",
    "doler": "duele dolió dolía|doliendo|dolido",
    "enorgullecer": "enorgullece enorgulleció|enorgulleciendo|enorgullecido",
    "complacer": "complace complació|complaciendo|complacido",
    "satisfacer": "satisface satisfizo|satisfaciendo|satisfecho",
    "apetecer": "apetece apeteció|apeteciendo|apetecido",
}
LIGHT_VERBS = word_set(
    "expresa expresan expresó expresaron expresado expresando manifiesta manifestó manifestaron"
    " manifestado muestra mostró mostraron mostrado reitera reiteró reiteraron reiterado tiene"
    " tienen tenía tuvo tuvieron mantiene mantienen mantuvo mantenía abriga alberga transmitió"
    " trasladó hizo hace hacen hicieron lanza lanzó lanzaron lanzado reafirmó anunció anunciado"
    " repite repitió rechazó negó niega confirmó sostuvo expuso comparte compartió"
)
_FEMININE = {"o": "a os as"}


def _verb_forms(lemma: str) -> Iterator[tuple[str, str]]:
    """Yields the forms of a verb with their moods."""
    given = _IRREGULAR.get(lemma)
    parts = with_regular(lemma, given).split("|") if given else regular_forms(lemma)
    for form in parts[0].split():
        yield form, "finite"
    yield parts[1], "participle"
    yield parts[2], "perfect"


def _dative_forms(lemma: str) -> Iterator[tuple[str, str]]:
    for form, mood in _verb_forms(lemma):
        if mood == "finite":
            yield form, "dative"


def _noun_forms(lemma: str) -> Iterator[tuple[str, str]]:
    yield lemma, "noun"
    plural = lemma[:-2] + "ones" if lemma.endswith("ón") else lemma + "s"
    yield (lemma + "es" if lemma.endswith("d") else plural), "noun"


def _adjective_forms(lemma: str) -> Iterator[tuple[str, str]]:
    yield lemma, "adjective"
    for ending in _FEMININE.get(lemma[-1], "es").split():
        stem = lemma[:-1] if lemma[-1] in _FEMININE else lemma
        yield stem + ending, "adjective"


def _make() -> _Table:
    frames: _Table = {}
    tables = (
        (_VERBS, _verb_forms),
        (_DATIVES, _dative_forms),
        (_NOUNS, _noun_forms),
        (_ADJECTIVES, _adjective_forms),
    )
    for table, forms in tables:
        for line in table.strip().splitlines():
            stance, complements, words = (part.strip() for part in line.split("|"))
            names = complements.split()
            opens = [name[1:] for name in names if name.startswith("+")]
            prepositions = frozenset(word for name in opens for word in name.split(","))
            kinds = frozenset(name for name in names if not name.startswith("+"))
            for lemma in words.split():
                for form, mood in forms(lemma):
                    frame = Frame(lemma, Stance(stance), mood, kinds, prepositions)
                    frames[form] = (*frames.get(form, ()), frame)
    return frames


SPANISH_FRAMES = _make()
