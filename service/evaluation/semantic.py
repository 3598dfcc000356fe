"""What the model of meaning adds: Spanish quotations in English news, tweets and checked claims.

Everything goes through the use case that serves ``/v1/match``, once with the model and once
without. Thresholds were chosen on the tuning half of the bilingual quotations and on the training
tweets; what counts is the other half, and the test tweets.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from service.domain.kinds import MatchStatus
from service.domain.matching.semantic import judge_semantic
from service.domain.model import Rendering
from service.evaluation.matching import Counts, count
from service.evaluation.matching_data import in_tuning_half, read_altered
from service.evaluation.semantic_altered import AlteredReport, evaluate_altered, render_altered
from service.evaluation.semantic_data import (
    plant,
    read_bilingual,
    read_claims,
    read_distractors,
    read_tweets,
)
from service.semantic.index import SemanticIndex, VectorIndex
from service.semantic.sweep import Sweep
from service.usecases.config import Limits
from service.usecases.match_statements import match_statements
from service.usecases.views import MatchQuery

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from service.evaluation.semantic_data import Bilingual, Tweet
    from service.semantic.encoder import SentenceEncoder
    from service.store.base import QuoteStore

BEST: Final = 5
_ALTERED: Final = ("opposite", "detail_changed")


@dataclass(frozen=True, slots=True)
class RankScore:
    """How often the right statement was found; all shares are 0.0 to 1.0.

    ``mean_precision`` is the mean average precision of the first five.
    """

    task: str
    with_meaning: bool
    queries: int
    stored: int
    first: float
    among_five: float
    mean_precision: float


@dataclass(frozen=True, slots=True)
class PairScore:
    """How pairs were told apart by meaning alone, before words are looked at."""

    kind: str
    half: str
    pairs: int
    counts: Counts


@dataclass(frozen=True, slots=True)
class SemanticReport:
    """Everything that was measured."""

    ranks: tuple[RankScore, ...]
    pairs: tuple[PairScore, ...]
    altered: AlteredReport


def evaluate_semantic(
    folder: Path,
    open_store: Callable[[Path], QuoteStore],
    scratch: Path,
    encoder: SentenceEncoder,
) -> SemanticReport:
    """Returns what is found with and without the model.

    Args:
        folder: the data, see ``semantic_data``.
        open_store: opens an embedded store in a folder.
        scratch: an empty folder; the stores in it may be thrown away afterwards.
        encoder: the model.
    """
    ranks: list[RankScore] = []
    bilingual = read_bilingual(folder)
    if bilingual:
        store = open_store(scratch / "bilingual")
        ranks += _find_translations(store, bilingual, read_distractors(folder), encoder)
        store.close()
    if claims := read_claims(folder):
        store = open_store(scratch / "claims")
        for part in ("train", "test"):
            ranks += _find_claims(store, claims, part, read_tweets(folder, part), encoder)
        store.close()
    pairs = tuple(_judge_pairs(folder, bilingual, encoder))
    return SemanticReport(tuple(ranks), pairs, evaluate_altered(folder, encoder))


def render_text(report: SemanticReport) -> str:
    """Returns the report as Markdown tables."""
    lines = [
        "## Finding statements through the match path",
        "| task | meaning | queries | stored | R@1 | R@5 | MAP@5 |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    lines += [
        f"| {s.task} | {'with' if s.with_meaning else 'without'} | {s.queries} | {s.stored} | "
        f"{s.first:.3f} | {s.among_five:.3f} | {s.mean_precision:.3f} |"
        for s in report.ranks
    ]
    lines += [
        "",
        "## Pairs by meaning alone (altered ones left out)",
        "| kind | half | pairs | P | R | F1 |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    lines += [
        f"| {s.kind} | {s.half} | {s.pairs} | {s.counts.precision:.3f} | {s.counts.recall:.3f} | "
        f"{s.counts.f1:.3f} |"
        for s in report.pairs
    ]
    return "\n".join([*lines, "", *render_altered(report.altered)]) + "\n"


def average_precision(ranked: Sequence[str], right: frozenset[str]) -> float:
    """Returns the average precision of the first five, 0.0 to 1.0."""
    hits, total = 0, 0.0
    for place, found in enumerate(ranked[:BEST], 1):
        if found in right:
            hits += 1
            total += hits / place
    return total / min(BEST, len(right)) if right else 0.0


def _index(store: QuoteStore, encoder: SentenceEncoder) -> SemanticIndex:
    """Vectors of everything stored, by the sweep itself."""
    vectors = VectorIndex()
    sweep = Sweep(store, encoder, vectors)
    sweep.load()
    sweep.run()
    return SemanticIndex(encoder, vectors)


def _ranked(store: QuoteStore, text: str, semantic: SemanticIndex | None) -> list[str]:
    """Returns the ids of the matched wordings, best first, as the match operation finds them."""
    limits = Limits(sources_per_wording=1)
    found = match_statements(
        store,
        {"q": MatchQuery(text[: limits.max_query_chars])},
        limit=BEST + 1,
        threshold=0.0,
        limits=limits,
        semantic=semantic,
    )
    return [each.matched_wording_id for each in found["q"]]


def _score(
    task: str, stored: int, found: Sequence[tuple[list[str], frozenset[str]]], *, meaning: bool
) -> RankScore:
    total = max(1, len(found))
    return RankScore(
        task=task,
        with_meaning=meaning,
        queries=len(found),
        stored=stored,
        first=sum(bool(right.intersection(ids[:1])) for ids, right in found) / total,
        among_five=sum(bool(right.intersection(ids[:BEST])) for ids, right in found) / total,
        mean_precision=sum(average_precision(ids, right) for ids, right in found) / total,
    )


def _find_translations(
    store: QuoteStore,
    bilingual: Sequence[Bilingual],
    distractors: Sequence[str],
    encoder: SentenceEncoder,
) -> list[RankScore]:
    """Asks for each quotation in one language; its own wording is passed over in the answer."""
    english = [pair.english for pair in bilingual]
    spanish = [pair.spanish for pair in bilingual]
    held = plant(
        store,
        [(t, "en") for t in (*english, *distractors)] + [(t, "es") for t in spanish],
    )
    semantic = _index(store, encoder)
    scores: list[RankScore] = []
    for half, tuning in (("tuning", True), ("reporting", False)):
        pairs = [pair for pair in bilingual if in_tuning_half(pair.event) == tuning]
        for name, sides in (
            ("Spanish finds English", [(p.spanish, p.english) for p in pairs]),
            ("English finds Spanish", [(p.english, p.spanish) for p in pairs]),
        ):
            for given in (None, semantic):
                found = [
                    (
                        [id_ for id_ in _ranked(store, asked, given) if id_ != held[asked]],
                        frozenset({held[right]}),
                    )
                    for asked, right in sides
                ]
                task = f"{name}, {half} half"
                scores.append(_score(task, len(held), found, meaning=given is not None))
    return scores


def _find_claims(
    store: QuoteStore,
    claims: dict[str, str],
    part: str,
    tweets: Sequence[Tweet],
    encoder: SentenceEncoder,
) -> list[RankScore]:
    held = plant(store, [(claim, "en") for claim in claims.values()])
    semantic = _index(store, encoder)
    scores = []
    for given in (None, semantic):
        found = [
            (
                _ranked(store, tweet.text, given),
                frozenset(held[claims[id_]] for id_ in tweet.claims if claims.get(id_) in held),
            )
            for tweet in tweets
        ]
        name = f"tweets find claims, {part}"
        scores.append(_score(name, len(held), found, meaning=given is not None))
    return scores


def _judge_pairs(
    folder: Path, bilingual: Sequence[Bilingual], encoder: SentenceEncoder
) -> list[PairScore]:
    pairs = [
        (p.event, p.a, p.b, p.same)
        for p in read_altered(folder)
        if not any(word in p.note for word in _ALTERED)
    ]
    for one in bilingual:
        pairs += [
            (one.event, Rendering(one.spanish, "es"), Rendering(o.english, "en"), o is one)
            for o in bilingual
            if o.event == one.event
        ]
    left = encoder.encode([a.text for _, a, _, _ in pairs])
    right = encoder.encode([b.text for _, _, b, _ in pairs])
    cosines = (left * right).sum(axis=1)
    scores = []
    for half, tuning in (("tuning", True), ("reporting", False)):
        for kind, across in (("translation", True), ("paraphrase", False)):
            decisions = [
                (
                    judge_semantic(a, b, float(cosine), asked=True).status
                    is not MatchStatus.REJECTED,
                    same,
                )
                for (event, a, b, same), cosine in zip(pairs, cosines, strict=True)
                if in_tuning_half(event) == tuning and (a.language != b.language) == across
            ]
            scores.append(PairScore(kind, half, len(decisions), count(decisions)))
    return scores
