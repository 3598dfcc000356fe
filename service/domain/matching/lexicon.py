"""Closed classes of words that matching treats apart: contractions, verbs, negation, numbers.

Short lists of the grammar of English and Spanish; other languages go without them. All entries are
folded; those of Spanish keep their accents.
"""

from __future__ import annotations

from typing import Final

CONTRACTIONS: Final[dict[str, tuple[str, ...]]] = {
    "can't": ("can", "not"),
    "cannot": ("can", "not"),
    "won't": ("will", "not"),
    "shan't": ("shall", "not"),
    "ain't": ("is", "not"),
    "gonna": ("going", "to"),
    "wanna": ("want", "to"),
    "gotta": ("got", "to"),
    "let's": ("let", "us"),
    "'em": ("them",),
    "'cause": ("because",),
    "cuz": ("because",),
    "ok": ("okay",),
    "eeuu": ("estados", "unidos"),
    "it's": ("it", "is"),
    "he's": ("he", "is"),
    "she's": ("she", "is"),
    "that's": ("that", "is"),
    "there's": ("there", "is"),
    "here's": ("here", "is"),
    "what's": ("what", "is"),
    "who's": ("who", "is"),
    "where's": ("where", "is"),
    "how's": ("how", "is"),
    "i'm": ("i", "am"),
}
"""English short forms that are not covered by ``CONTRACTION_ENDINGS``."""

CONTRACTION_ENDINGS: Final[dict[str, str]] = {
    "n't": "not",
    "'ll": "will",
    "'re": "are",
    "'ve": "have",
    "'d": "would",
    "'m": "am",
}

SPELLINGS: Final[dict[str, str]] = {
    "&": "and",
    "sen": "senator",
    "rep": "representative",
    "gov": "governor",
    "gen": "general",
    "dept": "department",
    "percent": "%",
    "favour": "favor",
    "colour": "color",
    "labour": "labor",
    "honour": "honor",
    "defence": "defense",
    "offence": "offense",
    "centre": "center",
    "programme": "program",
    "realise": "realize",
    "organise": "organize",
    "recognise": "recognize",
    "grey": "gray",
    "towards": "toward",
    "alright": "okay",
    "yeah": "yes",
}
"""Spellings of one word, so that they compare as equal."""

PHRASES: Final[dict[str, dict[tuple[str, str], tuple[str, str]]]] = {
    "es": {("ee", "uu"): ("estados", "unidos"), ("tal", "vez"): ("quizás", "")},
}
"""Two words that are another spelling of two words, or of one ("" stands for none)."""

IRREGULAR_EN: Final[dict[str, str]] = {
    form: base
    for base, forms in {
        "be": "am is are was were been being",
        "have": "has had having",
        "do": "does did done",
        "go": "goes went gone",
        "say": "said",
        "get": "got gotten",
        "make": "made",
        "know": "knew known",
        "think": "thought",
        "take": "took taken taking",
        "see": "saw seen",
        "come": "came coming",
        "give": "gave given giving",
        "find": "found",
        "tell": "told",
        "become": "became becoming",
        "show": "shown",
        "leave": "left leaving",
        "feel": "felt",
        "bring": "brought",
        "begin": "began begun beginning",
        "keep": "kept",
        "hold": "held",
        "write": "wrote written writing",
        "stand": "stood",
        "hear": "heard",
        "mean": "meant",
        "meet": "met",
        "run": "ran running",
        "pay": "paid",
        "sit": "sat sitting",
        "speak": "spoke spoken",
        "lead": "led",
        "grow": "grew grown",
        "lose": "lost losing",
        "fall": "fell fallen",
        "send": "sent",
        "build": "built",
        "understand": "understood",
        "draw": "drew drawn",
        "break": "broke broken",
        "spend": "spent",
        "rise": "rose risen rising",
        "drive": "drove driven driving",
        "buy": "bought",
        "wear": "wore worn",
        "choose": "chose chosen choosing",
        "swear": "swore sworn",
        "fight": "fought",
        "win": "won winning",
        "teach": "taught",
        "catch": "caught",
        "deal": "dealt",
        "sell": "sold",
        "steal": "stole stolen",
        "throw": "threw thrown",
        "shake": "shook shaken",
        "forget": "forgot forgotten",
        "forgive": "forgave forgiven",
        "freeze": "froze frozen",
        "hide": "hid hidden",
        "lie": "lying lied",
        "die": "dying died dies",
        "tie": "tying tied",
        "sing": "sang sung",
        "sink": "sank sunk",
        "strike": "struck striking",
        "tear": "tore torn",
        "wake": "woke woken",
        "eat": "ate eaten",
        "fly": "flew flown flies",
        "seek": "sought",
        "shoot": "shot",
        "stick": "stuck",
        "shrink": "shrank shrunk",
        "withdraw": "withdrew withdrawn",
        "overcome": "overcame",
        "repay": "repaid",
        "rebuild": "rebuilt",
        "flee": "fled",
        "feed": "fed",
        "lend": "lent",
        "lay": "laid",
        "hang": "hung",
        "dig": "dug",
        "ride": "rode ridden",
        "blow": "blew blown",
        "sleep": "slept",
        "swim": "swam swum",
        "slide": "slid",
        "mistake": "mistook mistaken",
        "undergo": "underwent undergone",
        "arise": "arose arisen",
        "bear": "bore borne",
        "bind": "bound",
        "man": "men",
        "woman": "women",
        "child": "children",
        "person": "people persons",
        "life": "lives",
        "use": "using used uses",
        "foot": "feet",
        "good": "better best",
        "bad": "worse worst",
        "not": "never",
        "weapon": "weapons weaponry",
    }.items()
    for form in forms.split()
}

IRREGULAR_ES: Final[dict[str, str]] = {
    form: base
    for base, forms in {
        "ser": "soy es somos son fui fue fuimos fueron era eran sea sean será serán sido sería",
        "estar": "estoy está están estamos estaba estaban estuvo estuvieron estará estaría esté",
        "ir": "voy vas va vamos van iba iban vaya vayan irá iré iría ido yendo",
        "haber": "he ha hemos han había habían hubo habrá habría haya hayan",
        "tener": "tengo tiene tienen tenemos tenía tuvo tuvieron tendrá tendré tendría tenga",
        "hacer": "hago hace hacen hacemos hizo hicieron hará haré haría haga hagan hecho haciendo",
        "decir": "digo dice dicen dijo dijeron dirá diré diría diga digan dicho diciendo",
        "poder": "puedo puede pueden podemos podía pudo pudieron podrá podré podría podrían pueda",
        "querer": "quiero quiere quieren queremos quería quiso querrá querría quiera quieran",
        "venir": "vengo viene vienen venimos vino vinieron vendrá vendré vendría venga vengan",
        "saber": "sé sabe saben sabemos sabía supo sabrá sabría sepa sepan",
        "dar": "doy da dan damos dio dieron dará daré daría dé den",
        "poner": "pongo pone ponen puso pusieron pondrá pondré pondría ponga pongan puesto",
        "volver": "vuelvo vuelve vuelven vuelva vuelvan vuelto",
        "morir": "muero muere mueren murió murieron muera muerto",
        "pedir": "pido pide piden pidió pidieron pida pidan",
        "pensar": "pienso piensa piensan piense",
        "nunca": "jamás",
        "deber": "debo debe deben debería deberían",
    }.items()
    for form in forms.split()
}

_UNITS_EN: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_UNITS_ES: Final = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
    "dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro "
    "veinticinco veintiséis veintisiete veintiocho veintinueve"
)
_TENS_EN: Final = "twenty thirty forty fifty sixty seventy eighty ninety"
_TENS_ES: Final = "treinta cuarenta cincuenta sesenta setenta ochenta noventa"
_HUNDREDS_ES: Final = (
    "cien doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos "
    "novecientos"
)

NUMBER_WORDS: Final[dict[str, dict[str, int]]] = {
    "en": {word: value for value, word in enumerate(_UNITS_EN.split())}
    | {word: 10 * value for value, word in enumerate(_TENS_EN.split(), 2)},
    "es": {word: value for value, word in enumerate(_UNITS_ES.split())}
    | {word: 10 * value for value, word in enumerate(_TENS_ES.split(), 3)}
    | {word: 100 * value for value, word in enumerate(_HUNDREDS_ES.split(), 1)},
}
"""Value of the simple number words of a language."""

SCALES: Final[dict[str, dict[str, int]]] = {
    "en": {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9,
           "trillion": 10**12},
    "es": {"docena": 12, "mil": 1_000,
           "millón": 10**6, "millones": 10**6, "billón": 10**12, "billones": 10**12},
}  # fmt: skip
"""Words that multiply the number before them."""

AMBIGUOUS_NUMBERS: Final = frozenset({"one", "uno", "once"})
"""Number words that are mostly something else when they stand alone."""
