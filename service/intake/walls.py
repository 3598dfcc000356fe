"""Pages that hold no article: paywall stubs, consent walls, listings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from service.intake.problems import PageProblem

if TYPE_CHECKING:
    from service.intake.structured import Structured

# A report of two sentences is the shortest that is worth an article of its own.
MIN_CHARS = 120
# A longer text is an article even if the page speaks of cookies or subscriptions around it.
WALL_CHARS = 1200
MIN_LISTING_PARAGRAPHS = 6
LISTING_SHARE = 0.75
HEADLINE_CHARS = 120
CONSENT = re.compile(
    r"\b(?:cookies?|consent|GDPR|we value your privacy|your privacy choices"
    r"|consentimiento|datenschutz|consentement|privacidad|privacidade)\b",
    re.IGNORECASE,
)
PAYWALL = re.compile(
    r"\b(?:subscribe (?:now|to (?:read|continue))|to (?:continue|keep) reading"
    r"|already a subscriber|subscribers only|suscr[ií]b(?:ete|ase)|para seguir leyendo"
    r"|solo para suscriptores|r[ée]serv[ée]e? aux abonn[ée]s|pour lire la suite"
    r"|exclusivo para assinantes|nur f(?:ü|ue)r abonnenten|jetzt weiterlesen"
    r"|riservato agli abbonati)\b",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"[.!?…。！？।؟][\"'”’»)\]]*$")


def find_wall(text: str, structured: Structured) -> PageProblem | None:
    """Returns why the text is no article, None when it is one."""
    if len(text) < WALL_CHARS:
        if structured.is_free is False and len(text) < WALL_CHARS // 2:
            return PageProblem.PAYWALL
        if PAYWALL.search(text):
            return PageProblem.PAYWALL
        if len(CONSENT.findall(text)) > len(text) // 400 + 1:
            return PageProblem.CONSENT_WALL
    if len(text) < MIN_CHARS and not (structured.is_article and SENTENCE_END.search(text)):
        return PageProblem.NO_ARTICLE
    return PageProblem.LISTING if is_listing(text, structured) else None


def is_listing(text: str, structured: Structured) -> bool:
    """Whether nearly all paragraphs are headlines and the page does not call itself an article."""
    if structured.is_article:
        return False
    paragraphs = [line for line in text.split("\n") if line.strip()]
    headlines = [
        line
        for line in paragraphs
        if len(line) <= HEADLINE_CHARS and not SENTENCE_END.search(line.strip())
    ]
    return len(paragraphs) >= MIN_LISTING_PARAGRAPHS and len(headlines) >= LISTING_SHARE * len(
        paragraphs
    )
