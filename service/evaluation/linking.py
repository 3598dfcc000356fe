"""How well whole articles end up in statements: extraction, linking and grouping in a real store.

Two known quotations of different outlets are linked when they stand in one statement, or when a
suggestion ties their statements; a quotation that extraction misses is linked to nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import combinations
from typing import TYPE_CHECKING, Final

from service.domain.ids import article_id
from service.domain.kinds import Bond, Form, MatchKind, MatchStatus, Place
from service.domain.urls import canonical_url
from service.evaluation.linking_data import read_articles_of_a_year, read_gold_sets
from service.evaluation.matching import Counts, count
from service.evaluation.matching_data import in_tuning_half
from service.usecases.config import Limits
from service.usecases.ingest import ingest

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from pathlib import Path

    from service.domain.model import ArticleInput, Link, Mention, Sighting
    from service.evaluation.linking_data import GoldMention, GoldSet
    from service.store.base import QuoteStore, StoreReader

LARGEST: Final = 10
MANY: Final = 3
"""From so many members on a family is looked at for members that do not belong."""

_BATCH: Final = 50
_PAGE: Final = 1_000
_WEEK: Final = 7
_COVERED: Final = 0.5
_NOW: Final = datetime(2030, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class LinkScore:
    """Links between outlets on one half of the events of a set.

    ``confirmed`` counts those in one statement, ``shown`` also those tied by suggestion;
    ``mixed`` of ``large`` statements with three or more known quotations hold one of another
    family.
    """

    name: str
    half: str
    quotations: int
    found: int
    confirmed: Counts
    shown: Counts
    large: int
    mixed: int


@dataclass(frozen=True, slots=True)
class LargeStatement:
    """A statement with many sightings and what holds it together.

    ``fragments`` counts the sightings that hang on others, ``kinds`` the links that unite by kind.
    ``far_out`` is the united sighting with the fewest links to the others, and how many it has.
    """

    sightings: int
    fragments: int
    wordings: int
    speakers: int
    days: int
    summary: str
    kinds: tuple[tuple[str, int], ...]
    far_out: str
    far_out_links: int


@dataclass(frozen=True, slots=True)
class FarLink:
    """Two renderings in confirmed connection over a week apart, of different articles."""

    a: str
    b: str
    speakers: tuple[str | None, str | None]
    days: int
    kind: str
    bond: str


@dataclass(frozen=True, slots=True)
class LinkingReport:
    """Everything that was measured."""

    scores: tuple[LinkScore, ...]
    wrong: tuple[tuple[str, str], ...]
    largest: tuple[LargeStatement, ...]
    far: tuple[FarLink, ...]
    articles: int
    statements: int


def evaluate_linking(
    folder: Path, open_store: Callable[[Path], QuoteStore], scratch: Path
) -> LinkingReport:
    """Returns how whole articles are linked.

    Args:
        folder: the data, see ``linking_data``.
        open_store: opens an embedded store in a folder.
        scratch: an empty folder; the stores in it may be thrown away afterwards.
    """
    scores: list[LinkScore] = []
    wrong: list[tuple[str, str]] = []
    for gold in read_gold_sets(folder):
        store = open_store(scratch / gold.name)
        take_in(store, gold.articles)
        with store.reading() as reader:
            for half, tuning in (("tuning", True), ("reporting", False)):
                score, errors = _score(reader, gold, half, tuning=tuning)
                scores.append(score)
                wrong += errors
        store.close()
    articles = read_articles_of_a_year(folder)
    store = open_store(scratch / "year")
    take_in(store, articles)
    with store.reading() as reader:
        sightings = _read_sightings(reader, articles)
        placements = reader.placements(sightings.keys())
        statements = {placed.statement_id for placed in placements.values()}
        largest = find_largest(reader, statements)
        far = _find_far(reader, sightings)
    store.close()
    return LinkingReport(
        tuple(scores), tuple(wrong), tuple(largest), tuple(far), len(articles), len(statements)
    )


def take_in(store: QuoteStore, articles: Sequence[ArticleInput]) -> None:
    """Takes articles in, batch by batch."""
    for start in range(0, len(articles), _BATCH):
        ingest(store, articles[start : start + _BATCH], limits=Limits(), now=_NOW)


def _score(
    reader: StoreReader, gold: GoldSet, half: str, *, tuning: bool
) -> tuple[LinkScore, list[tuple[str, str]]]:
    mine = [m for m in gold.mentions if in_tuning_half(m.event) is tuning and m.form == "direct"]
    texts = {article.url: article.text for article in gold.articles}
    where = _locate(reader, mine)
    joined, tied = _read_statements(reader, where)
    confirmed: list[tuple[bool, bool]] = []
    shown: list[tuple[bool, bool]] = []
    wrong: list[tuple[str, str]] = []
    for mentions in _by_event(mine).values():
        for a, b in combinations(mentions, 2):
            if a.outlet == b.outlet or frozenset((a.id, b.id)) in gold.arguable:
                continue
            same = a.family == b.family
            one = bool(joined[a.id] & joined[b.id])
            linked = bool(joined[a.id] & tied[b.id] or joined[b.id] & tied[a.id])
            confirmed.append((one, same))
            shown.append((one or linked, same))
            if one and not same:
                wrong.append((texts[a.url][a.start : a.end], texts[b.url][b.start : b.end]))
    large, mixed = _count_mixed(mine, joined)
    score = LinkScore(
        name=gold.name,
        half=half,
        quotations=len(mine),
        found=sum(bool(where[m.id]) for m in mine),
        confirmed=count(confirmed),
        shown=count(shown),
        large=large,
        mixed=mixed,
    )
    return score, wrong if tuning else []


def _by_event(mentions: Iterable[GoldMention]) -> dict[str, list[GoldMention]]:
    found: defaultdict[str, list[GoldMention]] = defaultdict(list)
    for mention in mentions:
        found[mention.event].append(mention)
    return found


def _locate(reader: StoreReader, mentions: Sequence[GoldMention]) -> dict[str, list[Mention]]:
    """Returns for each known quotation the extracted ones that lie on it."""
    stored: dict[str, list[Mention]] = {}
    found: dict[str, list[Mention]] = {}
    for gold in mentions:
        if gold.url not in stored:
            stored[gold.url] = _mentions_of(reader, gold.url)
        found[gold.id] = [one for one in stored[gold.url] if _lies_on(one, gold)]
    return found


def _mentions_of(reader: StoreReader, url: str) -> list[Mention]:
    article = article_id(canonical_url(url))
    version = reader.get_version(article)
    if version is None:
        return []
    mentions = reader.list_mentions(article, version.version, after=None, limit=_PAGE)
    return [m for m in mentions if m.place is not Place.HEADLINE and m.form is not Form.INDIRECT]


def _lies_on(mention: Mention, gold: GoldMention) -> bool:
    start, end = mention.selector.start, mention.selector.end
    common = min(end, gold.end) - max(start, gold.start)
    return common >= _COVERED * max(end - start, gold.end - gold.start)


def _read_statements(
    reader: StoreReader, where: Mapping[str, Sequence[Mention]]
) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Returns the statements of each known quotation, and those that a link ties it to."""
    joined = {
        id_: {m.statement_id for m in mentions if m.statement_id} for id_, mentions in where.items()
    }
    sightings = {m.sighting_id for mentions in where.values() for m in mentions if m.sighting_id}
    tied: defaultdict[str, set[str]] = defaultdict(set)
    links = reader.links_of(sightings)
    placed = reader.placements({end for link in links for end in (link.a, link.b)})
    for link in links:
        tied[link.a].add(placed[link.b].statement_id)
        tied[link.b].add(placed[link.a].statement_id)
    return joined, {
        id_: set().union(*(tied[m.sighting_id] for m in mentions if m.sighting_id))
        for id_, mentions in where.items()
    }


def _count_mixed(
    mentions: Sequence[GoldMention], joined: Mapping[str, Collection[str]]
) -> tuple[int, int]:
    families: defaultdict[str, list[str]] = defaultdict(list)
    for mention in mentions:
        for statement in joined[mention.id]:
            families[statement].append(mention.family)
    large = [members for members in families.values() if len(members) >= MANY]
    return len(large), sum(len(set(members)) > 1 for members in large)


def find_largest(reader: StoreReader, statements: Collection[str]) -> list[LargeStatement]:
    """Returns the statements with most sightings, and what holds each of them together."""
    members = reader.members(statements)
    largest = sorted(members, key=lambda id_: (-len(members[id_]), id_))[:LARGEST]
    return [_describe(reader, members[id_]) for id_ in largest]


def _describe(reader: StoreReader, sightings: Sequence[Sighting]) -> LargeStatement:
    ids = {sighting.id for sighting in sightings}
    placed = reader.placements(ids)
    fragments = {id_ for id_ in ids if placed[id_].host_id is not None}
    unions = [
        link
        for link in reader.links_of(ids)
        if link.bond is Bond.UNION
        and link.status is MatchStatus.CONFIRMED
        and {link.a, link.b} <= ids
    ]
    degree = Counter(end for link in unions for end in (link.a, link.b))
    days = [sighting.day for sighting in sightings if sighting.day]
    longest = max(sightings, key=lambda one: (len(one.text), one.id))
    lone = min(sightings, key=lambda one: (one.id in fragments, degree[one.id], one.id))
    return LargeStatement(
        sightings=len(sightings),
        fragments=len(fragments),
        wordings=len({sighting.wording_id for sighting in sightings}),
        speakers=len({sighting.speaker_id for sighting in sightings}),
        days=(max(days) - min(days)).days if days else 0,
        summary=longest.text,
        kinds=tuple(sorted(Counter(link.kind.value for link in unions).items())),
        far_out=lone.text,
        far_out_links=degree[lone.id],
    )


def _read_sightings(
    reader: StoreReader, articles: Sequence[ArticleInput]
) -> dict[str, tuple[Sighting, set[str]]]:
    """Returns every sighting with the articles that carry it."""
    carried: defaultdict[str, set[str]] = defaultdict(set)
    for article in articles:
        id_ = article_id(canonical_url(article.url))
        for mention in reader.list_mentions(id_, 1, after=None, limit=_PAGE):
            if mention.sighting_id:
                carried[mention.sighting_id].add(id_)
    stored = reader.get_sightings(carried.keys())
    return {id_: (stored[id_], urls) for id_, urls in carried.items()}


def _find_far(
    reader: StoreReader, sightings: Mapping[str, tuple[Sighting, set[str]]]
) -> list[FarLink]:
    """Returns the confirmed links over a week apart, by texts: equal long wordings included."""
    pairs: dict[tuple[str, str], Link | None] = {
        (link.a, link.b): link
        for link in reader.links_of(sightings.keys())
        if link.status is MatchStatus.CONFIRMED
    }
    by_wording: defaultdict[str, list[str]] = defaultdict(list)
    for id_, (sighting, _) in sorted(sightings.items()):
        by_wording[sighting.wording_id].append(id_)
    placed = reader.placements(sightings.keys())
    for ids in by_wording.values():
        for one, other in combinations(ids, 2):
            if placed[one].statement_id == placed[other].statement_id:
                pairs.setdefault((one, other), None)
    found: list[FarLink] = []
    for (left, right), link in sorted(pairs.items()):
        (a, articles_a), (b, articles_b) = sightings[left], sightings[right]
        if a.day is None or b.day is None or len(articles_a | articles_b) == 1:
            continue
        days = abs((a.day - b.day).days)
        if days > _WEEK:
            kind = link.kind if link else MatchKind.IDENTICAL
            bond = link.bond if link else Bond.UNION
            found.append(
                FarLink(a.text, b.text, (a.speaker_name, b.speaker_name), days, kind, bond)
            )
    return found
