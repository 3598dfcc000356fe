"""Pairs that are close in meaning: translations and paraphrases, judged from a given cosine.

The cosine comes from a sentence-embedding model, which says "about this statement" and cannot see
that a quotation was altered: an opposite is as near as a rewording. So a match by meaning is never
confirmed and moves no statement, and figures and denials are compared as such.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import exp
from typing import TYPE_CHECKING, Final

from service.domain.kinds import (
    Bond,
    DifferenceKind,
    MatchKind,
    MatchStatus,
)
from service.domain.matching.features import describe_days
from service.domain.matching.grading import LONG, NAMES_AGREE, WINDOW_DAYS
from service.domain.matching.guards import find_possible_changes
from service.domain.matching.prepared import prepare
from service.domain.model import Feature, Match
from service.domain.text.names import NameRelation, compare_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.domain.matching.prepared import Prepared
    from service.domain.model import Difference, Rendering

SEMANTIC_NAME: Final = "meaning"
SEMANTIC_VERSION: Final = "3"


@dataclass(frozen=True, slots=True)
class Scale:
    """How cosines of one kind of pair are read.

    Attributes:
        middle: the cosine at which the log odds are even when nothing else is known.
        slope: log odds for each unit of cosine.
        link: from this cosine on, a stored pair is suggested when nothing speaks against it.
        possible: from this cosine on, it is suggested when speaker and time speak for it.
        asked: from this cosine on, it is suggested to who asks about this very pair.
        shown: from this cosine on, it is listed among the answers to a query, by its score.
    """

    middle: float
    slope: float
    link: float
    possible: float
    asked: float
    shown: float


SCALES: Final = {
    MatchKind.TRANSLATION: Scale(
        middle=0.48, slope=18.0, link=0.5, possible=0.45, asked=0.45, shown=0.4
    ),
    MatchKind.PARAPHRASE: Scale(
        middle=0.55, slope=13.0, link=0.7, possible=0.7, asked=0.55, shown=0.4
    ),
}
"""Chosen on the tuning half of quotations in two languages, written pairs and pairs from news.

In one language, what words have not joined is mostly another remark on the same subject: of stored
pairs at 0.55 one in ten was the same statement, at 0.65 not many more. Who asks sees more.
"""

LEAST_COSINE: Final = min(scale.shown for scale in SCALES.values())
"""Pairs below are not worth judging."""

EVIDENCE: Final = {
    "same_speaker": (0.5, "Whether both are pinned on one speaker, read beside the meaning."),
    "other_speaker": (-2.75, "Whether the two are pinned on different speakers, beside meaning."),
    "near_in_time": (0.25, "Whether both were published within 14 days of one another."),
    "common_items": (1.0, "How many figures and names stand in both, up to three."),
    "one_side_denies": (-0.75, "Whether a denial stands on one side only: a possible opposite."),
}
"""Weight and explanation of what moves the log odds beside the cosine."""

MEANING_EXPLAINED: Final = (
    "Cosine of the sentence vectors: how close the two are in what they are about."
)

_BEST: Final = 0.89  # what is only suggested must not look certain
_FRAGMENT_WORDS: Final = 3
_STRONG: Final = 0.8
_CLOSE_TO_QUERY: Final = 0.65
_ASKED_NOT_IN_ENGLISH: Final = 0.45  # rewordings of one language lie further apart than in English
_BOTH_DATED: Final = 0.25
"""So much closer lie two rewordings that articles carry than two remarks of one debate: of pairs
from one event that the words did not join, one in ten above 0.55 was one statement, and hardly
more above 0.7."""

_WORTH_OF_RARE_WORDS: Final = 0.5
_MUCH_SHARED: Final = 3.0
_ALL_SHARED: Final = 3
_CLASHING: Final = frozenset({DifferenceKind.NUMBER, DifferenceKind.NAME})


@dataclass(frozen=True, slots=True)
class _Grounds:
    """What two renderings have in common beside their meaning."""

    first: Prepared
    second: Prepared
    cosine: float
    speakers: NameRelation
    days: int | None
    changes: tuple[Difference, ...]
    asked: bool

    @property
    def is_loose_fragment(self) -> bool:
        """Whether so few words stand on a side that they might be anybody's."""
        if self.asked:
            return _is_loosely_asked(self.first, self.second, self.cosine)
        if not _has_few_words(self.first, self.second):
            return False
        return self.one_language or not (self.agree and self.days == 0)

    @property
    def one_language(self) -> bool:
        return self.first.language == self.second.language

    @property
    def agree(self) -> bool:
        return self.speakers in NAMES_AGREE

    @property
    def near(self) -> bool:
        return self.days is not None and self.days <= WINDOW_DAYS

    @property
    def shared(self) -> list[str]:
        """Figures and names of both, as people read them."""
        first, second = self.first, self.second
        common = (first.numbers & second.numbers) | (first.names & second.names)
        return sorted(item.removeprefix("#") for item in common)

    @property
    def clash(self) -> str | None:
        """A figure or a name that has another one in its place, in words."""
        for change in self.changes:
            if change.kind in _CLASHING and change.a and change.b:
                return f'"{change.a.exact}" stands against "{change.b.exact}"'
        return None

    @property
    def one_denies(self) -> bool:
        return any(change.kind is DifferenceKind.NEGATION for change in self.changes)

    @property
    def very_close(self) -> bool:
        """Whether the meaning alone outweighs another speaker or another month."""
        long = min(self.first.informative, self.second.informative) >= LONG
        return self.cosine >= _STRONG and long and self.first.numbers == self.second.numbers


def kind_by_meaning(a: Rendering, b: Rendering) -> MatchKind:
    """Returns what two renderings of close meaning are: paraphrases, or translations."""
    return MatchKind.PARAPHRASE if a.language == b.language else MatchKind.TRANSLATION


def judge_semantic(a: Rendering, b: Rendering, cosine: float, *, asked: bool = False) -> Match:
    """Returns ``translation`` or ``paraphrase``, suggested, or rejected with what speaks against.

    A pure and symmetric function. Words are not laid side by side: ``judge`` does that. Of up to
    three words only the same speaker on the same day makes a translation.

    Args:
        a: one rendering.
        b: the other.
        cosine: of the two vectors, -1.0 to 1.0; two decimals of it count, which vectors kept in
            half precision and any batch size give alike but for ties.
        asked: somebody asks about this very pair, or one side is a query, which has no speaker
            and no day to speak for it: short ones are answered where they are very close.
    """
    scale = SCALES[kind_by_meaning(a, b)]
    least = scale.possible
    if asked:
        easier = kind_by_meaning(a, b) is MatchKind.PARAPHRASE and a.language != "en"
        least = _ASKED_NOT_IN_ENGLISH if easier else scale.asked
        if a.language == b.language and a.day is not None and b.day is not None:
            least += _BOTH_DATED
    return _judge(a, b, cosine, least=least, asked=asked)


def _judge(a: Rendering, b: Rendering, cosine: float, *, least: float, asked: bool) -> Match:
    cosine = round(cosine, 2)
    kind = kind_by_meaning(a, b)
    scale = SCALES[kind]
    if cosine < least:
        meaning = _meaning(cosine, scale)
        reason = f"not close in meaning ({cosine:.2f})"
        return _rejected(_score(scale, (meaning,)), (meaning,), reason)
    grounds = _Grounds(
        first=prepare(a.text, a.language),
        second=prepare(b.text, b.language),
        cosine=cosine,
        speakers=compare_names(a.speaker_name, b.speaker_name),
        days=None if a.day is None or b.day is None else abs((a.day - b.day).days),
        changes=find_possible_changes(a.text, b.text, a.language, b.language),
        asked=asked,
    )
    features = (_meaning(cosine, scale), *_features(grounds))
    score = _score(scale, features)
    if objection := _objection(grounds, scale):
        return _rejected(score, features, f"close in meaning ({cosine:.2f}), but {objection}")
    reason = f"close in meaning ({cosine:.2f}){_support(grounds)}"
    return Match(kind, score, MatchStatus.SUGGESTED, Bond.NONE, features, reason)


def join_meaning(lexical: Match, semantic: Match) -> Match:
    """Returns the better of a match by words and one by meaning for the same two renderings.

    What words have found stands, be it confirmed or suggested; only where they found nothing the
    meaning answers, with the evidence of both. Nothing is ever confirmed by meaning.
    """
    features = lexical.features + semantic.features
    if lexical.status is not MatchStatus.REJECTED:
        return lexical
    if semantic.status is MatchStatus.REJECTED:
        return replace(lexical, features=features)
    return replace(semantic, features=features)


def answer(query: Rendering, candidate: Rendering, lexical: Match, cosine: float) -> Match:
    """Returns how a candidate answers a query, by its words and by its meaning.

    What holds the words of the query verbatim stands as it is, above everything else. Otherwise
    the two add up as independent evidence: nearness of meaning raises a score and never lowers it.

    Args:
        query: what is looked for.
        candidate: what is stored.
        lexical: the answer by words, see ``rank``.
        cosine: of the two vectors.
    """
    if lexical.status is MatchStatus.CONFIRMED:
        return lexical
    least = SCALES[kind_by_meaning(query, candidate)].shown
    meaning = _judge(query, candidate, cosine, least=least, asked=True)
    joined = join_meaning(lexical, meaning)
    if joined.status is MatchStatus.REJECTED:
        return joined
    reason = joined.reason
    if joined is lexical and meaning.status is not MatchStatus.REJECTED:
        reason = f"{reason}; {meaning.reason}"
    told = _information(*(prepare(each.text, each.language) for each in (query, candidate)))
    features = lexical.features + meaning.features
    score = _add_up(lexical, cosine, told)
    return replace(joined, score=score, features=features, reason=reason)


def score_answer(
    query: Prepared, candidate: Prepared, lexical: Match, cosine: float | None
) -> float | None:
    """Returns the score that ``answer`` gives a query without speaker and day; None: rejected.

    What the two differ in decides nothing there, and looking for it takes most of the time.

    Args:
        query: what is looked for, taken apart.
        candidate: what is stored, taken apart.
        lexical: the answer by words, see ``rank``.
        cosine: of the two vectors; None where one of them is not known.
    """
    by_words = lexical.score if lexical.status is not MatchStatus.REJECTED else None
    if cosine is None or lexical.status is MatchStatus.CONFIRMED:
        return by_words
    if by_words is None:
        near = round(cosine, 2)
        one_language = query.language == candidate.language
        kind = MatchKind.PARAPHRASE if one_language else MatchKind.TRANSLATION
        if near < SCALES[kind].shown or _is_loosely_asked(query, candidate, near):
            return None
    return _add_up(lexical, cosine, _information(query, candidate))


def most_of_answers(query: Prepared, matches: Sequence[tuple[Match, float | None]]) -> list[float]:
    """Returns the highest scores that ``answer`` can give, without reading the candidates.

    Args:
        query: what is looked for, taken apart.
        matches: of each candidate its answer by words and its cosine, None where not known.
    """
    most = _told_by(sum(sorted(query.weight_of.values())))
    return [
        lexical.score
        if cosine is None or lexical.status is MatchStatus.CONFIRMED
        else _add_up(lexical, cosine, most)
        for lexical, cosine in matches
    ]


def _add_up(lexical: Match, cosine: float, information: float) -> float:
    """Returns the score of words and meaning together."""
    far = 1.0 - max(0.0, min(1.0, cosine))
    little = 1.0 - _WORTH_OF_RARE_WORDS * information
    doubt = (1.0 - min(1.0, lexical.score / _BEST)) * far * little
    return round(max(lexical.score, _BEST * (1.0 - doubt)), 4)


def _information(query: Prepared, candidate: Prepared) -> float:
    """Returns how much the common words say, 0.0 to 1.0, however small a part they are."""
    mine, others = query.weight_of, candidate.weight_of
    return _told_by(sum(sorted(min(mine[word], others[word]) for word in mine.keys() & others)))


def _told_by(weight: float) -> float:
    return 1.0 - exp(-weight / _MUCH_SHARED)


def _has_few_words(first: Prepared, second: Prepared) -> bool:
    return min(len(first.words), len(second.words)) <= _FRAGMENT_WORDS


def _is_loosely_asked(query: Prepared, candidate: Prepared, cosine: float) -> bool:
    """Whether so few words are asked about, or answer, that they might be anybody's."""
    return cosine < _CLOSE_TO_QUERY and _has_few_words(query, candidate)


def _rejected(score: float, features: tuple[Feature, ...], reason: str) -> Match:
    return Match(MatchKind.DIFFERENT, score, MatchStatus.REJECTED, Bond.NONE, features, reason)


def _meaning(cosine: float, scale: Scale) -> Feature:
    return Feature("meaning", max(0.0, cosine), scale.slope, f"cosine {cosine:.2f}")


def _score(scale: Scale, features: tuple[Feature, ...]) -> float:
    odds = sum(feature.weight * feature.score for feature in features)
    return round(_BEST / (1.0 + exp(scale.slope * scale.middle - odds)), 4)


def _features(grounds: _Grounds) -> tuple[Feature, ...]:
    speakers = f"speakers: {grounds.speakers.value}"
    days = describe_days(grounds.days)
    shared = grounds.shared
    values = {
        "same_speaker": (float(grounds.agree), speakers),
        "other_speaker": (float(grounds.speakers is NameRelation.DIFFERENT), speakers),
        "near_in_time": (float(grounds.near), days),
        "common_items": (min(1.0, len(shared) / _ALL_SHARED), ", ".join(shared) or "none"),
        "one_side_denies": (
            float(grounds.one_denies),
            "a denial stands on one side only" if grounds.one_denies else "no sign of it",
        ),
    }
    return tuple(
        Feature(name, round(score, 4), EVIDENCE[name][0], detail)
        for name, (score, detail) in values.items()
    )


def _objection(grounds: _Grounds, scale: Scale) -> str | None:
    """Returns what forbids a suggestion, in words; None when nothing does."""
    if grounds.clash and not grounds.asked:  # who asks is shown the clash as an alarm
        return grounds.clash
    differ = grounds.speakers is NameRelation.DIFFERENT
    # of what somebody said on one subject in one language, little is one statement
    nobody = grounds.one_language and grounds.speakers is NameRelation.UNKNOWN
    far = grounds.days is not None and not grounds.near
    likely = grounds.asked or grounds.cosine >= scale.link
    helped = grounds.near and (grounds.agree or bool(grounds.shared))
    objections = (
        (differ and not grounds.very_close, "the speakers differ"),
        (nobody and not (grounds.asked or grounds.very_close), "a speaker is not known"),
        (grounds.is_loose_fragment, "of so few words many sentences are made"),
        (far and not grounds.very_close, f"{grounds.days} days lie between"),
        (not (likely or helped), "too little else speaks for it"),
    )
    return next((reason for holds, reason in objections if holds), None)


def _support(grounds: _Grounds) -> str:
    parts: list[str] = []
    if grounds.agree:
        parts.append("by the same speaker")
    elif grounds.speakers is NameRelation.DIFFERENT:
        parts.append("though pinned on two speakers")
    if grounds.days is not None:
        parts.append(describe_days(grounds.days))
    if shared := grounds.shared:
        parts.append(f"both with {', '.join(shared)}")
    if clash := grounds.clash:
        parts.append(f"but {clash}")
    if grounds.one_denies:
        parts.append("but a denial stands on one side only")
    return ", " + ", ".join(parts) if parts else ""
