"""What a watch waits for, and when its webhook is tried again."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from service.domain import ids
from service.domain.kinds import MatchStatus
from service.domain.matching.prepared import prepare
from service.domain.matching.retrieve import rank
from service.domain.model import Rendering
from service.domain.text.language import guess_language
from service.domain.text.names import NameRelation, compare_names
from service.domain.text.normalise import fold

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from service.domain.model import Outlet

_NAMES_FIT: Final = frozenset({NameRelation.SAME, NameRelation.COMPATIBLE})
_STEM_CHARS: Final = 3
_TELLING_WEIGHT: Final = 0.285
_DIGITS: Final = "abcdefghijklmnopqrstuvwxyz234567"


class DeliveryStatus(StrEnum):
    """How far an event of a watch has come; ``listed`` ones stand in the feeds only."""

    LISTED = "listed"
    PENDING = "pending"
    DELIVERED = "delivered"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class WatchTarget:
    """What is watched: one statement, wording or speaker by id, or whatever answers a query.

    The parts of a query narrow one another: words, a speaker (id or name), an outlet (id, name or
    domain), a language. ``threshold`` (0.0-1.0) is the lowest score at which words answer.
    """

    text: str | None = None
    speaker: str | None = None
    outlet: str | None = None
    language: str | None = None
    statement_id: str | None = None
    wording_id: str | None = None
    speaker_id: str | None = None
    threshold: float = 0.0


@dataclass(frozen=True, slots=True)
class Carried:
    """Words that an event is about: a mention, or a sighting whose mentions it is about.

    ``key`` is the folded form of the wording. ``outlets`` are those that carry it.
    """

    statement_id: str | None
    wording_id: str
    language: str
    key: str
    speaker_id: str | None
    speaker_name: str | None
    outlets: tuple[Outlet, ...]
    mention_id: str | None = None


def find_fitting(target: WatchTarget, carried: Sequence[Carried]) -> list[Carried]:
    """Returns those that the target asks for, in their order.

    Pure: the same words fit the same target, whatever else is stored. Words are judged as a query
    is that looks for them among all that is stored; each distinct wording once.
    """
    fitting = [each for each in carried if _fits_facts(target, each)]
    if target.text is None or not fitting:
        return fitting
    answering = _answering(target.text, target.threshold, fitting)
    return [each for each in fitting if (each.language, each.key) in answering]


def _fits_facts(target: WatchTarget, carried: Carried) -> bool:
    exact = (
        (target.statement_id, carried.statement_id),
        (target.wording_id, carried.wording_id),
        (target.speaker_id, carried.speaker_id),
        (target.language, carried.language),
    )
    if any(wanted is not None and wanted != found for wanted, found in exact):
        return False
    if target.speaker is not None and not _is_speaker(target.speaker, carried):
        return False
    return target.outlet is None or any(_is_outlet(target.outlet, each) for each in carried.outlets)


def _is_speaker(wanted: str, carried: Carried) -> bool:
    if wanted.startswith("sp_"):
        return carried.speaker_id == wanted
    return (
        carried.speaker_name is not None
        and compare_names(wanted, carried.speaker_name) in _NAMES_FIT
    )


def _is_outlet(wanted: str, outlet: Outlet) -> bool:
    folded = fold(wanted)
    return (
        outlet.id in {wanted, ids.outlet_id(folded)}
        or fold(outlet.name) == folded
        or folded in outlet.domains
    )


def _answering(
    text: str, threshold: float, carried: Sequence[Carried]
) -> frozenset[tuple[str, str]]:
    """Returns the wordings, as language and key, that answer a query for these words."""
    groups: dict[str, dict[str, None]] = defaultdict(dict)
    own = _language_of(text)
    beginnings = _telling_beginnings(text, own)
    for each in carried:
        # most of what comes in shares no telling word with most of what is watched
        if each.language != own or not beginnings.isdisjoint(_beginnings(each.key)):
            groups[each.language][each.key] = None
    found = set()
    for language, keyed in groups.items():
        keys = list(keyed)
        # the query is read as each wording's language: three words do not tell their own
        matches = rank(Rendering(text, language), [Rendering(key, language) for key in keys], keys)
        found |= {
            (language, key)
            for key, match in zip(keys, matches, strict=True)
            if match.status is not MatchStatus.REJECTED and match.score >= threshold
        }
    return frozenset(found)


@lru_cache(maxsize=4_096)
def _language_of(text: str) -> str:
    return guess_language(text).language


@lru_cache(maxsize=4_096)
def _telling_beginnings(text: str, language: str) -> frozenset[str]:
    """Returns how the rare words of a query begin; how all begin where none is rare."""
    prepared = prepare(text, language)
    rare = {
        word[:_STEM_CHARS]
        for word, weight in zip(prepared.words, prepared.weights, strict=True)
        if weight >= _TELLING_WEIGHT
    }
    return frozenset(rare) or _beginnings(text)


@lru_cache(maxsize=4_096)
def _beginnings(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM_CHARS] for word in fold(text).split())


def event_id(watch_id: str, occasion: str) -> str:
    """Returns the id of what a watch tells on one occasion: a number of the change feed, say.

    The same event has the same id however often it is found or sent.
    """
    return "wv_" + ids.digest("watch event", watch_id, occasion)


@dataclass(frozen=True, slots=True)
class RetryPlan:
    """How often and when a webhook is tried.

    ``tries`` counts all, the first included. The wait after the first failure is ``first_seconds``;
    each further one is ``factor`` times as long, up to ``longest_seconds``.
    """

    tries: int = 8
    first_seconds: float = 5.0
    factor: float = 5.0
    longest_seconds: float = 36_000.0

    def wait_seconds(self, delivery_id: str, tried: int) -> float | None:
        """Returns the wait after so many failed tries; None when there are no more.

        A fifth of it, more or less, is jitter, so that what failed together is not sent together
        again. It follows from the id: the same delivery is tried at the same times.
        """
        if tried >= self.tries:
            return None
        wait = min(self.first_seconds * self.factor ** max(tried - 1, 0), self.longest_seconds)
        drawn = ids.digest("jitter", delivery_id, str(tried))
        share = (_DIGITS.index(drawn[0]) * len(_DIGITS) + _DIGITS.index(drawn[1])) / len(
            _DIGITS
        ) ** 2
        return wait * (0.8 + 0.4 * share)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try of a webhook. ``problem`` is None when it was taken.

    ``is_final`` says that the receiver wants no further try. ``retry_after_seconds`` is how long it
    asked to wait.
    """

    at: datetime
    problem: str | None = None
    is_final: bool = False
    retry_after_seconds: float | None = None
