"""Words in marks that nobody is said to have said: supposed, advised, ruled out or denied."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from service.domain.extraction.marks import Stretch
    from service.domain.extraction.reading import Reading

_WINDOW_CHARS = 120

# Parts of the leads below.
_PARTS = {
    "<anyone>": r"(?:you|one|anyone|anybody|someone|somebody|nobody|no one)",
    "<me>": r"(?:me|you|us|them|him|her)",
    "<just>": r"(?: (?:just|simply|ever|really|as well|well|go around))?",
    "<modal>": r"(?:can|can['’]t|cannot|could|couldn['’]t|may|might|would|wouldn['’]t|<ought>)",
    "<ought>": r"(?:should|shouldn['’]t|must|mustn['’]t|need not|ought to)",
    "<not>": r"(?:(?:did|does|do|is|was|are) not|(?:did|does|do|is|was|are)n['’]t|am not)",
    "<six>": r"(?:,? [\w'’]+){0,6}",
}
# Right before the words stands what says that nobody need have said them; one lead a line: if
# somebody says, imagine, nobody can say, he should have said, he never said.
_LEADS = {
    "en": r"""
if (?:<anyone>|anyone|we|they|people|he|she|i)<just> (?:says?|asks?|claims?|writes?|tells? <me>)
if (?:<anyone>|we|they|he|she|i) were to (?:say|ask|claim|write)
if (?:someone|somebody|anyone|anybody) (?:said|asked|wrote|told <me>)
(?:imagine|picture|suppose|supposing|let['’]s say|as (?:if|though) (?:to say|saying))\b<six>
<anyone> <modal>(?: not)?<just> (?:say|claim|answer|ask|think|write)
(?:nobody|no one|no-one)(?: is| was| ever| has)? (?:says?|said|saying)
(?:<ought>|could|would|might|may)(?: not)?<just> have (?:said|asked|answered|replied|told <me>)
(?:never|not once) (?:said|says|wrote|told <me>)
<not> (?:say|saying|write|writing)
""",
    "es": r"""
si (?:alguien|uno|usted|te|le|les|nos|me)(?: (?:me|te|le|les|nos))? (?:dice|dicen|pregunta|dijera)
(?:imagine|imagina|imaginen|imaginemos|supongamos|suponga|como si dijera|como diciendo)\b<six>
(?:nadie|no se|uno no|usted no|no) (?:puede|podemos|pueden|debe|debemos|deben) (?:decir|afirmar)
(?:debió|debería|deberían|podría|podrían|habría|hubiera|pudo)(?: haber)? (?:decir|dicho)
(?:nunca|jamás|no) (?:dijo|dije|dijeron|dijimos|ha dicho|he dicho|han dicho)
""",
    "fr": r"""
si (?:quelqu['’]un|on|vous|tu|l['’]on)(?: (?:vous|te|nous|me))? (?:dit|disait|dites|demande)
(?:imaginez|imaginons|supposons|supposez|comme pour dire)\b<six>
(?:on|personne|vous|nul) ne (?:peut|peuvent|pouvez|pourrait|doit|devrait)(?: pas)? dire
(?:aurait|auraient|aurais) (?:pu|dû) dire
n['’](?:a|ai|ont|avons) (?:jamais|pas) (?:dit|écrit)
""",
    "pt": r"""
se (?:alguém|você|a gente)(?: (?:me|te|lhe|nos))? (?:diz|disser|dissesse|pergunta|perguntar)
(?:imagine|imaginem|suponha|suponhamos|como se dissesse)\b<six>
(?:ninguém|não se|você não|não) (?:pode|podemos|podem|deve|devem) (?:dizer|afirmar)
(?:deveria|poderia|podia|devia) (?:ter dito|dizer)
(?:nunca|jamais|não) (?:disse|disseram|dissemos|escreveu)
""",
    "de": r"""
(?:wenn|falls) (?:jemand|einer)(?: (?:mir|dir|uns|ihm|ihr))?(?: (?:sagt|sagte|fragt))?
(?:stellen sie sich vor|stell dir vor|angenommen|als wollte er sagen)\b<six>
(?:man|niemand) (?:kann|könnte|darf|dürfte|sollte)(?: (?:nicht|nun|doch))? sagen
(?:hat|habe|haben|hatte) (?:nie|niemals|nicht) (?:gesagt|geschrieben)
""",
    "it": r"""
se (?:qualcuno|uno|tu|lei)(?: (?:mi|ti|ci|vi|gli))? (?:dice|dicesse|chiede|chiedesse)
(?:immaginate|immagini|immagina|supponiamo|come per dire)\b<six>
(?:nessuno|non si|non) (?:può|possiamo|possono|deve|dovrebbe|potrebbe) dire
(?:avrebbe|avrebbero) (?:potuto|dovuto) dire
non (?:ha|ho|hanno|abbiamo) (?:mai )?(?:detto|scritto)
""",
}


def _compile(leads: str) -> re.Pattern[str]:
    """Returns what a lead looks like at the end of a text."""
    for name, part in _PARTS.items():
        leads = leads.replace(name, part)
    either = "|".join(leads.split("\n")[1:-1])
    return re.compile(
        rf"\b(?:{either})(?:[:,;]| that| like| to \w+| que| dass| che| tipo)?[\s:,]*\Z",
        re.IGNORECASE,
    )


_BEFORE = {language: _compile(leads) for language, leads in _LEADS.items()}
_NEGATION = re.compile(
    r"\b(?:did|does|do|is|was|are|am)(?: not|n['’]t)\b|\b(?:no|ne|não|non|nicht)\b", re.IGNORECASE
)
# "He did not just say", "not only said": the words were said.
_SAID_ALL_THE_SAME = re.compile(
    r"\b(?:just|only|merely|simply|sólo|solo|seulement|nur|soltanto|apenas)\b[^.]{0,30}\Z",
    re.IGNORECASE,
)


def is_hypothetical(reading: Reading, stretch: Stretch) -> bool:
    """Whether the words before a stretch say that nobody need have said it; O(1)."""
    pattern = _BEFORE.get(reading.lexicon.language)
    if pattern is None:
        return False
    sentence = reading.sentences[reading.sentence_at(stretch.outer.start)]
    start = max(sentence.start, stretch.outer.start - _WINDOW_CHARS)
    before = reading.masked[start : stretch.outer.start]
    found = pattern.search(before)
    if found is None:
        return False
    return _NEGATION.search(found[0]) is None or _SAID_ALL_THE_SAME.search(before) is None
