"""Given names of the Spanish-speaking world: where a name's surnames begin."""

from __future__ import annotations

from typing import Final

from service.domain.text.lexicon import word_set

SPANISH_GIVEN_NAMES: Final = word_set(
    "adolfo adrian adriana agustin alberto alejandra alejandro alfonso alfredo alicia alvaro amalia"
    " ana andres angel angela angelica antonio armando arturo augusto aurelio beatriz benito"
    " bernardo camila camilo carlos carmen carolina catalina cecilia cesar clara claudia consuelo"
    " cristina daniela diana diego dolores edgar eduardo elena elvira emilio enrique ernesto"
    " esperanza esteban eugenia eva evo fabian felipe felix fernando fidel francia francisco"
    " gabriel gabriela gerardo german gerardo gilberto gilma gloria gonzalo graciela guadalupe"
    " guillermo gustavo hector hernan horacio hugo humberto ignacio ines ingrid isabel ivan javier"
    " jaime jesus joaquin jorge jose josefina juan juana julian juliana julio laura leonardo"
    " leonor leopoldo lorena lorenzo lucia luis luisa luz manuel manuela marcela marcelo margarita"
    " maria mariana mariano mario marta mauricio mercedes miguel monica nestor nicolas noemi nora"
    " octavio olga orlando oscar pablo paloma paola patricia paulina pedro pilar rafael ramiro"
    " ramon raul rebeca ricardo roberto rocio rodolfo rodrigo rogelio rosa rosario ruben salvador"
    " sandra santiago sergio silvia sofia soledad susana teodoro teresa tomas ursula veronica"
    " vicente victor victoria virginia xiomara yolanda"
)
"""Folded. Names that other languages share as surnames or as first halves ("martin") stay out."""
