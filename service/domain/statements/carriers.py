"""Who of those that carry one text likely had it first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from service.domain.statements.credits import AGENCIES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.domain.statements.credits import AgencyCredit

LATEST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Carrier:
    """An article that carries a text, and what speaks for or against its having been first.

    ``outlet_key`` and ``outlet_kind`` are those of the registry of outlets. Times in UTC.
    """

    article_id: str
    outlet_key: str
    outlet_kind: str
    published_at: datetime | None
    first_seen_at: datetime
    credits: tuple[AgencyCredit, ...] = ()


@dataclass(frozen=True, slots=True)
class LikelyFirst:
    """The likely first carrier, and why.

    ``agency`` is the key of the agency to which most crediting carriers give the whole text.
    """

    article_id: str
    agency: str | None
    reason: str


def likely_first(carriers: Sequence[Carrier]) -> LikelyFirst:
    """Returns which of the carriers of one text likely had it first.

    The credited agency's own article, if it is among them; else, with an agency credited, the
    earliest published; else the earliest that is no aggregator; else the earliest. What was never
    dated comes after what was; ties fall to the smaller id. Their order does not matter.

    Raises:
        ValueError: there are no carriers.
    """
    if not carriers:
        raise ValueError("nobody carries the text")
    ordered = sorted(carriers, key=_rank)
    agency = credited_agency(carriers)
    own = [c for c in ordered if c.outlet_key == agency]
    if own:
        return LikelyFirst(own[0].article_id, agency, "the agency that the copies credit")
    if agency is not None:
        return LikelyFirst(
            ordered[0].article_id, agency, "earliest of the copies; the agency's own is not known"
        )
    independent = [c for c in ordered if c.outlet_kind != "aggregator"]
    if independent:
        return LikelyFirst(independent[0].article_id, None, "earliest that is no aggregator")
    return LikelyFirst(ordered[0].article_id, None, "earliest of the copies")


def credited_agency(carriers: Sequence[Carrier]) -> str | None:
    """Returns the agency that most of the crediting carriers name for the whole text.

    An agency's own article counts as a credit. Ties fall to the smaller key.
    """
    votes: dict[str, int] = {}
    for carrier in carriers:
        named = set(_whole_credits(carrier))
        if carrier.outlet_kind == "agency" and carrier.outlet_key in AGENCIES:
            named.add(carrier.outlet_key)
        for agency in named:
            votes[agency] = votes.get(agency, 0) + 1
    return min(votes, key=lambda agency: (-votes[agency], agency), default=None)


def _whole_credits(carrier: Carrier) -> tuple[str, ...]:
    return tuple(credit.agency for credit in carrier.credits if credit.kind.is_whole)


def _rank(carrier: Carrier) -> tuple[datetime, datetime, str]:
    return (carrier.published_at or LATEST, carrier.first_seen_at, carrier.article_id)
