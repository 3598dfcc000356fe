"""Tying reviews to what they may be about, whichever of the two comes first.

A claim and a wording that share enough keys are judged once: when the later of the two is stored.
Both steps are functions of the two alone, so the order does not matter.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from service.domain.matching.candidates import is_weak, link_keys, partner_key
from service.domain.reviews import claim_keys, link_review

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from service.domain.model import Sighting
    from service.domain.reviews import Review
    from service.store.base import StoreWriter

_WEAK_KEYS = 2


def link_new_review(tx: StoreWriter, review: Review) -> list[str]:
    """Links a review that was just kept; returns the sightings it may be about, by id."""
    keys = claim_keys(review)
    sharing = tx.wordings_by_keys([partner_key(key) for key in keys])
    sightings = tx.sightings_of_wordings(_met(sharing))
    links = link_review(review, [s for _, group in sorted(sightings.items()) for s in group])
    tx.add_review_links(links)
    return [link.sighting_id for link in links]


def link_sightings(tx: StoreWriter, sighting_ids: Collection[str]) -> None:
    """Links sightings that were just stored, or are heard under another name now, to the reviews.

    Links that they had before are forgotten.
    """
    if not sighting_ids or not tx.has_reviews():
        return
    tx.forget_review_links(sighting_ids)
    stored = tx.get_sightings(sighting_ids)
    groups: dict[str, list[Sighting]] = defaultdict(list)
    for id_ in sorted(stored):
        groups[stored[id_].wording_id].append(stored[id_])
    near: dict[str, list[Sighting]] = defaultdict(list)
    for group in groups.values():
        keys = link_keys(group[0].text, group[0].language)
        sharing = tx.reviews_by_keys([partner_key(key) for key in keys])
        for review in _met(sharing):
            near[review] += group
    reviews = tx.get_reviews(near.keys())
    for id_ in sorted(reviews):
        tx.add_review_links(link_review(reviews[id_], near[id_]))


def _met(sharing: Sequence[tuple[int, str]]) -> set[str]:
    """Returns what shares one strong key or two weak ones; the rule by which wordings meet."""
    strong = {id_ for key, id_ in sharing if not is_weak(key)}
    weak: dict[str, int] = defaultdict(int)
    for key, id_ in sharing:
        weak[id_] += is_weak(key)
    return strong | {id_ for id_, times in weak.items() if times >= _WEAK_KEYS}
