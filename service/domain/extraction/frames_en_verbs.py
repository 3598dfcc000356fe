"""English verbs that report or ascribe, by stance and complement, with their forms."""

from __future__ import annotations

from service.domain.text.lexicon import word_set

# Lines of "stance | complements | words". Complements: "that" a clause, "whether" a clause that
# opens with a question word, "to" an infinitive, "it" an object, "him-to" an object with an
# infinitive, "+on" a complement that opens with this preposition, "him+about" one that does so
# behind whom one asks or tells. The rest is told in Frame.
VERBS = """
neutral | that whether it | announce mention explain note recall report reveal disclose observe
neutral | that whether it | suggest indicate signal stress emphasize emphasise underscore
neutral | that whether it | underline
neutral | that whether it | highlight confirm reiterate repeat recount relate predict forecast
neutral | that it | declare proclaim conclude estimate argue posit hypothesize theorize tweet
neutral | that | say
neutral | that | respond reply write add testify quip retort counter interject joke muse marvel
neutral | that whether it | remark concur
neutral | it | discuss describe cite detail outline address unveil recite invoke tackle
neutral | it | portray depict characterize characterise label brand dub term paint summarize
neutral | it | reference rehash revisit broach voice express convey articulate enumerate
neutral | it | tout liken compare preach phrase frame echo parrot
neutral | whether | specify elaborate clarify
neutral | +about,of,on,against | speak talk rant joke chat gush
neutral | +about,of | write tweet
neutral | +on,about | comment elaborate opine expound testify
neutral | +to,on | point respond refer allude
neutral | +with | agree disagree concur
neutral | that whether it | illustrate
neutral | that whether datum | find show prove demonstrate
neutral | datum | put give
neutral | it | critique assess identify spotlight chronicle exaggerate overstate misstate
neutral | it | reaffirm rebuff reprimand assure convince persuade
neutral | that it | reaffirm envision
neutral | whether it | mull weigh evaluate
neutral | +at | marvel hint
neutral | that it +to | testify attest
claims | that to it | claim allege assert contend profess
claims | that it | insinuate imply speculate
claims | that | charge
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
promises | that to it | promise vow pledge swear
promises | to | commit
promises | to | offer
promises | it | guarantee
orders | that it him-to | demand urge order instruct command recommend propose
orders | that him-to | advise request
orders | him-to | implore exhort encourage direct tell ask beg press compel invite remind
neutral | it-a | call
orders | +for,on,against | call push press plead appeal argue advocate lobby petition
orders | that it | insist mandate stipulate
asks | whether +about,for | ask
asks | whether +about | wonder inquire enquire
asks | it whether | question ponder contemplate
jokes | +about | joke quip laugh
believes | that whether | know assume presume
believes | that | see
believes | that whether it | believe understand realize realise suspect
believes | that whether | think feel guess reckon figure imagine learn forget remember decide
believes | that to it | expect anticipate
believes | it | consider deem view interpret
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
favours | it | support endorse back praise defend applaud commend embrace welcome
favours | it | hail laud
favours | it | champion promote advocate favor favour admire appreciate congratulate thank salute
favours | it | honor honour love respect prefer extol glorify justify
favours | +of | approve disapprove
favours | +for | advocate
opposes | it | oppose criticize criticise attack condemn denounce decry slam blast rip mock
opposes | it | ridicule deride bash assail chastise rebuke lambaste disparage protest resist
opposes | it | dislike hate detest despise resent regret lament bemoan repudiate
opposes | it | disavow discredit belittle berate scold insult savage skewer taunt demonize vilify
opposes | it | malign excoriate castigate censure mock trash hammer eviscerate scorn pan decry
neutral | it | contrast convey delineate evoke herald narrate preview recap relay retell
neutral | it | recite sketch trumpet clarify attribute parody satirize
neutral | +on | harp touch reflect remark
neutral | +to | reply allude
claims | it | embellish flaunt mischaracterize misrepresent
denies | it | debunk trivialize sugarcoat whitewash retract rescind
orders | +for | beg clamor
believes | +about,of | care learn hear know dream
believes | it | envisage dread value underestimate overestimate
wants | +for | long opt root
favours | it | adore applaud cherish idolize relish revere treasure worship condone tolerate
favours | it | credit
favours | +with | side sympathize identify
opposes | it | abhor deplore disdain distrust loathe mistrust shun denigrate impugn rebuke
opposes | it | reproach
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
neutral | it-as | regard perceive see identify present pitch position rate peg treat
neutral | him-wh | tell show remind inform notify assure reassure advise teach
asks | him-wh | ask
asks | him+about,on,over | ask press question quiz grill challenge confront
neutral | him+about,on,of | lecture brief inform update remind advise educate
warns | him+about,of,against | warn caution alert
neutral | it | retweet circulate leak list name affirm
neutral | it-m | post publish release issue deliver email share broadcast submit provide sign pass
neutral | that | hint affirm attest rule determine figure
neutral | whether it | explore
claims | it that | trumpet exaggerate purport
claims | to | purport profess
believes | it | picture foresee ignore overlook
orders | it him-to | authorize allow permit forbid oblige
orders | him-to | require
orders | it | ban veto block overturn uphold
favours | +behind | rally
favours | +for | vote
opposes | +against | vote
opposes | +with | break
neutral | +against | rule decide
neutral | +on,about | weigh
neutral | +up | sum
neutral | it whether | document
neutral | that | lie
believes | it whether | fathom grasp comprehend
favours | it | mourn prize affirm
favours | +with,by | stand
favours | +to | defer
opposes | +into | rip tear lay
opposes | +after | go
opposes | it | pummel pound lampoon heckle boo jeer chide knock fault torch flog pillory vilify
opposes | it | disrespect antagonize boycott spurn shun
denies | it | renounce repudiate brush minimize
denies | +off | brush laugh wave
denies | +down | tamp
wants | to | strive look resolve volunteer
wants | it | eye
believes | +of | think hear learn know
admits | +for | apologize
admits | +to | plead
"""
IRREGULAR = {
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
    "forbid": "forbids forbade forbidding forbidden",
    "go": "goes went going gone",
    "tear": "tears tore tearing torn",
    "light": "lights lit lighting",
    "stand": "stands stood standing",
    "read": "reads read reading",
    "teach": "teaches taught teaching",
    "hold": "holds held holding",
    "ban": "bans banned banning",
    "bar": "bars barred barring",
    "permit": "permits permitted permitting",
    "submit": "submits submitted submitting",
    "vie": "vies vied vying",
    "veto": "vetoes vetoed vetoing",
    "flog": "flogs flogged flogging",
    "uphold": "upholds upheld upholding",
    "shun": "shuns shunned shunning",
    "defer": "defers deferred deferring",
    "strive": "strives strove striving striven",
    "broadcast": "broadcasts broadcast broadcasting",
}
ALSO_NOUN = word_set(
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
