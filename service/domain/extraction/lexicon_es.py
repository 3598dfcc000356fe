"""Spanish: cue verbs and nouns with their stance, pronouns, closed classes, role nouns."""

from __future__ import annotations

from service.domain.extraction.conjugation_es import regular_forms, with_regular
from service.domain.extraction.frames_es import LIGHT_VERBS, SPANISH_FRAMES
from service.domain.extraction.lexicon import Lexicon, make_cues
from service.domain.text.lexicon import word_set

_VERBS = {
    "neutral": "decir afirmar señalar explicar indicar manifestar expresar declarar agregar añadir"
    " comentar precisar apuntar subrayar destacar recordar reiterar recalcar remarcar enfatizar"
    " puntualizar anotar aclarar aseverar concluir responder contestar replicar escribir"
    " anunciar informar relatar contar narrar publicar tuitear opinar considerar resaltar"
    " especificar detallar revelar confirmar testificar insistir observar matizar apostillar"
    " zanjar resumir exclamar gritar susurrar continuar proseguir sugerir acotar describir"
    " calificar denominar llamar tachar bautizar definir citar leer celebrar lamentar criticar"
    " condenar comparar hablar referir"
    " predecir sentenciar remachar ratificar incidir augurar pronosticar vaticinar valorar"
    " estimar reafirmar dictaminar tildar espetar rematar proponer exponer defender justificar"
    " plantear adelantar relativizar bramar musitar razonar ponderar abundar evocar rebatir"
    " ejemplificar expresar reseñar"
    " reflexionar rememorar argumentar argüir razonar esgrimir señalizar comunicar"
    " coincidir discrepar disentir corroborar refrendar constatar certificar graficar"
    " externar exteriorizar consignar deslizar soltar clamar"
    " inquirir reprochar recriminar arremeter presumir alardear elogiar alabar ensalzar aplaudir"
    " agradecer sincerar repetir machacar protestar objetar replantear pronunciar postear"
    " catalogar tildar retrucar reprobar censurar fustigar clarificar concretar"
    " aventurar deducir conjeturar especular divulgar desvelar"
    " intervenir espetar suspirar saludar sollozar murmurar rugir proferir vociferar"
    " rogar suplicar implorar",
    "claims": "asegurar sostener alegar denunciar acusar pretender quejar insinuar proclamar"
    " porfiar reivindicar",
    "denies": "negar desmentir rechazar descartar refutar contradecir",
    "admits": "admitir reconocer confesar aceptar conceder",
    "warns": "advertir alertar amenazar avisar",
    "promises": "prometer jurar comprometer garantizar",
    "orders": "ordenar pedir exigir instar urgir reclamar solicitar mandar exhortar recomendar"
    " llamar aconsejar abogar",
    "asks": "preguntar cuestionar interrogar consultar",
    "jokes": "bromear ironizar",
    "believes": "creer pensar temer",
}
_IRREGULAR = {
    "decir": "dice dicen dijo dijeron decía decían dirá diría diga dijera|diciendo|dicho",
    "advertir": "advierte advierten advirtió advirtieron advertía advertían|advirtiendo|advertido",
    "sugerir": "sugiere sugieren sugirió sugirieron sugería|sugiriendo|sugerido",
    "referir": "refiere refieren refirió refirieron refería|refiriendo|referido",
    "predecir": "predice predicen predijo predijeron|prediciendo|predicho",
    "desmentir": "desmiente desmienten desmintió desmintieron|desmintiendo|desmentido",
    "sostener": "sostiene sostienen sostuvo sostuvieron sostenía sostenían|sosteniendo|sostenido",
    "recordar": "recuerda recuerdan recordó recordaron recordaba|recordando|recordado",
    "creer": "cree creen creyó creyeron creía creían|creyendo|creído",
    "pensar": "piensa piensan pensó pensaron pensaba pensaban|pensando|pensado",
    "contar": "cuenta cuentan contó contaron contaba contaban|contando|contado",
    "negar": "niega niegan negó negaron negaba negaban|negando|negado",
    "reconocer": "reconoce reconocen reconoció reconocieron reconocía|reconociendo|reconocido",
    "confesar": "confiesa confiesan confesó confesaron|confesando|confesado",
    "pedir": "pide piden pidió pidieron pedía pedían|pidiendo|pedido",
    "escribir": "escribe escriben escribió escribieron escribía|escribiendo|escrito",
    "describir": "describe describen describió describieron describía|describiendo|descrito",
    "concluir": "concluye concluyen concluyó concluyeron|concluyendo|concluido",
    "añadir": "añade añaden añadió añadieron añadía|añadiendo|añadido",
    "leer": "lee leen leyó leyeron leía|leyendo|leído",
    "exigir": "exige exigen exigió exigieron exigía|exigiendo|exigido",
    "proseguir": "prosigue prosiguen prosiguió prosiguieron|prosiguiendo|proseguido",
    "argüir": "arguye arguyen arguyó arguyeron|arguyendo|argüido",
    "proponer": "propone proponen propuso propusieron|proponiendo|propuesto",
    "exponer": "expone exponen expuso expusieron|exponiendo|expuesto",
    "soltar": "suelta sueltan soltó soltaron soltaba|soltando|soltado",
    "repetir": "repite repiten repitió repitieron repetía|repitiendo|repetido",
    "contradecir": "contradice contradicen contradijo contradijeron|contradiciendo|contradicho",
    "deducir": "deduce deducen dedujo dedujeron deducía|deduciendo|deducido",
    "disentir": "disiente disienten disintió disintieron disentía|disintiendo|disentido",
    "reprobar": "reprueba reprueban reprobó reprobaron|reprobando|reprobado",
    "rogar": "ruega ruegan rogó rogaron rogaba|rogando|rogado",
    "recriminar": "recrimina recriminan recriminó recriminaron|recriminando|recriminado",
    "intervenir": "interviene intervienen intervino intervinieron|interviniendo|intervenido",
    "inquirir": "inquiere inquieren inquirió inquirieron inquiría|inquiriendo|inquirido",
    "proferir": "profiere profieren profirió profirieron profería|profiriendo|proferido",
    "agradecer": "agradece agradecen agradeció agradecieron agradecía|agradeciendo|agradecido",
    "calificar": "califica califican calificó calificaron calificaba|calificando|calificado",
    "defender": "defiende defienden defendió defendieron|defendiendo|defendido",
}
_MARK_ONLY = word_set(
    "describir calificar llamar tachar bautizar definir hablar referir comparar catalogar tildar"
    " soltar saludar elogiar alabar ensalzar aplaudir"
    " censurar fustigar arremeter intervenir suspirar pronunciar"
    " postear repetir coincidir machacar proferir vociferar reprobar"
)
_NOUNS = {
    "neutral": "declaración declaraciones comentario comentarios palabras discurso carta mensaje"
    " tuit publicación comunicado entrevista respuesta informe frase lema trino texto"
    " reacción explicación conclusión reflexión",
    "claims": "acusación acusaciones denuncia",
    "warns": "advertencia amenaza amenazas",
    "promises": "promesa",
    "asks": "pregunta",
}


SPANISH = Lexicon(
    language="es",
    cues=make_cues(
        _VERBS,
        _NOUNS,
        {lemma: with_regular(lemma, given) for lemma, given in _IRREGULAR.items()},
        regular_forms,
        _MARK_ONLY,
    ),
    he=word_set("él"),
    she=word_set("ella"),
    they=word_set("ellos ellas"),
    other_pronouns=word_set("yo nosotros usted ustedes este ésta éste esta"),
    relatives=word_set("quien quienes que cual cuales"),
    determiners=word_set(
        "el la los las un una unos unas su sus este esta estos estas ese esa esos esas aquel"
        " aquella varios varias algunos algunas muchos muchas dos tres cuatro cinco otro otra otros"
        " otras ambos ambas al del mi nuestro nuestra cada todo toda todos todas"
    ),
    prepositions=word_set(
        "de en a con por para sobre ante bajo contra desde entre hacia hasta según sin tras durante"
        " mediante del al"
    ),
    conjunctions=word_set("y e o u pero sino ni"),
    subordinators=word_set(
        "cuando mientras porque aunque si como donde después antes tras luego que pues"
    ),
    between=word_set(
        "obstante ha han había habían habría habrían haya hubo ya también no nunca luego después"
        " además siempre aún todavía se le les lo la los nos me os te así ayer hoy incluso solo"
        " sólo recientemente antes igualmente entonces asimismo finalmente posteriormente"
        " públicamente"
    ),
    auxiliaries=word_set("es son era eran fue fueron ha han había habían será está están hay"),
    that=word_set("que si cómo por"),
    according=(
        ("según",),
        ("de", "acuerdo", "con"),
        ("a", "juicio", "de"),
        ("en", "palabras", "de"),
        ("en", "opinión", "de"),
    ),
    roles=word_set(
        "presidente presidenta vicepresidente vicepresidenta expresidente expresidenta ministro"
        " ministra exministro canciller secretario secretaria senador senadora exsenador diputado"
        " diputada gobernador gobernadora alcalde alcaldesa embajador embajadora juez jueza fiscal"
        " procurador defensor general almirante coronel capitán comandante papa rey reina portavoz"
        " vocero vocera director directora candidato candidata líder líderes congresista"
        " representante representantes abogado abogada periodista periodistas mandatario mandataria"
        " dirigente dirigentes jefe jefa funcionario funcionaria funcionarios fuente fuentes"
        " experto experta expertos analista analistas profesor profesora investigador investigadora"
        " investigadores científico científica científicos autor autora escritor escritora actor"
        " actriz cantante entrenador entrenadora técnico jugador jugadora delantero portero"
        " policía gobierno ministerio cancillería partido empresa compañía banco comité comisión"
        " organización ong sindicato familia madre padre hijo hija esposa esposo hermano hermana"
        " testigo testigos vecino vecinos vecina vecinas clienta cliente clientes"
        " enfermero enfermera campesino campesina electricista mecánico turista turistas"
        " ayuntamiento universidad tribunal hospital agencia federación asociación"
        " fundación fiscalía juzgado parlamento congreso senado consejería club equipo plataforma"
        " colectivo"
        " usuario usuaria usuarios paciente pacientes trabajador trabajadora trabajadores"
        " residente residentes manifestantes estudiante estudiantes"
        " médico médica doctor doctora psicólogo psicóloga economista historiador comunicado carta"
        " informe texto nota documento decreto periódico diario miembro miembros asesor asesora"
        " coordinador coordinadora consejero consejera responsable empresario empresaria político"
        " política guerrillero exguerrillero militar soldado mujer hombre joven oficial oficiales"
        " autoridades opositor opositora republicano republicana demócrata magnate estadounidense"
        " acusado acusada imputado imputada detenido detenida víctima víctimas concejal concejala"
        " concejales edil ediles delegado delegada obispo arzobispo sacerdote párroco monja"
        " comisario comisaria inspector inspectora sargento bombero bomberos piloto maestro maestra"
        " docente docentes rector rectora decano decana propietario propietaria gerente encargado"
        " encargada consejero consejera secretaria tesorero empleado empleada obrero obrera"
        " agricultor agricultora agricultores ganadero ganaderos pescador pescadores comerciante"
        " comerciantes conductor conductora camionero camioneros parlamentario parlamentaria"
        " legislador legisladora activista activistas ingeniero ingeniera biólogo bióloga"
        " arquitecto arquitecta cineasta guionista novelista poeta músico"
        " presidenciable querellante demandante magistrado magistrada guerrillera exguerrillera"
        " portavoces titular entidad ceo ganador ganadora autoras autores"
        " dueño fundador fundadora presentador actriz laborista"
    ),
    titles=word_set(
        "presidente presidenta vicepresidente vicepresidenta expresidente ministro ministra"
        " secretario secretaria senador senadora gobernador gobernadora alcalde alcaldesa embajador"
        " juez jueza fiscal canciller líder candidato candidata general papa rey reina portavoz"
        " mandatario mandataria director directora"
    ),
    possessives=word_set("su sus"),
    bodies=word_set(
        "gobierno ministerio cancillería partido empresa banco comité comisión organización ong"
        " compañía sindicato policía ayuntamiento universidad tribunal hospital agencia federación"
        " asociación fundación instituto consejo fiscalía juzgado parlamento congreso senado club"
        " consejería equipo plataforma colectivo autoridades familia periódico diario"
    ),
    times=word_set(
        "lunes martes miércoles jueves viernes sábado domingo enero febrero marzo abril mayo junio"
        " julio agosto septiembre octubre noviembre diciembre hoy ayer mañana día días semana"
        " semanas mes meses año años noche tarde horas hora minutos madrugada fin momento pasado"
        " pasada próximo próxima"
    ),
    impersonal=word_set(
        "estados unidos ee uu casa blanca congreso senado cámara corte suprema tribunal partido"
        " universidad instituto ministerio gobierno nacional internacional nueva york washington"
        " europa américa áfrica asia unión europea consejo comisión banco empresa twitter facebook"
        " google onu otan ue ejército policía fuerza guerra república ley constitución navidad"
        " norte sur este oeste san santa ciudad hospital iglesia museo isla río calle parque centro"
        " times post news bbc cnn liga club copa mundial"
        " españa francia italia alemania portugal inglaterra escocia gales irlanda reino unido"
        " bélgica holanda suiza austria suecia noruega dinamarca finlandia polonia hungría grecia"
        " turquía rusia ucrania china japón india corea taiwán irán iraq irak siria palestina"
        " egipto marruecos argelia nigeria sudáfrica australia canadá méxico guatemala honduras"
        " nicaragua panamá cuba dominicana colombia venezuela ecuador perú bolivia chile argentina"
        " uruguay paraguay brasil madrid barcelona londres parís berlín roma bruselas moscú pekín"
        " bogotá caracas lima quito habana tokio kiev ginebra"
    ),
    documents=word_set(
        "comunicado carta informe texto nota documento decreto mensaje publicación tuit escrito"
        " trino sentencia declaración misiva respuesta reacción explicación conclusión frase"
        " palabras discurso intervención argumento"
    ),
    not_names=word_set(
        "el la los las un una unos unas y o pero si en a al de del con por para sobre según tras"
        " desde hasta entre sin su sus este esta estos estas ese esa eso esto que quien cuando"
        " mientras aunque porque como donde cómo qué quién cuándo además también ya no sí lunes"
        " martes miércoles jueves viernes sábado domingo enero febrero marzo abril mayo junio"
        " agosto septiembre octubre noviembre diciembre después antes luego ahora hoy ayer así cada"
        " todo todos todas ante durante dos tres cuatro cinco él ella ellos ellas yo nosotros usted"
        " entonces sin embargo asimismo lo le se"
        " nuestro nuestra mi es fue era hay tanto más muy"
        " otro otra otros otras nadie nada todo algo algunos muchos"
    ),
    scare_words=word_set(
        "llamado llamada llamados llamadas denominado denominada supuesto supuesta"
    ),
    to_verbs=word_set(
        "prometer jurar amenazar negar asegurar afirmar admitir reconocer confesar aceptar"
        " comprometer sostener pretender rechazar proponer aconsejar recomendar pedir solicitar"
        " exigir"
    ),
    object_to_verbs=word_set("instar exhortar urgir ordenar"),
    object_verbs=word_set("acusar"),
    title_words=word_set(
        "libro película canción disco álbum artículo novela poema obra serie episodio columna"
        " titulado titulada documental titular cuadro programa"
    ),
    nickname_words=word_set("apodado apodada alias apodo conocido conocida"),
    motto_words=word_set(
        "pancartas pancarta carteles cartel lema lemas consigna consignas coreaban corearon"
        " gritaban camisetas"
    ),
    frames=SPANISH_FRAMES,
    light_verbs=LIGHT_VERBS,
    subject_optional=True,
    conjunction_only=True,
)
