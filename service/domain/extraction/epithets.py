"""Words by which those who were named before are spoken of again, in all served languages."""

from __future__ import annotations

from service.domain.text.lexicon import word_set

# What is written in one's own name; a report or an indictment speaks for others.
LETTERS = word_set(
    "statement letter post tweet message note memo email release complaint comunicado carta mensaje"
    " nota tuit trino escrito texto publicación lettre message communiqué nota comunicato brief"
    " mitteilung schreiben erklärung"
)
# What someone says, meant by his name in the genitive: "Mr. Trump’s view of the country".
WORDS_OF = word_set(
    "view views vision speech remarks comments words address message argument answer tweets promise"
    " pledge rhetoric proposal plea plan plans priority priorities goal agenda platform response"
    " reply contention stance position assertion"
)
# "Para Torres, el plan es caro": who thinks so is who is talked about.
THINKERS_OPEN = word_set("para según segundo pour selon per secondo für laut nach")
INDEFINITE = word_set("a an one some several un una uno unos unas um uma une ein eine einer alcuni")
# "el estadounidense": by what someone is, for whom the last lines were about.
EPITHETS = word_set(
    "estadounidense colombiano colombiana venezolano venezolana mexicano mexicana argentino"
    " argentina chileno chilena peruano peruana francés francesa alemán alemana italiano italiana"
    " español española británico británica brasileño brasileña portugués portuguesa ruso rusa"
    " republicano republicana demócrata magnate mandatario mandataria dirigente jugador jugadora"
    " futbolista delantero portero técnico entrenador entrenadora cantante artista actor actriz"
    " escritor escritora político política empresario empresaria experto experta investigador"
    " investigadora profesor profesora autor autora abogado abogada funcionario funcionaria"
    " mandatário mandatária jogador jogadora treinador cantor cantora ator atriz político"
    " empresário professor professora joueur joueuse entraîneur chanteur chanteuse acteur actrice"
    " écrivain écrivaine élu élue spieler trainer sänger sängerin schauspieler schauspielerin"
    " politiker politikerin giocatore allenatore cantante attore attrice scrittore scrittrice"
    " economista psicólogo psicóloga historiador historiadora analista médico médica"
    " actor actress singer coach author professor businessman businesswoman billionaire"
    " lawmaker economist psychologist historian analyst researcher scientist lawyer attorney"
    " capitán capitana tenista piloto ciclista nadador nadadora boxeador atleta deportista"
    " exjugador exjugadora exfutbolista seleccionador guardameta centrocampista golfista púgil"
    " americano americana norteamericano norteamericana inglés inglesa escocés escocesa irlandés"
    " irlandesa galés galesa canadiense australiano australiana japonés japonesa chino china turco"
    " uruguayo uruguaya paraguayo ecuatoriano ecuatoriana boliviano boliviana cubano cubana"
    " portugués belga suizo suiza polaco polaca catalán catalana sueco sueca danés holandés"
    " cineasta guionista novelista poeta compositor compositora músico rapero rapera modelo"
    " presentador presentadora humorista cómico bailarín bailarina diseñador diseñadora fotógrafo"
    " fotógrafa pintor pintora arquitecto arquitecta ingeniero ingeniera científico científica"
    " guerrillero guerrillera exguerrillero exguerrillera exmandatario exmandataria exfutbolista"
    " exministra exsenador exsenadora exalcalde exalcaldesa exmilitar exfiscal exjuez concejal"
    " concejala edil sindicalista sacerdote obispo acusado acusada imputado imputada detenido"
    " detenida sospechoso sospechosa maestro maestra opositor opositora"
    " legislador legisladora parlamentario parlamentaria laborista conservador conservadora"
    " aspirante multimillonario inversor inversora fundador fundadora cofundador cofundadora"
    " ejecutivo ejecutiva directivo directiva veterano veterana activista hombre mujer joven"
    " adolescente cocinero cocinera granjero granjera ganadero agricultor expresidente exministro"
    " exministra presidenciable homem mulher capitão piloto atleta técnico deputado deputada"
    " homme femme champion championne patron patronne romancier romancière réalisateur réalisatrice"
    " uomo donna campione regista romanziere calciatore tecnico imprenditore imprenditrice"
    " politico mann frau kapitän unternehmer unternehmerin regisseur regisseurin autorin"
    " regidor regidora munícipe número galo gala luso lusa germano germana nipón nipona heleno"
    " helena mallorquín madrileño madrileña sevillano sevillana malagueño valenciano valenciana"
    " vasco vasca gallego gallega andaluz andaluza rosarino porteño porteña bogotano limeño"
    " manchego murciano tinerfeño bilbaíno napolitano milanés londinense neoyorquino californiano"
    " texano"
    " ganador ganadora vencedor vencedora campeón campeona subcampeón líder aventurero aventurera"
    " politician playwright novelist filmmaker comedian striker goalkeeper quarterback"
    " investor tycoon mogul developer entrepreneur neurosurgeon physician surgeon journalist"
    " designer star prince princess incumbent retiree"
    " native newcomer rapper magician chef pilot astronaut physicist mathematician poet"
    " philanthropist financier executive contestant defendant plaintiff widow grandmother"
    " grandfather midfielder defender winger pitcher coach outfielder golfer sprinter"
)
# "the 46-year-old": by age, for whom the last lines were about.
AGED = "-year-old"
# News agencies, which are no part of the names behind them: "Reuters" alone is a speaker.
AGENCIES = word_set("reuters bloomberg ap afp efe ansa dpa upi xinhua tass")
# Where a body speaks: "the Alpine Trust website" is the Alpine Trust.
VOICES = word_set("website site blog account page feed editorial webpage newsletter headline")
# Articles and demonstratives that tell whether a man or a woman is meant.
HIS = word_set("el este ese aquel o este esse le ce il lo questo quel der dieser dem")
HERS = word_set("la esta esa aquella a esta essa cette una questa quella die diese")
# What a body is called when it is named again: "the company", "el organismo".
BODIES = word_set(
    "company firm group agency organization organisation organization’s institution body team club"
    " manufacturer giant retailer airline maker automaker bank union charity network outfit"
    " empresa compañía firma grupo agencia organismo organización institución entidad equipo"
    " fabricante gigante banco sindicato aerolínea cadena consorcio petrolera ong"
    " entreprise société groupe agence organisation institution équipe constructeur géant banque"
    " syndicat compagnie unternehmen konzern gruppe agentur organisation behörde bank"
    " hersteller verband azienda società gruppo agenzia organizzazione istituto banca"
    " sindacato compagnia companhia organização instituição entidade equipe sindicato"
)
