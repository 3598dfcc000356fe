"""Taking articles in: checked, read, stored and grouped in one durable transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.domain.errors import (
    ArticleTooLargeError,
    EmptyTextError,
    InputError,
    LimitError,
    UnsupportedTextError,
)
from service.domain.urls import canonical_url
from service.store.records import Change, ChangeKind
from service.usecases.linking import link_and_place
from service.usecases.numbering import NewVersions, number_version, read_timelines
from service.usecases.origins import keep_origins
from service.usecases.people import settle_people
from service.usecases.prepare import PreparedArticle, prepare_article
from service.usecases.reappearing import find_reappeared
from service.usecases.speaker_names import heard
from service.usecases.telling import tell_mentions
from service.usecases.tombstones import taken_down
from service.usecases.versions import follow_versions
from service.usecases.views import IngestOutcome

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from service.domain.model import ArticleInput
    from service.store.base import QuoteStore, StoreWriter
    from service.usecases.config import Limits


def ingest(
    store: QuoteStore, articles: Sequence[ArticleInput], *, limits: Limits, now: datetime
) -> list[IngestOutcome]:
    """Takes in articles and returns one outcome for each, in order.

    All good ones are stored and durable when this returns; a bad one is reported in its outcome
    and stores nothing. Handing in what is already known changes nothing.

    Args:
        store: where to.
        articles: in any order; the same URL twice makes two versions.
        limits: lengths allowed.
        now: when the articles were received, UTC.

    Raises:
        StoreError: nothing was stored.
    """
    return store_articles(store, read_articles(articles, limits=limits, now=now), now=now)


@dataclass(frozen=True, slots=True)
class ReadArticles:
    """Articles that were checked and read, and outcomes that already name what is wrong.

    ``prepared`` pairs the place of an article among the outcomes with what was read of it.
    """

    outcomes: tuple[IngestOutcome, ...]
    prepared: tuple[tuple[int, PreparedArticle], ...]


def read_articles(
    articles: Sequence[ArticleInput], *, limits: Limits, now: datetime
) -> ReadArticles:
    """Checks articles and reads their quotations: the larger part of the work, and pure.

    Needs no store, so that it can be done in another process while one is being stored.
    """
    outcomes: list[IngestOutcome] = [IngestOutcome()] * len(articles)
    prepared = []
    for index, article in enumerate(articles):
        try:
            check_article(article, limits)
            prepared.append((index, prepare_article(article, canonical_url(article.url), now)))
        except InputError as error:
            outcomes[index] = IngestOutcome(problem=error)
    return ReadArticles(tuple(outcomes), tuple(prepared))


def store_articles(store: QuoteStore, read: ReadArticles, *, now: datetime) -> list[IngestOutcome]:
    """Stores articles that were read, and groups them; see ``ingest``."""
    outcomes = list(read.outcomes)
    if read.prepared:
        with store.writing() as tx:
            new = _number_versions(tx, read.prepared, outcomes)
            if not new.is_empty:
                _store(tx, new, now)
    return outcomes


def check_article(article: ArticleInput, limits: Limits) -> None:
    """Checks what can be checked before reading.

    Raises:
        InputError: one of its kinds, naming the field.
    """
    canonical_url(article.url)
    check_text(
        article.text, field="text", limit=limits.max_text_chars, too_long=ArticleTooLargeError
    )
    for field, value in (
        ("title", article.title),
        ("byline", article.byline),
        ("outlet", article.outlet),
    ):
        if value is not None:
            check_text(value, field=field, limit=limits.max_title_chars, may_be_empty=True)


def check_text(
    text: str,
    *,
    field: str,
    limit: int,
    may_be_empty: bool = False,
    too_long: type[InputError] = LimitError,
) -> None:
    """Checks that a text is there, within its limit, and can be kept code point for code point.

    Raises:
        EmptyTextError: nothing but white space.
        LimitError: more code points than the limit; another kind if ``too_long`` names one.
        UnsupportedTextError: NUL or lone surrogates.
    """
    if not may_be_empty and not text.strip():
        raise EmptyTextError(f"{field} is empty", field=field, remedy=f"Send a {field} with words.")
    if len(text) > limit:
        raise too_long(
            f"{field} has {len(text)} characters, the limit is {limit}",
            field=field,
            remedy=f"Send at most {limit} characters.",
        )
    if "\x00" in text:
        raise UnsupportedTextError(
            f"{field} holds a NUL character at {text.index(chr(0))}",
            field=field,
            remedy="Remove NUL characters; they are no text.",
        )
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise UnsupportedTextError(
            f"{field} holds a lone surrogate at {error.start}",
            field=field,
            remedy="Send well-formed Unicode; decode surrogate pairs before sending.",
        ) from None


def _number_versions(
    tx: StoreWriter,
    prepared: Sequence[tuple[int, PreparedArticle]],
    outcomes: list[IngestOutcome],
) -> NewVersions:
    """Gives each article its version number, fills the outcomes, returns what is new."""
    new = read_timelines(tx, [article for _, article in prepared])
    ids = {article.version.article_id for _, article in prepared}
    buried = {id_: grave for id_ in ids - new.timelines.keys() if (grave := tx.tombstone(id_))}
    for index, article in prepared:
        if (grave := buried.get(article.version.article_id)) is not None:
            outcomes[index] = IngestOutcome(problem=taken_down(grave, field="url"))
        else:
            outcomes[index] = number_version(tx, article, new)
    return new


def _store(tx: StoreWriter, new_versions: NewVersions, now: datetime) -> None:
    fresh, versions = new_versions.articles, new_versions.versions
    tx.add_outlets([version.outlet for version in versions])
    named = tx.add_speakers([speaker for article in fresh for speaker in article.speakers])
    who = settle_people(tx, named, new=named) if named else []
    tx.add_versions(versions)
    for article_id, seen in new_versions.seen.items():
        tx.add_seen(article_id, seen)
    tx.add_wordings([wording for article in fresh for wording in article.wordings])
    sightings = {s.id: s for article in fresh for s in article.sightings}
    new = tx.add_sightings(list(sightings.values()))
    tx.add_mentions([mention for article in fresh for mention in article.mentions])
    changes = [
        *who,
        *(
            Change(
                ChangeKind.ARTICLE_ADDED if version.version == 1 else ChangeKind.VERSION_ADDED,
                version.article_id,
                version=version.version,
            )
            for version in versions
        ),
    ]
    changes += follow_versions(tx, versions, new_versions.timelines)
    changes += keep_origins(tx, [(article.version, article.text_keys) for article in fresh])
    given = [link for article in fresh for link in article.given_links]
    changes += link_and_place(tx, heard(tx, sightings), new, given)
    changes += tell_mentions(tx, [mention for article in fresh for mention in article.mentions])
    changes += find_reappeared(tx, new_versions.current(tx), new_versions.timelines)
    tx.append_changes(changes, now)
