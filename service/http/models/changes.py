"""What has changed, event by event."""

from datetime import datetime

from pydantic import Field

from service.http.models.fields import Output, Parameters
from service.store.records import ChangeKind, RecordedChange
from service.usecases.follow_changes import ChangeFilter, ChangeSlice


class FeedQuery(Parameters):
    """Where to begin, and which events are wanted."""

    after: int = Field(default=0, ge=0, le=2**53, description="`seq` of the last event seen.")
    kind: list[ChangeKind] = Field(
        default_factory=list, max_length=50, description="Only events of these kinds."
    )
    statement: str | None = Field(
        default=None,
        max_length=64,
        description="Only events of this statement, of what it was merged into, and of what was "
        "merged into it.",
    )
    speaker: str | None = Field(
        default=None,
        min_length=1,
        max_length=200,
        description="Only events of statements that hold words of this speaker: id or name.",
    )


class ChangeQuery(FeedQuery):
    """One page of the feed."""

    limit: int = Field(default=100, ge=1, le=1_000, description="Most events on the page.")
    wait: float = Field(
        default=0.0,
        ge=0,
        le=30,
        description="Seconds to wait for an event when there is none yet (long polling).",
    )


class ChangeModel(Output):
    """One event of the change feed."""

    seq: int = Field(description="Place in the feed: from 1, without gaps.")
    at: datetime
    kind: ChangeKind
    id: str = Field(description="Id of the article, mention, statement, judgement and so on.")
    into: str | None = Field(
        description="The surviving statement of a merge; the statement that was split off."
    )
    version: int | None = Field(description="The version of an article, or of a mention's.")
    about: str | None = Field(
        description="The wording or outlet that a statement gained; the statement of a new "
        "mention; the mention that took the place of a changed one."
    )


class ChangePage(Output):
    """Events in order. Ask again with `next_after` for what comes later."""

    changes: list[ChangeModel]
    next_after: int


def change_filter(given: FeedQuery) -> ChangeFilter:
    """Returns the filter as the use case takes it."""
    return ChangeFilter(
        kinds=frozenset(given.kind), statement_id=given.statement, speaker=given.speaker
    )


def change_model(recorded: RecordedChange) -> ChangeModel:
    """Returns the model of an event."""
    change = recorded.change
    return ChangeModel(
        seq=recorded.seq,
        at=recorded.at,
        kind=change.kind,
        id=change.id,
        into=change.into,
        version=change.version,
        about=change.about,
    )


def change_page(found: ChangeSlice) -> ChangePage:
    """Returns a page of events; an empty one leads to where it looked."""
    return ChangePage(
        changes=[change_model(each) for each in found.changes], next_after=found.next_after
    )
