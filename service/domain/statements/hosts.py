"""What a unit of fragments or reports hangs on: one host, chosen from the links alone.

A fragment hangs on the longer sighting that contains it best, a report on the quotation that it
reports, the fragments of a clause on that clause. What an article itself says of its quotations
counts most: which words of a clause it has in marks.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from service.domain.kinds import Bond, MatchKind, MatchStatus
from service.domain.matching.grading import AT_ONCE_DAYS
from service.domain.text.names import NameRelation, compare_names, fold_name

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from service.domain.model import Link, Sighting

    Rank = tuple[bool, bool, float, int, date, str]

GIVEN_SCORE: Final = 1.0
"""The score of what an article itself says of two of its quotations; no judgement has it."""

SHORT_WORDS: Final = 5
"""A quotation of fewer words is a fragment, which hangs on the clause that quotes it."""

BACKED_SCORE: Final = 0.8
"""From this score on a clause hangs on the quotation that has the words it puts in marks."""

LAST_DAY: Final = date.max

_FULL_NAME: Final = 2


def is_clause_link(link: Link, ends: Mapping[str, Sighting]) -> bool:
    """Returns whether one end is quoted in marks in the clause that is the other end.

    The two must be grouped together: what the clause hangs on may carry what it quotes.
    """
    return link.score >= GIVEN_SCORE and ends[link.a].reported != ends[link.b].reported


def choose_hosts(
    unit_of: Mapping[str, str],
    links: Collection[Link],
    ends: Mapping[str, Sighting],
    apart: Collection[tuple[str, str]],
) -> dict[str, str]:
    """Returns the sighting that each unit hangs on, for those that hang on one.

    A quotation goes before a report, a confirmed link before one that only the words in marks bear
    out; then score, length, day and id count. A clause with several stretches in marks may report
    several remarks: a fragment hangs on it only where the quotation that the clause hangs on has
    the words of this fragment.

    Args:
        unit_of: the unit of each sighting.
        links: all links with an end among them.
        ends: every sighting that a link names, among them or not.
        apart: pairs that people hold apart, smaller id first.
    """
    choice = _Choice(unit_of, links, ends, apart)
    of_several = [link for link in links if choice.is_of_several(link)]
    for link in links:
        if link not in of_several:
            choice.consider(link)
    carried = [link for link in of_several if choice.is_carried(link)]
    for link in carried:
        choice.consider(link)
    return {unit: rank[-1] for unit, rank in choice.best.items()}


class _Choice:
    """The best host of each unit so far, whatever the order in which links are considered."""

    def __init__(
        self,
        unit_of: Mapping[str, str],
        links: Collection[Link],
        ends: Mapping[str, Sighting],
        apart: Collection[tuple[str, str]],
    ) -> None:
        self.best: dict[str, Rank] = {}
        self._unit_of = unit_of
        self._ends = ends
        self._apart = apart
        self._named: dict[str, int] = {}
        for id_, unit in unit_of.items():
            self._named[unit] = max(self._named.get(unit, 0), _speaker_words(ends[id_]))
        self._quoted: dict[str, list[Sighting]] = {}
        for link in links:
            if is_clause_link(link, ends):
                part, clause = self._part_and_clause(link)
                self._quoted.setdefault(clause.id, []).append(part)

    def is_of_several(self, link: Link) -> bool:
        """Whether the link ties a clause to one of several stretches that it has in marks."""
        if not is_clause_link(link, self._ends):
            return False
        return len(self._quoted[self._part_and_clause(link)[1].id]) > 1

    def is_carried(self, link: Link) -> bool:
        """Whether the clause of this link hangs on a quotation that has the fragment's words."""
        part, clause = self._part_and_clause(link)
        rank = self.best.get(self._unit_of.get(clause.id, ""))
        host = self._ends[rank[-1]] if rank else None
        return host is not None and not host.reported and _stands_in(part, host)

    def consider(self, link: Link) -> None:
        """Lets each end of a link be the host of the other's unit, if it may and if it is best."""
        confirmed = link.bond is Bond.ATTACH and link.status is MatchStatus.CONFIRMED
        if (link.a, link.b) in self._apart or not (confirmed or self._is_backed(link)):
            return
        for fragment_id, host_id in ((link.a, link.b), (link.b, link.a)):
            unit = self._unit_of.get(fragment_id)
            if unit is None or self._unit_of.get(host_id) == unit:
                continue
            host = self._ends[host_id]
            given = link.score >= GIVEN_SCORE
            if self._lacks_fragment(fragment_id, host) or not can_host(
                self._ends[fragment_id], host, named=self._named[unit], is_given=given
            ):
                continue
            day = host.day or LAST_DAY
            rank = (host.reported, not confirmed, -link.score, -_word_count(host), day, host_id)
            self.best[unit] = min(self.best.get(unit, rank), rank)

    def _part_and_clause(self, link: Link) -> tuple[Sighting, Sighting]:
        a, b = self._ends[link.a], self._ends[link.b]
        return (b, a) if a.reported else (a, b)

    def _lacks_fragment(self, clause_id: str, host: Sighting) -> bool:
        """Whether a quotation lacks the one fragment that a clause quotes: it reports another."""
        parts = self._quoted.get(clause_id, ())
        if host.reported or len(parts) != 1 or _word_count(parts[0]) >= SHORT_WORDS:
            return False
        return not _stands_in(parts[0], host)

    def _is_backed(self, link: Link) -> bool:
        """Whether what a clause quotes in marks bears out that it reports a quotation.

        A clause says mostly in words of its own what somebody said; these alone seldom tell one
        remark from another on the same subject. But where its writer put some of them in marks,
        and a quotation of these days has them too, pinned on nobody else, there is little doubt.
        """
        if link.kind is not MatchKind.REPORTED or link.status is not MatchStatus.SUGGESTED:
            return False
        quotation, clause = self._part_and_clause(link)
        parts = [p for p in self._quoted.get(clause.id, ()) if _word_count(p) < SHORT_WORDS]
        return (
            not quotation.reported
            and link.score >= BACKED_SCORE
            and bool(parts)
            and all(_stands_in(part, quotation) for part in parts)
            and _are_of_one_occasion(quotation, clause)
        )


def _are_of_one_occasion(a: Sighting, b: Sighting) -> bool:
    if a.day is None or b.day is None or abs((a.day - b.day).days) > AT_ONCE_DAYS:
        return False
    return compare_names(a.speaker_name, b.speaker_name) is not NameRelation.DIFFERENT


def can_host(fragment: Sighting, host: Sighting, *, named: int, is_given: bool = False) -> bool:
    """Returns whether the first may hang on the second.

    Of two in marks, or two reports, on the one with more words; with as many words on the one
    under a fuller name than the fragment's unit knows (``named``: 0 where it knows none, 1 for a
    name of one word, 2 for a longer one). A report hangs on the quotation that it reports, if that
    is no mere fragment; a fragment in marks only on the clause that its own article quotes it in
    (``is_given``), which is what gives it a meaning. Fragments, reports and quotations are levels
    of one order: between sightings there are no cycles.
    """
    words, host_words = _word_count(fragment), _word_count(host)
    if fragment.reported != host.reported:
        return host_words >= SHORT_WORDS if fragment.reported else is_given and words < SHORT_WORDS
    if host_words != words:
        return host_words > words
    return named < _speaker_words(host)


def _stands_in(part: Sighting, whole: Sighting) -> bool:
    return f" {part.text} " in f" {whole.text} "


def _speaker_words(sighting: Sighting) -> int:
    """Of the folded name: how the first article that came wrote it must not matter."""
    words = len(fold_name(sighting.speaker_name).split()) if sighting.speaker_name else 0
    return min(words, _FULL_NAME)


def _word_count(sighting: Sighting) -> int:
    return len(sighting.text.split())
