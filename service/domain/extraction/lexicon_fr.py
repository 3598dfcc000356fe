"""French: cue verbs and nouns with their stance, pronouns, closed classes, role nouns."""

from __future__ import annotations

from service.domain.extraction.lexicon import Lexicon, make_cues
from service.domain.text.lexicon import word_set

_VERBS = {
    "neutral": "dire déclarer ajouter expliquer répondre préciser indiquer souligner estimer écrire"
    " raconter noter remarquer rappeler annoncer confier commenter poursuivre conclure résumer"
    " observer signaler insister lancer tweeter confirmer évoquer témoigner confesser qualifier"
    " décrire juger considérer saluer dénoncer regretter marteler glisser rapporter révéler"
    " lâcher résumer asséner plaider déplorer regretter détailler nuancer renchérir espérer"
    " constater relever reprendre répéter penser croire murmurer crier réjouir féliciter insurger"
    " indigner inquiéter désoler agacer alarmer étonner émouvoir tonner souffler soupirer pester"
    " trancher argumenter justifier défendre arguer objecter rétorquer répliquer protester suggérer"
    " proposer recommander conseiller appuyer abonder compléter enchaîner sourire fustiger vanter"
    " énumérer analyser exposer fulminer vilipender tempérer euphémiser",
    "claims": "affirmer assurer prétendre soutenir accuser clamer",
    "denies": "nier démentir rejeter contester réfuter",
    "admits": "admettre reconnaître avouer concéder",
    "warns": "avertir prévenir menacer alerter",
    "promises": "promettre jurer",
    "orders": "ordonner demander exiger réclamer exhorter appeler",
    "asks": "interroger questionner",
    "jokes": "plaisanter ironiser",
}
_IRREGULAR = {
    "dire": "dit disent disait disaient dira|disant|dit",
    "répondre": "répond répondent répondait répondit|répondant|répondu",
    "écrire": "écrit écrivent écrivait écrivit|écrivant|écrit",
    "conclure": "conclut concluent concluait|concluant|conclu",
    "poursuivre": "poursuit poursuivent poursuivait poursuivit|poursuivant|poursuivi",
    "décrire": "décrit décrivent décrivait|décrivant|décrit",
    "croire": "croit croient croyait|croyant|cru",
    "reprendre": "reprend reprennent reprenait reprit|reprenant|repris",
    "prétendre": "prétend prétendent prétendait|prétendant|prétendu",
    "soutenir": "soutient soutiennent soutenait|soutenant|soutenu",
    "démentir": "dément démentent démentait|démentant|démenti",
    "admettre": "admet admettent admettait|admettant|admis",
    "promettre": "promet promettent promettait|promettant|promis",
    "reconnaître": "reconnaît reconnaissent reconnaissait|reconnaissant|reconnu",
    "avertir": "avertit avertissent avertissait|avertissant|averti",
    "prévenir": "prévient préviennent prévenait|prévenant|prévenu",
    "rappeler": "rappelle rappellent rappelait rappela|rappelant|rappelé",
    "appeler": "appelle appellent appelait appela|appelant|appelé",
    "annoncer": "annonce annoncent annonçait annonça|annonçant|annoncé",
    "relever": "relève relèvent relevait releva|relevant|relevé",
    "répéter": "répète répètent répétait répéta|répétant|répété",
    "asséner": "assène assènent assénait asséna|assénant|asséné",
    "espérer": "espère espèrent espérait espéra|espérant|espéré",
    "concéder": "concède concèdent concédait concéda|concédant|concédé",
    "révéler": "révèle révèlent révélait révéla|révélant|révélé",
    "réjouir": "réjouit réjouissent réjouissait|réjouissant|réjoui",
    "inquiéter": "inquiète inquiètent inquiétait inquiéta|inquiétant|inquiété",
    "émouvoir": "émeut émeuvent émouvait|émouvant|ému",
    "suggérer": "suggère suggèrent suggérait suggéra|suggérant|suggéré",
    "compléter": "complète complètent complétait compléta|complétant|complété",
    "tempérer": "tempère tempèrent tempérait tempéra|tempérant|tempéré",
    "énumérer": "énumère énumèrent énumérait énuméra|énumérant|énuméré",
    "défendre": "défend défendent défendait défendit|défendant|défendu",
    "sourire": "sourit sourient souriait|souriant|souri",
    "appuyer": "appuie appuient appuyait appuya|appuyant|appuyé",
    "renchérir": "renchérit renchérissent renchérissait|renchérissant|renchéri",
    "lancer": "lance lancent lançait lança|lançant|lancé",
    "réfuter": "réfute réfutent réfutait réfuta|réfutant|réfuté",
}
_NOUNS = {
    "neutral": "déclaration déclarations propos communiqué lettre message discours entretien"
    " réponse mots paroles phrase question explication réaction"
}


def _forms(lemma: str) -> tuple[str, str, str]:
    stem = lemma[:-2]
    finite = " ".join(stem + ending for ending in ("e", "ent", "ait", "aient", "a", "èrent", "era"))
    return finite, stem + "ant", stem + "é"


FRENCH = Lexicon(
    language="fr",
    cues=make_cues(_VERBS, _NOUNS, _IRREGULAR, _forms),
    he=word_set("il"),
    she=word_set("elle"),
    they=word_set("ils elles"),
    other_pronouns=word_set("on je nous vous ce celui-ci celle-ci"),
    relatives=word_set("qui que lequel laquelle"),
    determiners=word_set(
        "le la les l’ l' un une des du son sa ses leur leurs ce cet cette ces plusieurs"
        " quelques deux trois quatre cinq notre nos mon ma mes chaque tout toute tous certains"
    ),
    prepositions=word_set(
        "de d’ d' du des à au aux en dans par pour sur sous avec sans contre vers chez entre depuis"
        " pendant lors après avant selon dès devant malgré"
    ),
    conjunctions=word_set("et mais ou donc or ni car"),
    subordinators=word_set("quand lorsque lorsqu’ alors comme si bien parce puisque tandis afin"),
    between=word_set(
        "a ont avait avaient est sont était a-t n’ n' ne pas s’ s' se y en lui leur l’ l' nous me"
        " aussi également ensuite encore déjà toujours hier mardi lundi mercredi jeudi vendredi"
        " samedi dimanche notamment ainsi t plus récemment jamais"
    ),
    auxiliaries=word_set("est sont était étaient a ont avait sera serait doit peut va"),
    that=word_set("que qu’ qu' si"),
    according=(
        ("selon",),
        ("d’", "après"),
        ("d'", "après"),
        ("aux", "yeux", "de"),
        ("de", "l’", "avis", "de"),
    ),
    roles=word_set(
        "président présidente ministre premier première secrétaire sénateur sénatrice député"
        " députée maire gouverneur ambassadeur juge procureur avocat avocate général colonel"
        " capitaine commandant pape roi reine prince princesse directeur directrice"
        " porte-parole chef cheffe candidat candidate dirigeant dirigeante responsable"
        " responsables source sources expert experte experts analyste professeur professeure"
        " chercheur chercheuse chercheurs auteur auteure journaliste éditorialiste policier"
        " policiers police gouvernement ministère mairie parti entreprise société banque groupe"
        " organisation comité commission syndicat famille mère père fils fille femme homme"
        " frère sœur témoin témoins habitant habitants manifestants étudiant étudiante médecin"
        " docteur économiste historien historienne sociologue communiqué rapport texte joueur"
        " joueuse entraîneur sélectionneur acteur actrice chanteur chanteuse patron patronne"
        " coprésident coprésidente élu élue militant militante opposant"
    ),
    titles=word_set(
        "président présidente ministre sénateur sénatrice maire gouverneur ambassadeur juge"
        " chancelier chancelière pape roi reine porte-parole directeur directrice chef candidat"
        " candidate député députée"
    ),
    documents=word_set("communiqué lettre rapport texte message note tweet publication"),
    bodies=word_set("gouvernement ministère parti entreprise banque police mairie commission"),
    times=word_set(
        "lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin"
        " juillet août septembre octobre novembre décembre hier demain jour jours semaine semaines"
        " mois an ans année années matin soir nuit"
    ),
    impersonal=word_set(
        "états-unis france europe paris maison blanche assemblée nationale sénat parti union"
        " européenne ministère gouvernement université institut banque onu otan afp monde figaro"
    ),
    possessives=word_set("son sa ses leur leurs"),
    not_names=word_set(
        "le la les l’ l' un une des du de à au aux en dans par pour sur avec sans et mais ou"
        " donc si ce cet cette ces il elle ils elles on je nous vous que qui quand lorsque"
        " comme alors après avant selon depuis pendant lundi mardi mercredi jeudi vendredi"
        " samedi dimanche janvier février mars avril mai juin juillet août septembre octobre"
        " novembre décembre c’ c' j’ j' d’ d' n’ n' qu’ qu' s’ s' pas non oui ainsi aussi hier"
        " son sa ses leur tout tous deux trois plus très bien chez contre entre dès lors malgré"
    ),
    to_verbs=word_set(""),
    object_to_verbs=word_set(""),
    object_verbs=word_set(""),
    title_words=word_set(
        "livre film chanson album article roman poème pièce émission série titre intitulé intitulée"
        " documentaire tableau"
    ),
    nickname_words=word_set("surnommé surnommée alias surnom"),
    motto_words=word_set("pancartes pancarte banderole banderoles slogan slogans scandant"),
    scare_words=word_set("soi-disant prétendu prétendue"),
    conjunction_only=True,
)
