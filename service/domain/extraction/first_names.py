"""Common first names, for telling who "he" or "she" may be."""

from __future__ import annotations

from service.domain.text.lexicon import word_set

_MALE = word_set(
    "aaron adam adrian alan albert alberto alejandro alex alexander alfonso alfredo alvaro"
    " anders andre andreas andres andrew angel anthony antonio armando arturo barack benjamin"
    " bernard bernie bill bob boris brad brandon brett brian bruce carl carlos cesar chad"
    " charles charlie chris christian christopher chuck claude cory craig dan daniel dave"
    " david dennis diego dmitry don donald doug douglas ed eduardo edward elon emilio"
    " emmanuel enrique eric erik ernesto evan felipe fernando fidel francisco francois frank"
    " franz fred gabriel gary gavin george gerald gerard gerhard german glenn gonzalo graham"
    " greg gregory guillermo gustavo hakeem hans harold harry harvey hector henri henry"
    " herbert hugo ian ignacio ivan jack jacques jaime jake james jamie jared jason javier"
    " jean jeb jeff jeffrey jens jeremy jerome jerry jesse jim jimmy joe joel johan johannes"
    " john johnny jon jonathan jorge jose josef joseph josh joshua juan julian julio jurgen"
    " justin karl keith ken kenneth kevin klaus kurt kyle larry lars leonardo lindsey lionel"
    " louis luca luigi luis luiz manuel marc marcelo marco marcos mariano mario mark markus"
    " martin mateo matt matteo matthew maurice mauricio max michael michel miguel mike mitch"
    " mitt mohamed mohammed nathan neil newt nicholas nick nicolas noah olaf oliver omar"
    " oscar otto pablo pascal patrick paul pedro pete peter phil philip philippe pierre"
    " rafael ralph ramon randy raul ray raymond rene ricardo richard rick rob robert roberto"
    " rodrigo roger roman ron ronald rudolph rudy russell ryan salvador sam samuel scott sean"
    " sebastian sergei sergey sergio seth shane simon stefan stephen steve steven stuart ted"
    " terry thomas tim timothy tobias todd tom tommy tony travis trey vicente victor vincent"
    " vladimir walter warren wayne wilhelm will william wolfgang xavier zachary"
)
_FEMALE = word_set(
    "alejandra alexandra alexandria alice alicia allison amanda amber amelia amy ana andrea"
    " angela angelica anita ann anna anne annette annie april ashley audrey barbara beatriz"
    " becky beth betsy betty beverly brenda bridget brigitte brooke camila carla carly carmen"
    " carol carolina caroline catherine cathy charlotte cheryl chloe christina christine"
    " cilia cindy claire clara claudia colleen connie courtney cristina cynthia daniela dawn"
    " debbie deborah debra delcy denise diana diane dolores donna dorothy eileen elaine elena"
    " elisa elizabeth ellen emily emma erica erin esther eva evelyn fernanda florence frances"
    " francia gabriela gail gina gloria grace greta gretchen gwen hannah heather helen hilary"
    " hillary hope huma ingrid irene isabel ivanka jacqueline jane janet janice jean jeanne"
    " jen jennifer jenny jessica jill jo joan joanna josephine joyce juana judith judy julia"
    " juliana julie karen karin kate katherine kathleen kathy katie katrina kayleigh kelly"
    " kellyanne kim kimberly kirsten kristen kristin laura lauren leah leslie liliana linda"
    " lisa liz lois lorena loretta lori lucia lucy luisa lynn madeleine maggie marcela"
    " margaret margarita maria mariana marie marina marine marta martha mary maureen megan"
    " melania melissa meredith michele michelle mildred molly monica nancy natalia natalie"
    " nicole nikki nora norma olga olivia pamela paola patricia patty paula penny phyllis"
    " rachel rebecca regina rita roberta robin rosa rose ruth sabrina sally samantha sandra"
    " sara sarah sharon sheila sheryl shirley silvia simone sofia sonia sophia sophie stacey"
    " stephanie stormy sue susan susana suzanne sylvia tamara tammy teresa theresa tiffany"
    " tina tracy ursula valentina valerie vanessa vera veronica victoria virginia wanda wendy"
    " ximena yvonne"
)


def gender_of(first_name: str) -> str | None:
    """Returns "m" or "f" for a folded first name that is common for one of them, else None."""
    if first_name in _MALE:
        return None if first_name in _FEMALE else "m"
    return "f" if first_name in _FEMALE else None
