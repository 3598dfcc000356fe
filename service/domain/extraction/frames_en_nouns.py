"""English nouns and adjectives that ascribe, and verbs that carry such a noun."""

from __future__ import annotations

from service.domain.text.lexicon import word_set

# Nouns with whose claims they are: "his plan to leave", "their support for the deal".
NOUNS = """
claims | that +of | claim allegation accusation assertion contention insistence boast charge rumor
claims | that +of,about | speculation suggestion suspicion
neutral | that | statement announcement declaration conclusion prediction argument view
neutral | that +of | report finding news proof evidence admission acknowledgement acknowledgment
neutral | +about,on | comment remark statement speech
neutral | +of,about | view opinion explanation description
neutral | +on | position
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
wants | to | desire decision intention willingness eagerness reluctance wish determination
wants | to | ambition
wants | to +for | plan
favours | +for | support enthusiasm admiration
favours | +of | endorsement approval praise
opposes | +to | opposition objection
opposes | +of | criticism condemnation disapproval
opposes | +on | attack
believes | +in | interest confidence faith trust belief
favours | +for | respect sympathy enthusiasm love appreciation gratitude praise preference
favours | +to | devotion commitment
favours | +of | defense defence embrace celebration
opposes | +for | contempt disdain hatred dislike disgust scorn distaste
opposes | +of | critique rebuke denunciation hatred distrust fear mistrust
opposes | +against,on | attack assault tirade
opposes | +at | swipe jab dig shot broadside barb insult aim
opposes | +to | hostility aversion resistance
opposes | +over,at,about | outrage anger frustration fury indignation
opposes | +with | issue frustration disagreement
neutral | +of,about | discussion mention account
neutral | +about,over,with | conversation talk debate argument
neutral | +to | reference
neutral | that +of | assessment analysis estimate forecast projection judgment judgement assertion
neutral | +on | take position ruling decision speech
denies | that +of,for | regret remorse
asks | +about,over | query doubt
"""
# Who somebody is by what they think: "a critic of the plan".
AGENTS = """
favours | +of | supporter advocate proponent champion backer fan defender admirer ally friend
favours | +for | advocate surrogate
opposes | +of | critic opponent foe skeptic enemy detractor
"""
# After a form of "be" or "seem": "is confident that …", "was willing to …".
ADJECTIVES = """
believes | that +of,about | confident sure certain aware convinced optimistic hopeful doubtful
believes | that +of,about | skeptical sceptical adamant positive unaware
believes | that +about,over,by,with,at | worried concerned afraid upset angry
believes | that +about,over,by,with,at | disappointed frustrated
believes | that to +about,with,by | glad happy pleased proud surprised excited shocked sorry
believes | that whether +of,about | unsure uncertain unclear sure certain clear
believes | +with | comfortable satisfied
wants | to | willing unwilling eager reluctant determined prepared hesitant keen
wants | to | inclined
favours | +of | supportive fond proud
opposes | +of | critical dismissive wary
opposes | +to | opposed
believes | +about,over | divided undecided puzzled uneasy nervous passionate optimistic
favours | +with,by | impressed
opposes | +with,by | unhappy dissatisfied alarmed disgusted
favours | +to | open sympathetic committed
believes | that +about,over,by,with,at | aghast horrified stunned troubled encouraged annoyed
believes | that +about,over,by,with,at | irritated
believes | that +about,over,by,with,at | bothered offended thrilled delighted relieved anxious
believes | that +about,over,by,with,at | scared
believes | that +about,over,by,with,at | terrified fearful furious mad outraged appalled
believes | that +about,over,by,with,at | dismayed bitter
believes | that +about,over,by,with,at | saddened amazed astonished baffled perplexed frustrated
believes | that +about,over,by,with,at | ecstatic
believes | +of,about | mindful wary cautious suspicious mistrustful distrustful ignorant unafraid
believes | +in,about | interested confident
believes | +by | intrigued inspired moved impressed bothered fascinated
believes | +about,on,over | vague silent mum quiet coy vocal outspoken cynical curious bullish
believes | +about,on,over | bearish
believes | +about,over | split torn ambivalent enthusiastic pessimistic realistic relaxed
opposes | +to | hostile averse resistant allergic immune
opposes | +of | sick tired weary ashamed contemptuous intolerant disdainful
opposes | +at,with,over | furious angry mad fed
favours | +to | loyal devoted dedicated favorable receptive amenable attached
favours | +of,with | enamored tolerant appreciative
favours | +for | grateful thankful hungry
wants | +on | intent keen insistent
wants | +for | eager desperate impatient hungry
wants | to | anxious desperate
"""
LIGHT_VERBS = word_set(
    "express expresses expressed expressing voice voices voiced voicing raise raises raised"
    " raising have has had having share shares shared make makes made making issue issues issued"
    " give gives gave given offer offers offered reiterate reiterated repeat repeated announce"
    " announced withdraw withdrew pledge pledged declare declared underscore underscored hold"
    " holds held harbor harbored take takes took lodge lodged file filed deliver delivered show"
    " shows showed state stated note noted drop dropped abandon abandoned draw draws drew drawn"
    " keep keeps kept poke pokes poked pay pays paid launch launches launched lose loses lost find"
    " finds found feel feels felt send sends sent throw throws threw lend lends lent taking"
    " showing sees see saw"
)
# Nouns of speech and thought that tell of it without an owner: "calls for", "fears that".
UNOWNED = word_set(
    "call calls request requests proposal proposals fear fears hope hopes report reports comment"
    " comments mention mentions belief beliefs warning warnings pledge pledges criticism"
    " criticisms opinion opinions prediction predictions rumor rumors suggestion suggestions"
    " worries concerns complaints demands claims allegations plan plans position positions promise"
    " promises conversation conversations consensus indignation assumption assumptions discussion"
    " discussions interest"
)
