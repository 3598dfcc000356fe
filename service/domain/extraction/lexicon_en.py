"""English: cue verbs and nouns with their stance, pronouns, closed classes, role nouns."""

from __future__ import annotations

from service.domain.extraction.frames_en import ENGLISH_FRAMES
from service.domain.extraction.frames_en_nouns import LIGHT_VERBS
from service.domain.extraction.lexicon import STANCES, Cue, Lexicon
from service.domain.text.lexicon import word_set

# Verbs that a clause may follow. Forms are made by rule unless listed in _IRREGULAR.
_CLAUSE_VERBS = {
    "neutral": "say tell state add note remark explain comment write reply respond answer announce"
    " declare report mention observe continue recall tweet post emphasize emphasise stress"
    " reiterate repeat conclude testify reveal predict recount quip muse lament opine"
    " clarify confirm inform relate counter retort interject begin finish argue suggest"
    " indicate signal elaborate enthuse gush reflect reason disclose"
    " summarize summarise estimate caution rule",
    "claims": "claim allege assert contend insist maintain boast complain charge accuse imply"
    " speculate proclaim fume rail rant profess",
    "denies": "deny dispute reject refute dismiss rebut",
    "admits": "admit concede acknowledge confess agree accept",
    "warns": "warn threaten",
    "promises": "promise vow pledge swear",
    "orders": "order demand urge command instruct advise recommend call implore exhort",
    "asks": "ask wonder inquire enquire query",
    "jokes": "joke quip crack tease laugh joke",
}
# Verbs that introduce marked words but rarely a bare clause.
_MARK_VERBS = {
    "neutral": "assure beam brag marvel sigh vent chime intone huff plead deadpan"
    " describe dub label brand term characterize characterise refer deem denounce praise"
    " criticize criticise condemn slam blast hail mock quote cite sing chant shout yell scream cry"
    " whisper mutter murmur exclaim deride decry echo cast ridicule bemoan tout pen sneer snap bark"
    " chide scold paint compare liken speak voice utter read highlight underline underscore point",
}
# Verbs of thought, which reporting of politics uses like verbs of speech.
_THOUGHT_VERBS = {
    "believes": "believe think expect hope feel fear consider doubt worry suspect know understand"
    " realize realise learn guess assume",
    "wants": "want plan intend decide prefer",
    "neutral": "propose find show calculate recommend project determine",
}
# Verbs whose complement says what was said: "refused to resign", "urged him to go".
_TO_VERBS = "promise vow pledge swear threaten refuse"
_OBJECT_TO_VERBS = "urge order call demand advise warn ask tell beg implore instruct command"
_OBJECT_VERBS = (
    "accuse blame criticize criticise denounce slam blast propose call oppose promise pledge"
    " apologize apologise complain deny acknowledge admit demand warn reiterate"
)
_IRREGULAR = {
    "say": "says said saying",
    "tell": "tells told telling",
    "write": "writes wrote writing written",
    "swear": "swears swore swearing sworn",
    "think": "thinks thought thinking",
    "feel": "feels felt feeling",
    "know": "knows knew knowing known",
    "begin": "begins began beginning",
    "read": "reads read reading",
    "find": "finds found finding",
    "show": "shows showed showing shown",
    "see": "sees saw seeing seen",
    "hear": "hears heard hearing",
    "understand": "understands understood understanding",
    "speak": "speaks spoke speaking spoken",
    "sing": "sings sang singing sung",
    "cast": "casts cast casting",
    "admit": "admits admitted admitting",
    "refer": "refers referred referring",
    "rebut": "rebuts rebutted rebutting",
    "dub": "dubs dubbed dubbing",
    "plan": "plans planned planning",
    "chat": "chats chatted chatting",
    "quip": "quips quipped quipping",
    "brag": "brags bragged bragging",
    "deadpan": "deadpans deadpanned deadpanning",
    "bar": "bars barred barring",
    "seek": "seeks sought seeking",
    "beg": "begs begged begging",
    "learn": "learns learned learnt learning",
    "pen": "pens penned penning",
    "snap": "snaps snapped snapping",
    "slam": "slams slammed slamming",
}
_VOWELS = "aeiou"
# Plural nouns or names of things when no subject stands before them.
_NOUN_TOO = word_set(
    "comments remarks claims states reports posts tweets notes answers questions pledges promises"
    " demands charges threats orders complaints responses replies labels terms brands points quotes"
    " plans hopes fears doubts supports offers attacks views projects backs cites references"
    " support offer attack view plan hope fear doubt project details addresses questions requests"
    " signals estimates details guesses feels shouts cries cheers screams boasts vows urges calls"
    " answer comment remark claim state report post tweet note charge order demand pledge promise"
)
_NOUNS = {
    "neutral": "comment comments remark remarks statement statements word words speech letter tweet"
    " tweets post posts message interview answer reply response memo report phrase slogan motto"
    " testimony note email op-ed essay language",
    "claims": "claim claims allegation allegations accusation accusations assertion assertions"
    " charge charges",
    "denies": "denial",
    "warns": "warning warnings threat threats",
    "promises": "promise promises pledge vow",
    "asks": "question questions",
}


def _forms(lemma: str) -> dict[str, str]:
    if lemma in _IRREGULAR:
        third, *rest = _IRREGULAR[lemma].split()
        gerund = next(form for form in rest if form.endswith("ing"))
        return {
            lemma: "infinitive",
            third: "finite",
            **{form: "finite" for form in rest if form != gerund},
            gerund: "participle",
        }
    third = lemma + "s"
    past, gerund = lemma + "ed", lemma + "ing"
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        third, past = lemma[:-1] + "ies", lemma[:-1] + "ied"
    elif lemma.endswith("e"):
        past, gerund = lemma + "d", lemma[:-1] + "ing"
    elif lemma.endswith(("s", "sh", "ch", "x")):
        third = lemma + "es"
    return {lemma: "infinitive", third: "finite", past: "finite", gerund: "participle"}


_WITH_PARTICLE = {"went": "on", "goes": "on", "hit": "back", "shot": "back", "fired": "back"}


_CONTRACTED = frozenset(
    f"{verb}n{apostrophe}t"
    for verb in word_set("did has was does do would wo ca could should have had is are were")
    for apostrophe in "'’"
)


def _make_cues() -> dict[str, Cue]:
    cues: dict[str, Cue] = {}
    for form, particle in _WITH_PARTICLE.items():
        cues[form] = Cue(f"{form} {particle}", STANCES["neutral"], "finite", particle=particle)
    for nouns, stance in ((text, STANCES[name]) for name, text in _NOUNS.items()):
        cues.update({noun: Cue(noun, stance, "noun", takes_clause=False) for noun in nouns.split()})
    stance_verbs = {"neutral": f"{_TO_VERBS} {_OBJECT_TO_VERBS} {_OBJECT_VERBS}"}
    tables = (
        (stance_verbs, False, True),
        (_THOUGHT_VERBS, True, True),
        (_MARK_VERBS, False, False),
        (_CLAUSE_VERBS, True, False),
    )
    for table, takes_clause, weak in tables:
        for name, verbs in table.items():
            for lemma in verbs.split():
                for form, mood in _forms(lemma).items():
                    known = cues.get(form)
                    if known is None or known.mood != "noun" or mood != "infinitive":
                        noun_too = form in _NOUN_TOO
                        cues[form] = Cue(
                            lemma, STANCES[name], mood, takes_clause, noun_too, weak=weak
                        )
    return cues


ENGLISH = Lexicon(
    language="en",
    cues=_make_cues(),
    frames=ENGLISH_FRAMES,
    light_verbs=LIGHT_VERBS,
    he=word_set("he his"),
    she=word_set("she her"),
    they=word_set("they"),
    other_pronouns=word_set("i we it you"),
    relatives=word_set("who which that"),
    determiners=word_set(
        "the a an his her its their our my your this these those some several many most few"
        " both another one two three four five six seven eight nine ten other all each every no any"
        " no-one multiple various certain"
    ),
    prepositions=word_set(
        "of in on at for to from with by about against after before during under over into between"
        " among through aboard amid despite without within across behind beyond near since until"
        " toward towards upon outside inside via per like unlike down up out off"
    ),
    conjunctions=word_set("and but or nor yet then so"),
    subordinators=word_set(
        "when while as because although though if after before since until unless where whereas"
        " once whether speaking asked pressed responding"
    ),
    between=word_set(
        "has have had having is was were are been be being will would could should may might must"
        " can do does did not never also then later now once again already still just even only"
        " often recently repeatedly previously initially reportedly publicly privately quickly"
        " simply further finally first flatly bluntly angrily immediately subsequently soon always"
        " sometimes originally earlier famously eventually briefly formally jokingly firmly"
        " strongly clearly openly specifically actually too n't explicitly rightly wrongly falsely"
        " correctly apparently admittedly directly merely ever long since all both itself himself"
        " herself themselves nevertheless nonetheless however meanwhile instead too though"
    )
    | _CONTRACTED,
    auxiliaries=word_set(
        "has have had is was were are will would could should may might must can cannot do does"
        " did isn't wasn't aren't weren't won't wouldn't can't couldn't shouldn't don't doesn't"
        " didn't hasn't haven't hadn't isn’t wasn’t aren’t weren’t won’t wouldn’t can’t couldn’t"
        " don’t doesn’t didn’t hasn’t haven’t hadn’t came went got made took gave knew saw paid"
        " lost won ran led left held kept met spent stood fell rose grew began became sent brought"
        " bought felt thought wrote spoke broke drove cannot says said seems seemed means meant"
        " needs"
    ),
    that=word_set("that whether how why what if"),
    according=(("according", "to"), ("in", "the", "words", "of"), ("as", "per")),
    roles=word_set(
        "president vice-president minister secretary senator representative congressman"
        " congresswoman governor mayor ambassador judge justice attorney lawyer sheriff chief"
        " general colonel captain commander commissioner pope king queen prince princess"
        " chairman chairwoman chair ceo director spokesman spokeswoman spokesperson leader"
        " speaker lawmaker lawmakers deputy candidate nominee coach officer official officials"
        " source sources aide aides adviser advisor advisers expert experts analyst analysts"
        " professor scientist researcher researchers author journalist reporter reporters"
        " editor columnist critic critics supporter supporters activist activists protester"
        " protesters demonstrators resident residents witness witnesses police prosecutors"
        " prosecutor investigators ministry government administration department agency court"
        " party campaign company bank group organization organisation committee council"
        " commission union team family families people voters voter student students teacher"
        " doctor doctors psychologist economist historian strategist pollster pollsters"
        " campaigner manager head boss founder owner executive executives member members"
        " statement letter report post tweet memo document decree book paper newspaper magazine"
        " magnate businessman entrepreneur actor actress singer star player counsel"
        " representative representatives embassy office palace campaign father mother son"
        " daughter wife husband brother sister friend friends colleague host anchor moderator"
        " veteran diplomat diplomats democrats republicans democrat republican half percent"
        " majority third number everyone everybody nobody someone anyone army military soldier"
        " soldiers man woman men women guerrilla rebel rebels"
    ),
    titles=word_set(
        "president minister secretary senator governor mayor ambassador judge chancellor premier"
        " pope king queen leader chief speaker general spokesman spokeswoman spokesperson candidate"
        " nominee billionaire businessman congressman congresswoman representative attorney"
    ),
    possessives=word_set("his her its their"),
    bodies=word_set(
        "administration ministry government department agency court party campaign company bank"
        " group committee council commission union embassy office palace army police university"
        " institute foundation association team newspaper"
    ),
    times=word_set(
        "monday tuesday wednesday thursday friday saturday sunday january february march april june"
        " july august september october november december today yesterday tomorrow tonight day days"
        " week weeks month months year years morning afternoon evening night hours hour minutes"
        " weekend moment past time decade decades ago summer winter spring fall late earlier early"
    ),
    impersonal=word_set(
        "american americans democratic democrats democrat republican republicans house senate"
        " white congress united states department party committee court supreme university"
        " college news times post street city county council union association institute"
        " foundation agency bureau office ministry embassy company corporation corp inc group"
        " bank national federal state north south east west northern southern eastern western"
        " central new york washington london europe america africa asia european african asian"
        " latin chinese russian british french german iran iraq israel mexico mexican"
        " california texas florida ohio virginia obamacare wikileaks twitter facebook google"
        " instagram gop cia fbi doj nato un eu isis act bill constitution amendment christmas"
        " christian christians muslim muslims islam islamic jewish catholic internet tea"
        " campaign administration government international world war center museum island river"
        " bay beach airport air force army navy school high church hospital hotel tower palace"
        " capitol avenue road park square conference convention day award prize league club"
        " team fox cnn nbc cbs abc msnbc npr journal magazine press radio network english"
        " spanish i'm i've"
    ),
    documents=word_set(
        "statement letter report post tweet memo document note decree message text order ruling"
        " filing complaint email indictment announcement release communique advertisement ad"
        " commercial resolution missive article story transcript testimony"
    ),
    not_names=word_set(
        "says said tells told warns vows insists "
        "the a an and but or if in on at for to from with by as it he she they we i you his her its"
        " their our my your this that these those there here what when where who why how which"
        " while after before since although though because however meanwhile instead despite during"
        " according monday tuesday wednesday thursday friday saturday sunday january february march"
        " april may june july august september october november december jan feb mar apr jun jul"
        " aug sep sept oct nov dec no not yes so then now also just still even once later earlier"
        " some many most all both each every few several one two three four five six seven eight"
        " nine ten first second last next new another other such like unlike asked speaking"
        " advertisement editor note read more photo image getty reuters ap afp related"
        " says said say tells told warns vows insists admits denies refuses wants urges slams"
        " blasts praises promises"
    ),
    scare_words=word_set("so-called called so-termed supposed"),
    to_verbs=word_set(_TO_VERBS),
    object_to_verbs=word_set(_OBJECT_TO_VERBS),
    object_verbs=word_set(_OBJECT_VERBS),
    title_words=word_set(
        "book film movie song album article novel poem play show series episode column essay"
        " titled entitled sang sings singing performed ad advert commercial documentary"
        " headline headlined single podcast painting"
    ),
    nickname_words=word_set("nicknamed nickname alias dubbed known aka moniker"),
    motto_words=word_set(
        "placards placard signs sign banner banners slogan slogans chanting chanted chants motto"
        " t-shirts t-shirt hats hat mantra"
    ),
)
