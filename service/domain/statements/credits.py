"""Agency credits: what an article itself says about whose text it carries."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

HEAD_CHARS = 400
TAIL_CHARS = 600


class CreditKind(StrEnum):
    """Where an agency is named, which says how much of the text is its own."""

    BYLINE = "byline"
    DATELINE = "dateline"
    CREDIT_LINE = "credit_line"
    CONTRIBUTION = "contribution"

    @property
    def is_whole(self) -> bool:
        """Whether the text as a whole is the agency's, as far as the credit goes."""
        return self is not CreditKind.CONTRIBUTION


@dataclass(frozen=True, slots=True)
class AgencyCredit:
    """An agency named as origin; ``agency`` is its key, ``exact`` the words that name it."""

    agency: str
    kind: CreditKind
    exact: str


AGENCIES = {
    "reuters": r"(?:Thomson )?Reuters|REUTERS",
    "ap": r"(?:The )?Associated Press|AP",
    "afp": r"Agence France[- ]Presse|AFP",
    "efe": r"(?:Agencia )?EFE|Efe",
    "europapress": r"Europa Press|EUROPA PRESS",
    "dpa": r"dpa|DPA|Deutsche Presse-Agentur",
    "ansa": r"ANSA|Ansa",
    "upi": r"United Press International|UPI",
    "pa": r"PA Media|Press Association",
    "bloomberg": r"Bloomberg(?: News)?",
    "xinhua": r"Xinhua",
    "tass": r"TASS",
    "anadolu": r"Anadolu(?: Agency)?",
    "lusa": r"(?:Agência )?Lusa|LUSA",
    "agenciabrasil": r"Agência Brasil",
    "colprensa": r"Colprensa|COLPRENSA",
    "notimex": r"Notimex",
    "telam": r"Télam|TELAM",
    "kyodo": r"Kyodo(?: News)?",
    "pti": r"Press Trust of India|PTI",
    "canadianpress": r"The Canadian Press",
    "aap": r"Australian Associated Press|AAP",
    "apa": r"APA",
    "sda": r"Keystone-SDA|SDA",
    "interfax": r"Interfax",
}
NAME = r"\b(?:" + "|".join(AGENCIES.values()) + r")\b"
# "(Reuters) -", "(AP) —", "(EFE).-", "(AFP/Reuters)", at the head of the text.
DATELINE = re.compile(
    rf"[(\[]\s*(?:[^()\n]{{0,30}}[/,–-]\s*)?(?P<name>{NAME})\s*(?:[/,–-][^()\n]{{0,30}})?[)\]]"
    r"\s*\.?\s*[-–—:]"
)
LINE_WORDS = (
    r"(?:©|\(c\)|copyright|source|fuente|fonte|quelle|foto y texto|by|por|par|von"
    r"|con informaci[óo]n de|com informa[çc][õo]es d[aeo])"
)
CREDIT_LINE = re.compile(
    rf"^\s*[(\[–—-]*\s*(?i:{LINE_WORDS})?\s*:?\s*(?i:la agencia |l'|the )?(?P<name>{NAME})"
    r"\s*(?:20\d\d)?\s*[)\]]?\.?\s*$",
    re.MULTILINE,
)
CONTRIBUTED = re.compile(
    rf"(?P<name>{NAME})[^.\n]{{0,60}}"
    r"(?:contributed to this (?:report|article|story)|contribuy(?:ó|eron))"
)
WITH_MATERIAL = re.compile(
    r"(?i:with (?:additional )?(?:reporting|material|files|inputs?|information) (?:from|by)"
    r"|con informaci[óo]n de|con datos de|com informa[çc][õo]es d[aeo]|mit material von"
    r"|avec(?: l')?) (?:[^.\n]{0,30}[ '’])?"
    rf"(?P<name>{NAME})"
)
BYLINE = re.compile(
    rf"(?:^|[,;/|(&]|\b(?i:by|por|par|von|and|y|de)\b)\s*(?P<name>{NAME})\s*(?:$|[,;/|)&])"
)
# An agency credited with a part is no origin of the whole.
PARTIAL = (CONTRIBUTED, WITH_MATERIAL)


def find_credits(text: str, byline: str | None = None) -> tuple[AgencyCredit, ...]:
    """Returns the agencies that an article credits, each once, the strongest kind first.

    Only the head and the foot of the text are read: elsewhere an agency is named as a witness
    ("told Reuters"), not as the author.
    """
    head, foot = text[:HEAD_CHARS], text[-TAIL_CHARS:]
    found: list[AgencyCredit] = []
    for pattern in PARTIAL:
        found += _credits(pattern, byline or "", CreditKind.CONTRIBUTION)
    if not found:
        found += _credits(BYLINE, byline or "", CreditKind.BYLINE)
    for pattern in PARTIAL:
        found += _credits(pattern, foot, CreditKind.CONTRIBUTION)
    partial = {c.agency for c in found if c.kind is CreditKind.CONTRIBUTION}
    found += _credits(DATELINE, head, CreditKind.DATELINE)
    found += _credits(CREDIT_LINE, head, CreditKind.CREDIT_LINE)
    found += [
        credit
        for credit in _credits(CREDIT_LINE, foot, CreditKind.CREDIT_LINE)
        if credit.agency not in partial
    ]
    order = list(CreditKind)
    found.sort(key=lambda credit: (order.index(credit.kind), credit.agency))
    return tuple({credit.agency: credit for credit in reversed(found)}.values())[::-1]


def _credits(pattern: re.Pattern[str], text: str, kind: CreditKind) -> list[AgencyCredit]:
    return [
        AgencyCredit(agency, kind, match.group().strip())
        for match in pattern.finditer(text)
        if (agency := _agency_of(match.group("name"))) is not None
    ]


def _agency_of(name: str) -> str | None:
    """Returns the key of the agency with this name as written."""
    for key, names in AGENCIES.items():
        if re.fullmatch(names, name):
            return key
    return None
