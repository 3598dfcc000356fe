"""Watches and their deliveries, as they are asked for and shown."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from service.domain.watches import DeliveryStatus, WatchTarget
from service.http.models.fields import Input, LanguageTag, Output, PageQuery, primary_language
from service.store.records import ChangeKind
from service.store.watches import Watch, WatchEvent, Webhook
from service.usecases.watches import WatchInput


class WatchQueryIn(Input):
    """What new mentions are held against; the parts narrow one another."""

    text: str | None = Field(
        default=None, description="Words that are carried.", examples=["take up arms"]
    )
    speaker: str | None = Field(default=None, max_length=200, description="Id or name.")
    outlet: str | None = Field(default=None, max_length=200, description="Id, name or domain.")
    language: LanguageTag | None = None
    threshold: float = Field(
        default=0.5, ge=0, le=1, description="Lowest score at which words answer, as in `match`."
    )


class WebhookIn(Input):
    """Where to send events."""

    url: str = Field(
        max_length=2_000,
        description="Takes a `POST`: https, on a public host and a usual port.",
        examples=["https://desk.example/hooks/quotes"],
    )


class WatchIn(Input):
    """A watch: of a query, or of one statement, wording or speaker by id."""

    name: str | None = Field(
        default=None, max_length=200, description="Title of its feeds; left out, what it is of."
    )
    query: WatchQueryIn | None = Field(
        default=None, description="With text, speaker or outlet; or give one of the three ids."
    )
    statement_id: str | None = Field(
        default=None, max_length=64, description="This statement, also after it was merged."
    )
    wording_id: str | None = Field(
        default=None, max_length=64, description="These words, by whomever they are carried."
    )
    speaker_id: str | None = Field(
        default=None, max_length=64, description="Whatever is carried of this speaker."
    )
    kinds: list[Annotated[ChangeKind, Field(strict=False)]] = Field(
        default_factory=list,
        max_length=50,
        description="Kinds of events wanted; left out: articles and versions that carry it, "
        "merges, corrections, withdrawn words that reappear, reviews.",
        examples=[["article_added", "withdrawn_reappeared"]],
    )
    webhook: WebhookIn | None = Field(
        default=None, description="Left out, events are only listed and told by the feeds."
    )


class WatchQueryModel(Output):
    """The query of a watch."""

    text: str | None
    speaker: str | None
    outlet: str | None
    language: str | None
    threshold: float


class WebhookModel(Output):
    """Where events are sent; the secret is not shown again."""

    url: str
    previous_secret_until: datetime | None = Field(
        description="Until when a secret that was replaced signs as well. Null: there is none."
    )


class WatchModel(Output):
    """A watch."""

    id: str
    name: str
    query: WatchQueryModel | None
    statement_id: str | None
    wording_id: str | None
    speaker_id: str | None
    kinds: list[ChangeKind]
    webhook: WebhookModel | None
    created_at: datetime
    json_feed: str = Field(description="Path of its JSON Feed.")
    atom_feed: str = Field(description="Path of its Atom feed.")
    has_feed_token: bool = Field(
        description="Whether a token opens its feeds; see `POST /v1/watches/{watch_id}/feed_token`."
    )


class MadeWatch(WatchModel):
    """A watch that was just made, with the secret of its webhook: shown once."""

    secret: str | None = Field(
        description="Signs the webhook (Standard Webhooks). Shown in this answer only; kept in the "
        "store as it is, since signing needs it."
    )


class NewSecretIn(Input):
    """How a secret is replaced."""

    overlap_seconds: int | None = Field(
        default=None,
        ge=0,
        le=2_592_000,
        description="How long the one before it goes on signing; 0 ends it at once, as after a "
        "leak. Left out: `WEBHOOK_OVERLAP_SECONDS`, a day.",
    )


class NewSecret(Output):
    """The new secret of a webhook: shown once."""

    secret: str
    previous_until: datetime | None = Field(
        description="Until when the secret before it signs as well. Null: it has ended."
    )


class MadeFeedToken(Output):
    """The token of a watch's feeds, and where they are read with it: shown once."""

    token: str
    json_feed: str = Field(description="Path of its JSON Feed, with the token.")
    atom_feed: str = Field(description="Path of its Atom feed, with the token.")


class WatchPage(Output):
    """Watches, oldest first."""

    watches: list[WatchModel]
    next_cursor: str | None


class DeliveryQuery(PageQuery):
    """Which deliveries."""

    status: DeliveryStatus | None = Field(
        default=None, description="`dead` are those given up after the declared number of tries."
    )


class DeliveryModel(Output):
    """An event of a watch, and how far its delivery has come."""

    id: str = Field(description="Also the `webhook-id`; the same in every try.")
    seq: int | None = Field(description="Its number in the change feed; null for a ping.")
    kind: str
    at: datetime
    status: DeliveryStatus
    tries: int
    next_try_at: datetime | None
    last_try_at: datetime | None
    problem: str | None = Field(description="Why the last try failed.")


class DeliveryPage(Output):
    """Events of a watch, newest first."""

    deliveries: list[DeliveryModel]
    next_cursor: str | None


def watch_input(given: WatchIn) -> WatchInput:
    """Returns the watch as the use case takes it."""
    query = given.query or WatchQueryIn()
    return WatchInput(
        target=WatchTarget(
            text=query.text,
            speaker=query.speaker,
            outlet=query.outlet,
            language=primary_language(query.language),
            statement_id=given.statement_id,
            wording_id=given.wording_id,
            speaker_id=given.speaker_id,
            threshold=query.threshold,
        ),
        name=given.name,
        kinds=frozenset(given.kinds),
        webhook_url=given.webhook.url if given.webhook else None,
    )


def watch_model(watch: Watch) -> WatchModel:
    """Returns the model of a watch; nothing in it tells the secret."""
    target = watch.target
    is_query = not (target.statement_id or target.wording_id or target.speaker_id)
    return WatchModel(
        id=watch.id,
        name=watch.name,
        query=WatchQueryModel(
            text=target.text,
            speaker=target.speaker,
            outlet=target.outlet,
            language=target.language,
            threshold=target.threshold,
        )
        if is_query
        else None,
        statement_id=target.statement_id,
        wording_id=target.wording_id,
        speaker_id=target.speaker_id,
        kinds=sorted(watch.kinds),
        webhook=_webhook_model(watch.webhook) if watch.webhook else None,
        created_at=watch.created_at,
        json_feed=f"/v1/watches/{watch.id}/feed.json",
        atom_feed=f"/v1/watches/{watch.id}/feed.atom",
        has_feed_token=watch.feed_token_sha256 is not None,
    )


def _webhook_model(hook: Webhook) -> WebhookModel:
    return WebhookModel(url=hook.url, previous_secret_until=hook.old_until)


def made_feed_token(watch_id: str, token: str) -> MadeFeedToken:
    """Returns the model of a new token."""
    return MadeFeedToken(
        token=token,
        json_feed=f"/v1/watches/{watch_id}/feed.json?token={token}",
        atom_feed=f"/v1/watches/{watch_id}/feed.atom?token={token}",
    )


def made_watch(watch: Watch) -> MadeWatch:
    """Returns the model of a new watch, with its secret."""
    secret = watch.webhook.secret if watch.webhook else None
    return MadeWatch(**dict(watch_model(watch)), secret=secret)


def delivery_model(event: WatchEvent) -> DeliveryModel:
    """Returns the model of a delivery."""
    return DeliveryModel(
        id=event.id,
        seq=event.seq,
        kind=event.kind,
        at=event.at,
        status=event.status,
        tries=event.tries,
        next_try_at=event.next_try_at,
        last_try_at=event.last_try_at,
        problem=event.problem,
    )
