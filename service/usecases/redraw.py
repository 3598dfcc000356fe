"""Links drawn anew: for names that are somebody else's now, and by the rules of a new release."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from service.domain.kinds import MatchKind
from service.domain.matching.candidates import link_keys
from service.domain.matching.model import LEXICAL
from service.domain.matching.outline import outline
from service.domain.statements.group import GROUPING
from service.store.relinking import DrawnBy, FiledWording
from service.usecases.link_reviews import link_sightings
from service.usecases.linking import find_links, regroup
from service.usecases.prepare import CLAUSE, SPLIT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from service.domain.model import Link, Sighting
    from service.store.base import QuoteStore, StoreReader, StoreWriter
    from service.store.records import Change

RULES: Final = f"{LEXICAL.name}/{LEXICAL.version} {GROUPING}"
"""The rules by which this release draws links and groups."""

_BATCH: Final = 500


@dataclass(frozen=True, slots=True)
class Redrawn:
    """What drawing anew came to: sightings held against the others, links gained and lost.

    A link that is of another kind, score or status than before counts as both.
    """

    sightings: int
    gained: int
    lost: int


def note_rules(store: QuoteStore) -> None:
    """Notes in a store that holds nothing yet by which rules its links will stand."""
    with store.reading() as tx:
        if tx.drawn_by() is not None or tx.sightings_after(None, limit=1):
            return
    with store.writing() as tx:
        tx.set_drawn_by(DrawnBy(RULES, None))


def links_drawn_by(store: QuoteStore) -> str | None:
    """Returns the rules by which all links stand; None while some are of an older release.

    Anything but ``RULES`` means that ``redraw_all`` is due.
    """
    with store.reading() as tx:
        noted = tx.drawn_by()
    return noted.rules if noted and noted.after is None else None


def redraw_all(
    store: QuoteStore,
    *,
    now: datetime,
    batch: int = _BATCH,
    told: Callable[[int], None] | None = None,
) -> Redrawn:
    """Judges every stored sighting again, as if it had come in today; ids stay, or redirect.

    Works in durable steps of ``batch`` sightings, so the store may be read meanwhile; what a run
    that was broken off had done by the same rules is not done again. The end does not depend on
    where the steps are cut. What articles themselves give and what people judged stays; links by
    meaning are dropped, and drawn again by the next sweep.

    Args:
        store: where; articles may come in meanwhile.
        now: when, for the change feed.
        batch: sightings in one step.
        told: called after each step with the number of sightings that it held.
    """
    with store.reading() as tx:
        noted = tx.drawn_by()
    after = noted.after if noted and noted.rules == RULES else ""
    done = gained = lost = 0
    while True:
        with store.writing() as tx:
            sightings = tx.sightings_after(after or None, limit=batch)
            if not sightings:
                tx.set_drawn_by(DrawnBy(RULES, None))
                return Redrawn(done, gained, lost)
            _file_again(tx, sightings)
            more, fewer, changes = draw_again(tx, sightings)
            if changes:
                tx.append_changes(changes, now)
            after = sightings[-1].id
            tx.set_drawn_by(DrawnBy(RULES, after))
        done, gained, lost = done + len(sightings), gained + more, lost + fewer
        if told is not None:
            told(len(sightings))


def draw_again(
    tx: StoreWriter, sightings: Sequence[Sighting], *, grown: bool = False
) -> tuple[int, int, list[Change]]:
    """Draws the links of these sightings anew, as if they had been judged so at first.

    Those by meaning are drawn anew beside the request, as for new sightings.

    Args:
        tx: the transaction to read and write.
        sightings: whose links.
        grown: whether their statements count as changed even where no link did.

    Returns:
        How many links are new or other, how many of those before are gone or other, and what
        became of statements.
    """
    own = {sighting.id for sighting in sightings}
    before = {(link.a, link.b): link for link in tx.links_of(own)}
    links = _links_anew(tx, sightings)
    kept = {pair for pair, link in before.items() if _is_given(link)}
    gone = before.keys() - links.keys() - kept
    fresh = {p: link for p, link in links.items() if p not in kept and before.get(p) != link}
    tx.drop_links(gone)
    tx.add_links([fresh[pair] for pair in sorted(fresh)])
    tx.sweep_again(own)
    link_sightings(tx, own)
    moved = {end for pair in (*gone, *fresh) for end in pair}
    changes = regroup(tx, own | moved, grown=own if grown else moved)
    return len(fresh), len(gone) + len(fresh.keys() & before.keys()), changes


def _file_again(tx: StoreWriter, sightings: Sequence[Sighting]) -> None:
    """Gives the wordings of these sightings the keys and outlines of this release."""
    wordings = tx.get_wordings({sighting.wording_id for sighting in sightings})
    filed = []
    for id_ in sorted(wordings):
        wording = wordings[id_]
        keys = tuple(link_keys(wording.key, wording.language))
        filed.append(
            FiledWording(id_, keys, outline(wording.key, wording.language) if keys else b"")
        )
    tx.refile_wordings(filed)


def _links_anew(tx: StoreReader, sightings: Sequence[Sighting]) -> dict[tuple[str, str], Link]:
    links: dict[tuple[str, str], Link] = {}
    for start in range(0, len(sightings), _BATCH):
        found = find_links(tx, sightings[start : start + _BATCH])
        links.update({(link.a, link.b): link for link in found})
    return links


def _is_given(link: Link) -> bool:
    """Whether the article itself gives the link, whoever speaks."""
    return link.kind is MatchKind.CONTINUATION or link.reason in {SPLIT, CLAUSE}
