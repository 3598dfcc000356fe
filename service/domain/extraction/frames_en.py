"""English words that report what somebody said, thinks, wants or stands for, by complement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.domain.extraction.frames import Frame
from service.domain.kinds import Stance
from service.domain.text.lexicon import word_set

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    _Table = dict[str, tuple[Frame, ...]]

# Lines of "stance | complements | words". Complements: "that" a clause, "whether" a clause that
# opens with a question word, "to" an infinitive, "it" an object, "him-to" an object with an
# infinitive, "+on" a complement that opens with this preposition.
_VERBS = """
neutral | that whether it | announce mention explain note recall report reveal disclose observe
neutral | that whether it | suggest indicate signal stress emphasize emphasise underscore underline
neutral | that whether it | highlight confirm reiterate repeat recount relate predict forecast
neutral | that it | declare proclaim conclude estimate argue posit hypothesize theorize tweet
neutral | that | say
neutral | that | respond reply write add testify quip retort counter interject joke muse marvel
neutral | that whether it | remark concur
neutral | it | discuss describe cite quote detail outline address unveil recite invoke tackle
neutral | it | portray depict characterize characterise label brand dub term paint summarize
neutral | it | reference rehash revisit broach voice express convey articulate enumerate
neutral | it | tout liken compare preach debate phrase frame echo parrot
neutral | whether | specify elaborate clarify
neutral | +about,of,on,against | speak talk write rant joke tweet chat gush
neutral | +on,about | comment elaborate opine expound testify
neutral | +to,on | point respond refer allude
neutral | +with | agree disagree concur
neutral | that whether it | prove demonstrate illustrate
neutral | that whether datum | find show
neutral | datum | put give
neutral | it | critique assess identify spotlight chronicle exaggerate overstate misstate
neutral | it | reaffirm rebuff reprimand nominate assure convince persuade
neutral | that it | reaffirm envision
neutral | whether it | mull weigh evaluate
neutral | +at | marvel hint
neutral | that it +to | testify attest
claims | that to it | claim allege assert contend profess
claims | that it | charge insinuate imply speculate
claims | that +on | insist
claims | that +about,of | complain boast brag crow whine
claims | it | accuse blame fault
denies | that it | deny dispute rebut refute contradict downplay
denies | to it | reject dismiss decline refuse
admits | that it +to | admit concede acknowledge confess
admits | that to +on,with | agree
admits | it | accept recognize recognise
warns | that it him-to +of,about,against | warn caution
warns | that to it | threaten
promises | that to it | promise vow pledge swear commit
promises | to | offer
promises | it | guarantee
orders | that it him-to | demand urge order instruct command advise recommend propose request
orders | him-to | implore exhort encourage direct tell ask beg press compel invite remind
neutral | it-a | call
orders | +for,on,against | call push press plead appeal argue advocate lobby campaign petition
orders | that it | insist mandate stipulate
asks | whether +about,for | ask
asks | whether +about | wonder inquire enquire
asks | it whether | question ponder debate contemplate
jokes | +about | joke quip laugh
believes | that whether | know assume presume
believes | that | see
believes | that whether it | believe understand realize realise suspect
believes | that whether | think feel guess reckon figure imagine learn forget remember decide
believes | that to it | expect anticipate
believes | it | consider deem regard view perceive interpret
believes | +in | believe
believes | that it +about,over | worry
believes | that it | fear doubt foresee
believes | that it | hope
wants | that to +for | hope wish yearn
wants | to him-to it | want
wants | to it | seek intend plan prefer desire crave
wants | to | aim decide aspire vow opt hesitate threaten
wants | +for | plan hope wish
wants | +on | plan
favours | it | support endorse back praise defend applaud celebrate commend embrace welcome
favours | it | hail laud
favours | it | champion promote advocate favor favour admire appreciate congratulate thank salute
favours | it | honor honour love trust respect prefer extol glorify justify
favours | +of | approve disapprove
favours | +for | advocate
opposes | it | oppose criticize criticise attack condemn denounce decry slam blast rip mock
opposes | it | ridicule deride bash assail chastise rebuke lambaste disparage protest resist
opposes | it | dislike hate detest despise resent regret lament bemoan challenge contest repudiate
opposes | it | disavow discredit belittle berate scold insult savage skewer taunt demonize vilify
opposes | it | malign excoriate castigate censure mock trash hammer eviscerate scorn pan decry
neutral | it | contrast convey delineate evoke herald narrate preview recap relay retell
neutral | it | recite sketch trumpet clarify attribute parody satirize
neutral | +on | focus dwell harp touch reflect remark
neutral | +to | reply react allude
claims | it | embellish flaunt mischaracterize misrepresent
denies | it | debunk trivialize sugarcoat whitewash retract rescind
orders | +for | beg clamor
orders | +to | appeal
believes | +about,of | care learn hear know dream
believes | it | envisage dread value underestimate overestimate
wants | +for | long opt root
favours | it | adore applaud cherish idolize relish revere treasure worship condone tolerate credit
favours | +with | side sympathize identify
opposes | it | abhor deplore disdain distrust loathe mistrust shun denigrate impugn rebuke reproach
opposes | it | revile smear stereotype stigmatize upbraid jeer lambast assail satirize scapegoat
neutral | +out | lay spell set
neutral | that +out | point
neutral | +up | bring
neutral | +about | lie
denies | +out | rule
denies | +down | play
denies | +off | shrug
believes | +out | figure
favours | +with | empathize
favours | +for | vouch
wants | to | like
opposes | +to | object
opposes | +against | rail protest fight
opposes | +at | lash scoff sneer balk bristle
"""
# Nouns with whose claims they are: "his plan to leave", "their support for the deal".
_NOUNS = """
claims | that +of | claim allegation accusation assertion contention insistence boast charge rumor
claims | that +of,about | speculation suggestion suspicion
neutral | that | statement announcement declaration conclusion prediction argument view
neutral | that +of | report finding news proof evidence admission acknowledgement acknowledgment
neutral | +about,on | comment remark statement speech
neutral | +for,on,of,about | view position stance opinion explanation description
denies | that +of | denial rejection
denies | to | refusal
asks | +about,on | question
warns | that +of,about | warning
warns | to | threat
promises | that to +of | promise pledge vow
promises | to | commitment offer
neutral | that +for | case
neutral | that | point observation message sense narrative reminder impression
believes | that +on,about | consensus understanding disagreement discussion debate
believes | +about | misgiving qualm reservation
orders | to that +about | advice
orders | +for to | plea
orders | that +for | demand
orders | that to +for | request call proposal recommendation
orders | to | order
believes | that +of,in | belief idea notion theory assumption conviction
believes | that +of | hope fear expectation doubt
believes | that +about,over | concern worry doubt anxiety skepticism
wants | to | desire decision intention willingness eagerness reluctance wish determination ambition
wants | to +for | plan
favours | +for | support enthusiasm admiration
favours | +of | endorsement approval praise
opposes | +to | opposition objection
opposes | +of | criticism condemnation disapproval
opposes | +on | attack
"""
# After a form of "be" or "seem": "is confident that …", "was willing to …".
_ADJECTIVES = """
believes | that +of,about | confident sure certain aware convinced optimistic hopeful doubtful
believes | that +of,about | skeptical sceptical adamant positive unaware
believes | that +about,over,by,with,at | worried concerned afraid upset angry
believes | that +about,over,by,with,at | disappointed frustrated
believes | that to +about,with,by | glad happy pleased proud surprised excited shocked sorry
believes | that whether +of,about | unsure uncertain unclear sure certain clear
believes | +with | familiar comfortable satisfied
wants | to | willing unwilling eager reluctant determined prepared hesitant keen
wants | to | inclined
favours | +of | supportive fond proud
opposes | +of | critical dismissive wary
opposes | +to | opposed
believes | +about,over | divided undecided puzzled uneasy nervous passionate optimistic
favours | +with,by | impressed
opposes | +with,by | unhappy dissatisfied alarmed disgusted
favours | +to | open sympathetic committed
"""
_IRREGULAR = {
    # lemma: third person, preterite, gerund, forms that are participles only
    "say": "says said saying",
    "tell": "tells told telling",
    "write": "writes wrote writing written",
    "swear": "swears swore swearing sworn",
    "think": "thinks thought thinking",
    "feel": "feels felt feeling",
    "know": "knows knew knowing known",
    "find": "finds found finding",
    "show": "shows showed showing shown",
    "see": "sees saw seeing seen",
    "understand": "understands understood understanding",
    "speak": "speaks spoke speaking spoken",
    "cast": "casts cast casting",
    "put": "puts put putting",
    "give": "gives gave giving given",
    "admit": "admits admitted admitting",
    "refer": "refers referred referring",
    "prefer": "prefers preferred preferring",
    "rebut": "rebuts rebutted rebutting",
    "dub": "dubs dubbed dubbing",
    "plan": "plans planned planning",
    "pan": "pans panned panning",
    "rip": "rips ripped ripping",
    "slam": "slams slammed slamming",
    "quip": "quips quipped quipping",
    "seek": "seeks sought seeking",
    "beg": "begs begged begging",
    "learn": "learns learned learning learnt",
    "forget": "forgets forgot forgetting forgotten",
    "foresee": "foresees foresaw foreseeing foreseen",
    "commit": "commits committed committing",
    "brag": "brags bragged bragging",
    "chat": "chats chatted chatting",
    "concur": "concurs concurred concurring",
    "compel": "compels compelled compelling",
    "choose": "chooses chose choosing chosen",
    "forecast": "forecasts forecast forecasting",
    "hit": "hits hit hitting",
    "fight": "fights fought fighting",
    "prove": "proves proved proving proven",
    "hear": "hears heard hearing",
    "mean": "means meant meaning",
    "opt": "opts opted opting",
    "lay": "lays laid laying",
    "set": "sets set setting",
    "bring": "brings brought bringing",
    "lie": "lies lied lying",
    "shrug": "shrugs shrugged shrugging",
    "bet": "bets bet betting",
}
_ALSO_NOUN = word_set(
    "set sets lay play plays "
    "report reports signal signals note notes tweet tweets forecast forecasts estimate estimates"
    " remark remarks highlight highlights quote quotes detail details address addresses label"
    " labels brand brands paint term terms list lists name names debate debates phrase phrases"
    " frame frames echo voice talk talks chat comment comments joke jokes point points show shows"
    " claim claims charge charges boast dispute disputes decline promise promises vow vows pledge"
    " pledges offer offers guarantee demand demands order orders command request requests call"
    " calls push press appeal campaign campaigns petition vote votes question questions guess"
    " view views see fear fears doubt doubts worry worries hope hopes wish wishes plan plans need"
    " needs aim aims desire support supports back praise embrace welcome champion champions"
    " thanks honor honors love respect trust attack attacks blast rip ridicule protest protests"
    " challenge challenges contest insult insults trash hammer fight objects object finds find"
    " cast casts reference references favor favors regret regrets advocate advocates blame fault"
    " cites pan alleged mandate scorn compromise direct figure figures hate question fault rebuke"
    " raise raises pose approval"
)
LIGHT_VERBS = word_set(
    "express expresses expressed expressing voice voices voiced voicing raise raises raised"
    " raising have has had having share shares shared make makes made making issue issues issued"
    " give gives gave given offer offers offered reiterate reiterated repeat repeated announce"
    " announced withdraw withdrew pledge pledged declare declared underscore underscored hold"
    " holds held harbor harbored take takes took lodge lodged file filed deliver delivered show"
    " shows showed state stated note noted drop dropped abandon abandoned"
)
_VOWELS = "aeiou"


def _forms(lemma: str) -> Iterator[tuple[str, str]]:
    """Yields the forms of a verb with their moods."""
    yield lemma, "infinitive"
    if lemma in _IRREGULAR:
        third, past, gerund, *rest = _IRREGULAR[lemma].split()
        yield third, "finite"
        yield past, "finite" if rest else "past"
        yield gerund, "participle"
        for form in rest:
            yield form, "perfect"
        return
    third, past, gerund = lemma + "s", lemma + "ed", lemma + "ing"
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        third, past = lemma[:-1] + "ies", lemma[:-1] + "ied"
    elif lemma.endswith("e"):
        past = lemma + "d"
        gerund = lemma + "ing" if lemma.endswith("ee") else lemma[:-1] + "ing"
    elif lemma.endswith(("s", "sh", "ch", "x")):
        third = lemma + "es"
    yield third, "finite"
    yield past, "past"
    yield gerund, "participle"


def _read(table: str, lemma_forms: Callable[[str], Iterator[tuple[str, str]]]) -> _Table:
    frames: _Table = {}
    for line in table.strip().splitlines():
        stance, complements, words = (part.strip() for part in line.split("|"))
        names = complements.split()
        prepositions = frozenset(
            preposition
            for name in names
            if name.startswith("+")
            for preposition in name[1:].split(",")
        )
        for lemma in words.split():
            for form, mood in lemma_forms(lemma):
                frame = Frame(
                    lemma,
                    Stance(stance),
                    mood,
                    frozenset(name for name in names if not name.startswith("+")),
                    prepositions,
                    also_noun=form in _ALSO_NOUN,
                )
                frames[form] = (*frames.get(form, ()), frame)
    return frames


def _noun_forms(lemma: str) -> Iterator[tuple[str, str]]:
    yield lemma, "noun"
    yield (
        lemma[:-1] + "ies" if lemma.endswith("y") and lemma[-2] not in _VOWELS else lemma + "s",
        "noun",
    )


def _adjective_forms(lemma: str) -> Iterator[tuple[str, str]]:
    yield lemma, "adjective"


def _make() -> _Table:
    frames: _Table = {}
    for table, forms in ((_VERBS, _forms), (_ADJECTIVES, _adjective_forms), (_NOUNS, _noun_forms)):
        for form, found in _read(table, forms).items():
            frames[form] = (*frames.get(form, ()), *found)
    return frames


ENGLISH_FRAMES = _make()
