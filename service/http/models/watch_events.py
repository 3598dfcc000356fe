"""Events of watches: one line for people, and the body of a webhook (Standard Webhooks 1.0.0)."""

from datetime import datetime
from typing import Final

from pydantic import Field

from service.http.models.fields import Output
from service.http.models.mentions import MentionModel, NamedModel, mention_model, named_speaker
from service.http.models.reviews import ReviewModel, review_model
from service.store.records import ChangeKind
from service.store.watches import Watch
from service.usecases.deliver import EventView

_TITLES: Final = {
    ChangeKind.ARTICLE_ADDED.value: "Carried",
    ChangeKind.VERSION_ADDED.value: "Carried in a new version",
    ChangeKind.STATEMENT_MERGED.value: "Joined with another statement",
    ChangeKind.CORRECTION_ADDED.value: "Corrected",
    ChangeKind.WITHDRAWN_REAPPEARED.value: "Withdrawn words are carried again",
    ChangeKind.REVIEW_ADDED.value: "Reviewed by others",
}


class StatementBriefModel(Output):
    """A statement in one line."""

    id: str
    summary: str
    speaker: NamedModel | None


class WatchedEvent(Output):
    """An event of a watch with what it is about, as far as that is still there."""

    delivery_id: str
    watch: NamedModel
    seq: int | None = Field(description="Its number in the change feed; null for a ping.")
    kind: str
    title: str
    named: list[str] = Field(description="Ids that the change names.")
    mentions: list[MentionModel] = Field(description="At most 20, earliest published first.")
    statements: list[StatementBriefModel]
    reviews: list[ReviewModel]


class WebhookBody(Output):
    """The body of a webhook: type, time and data, as Standard Webhooks suggests."""

    type: str
    timestamp: datetime
    data: WatchedEvent


def webhook_body(watch: Watch, view: EventView) -> bytes:
    """Returns the body to send for an event."""
    event = view.event
    body = WebhookBody(type=event.kind, timestamp=event.at, data=watched_event(watch, view))
    return body.model_dump_json().encode()


def watched_event(watch: Watch, view: EventView) -> WatchedEvent:
    """Returns the model of an event."""
    return WatchedEvent(
        delivery_id=view.event.id,
        watch=NamedModel(id=watch.id, name=watch.name),
        seq=view.event.seq,
        kind=view.event.kind,
        title=title_of(view),
        named=list(view.event.named),
        mentions=[mention_model(each) for each in view.mentions],
        statements=[
            StatementBriefModel(
                id=each.id, summary=each.summary, speaker=named_speaker(each.speaker)
            )
            for each in view.statements
        ],
        reviews=[review_model(each) for each in view.reviews],
    )


def title_of(view: EventView) -> str:
    """Returns one line for an event, by template."""
    kind = view.event.kind
    told = _TITLES.get(kind, kind.replace("_", " ").capitalize())
    if view.reviews:
        return f"{told}: {view.reviews[0].publisher} on “{view.reviews[0].claim_text}”"
    if view.mentions:
        first = view.mentions[0]
        more = f" and {len(view.mentions) - 1} more" if len(view.mentions) > 1 else ""
        return f"{told} by {first.outlet.name}: “{first.selector.exact}”{more}"
    return f"{told}: {view.statements[0].summary}" if view.statements else told
