"""Italian: cue verbs and nouns with their stance, pronouns, closed classes, role nouns."""

from __future__ import annotations

from service.domain.extraction.lexicon import Lexicon, make_cues
from service.domain.text.lexicon import word_set

_VERBS = {
    "neutral": "dire dichiarare spiegare aggiungere affermare commentare osservare raccontare"
    " rispondere scrivere sottolineare precisare annunciare ricordare riferire concludere ribadire"
    " proseguire continuare evidenziare replicare notare segnalare twittare confermare rivelare"
    " definire descrivere chiamare criticare pensare credere ritenere puntualizzare esclamare",
    "claims": "sostenere assicurare accusare denunciare insistere",
    "denies": "negare smentire respingere",
    "admits": "ammettere riconoscere confessare",
    "warns": "avvertire avvisare minacciare",
    "promises": "promettere giurare garantire",
    "orders": "chiedere ordinare esigere esortare",
    "asks": "domandare interrogare",
    "jokes": "scherzare ironizzare",
}
_IRREGULAR = {
    "dire": "dice dicono disse dissero diceva dicevano|dicendo|detto",
    "aggiungere": "aggiunge aggiungono aggiunse aggiungeva|aggiungendo|aggiunto",
    "rispondere": "risponde rispondono rispose rispondeva|rispondendo|risposto",
    "scrivere": "scrive scrivono scrisse scriveva|scrivendo|scritto",
    "concludere": "conclude concludono concluse|concludendo|concluso",
    "descrivere": "descrive descrivono descrisse|descrivendo|descritto",
    "ritenere": "ritiene ritengono riteneva|ritenendo|ritenuto",
    "sostenere": "sostiene sostengono sosteneva sostenne|sostenendo|sostenuto",
    "respingere": "respinge respingono respinse|respingendo|respinto",
    "ammettere": "ammette ammettono ammise|ammettendo|ammesso",
    "promettere": "promette promettono promise|promettendo|promesso",
    "chiedere": "chiede chiedono chiese chiedeva|chiedendo|chiesto",
    "definire": "definisce definiscono definì|definendo|definito",
    "ribadire": "ribadisce ribadiscono ribadì|ribadendo|ribadito",
    "riferire": "riferisce riferiscono riferì|riferendo|riferito",
    "garantire": "garantisce garantiscono garantì|garantendo|garantito",
    "insistere": "insiste insistono insisteva|insistendo|insistito",
    "esigere": "esige esigono|esigendo|esatto",
}
_NOUNS = {
    "neutral": "dichiarazione dichiarazioni commento commenti lettera messaggio intervista"
    " risposta parole frase discorso domanda spiegazione reazione replica"
}
_ENDINGS = {
    "are": (("a", "ano", "ò", "arono", "ava", "avano", "erà"), "ando", "ato"),
    "ere": (("e", "ono", "é", "erono", "eva", "evano", "erà"), "endo", "uto"),
    "ire": (("e", "ono", "ì", "irono", "iva", "ivano", "irà"), "endo", "ito"),
}


def _forms(lemma: str) -> tuple[str, str, str]:
    stem = lemma[:-3]
    finite, gerund, past = _ENDINGS[lemma[-3:]]
    return " ".join(stem + ending for ending in finite), stem + gerund, stem + past


ITALIAN = Lexicon(
    language="it",
    cues=make_cues(_VERBS, _NOUNS, _IRREGULAR, _forms),
    he=word_set("lui egli"),
    she=word_set("lei ella"),
    they=word_set("loro"),
    other_pronouns=word_set("io noi voi"),
    relatives=word_set("che chi quale"),
    determiners=word_set(
        "il lo la i gli le l’ l' un uno una un’ un' suo sua suoi sue loro questo questa questi"
        " queste quel quello quella alcuni alcune molti molte due tre quattro cinque altro"
        " altra ogni tutti tutte del della dello dei degli delle"
    ),
    prepositions=word_set(
        "di a da in con su per tra fra del della dello dei degli delle dell’ dell' al alla allo ai"
        " agli alle all’ all' dal dalla nel nella nei sul sulla contro secondo dopo prima durante"
        " senza verso d’ d'"
    ),
    conjunctions=word_set("e ed ma o però né"),
    subordinators=word_set("quando mentre perché anche se come dove dopo prima"),
    between=word_set(
        "ha hanno aveva avevano è sono era già anche non mai poi ancora si gli le lo la ci mi"
        " vi ieri oggi recentemente inoltre stato stata"
    ),
    auxiliaries=word_set("è sono era erano fu ha hanno aveva sarà sarebbe deve può"),
    that=word_set("che se come"),
    according=(
        ("secondo",),
        ("a", "detta", "di"),
        ("a", "parere", "di"),
        ("stando", "a"),
        ("nelle", "parole", "di"),
    ),
    roles=word_set(
        "presidente presidentessa premier vicepresidente ministro ministra segretario"
        " segretaria senatore senatrice deputato deputata sindaco sindaca governatore"
        " ambasciatore giudice procuratore avvocato avvocata generale colonnello capitano"
        " comandante papa re regina portavoce direttore direttrice candidato candidata leader"
        " capo fonte fonti esperto esperta esperti analista professore professoressa"
        " ricercatore ricercatrice autore autrice giornalista polizia governo ministero partito"
        " azienda società banca commissione organizzazione sindacato famiglia madre padre"
        " figlio figlia donna uomo fratello sorella testimone residenti studente medico dottore"
        " dottoressa economista storico nota lettera rapporto testo allenatore giocatore"
        " attaccante attore attrice cantante imprenditore"
    ),
    titles=word_set(
        "presidente premier ministro ministra senatore senatrice sindaco sindaca governatore"
        " ambasciatore giudice papa re regina portavoce leader candidato candidata direttore"
    ),
    documents=word_set("nota lettera rapporto testo comunicato messaggio documento"),
    bodies=word_set("governo ministero partito azienda banca polizia commissione"),
    times=word_set(
        "lunedì martedì mercoledì giovedì venerdì sabato domenica gennaio febbraio marzo aprile"
        " maggio giugno luglio agosto settembre ottobre novembre dicembre oggi ieri domani giorno"
        " giorni settimana settimane mese mesi anno anni mattina sera notte"
    ),
    impersonal=word_set(
        "stati uniti italia europa roma casa bianca parlamento senato camera corte partito"
        " università istituto ministero governo unione europea nazionale banca onu nato ansa"
    ),
    possessives=word_set("suo sua suoi sue"),
    not_names=word_set(
        "il lo la i gli le l’ l' un uno una e ed ma o se in a da di con su per tra fra del"
        " della dei nel nella al alla che chi quando mentre come dove perché dopo prima già non"
        " sì anche lui lei loro io noi voi secondo lunedì martedì mercoledì giovedì venerdì"
        " sabato domenica gennaio febbraio marzo aprile maggio giugno luglio agosto settembre"
        " ottobre novembre dicembre oggi ieri questo questa questi queste è sono ha hanno ogni"
        " tutti due tre molto più dell’ dell' all’ all' nell’ nell' c’ c' così poi ora"
    ),
    to_verbs=word_set(""),
    object_to_verbs=word_set(""),
    object_verbs=word_set(""),
    title_words=word_set(
        "libro film canzone album articolo romanzo poesia opera serie episodio intitolato"
        " intitolata documentario programma"
    ),
    nickname_words=word_set("soprannominato soprannominata alias soprannome"),
    motto_words=word_set("cartelli cartello striscione striscioni slogan motto cori"),
    scare_words=word_set("cosiddetto cosiddetta cosiddetti presunto presunta"),
    subject_optional=True,
    conjunction_only=True,
)
