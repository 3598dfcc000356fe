"""German: cue verbs and nouns with their stance, pronouns, closed classes, role nouns."""

from __future__ import annotations

from service.domain.extraction.lexicon import Lexicon, make_cues
from service.domain.text.lexicon import word_set

_VERBS = {
    "neutral": "sagen erklären betonen berichten antworten ergänzen erzählen schreiben mitteilen"
    " äußern feststellen meinen unterstreichen erwidern verkünden bestätigen kommentieren twittern"
    " zitieren nennen bezeichnen beschreiben kritisieren loben begründen erläutern entgegnen"
    " fortfahren hinzufügen hinweisen bekräftigen resümieren glauben finden rufen",
    "claims": "behaupten versichern beteuern beschuldigen",
    "denies": "bestreiten dementieren zurückweisen leugnen",
    "admits": "einräumen zugeben gestehen",
    "warns": "warnen drohen mahnen",
    "promises": "versprechen schwören ankündigen",
    "orders": "fordern verlangen befehlen auffordern appellieren",
    "asks": "fragen",
    "jokes": "scherzen spotten",
}
_IRREGULAR = {
    "schreiben": "schreibt schreiben schrieb schrieben|schreibend|geschrieben",
    "mitteilen": "teilt teilen teilte teilten mitteilt mitteilte mitteilten|mitteilend|mitgeteilt",
    "feststellen": "stellt stellte|feststellend|festgestellt",
    "nennen": "nennt nennen nannte nannten|nennend|genannt",
    "beschreiben": "beschreibt beschrieb beschrieben|beschreibend|beschrieben",
    "hinzufügen": "fügt fügen fügte fügten|hinzufügend|hinzugefügt",
    "fortfahren": "fortfährt fortfuhr fortfuhren|fortfahrend|fortgefahren",
    "hinweisen": "weist wies wiesen|hinweisend|hingewiesen",
    "finden": "findet fand fanden|findend|gefunden",
    "rufen": "ruft rief riefen|rufend|gerufen",
    "bestreiten": "bestreitet bestreiten bestritt bestritten|bestreitend|bestritten",
    "zurückweisen": "wies wiesen|zurückweisend|zurückgewiesen",
    "einräumen": "räumt räumen räumte räumten|einräumend|eingeräumt",
    "zugeben": "zugibt zugab zugaben|zugebend|zugegeben",
    "gestehen": "gesteht gestand gestanden|gestehend|gestanden",
    "versprechen": "verspricht versprach versprachen|versprechend|versprochen",
    "schwören": "schwört schwor schworen|schwörend|geschworen",
    "ankündigen": "kündigt kündigte kündigten|ankündigend|angekündigt",
    "antworten": "antwortet antworten antwortete antworteten|antwortend|geantwortet",
    "behaupten": "behauptet behaupten behauptete behaupteten|behauptend|behauptet",
    "auffordern": "forderte forderten|auffordernd|aufgefordert",
}
_NOUNS = {"neutral": "erklärung äußerung äußerungen rede brief mitteilung interview worte"}
_UNCHANGED = ("be", "er", "ver", "ent", "unter")


def _forms(lemma: str) -> tuple[str, str, str]:
    stem = lemma.removesuffix("n").removesuffix("e")
    finite = " ".join(stem + ending for ending in ("t", "te", "ten", "en"))
    plain = stem.startswith(_UNCHANGED) or lemma.endswith("ieren")
    return finite, stem + "end", stem + "t" if plain else "ge" + stem + "t"


GERMAN = Lexicon(
    language="de",
    cues=make_cues(_VERBS, _NOUNS, _IRREGULAR, _forms),
    he=word_set("er"),
    she=word_set("sie"),
    they=word_set(""),
    other_pronouns=word_set("ich wir es man"),
    relatives=word_set("der die das welcher welche"),
    determiners=word_set(
        "der die das den dem des ein eine einer einem einen eines sein seine seiner ihr ihre ihrer"
        " dieser diese dieses mehrere einige viele zwei drei vier fünf andere jeder jede alle unser"
    ),
    prepositions=word_set(
        "von vom in im an am auf aus bei beim mit nach zu zum zur über unter für gegen durch um vor"
        " seit während wegen laut zwischen ohne bis trotz gegenüber"
    ),
    conjunctions=word_set("und aber oder doch sondern denn"),
    subordinators=word_set("wenn als während weil obwohl nachdem bevor da damit falls wie"),
    between=word_set(
        "hat haben hatte hatten ist sind war nicht auch dann noch schon bereits immer sich ihm ihr"
        " wurde werde am montag dienstag mittwoch donnerstag freitag samstag sonntag zudem dazu"
        " heute gestern zuvor weiter außerdem deutlich"
    ),
    auxiliaries=word_set(
        "ist sind war waren sei seien hat habe haben hatte hätte wird werde würde werden kann könne"
        " könnte soll solle muss müsse darf dürfe will wolle"
    ),
    that=word_set("dass ob"),
    according=(
        ("laut",),
        ("so",),
        ("nach", "angaben", "von"),
        ("nach", "angaben", "der"),
        ("nach", "ansicht", "von"),
        ("nach", "worten", "von"),
        ("nach", "aussage", "von"),
        ("nach", "meinung", "von"),
    ),
    roles=word_set(
        "präsident präsidentin bundespräsident bundeskanzler bundeskanzlerin kanzler kanzlerin"
        " minister ministerin außenminister außenministerin innenminister finanzminister"
        " verteidigungsminister premierminister ministerpräsident staatssekretär senator"
        " senatorin abgeordneter abgeordnete bürgermeister bürgermeisterin botschafter richter"
        " richterin staatsanwalt anwalt anwältin general oberst kommandeur papst könig königin"
        " sprecher sprecherin regierungssprecher regierungssprecherin direktor direktorin chef"
        " chefin kandidat kandidatin vorsitzender vorsitzende parteichef leiter leiterin"
        " experte expertin experten analyst professor professorin forscher forscherin autor"
        " autorin journalist journalistin polizei regierung ministerium partei firma"
        " unternehmen bank kommission gewerkschaft familie mutter vater sohn tochter frau mann"
        " bruder schwester zeuge zeugin anwohner anwohnerin student studentin arzt ärztin"
        " ökonom historiker mitteilung brief bericht trainer spieler stürmer schauspieler"
        " sänger sängerin unternehmer kreise"
    ),
    titles=word_set(
        "präsident präsidentin bundespräsident bundeskanzler bundeskanzlerin kanzler kanzlerin"
        " minister ministerin außenminister außenministerin senator bürgermeister botschafter papst"
        " könig königin sprecher sprecherin direktor kandidat kandidatin premierminister"
    ),
    documents=word_set("mitteilung brief bericht schreiben dokument tweet erklärung"),
    bodies=word_set("regierung ministerium partei firma bank polizei kommission"),
    times=word_set(
        "montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz april mai"
        " juni juli august september oktober november dezember heute gestern morgen tag tage woche"
        " wochen monat monate jahr jahre abend nacht"
    ),
    impersonal=word_set(
        "usa deutschland europa berlin weiße weißes haus bundestag bundesrat senat partei"
        " universität institut ministerium regierung union europäische bank uno nato spiegel zeit"
    ),
    possessives=word_set("sein seine seiner seinen ihr ihre ihrer"),
    not_names=word_set(
        "der die das den dem des ein eine einer einem und aber oder doch in im an am auf aus"
        " bei mit nach zu zum zur über für gegen um vor seit von vom er sie es ich wir man wenn"
        " als während weil obwohl laut montag dienstag mittwoch donnerstag freitag samstag"
        " sonntag januar februar märz april mai juni juli august september oktober november"
        " dezember nicht auch dann noch schon heute gestern dieser diese dieses sein seine ihr"
        " ihre so wie da hier mehr alle viele was wer wo warum kein keine dennoch dort zudem"
        " außerdem trotzdem daher deshalb jedoch allerdings gleichzeitig anschließend danach nun"
        " jetzt später zuvor schließlich dabei damit darüber insgesamt immerhin umgekehrt ähnlich"
        " wichtiger denn sowie dass ob nachdem bevor dazu deswegen zugleich zunächst zuletzt"
        " inzwischen mittlerweile ebenso bislang bisher demnach dagegen hingegen doch seitdem"
        " unterdessen derweil vielmehr somit neben trotz gegenüber ohne unter zwischen derzeit"
        " ursprünglich insofern erst nur jeder jede jedes manche einige mehrere solche beide"
    ),
    to_verbs=word_set(""),
    object_to_verbs=word_set(""),
    object_verbs=word_set(""),
    title_words=word_set(
        "buch film lied song album artikel roman gedicht stück serie folge titel dokumentation"
        " sendung gemälde"
    ),
    nickname_words=word_set("genannt alias spitzname"),
    motto_words=word_set("plakate plakat transparent transparente slogan motto skandierten"),
    scare_words=word_set("sogenannte sogenannten sogenannter sogenanntes angeblich angebliche"),
    comma_clause=True,
    capital_nouns=True,
)
