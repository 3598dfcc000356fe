"""Portuguese: cue verbs and nouns with their stance, pronouns, closed classes, role nouns."""

from __future__ import annotations

from service.domain.extraction.lexicon import Lexicon, make_cues
from service.domain.text.lexicon import word_set

_VERBS = {
    "neutral": "dizer afirmar declarar explicar comentar acrescentar completar contar escrever"
    " responder ressaltar destacar observar lembrar relatar informar anunciar concluir apontar"
    " avaliar argumentar salientar sublinhar referir adiantar revelar confirmar publicar"
    " frisar considerar descrever classificar chamar criticar lamentar celebrar pensar acreditar"
    " detalhar reiterar reforçar enfatizar defender ponderar opinar prosseguir continuar agregar"
    " ressalvar declamar explicitar resumir narrar esclarecer justificar propor",
    "claims": "alegar garantir assegurar sustentar acusar denunciar",
    "denies": "negar desmentir rejeitar refutar",
    "admits": "admitir reconhecer confessar",
    "warns": "alertar advertir ameaçar avisar",
    "promises": "prometer jurar",
    "orders": "pedir exigir ordenar cobrar",
    "asks": "perguntar questionar indagar",
    "jokes": "brincar ironizar",
}
_IRREGULAR = {
    "dizer": "diz dizem disse disseram dizia diziam dirá|dizendo|dito",
    "escrever": "escreve escrevem escreveu escreveram|escrevendo|escrito",
    "referir": "refere referem referiu referiram|referindo|referido",
    "advertir": "adverte advertem advertiu advertiram|advertindo|advertido",
    "propor": "propõe propõem propôs propuseram|propondo|proposto",
    "desmentir": "desmente desmentem desmentiu desmentiram|desmentindo|desmentido",
    "pedir": "pede pedem pediu pediram|pedindo|pedido",
}
_NOUNS = {
    "neutral": "declaração declarações comentário comentários nota carta mensagem entrevista"
    " resposta palavras frase discurso pergunta explicação reação"
}
_ENDINGS = {
    "ar": (("a", "am", "ou", "aram", "ava", "avam", "ará"), "ando", "ado"),
    "er": (("e", "em", "eu", "eram", "ia", "iam", "erá"), "endo", "ido"),
    "ir": (("e", "em", "iu", "iram", "ia", "iam", "irá"), "indo", "ido"),
}


def _forms(lemma: str) -> tuple[str, str, str]:
    stem = lemma[:-2]
    finite, gerund, past = _ENDINGS[lemma[-2:]]
    return " ".join(stem + ending for ending in finite), stem + gerund, stem + past


PORTUGUESE = Lexicon(
    language="pt",
    cues=make_cues(_VERBS, _NOUNS, _IRREGULAR, _forms),
    he=word_set("ele"),
    she=word_set("ela"),
    they=word_set("eles elas"),
    other_pronouns=word_set("eu nós você vocês"),
    relatives=word_set("que quem qual"),
    determiners=word_set(
        "o a os as um uma uns umas seu sua seus suas este esta esse essa estes estas aquele aquela"
        " vários várias alguns algumas muitos dois duas três quatro cinco outro outra cada todo"
        " toda todos todas ao à do da dos das no na nos nas pelo pela"
    ),
    prepositions=word_set(
        "de em a com por para nesta neste nesse nessa num numa aos às pelos pelas"
        " sobre contra entre desde até após sob sem do da dos das no na nos nas"
        " pelo pela ao à durante segundo conforme"
    ),
    conjunctions=word_set("e mas ou porém nem"),
    subordinators=word_set("quando enquanto porque embora se como onde depois antes"),
    between=word_set(
        "tem têm tinha há já também não nunca ainda se lhe me nos o a os as foi ontem hoje"
        " recentemente depois então posteriormente"
    ),
    auxiliaries=word_set("é são era eram foi foram está estão será tem têm tinha"),
    that=word_set("que se como"),
    according=(
        ("segundo",),
        ("de", "acordo", "com"),
        ("conforme",),
        ("na", "opinião", "de"),
        ("nas", "palavras", "de"),
        ("na", "avaliação", "de"),
    ),
    roles=word_set(
        "presidente presidenta vice-presidente ministro ministra ex-presidente ex-ministro"
        " secretário secretária senador senadora deputado deputada governador governadora prefeito"
        " prefeita embaixador juiz juíza procurador procuradora advogado advogada general coronel"
        " capitão comandante papa rei rainha porta-voz diretor diretora candidato candidata líder"
        " chefe fonte fontes especialista especialistas analista professor professora pesquisador"
        " pesquisadora autor autora jornalista policial polícia governo ministério partido empresa"
        " banco comissão organização sindicato família mãe pai filho filha mulher homem irmão irmã"
        " testemunha morador moradores estudante médico médica economista historiador nota carta"
        " relatório texto técnico jogador atacante ator atriz cantor cantora empresário"
    ),
    titles=word_set(
        "presidente presidenta ministro ministra senador senadora governador governadora prefeito"
        " embaixador juiz papa rei rainha porta-voz líder candidato candidata deputado deputada"
    ),
    documents=word_set("nota carta relatório texto comunicado mensagem documento"),
    bodies=word_set("governo ministério partido empresa banco polícia comissão"),
    times=word_set(
        "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo janeiro"
        " fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro hoje"
        " ontem amanhã dia dias semana semanas mês meses ano anos manhã tarde noite"
    ),
    impersonal=word_set(
        "estados unidos brasil portugal europa casa branca congresso senado câmara supremo tribunal"
        " partido universidade instituto ministério governo federal nacional banco onu otan"
    ),
    possessives=word_set("seu sua seus suas"),
    not_names=word_set(
        "o a os as um uma e mas ou se em no na nos nas de do da dos das ao à por para com sobre"
        " sem que quem quando enquanto como onde porque depois antes já não sim também ele ela"
        " eles elas eu nós você segundo conforme segunda terça quarta quinta sexta sábado"
        " domingo janeiro fevereiro março abril maio junho julho agosto setembro outubro"
        " novembro dezembro hoje ontem este esta esse essa isso é foi há todo todos cada dois"
        " três muito mais após entre desde"
    ),
    to_verbs=word_set(""),
    object_to_verbs=word_set(""),
    object_verbs=word_set(""),
    title_words=word_set(
        "livro filme canção música álbum artigo romance poema peça série episódio intitulado"
        " intitulada documentário programa"
    ),
    nickname_words=word_set("apelidado apelidada apelido alcunha vulgo conhecido"),
    motto_words=word_set("cartazes cartaz faixa faixas slogan lema gritavam"),
    scare_words=word_set("chamado chamada suposto suposta dito"),
    subject_optional=True,
    conjunction_only=True,
)
