"""Words that exclude one another, in English and Spanish: opposites, and members of closed sets.

What makes an alarm when it is exchanged has to be known as such: no measure of similarity tells
"rise" from "fall" or "Tuesday" from "Thursday". They hold the language of news.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from service.domain.kinds import DifferenceKind

HARD_AXES: Final = (
    (
        "win triumph victory victorious winner; ganar gana ganador triunfo triunfar victoria "
        "vencer > lose loss defeat loser; perder pierde perdedor pérdida derrota"
    ),
    (
        "accept agree consent; aceptar acepta acceder > reject refuse disagree; rechazar "
        "rechaza negar niega rehusar"
    ),
    (
        "approve endorse ratify; aprobar aprueba respaldar avalar ratificar > reject veto "
        "oppose; rechazar vetar reprobar oponer"
    ),
    (
        "support endorse favor praise applaud welcome; apoyar apoya respaldar elogiar aplaudir "
        "> oppose condemn criticize criticise blame denounce; condenar criticar oponer opone "
        "denunciar culpar repudiar"
    ),
    (
        "confirm admit acknowledge confess corroborate; confirmar admitir reconocer confesar "
        "corroborar > deny contradict refute disprove; negar niega desmentir desmiente "
        "contradecir contradice refutar"
    ),
    (
        "increase rise grow growth soar surge; subir aumentar aumento crecer crece crecimiento "
        "incrementar incremento > reduce reduction decrease decline shrink plummet; bajar "
        "reducir reduce reducción disminuir descender recortar recorte rebajar"
    ),
    "safe secure; seguro > dangerous unsafe risky hazardous; peligroso inseguro",
    "guilty convict; culpable > innocent acquit exonerate; inocente absolver absuelto exonerar",
    "true truth; verdadero verdad > false untrue; falso mentira falsedad",
    "legal lawful constitutional; legal lícito > illegal unlawful; ilegal ilícito",
    "success succeed; éxito > failure; fracaso fracasar",
    (
        "allow permit authorize authorise legalize legalise; permitir autorizar legalizar > "
        "ban prohibit forbid outlaw; prohibir prohíbe impedir impide vetar"
    ),
    "buy purchase; comprar > sell; vender",
    (
        "trust believe confident; confiar creer cree confianza > doubt distrust mistrust "
        "disbelieve; dudar duda desconfiar"
    ),
    "hire recruit; contratar > dismiss sack; despedir despide despido destituir",
    (
        "tighten toughen strengthen; endurecer reforzar fortalecer > loosen relax weaken "
        "soften; relajar suavizar debilitar aflojar"
    ),
    "build rebuild; construir reconstruir > destroy demolish; destruir destruye demoler",
    "arrest detain jail imprison; arrestar encarcelar > release liberate; liberar excarcelar",
    "send deploy; enviar desplegar > withdraw; retirar replegar",
    "continue resume; continuar continúa reanudar > stop halt quit; terminar acabar",
    "survive; sobrevivir > die dead; morir muere murió muerto",
    (
        "can able possible; poder puedo puede pueden podemos podía podrá podré podría posible "
        "capaz > unable impossible; imposible incapaz"
    ),
)
"""Opposites: "one pole > the other", each in English; Spanish. A word may stand on several axes.

These tell opposites apart even where two texts are worded freely.
"""

SOFT_AXES: Final = (
    "improve; mejorar > worsen deteriorate; empeorar deteriorar",
    (
        "raise climb expand boost gain jump hike up swell lift; ascender elevar alza ampliar "
        "expandir disparar subir aumentar > cut lower drop fall slash plunge sink tumble slump "
        "halve down freeze shrink; caer cae caída desplomar encoger congelar bajar reducir "
        "recortar"
    ),
    "rise increase grow; crecer > fall drop cut lower; caer",
    "pass approve; aprobar > veto block reject; bloquear",
    (
        "back defend celebrate; defender defiende celebrar > fight attack resist condemn "
        "oppose; atacar combatir condenar"
    ),
    "prove; demostrar demuestra > disprove refute; refutar",
    "condemn; condenar condena > acquit clear absolve; absolver absuelto",
    (
        "right correct; correcto cierto > wrong incorrect mistaken false lie; incorrecto "
        "equivocado falso"
    ),
    "let enable allow permit; dejar permitir > block prevent stop; bloquear impedir",
    "import; importar > export; exportar",
    "employ hire keep; emplear contratar > fire lay dismiss; despedir",
    "ease; aliviar > tighten toughen; endurecer",
    (
        "create save preserve rescue; crear salvar preservar rescatar > destroy ruin; destruir "
        "arruinar"
    ),
    (
        "open reopen; abrir abierto abre reabrir apertura > close shut; cerrar cerrado cierra "
        "cierre clausurar"
    ),
    (
        "start begin launch commence; empezar empieza comenzar comienza iniciar arrancar "
        "lanzar > stop end finish halt conclude; parar terminar acabar concluir finalizar "
        "detener detiene suspender"
    ),
    (
        "continue keep resume; continuar continúa seguir sigue reanudar mantener mantiene > "
        "stop end halt quit abandon; parar suspender interrumpir abandonar cancelar"
    ),
    "strong; fuerte sólido > weak fragile; débil frágil",
    (
        "good great excellent; bueno buen excelente > bad terrible awful poor; malo mal "
        "terrible pésimo"
    ),
    "best; óptimo > worst; pésimo",
    "better; mejor > worse; peor",
    "ally friend partner; aliado amigo socio > enemy adversary foe rival; enemigo adversario",
    "before; antes > after; después",
    "more; más > less fewer; menos",
    "majority; mayoría > minority; minoría",
    "maximum most; máximo > minimum least; mínimo",
    "always ever; siempre > never; nunca jamás",
    "love like admire; amar querer admirar > hate detest despise; odiar detestar despreciar",
    "peace truce; paz tregua > war; guerra",
    (
        "stay remain; quedar permanecer > leave go depart withdraw; ir salir marchar abandonar "
        "retirar"
    ),
    "enter arrive come; entrar llegar > leave exit depart; salir abandonar partir",
    "join; unir sumar > leave quit; abandonar dejar",
    "inside; dentro > outside; fuera",
    "above over; encima > below under beneath; debajo",
    "easy simple; fácil > hard difficult; difícil",
    "rich wealthy affluent; rico > poor; pobre",
    "fast quick rapid; rápido > slow; lento",
    "early soon; temprano pronto > late; tarde",
    (
        "hope optimistic confident; esperanza optimista > fear despair pessimistic; temor "
        "miedo pesimista temer"
    ),
    "alive survive live; vivo sobrevivir > dead die; muerto morir muere",
    "public; público > private secret; privado secreto",
    "for; favor > against; contra",
    "high higher highest; alto > low lower lowest; bajo",
    "large big huge; grande > small little tiny; pequeño",
    "give grant; dar otorgar conceder > take deny; quitar",
    "send; enviar mandar > receive; recibir",
    "include; incluir > exclude; excluir",
    "lead; liderar encabezar > follow trail; seguir",
    "united unite unity; unido unir > divided divide split; dividido dividir",
    "hot warm; caliente > cold cool; frío",
    "young; joven > old; viejo",
    "full; lleno > empty; vacío",
    "protect defend; proteger defender > threaten endanger attack harm; amenazar atacar dañar",
    "help; ayudar > hinder harm hurt; perjudicar obstaculizar",
    "appoint elect nominate; nombrar elegir designar > dismiss remove oust; destituir",
    "present; presente > absent; ausente",
    "positive; positivo > negative; negativo",
    "profit surplus; ganancia beneficio superávit > loss deficit; pérdida déficit",
    "remember; recordar recuerda > forget; olvidar",
    "everyone everybody everything; todos > nobody nothing; nadie nada",
    "left; izquierda > right; derecha",
    "deploy advance; desplegar avanzar > withdraw retreat; retirar retroceder replegar",
    "sign join ratify; firmar ratificar > scrap cancel repeal; romper cancelar derogar",
    "keep; conservar > scrap drop abandon; eliminar desechar",
    "enough sufficient solid; suficiente sólido > insufficient lacking; insuficiente",
    "effective; eficaz > useless; inútil",
)
"""Opposites where one stands in the very place of the other; their words are too common else."""


class ClosedSet(NamedTuple):
    """Words of which each excludes the others: members "English;Spanish", parted by commas.

    ``hard`` ones exclude one another even where two texts are worded freely; those that
    ``shifts`` marks do not where one of the two is reported speech.
    """

    kind: DifferenceKind
    hard: bool
    members: str
    shifts: bool = False


CLOSED_SETS: Final = (
    ClosedSet(
        DifferenceKind.NAME,
        hard=True,
        members="monday;lunes, tuesday;martes, wednesday;miércoles, thursday;jueves, "
        "friday;viernes, saturday;sábado, sunday;domingo",
    ),
    ClosedSet(
        DifferenceKind.NAME,
        hard=True,
        members="january;enero, february;febrero, march;marzo, april;abril, may;mayo, june;junio, "
        "july;julio, august;agosto, september;septiembre setiembre, october;octubre, "
        "november;noviembre, december;diciembre",
    ),
    ClosedSet(
        DifferenceKind.NAME,
        hard=True,
        members="spring;primavera, summer;verano, autumn;otoño, winter;invierno",
    ),
    ClosedSet(
        DifferenceKind.NUMBER,
        hard=True,
        members="first;primero primer, second;segundo, third;tercero tercer, fourth;cuarto, "
        "fifth;quinto, sixth;sexto, seventh;séptimo, eighth;octavo, ninth;noveno, tenth;décimo",
    ),
    ClosedSet(
        DifferenceKind.NUMBER,
        hard=True,
        members="dozens;docenas decenas, hundreds;cientos centenares, thousands;miles, "
        "millions;, billions;",
    ),
    ClosedSet(
        DifferenceKind.NUMBER,
        hard=True,
        members="dollar;dólar dólares, euro;euro, peso;peso, yen;yen, yuan;yuan, franc;franco, "
        "rupee;rupia, ruble rouble;rublo",
    ),
    ClosedSet(
        DifferenceKind.NUMBER,
        hard=False,
        members="minute;minuto, hour;hora, day;día días, week;semana, month;mes meses, year;año, "
        "decade;década, century;siglo",
    ),
    ClosedSet(
        DifferenceKind.NUMBER,
        hard=False,
        members="mile;milla, kilometer kilometre km;kilómetro km, meter metre;metro, "
        "feet foot;pie, centimeter centimetre;centímetro, inch;pulgada",
    ),
    ClosedSet(
        DifferenceKind.NUMBER,
        hard=False,
        members="ton tonne;tonelada, kilogram kilo kg;kilogramo kilo kg, gram;gramo, "
        "liter litre;litro, gallon;galón, barrel;barril, acre;acre, hectare;hectárea",
    ),
    ClosedSet(
        DifferenceKind.MODALITY,
        hard=True,
        members="must shall should ought;debo debe deben debemos debería deberían deberá deberán, "
        "may might can could;puedo puede pueden podemos podría podrían podrá podrán",
    ),
    ClosedSet(
        DifferenceKind.WORD_CHOICE,
        hard=False,
        members="today;hoy, yesterday;ayer, tomorrow;",
        shifts=True,
    ),
    ClosedSet(
        DifferenceKind.NAME,
        hard=False,
        members="north northern;norte, south southern;sur, east eastern;este, west western;oeste",
    ),
    ClosedSet(
        DifferenceKind.WORD_CHOICE,
        hard=False,
        members="president;presidente presidenta, governor;gobernador gobernadora, mayor;alcalde "
        "alcaldesa, senator;senador senadora, judge;juez jueza, ambassador;embajador embajadora, "
        "bishop;obispo, king;rey, queen;reina, pope;papa",
    ),
    ClosedSet(
        DifferenceKind.WORD_CHOICE,
        hard=False,
        members="police;policía, army military;ejército, navy;armada, congress parliament;congreso "
        "parlamento, senate;senado, church;iglesia, court;corte tribunal",
    ),
    ClosedSet(
        DifferenceKind.WORD_CHOICE,
        hard=False,
        members="school;escuela colegio, hospital;hospital, prison jail;prisión cárcel, "
        "university;universidad, airport;aeropuerto, factory;fábrica, port;puerto, bridge;puente",
    ),
    ClosedSet(
        DifferenceKind.WORD_CHOICE,
        hard=False,
        members="child kid;niño, woman;mujer mujeres, man;hombre, farmer peasant;campesino, "
        "teacher;maestro profesor, doctor physician;médico, nurse;enfermero, student;estudiante, "
        "soldier;soldado, miner;minero, refugee;refugiado, journalist reporter;periodista, "
        "prisoner inmate;preso",
    ),
    ClosedSet(
        DifferenceKind.WORD_CHOICE,
        hard=False,
        members="mother;madre, father;padre, brother;, sister;, son;, daughter;, wife;, husband;",
    ),
    ClosedSet(
        DifferenceKind.WORD_CHOICE,
        hard=False,
        members="oil petroleum;petróleo, gas;gas, coal;carbón, gold;oro, copper;cobre, "
        "cocaine;cocaína, marijuana cannabis;marihuana, heroin;heroína",
    ),
    ClosedSet(
        DifferenceKind.WORD_CHOICE,
        hard=False,
        members="red;rojo, blue;azul, green;verde, black;negro, white;blanco, yellow;amarillo",
    ),
)

SAME_FIGURES: Final = {
    "en": {"twice": "#2", "double": "#2", "doubled": "#2", "triple": "#3", "thrice": "#3",
           "half": "#0.5", "pair": "#2", "couple": "#2"},
    "es": {"doble": "#2", "triple": "#3", "mitad": "#0.5", "par": "#2", "duplicar": "#2"},
}  # fmt: skip
"""Words that may stand for a figure, so that it is not missing on their side."""

MONTHS_WRITTEN_LIKE_WORDS: Final = frozenset({"may", "march", "august"})
"""English months that are one only with a capital within a sentence."""

TIMES: Final = {
    "en": {"week": 7, "weeks": 7, "decade": 10, "decades": 10, "century": 100, "centuries": 100,
           "year": 12, "years": 12, "day": 24, "days": 24, "dozen": 12},
    "es": {"semana": 7, "semanas": 7, "década": 10, "décadas": 10, "siglo": 100, "siglos": 100,
           "año": 12, "años": 12, "día": 24, "días": 24, "lustro": 5, "lustros": 5},
}  # fmt: skip
"""How many of the next smaller unit a unit of time holds: "two decades" are "20 years"."""
