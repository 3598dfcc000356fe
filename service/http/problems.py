"""The one table from what went wrong to what the client sees, and the one shape it has.

Every error answer is a problem document (RFC 9457). ``problems`` builds the entries of the OpenAPI
document from the same table that renders the answers.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field

from service.domain import errors as domain
from service.http import errors as edge

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PROBLEM_MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """A sort of problem: its stable type, its status and its title."""

    slug: str
    status: int
    title: str

    @property
    def type(self) -> str:
        """The stable URI reference that programs go by."""
        return f"/problems/{self.slug}"


class FieldProblem(BaseModel):
    """One faulty field of the input, and the way out."""

    model_config = ConfigDict(frozen=True)

    field: str = Field(description="Name or path of the field, as the caller wrote it.")
    message: str
    remedy: str = Field(description="The way out, in one sentence.")


class Problem(BaseModel):
    """A problem document (RFC 9457)."""

    model_config = ConfigDict(frozen=True)

    type: str = Field(description="Stable URI reference; programs go by this.")
    title: str = Field(description="The same words for every problem of this type.")
    status: int
    detail: str = Field(description="What was wrong this time.")
    instance: str = Field(description="The path that was asked for.")
    errors: list[FieldProblem] = Field(default_factory=list)
    request_id: str | None = Field(default=None, description="Names the request in the logs.")


VALIDATION = ProblemKind("validation", 422, "The input does not have the expected form")
NO_SUCH_PATH = ProblemKind("no-such-path", 404, "There is nothing at this path")
METHOD_NOT_ALLOWED = ProblemKind("method-not-allowed", 405, "The path does not know this method")
HTTP_ERROR = ProblemKind("http-error", 400, "The request cannot be read")
INTERNAL = ProblemKind("internal-error", 500, "The service failed")

PROBLEMS: Mapping[type[Exception], ProblemKind] = {
    domain.InputError: ProblemKind("invalid-input", 422, "The input cannot be used"),
    domain.ArticleTooLargeError: ProblemKind("article-too-large", 413, "The article is too large"),
    domain.UnsupportedTextError: ProblemKind(
        "unsupported-text", 422, "The text holds characters that cannot be kept"
    ),
    domain.InvalidUrlError: ProblemKind("invalid-url", 422, "The URL cannot be used"),
    domain.EmptyTextError: ProblemKind("empty-text", 422, "There is no text"),
    domain.CursorError: ProblemKind("invalid-cursor", 422, "The cursor cannot be used"),
    domain.AsOfError: ProblemKind("invalid-as-of", 422, "There is no answer of that time"),
    domain.AsOfTooEarlyError: ProblemKind(
        "as-of-too-early", 422, "The history does not go back so far"
    ),
    domain.LimitError: ProblemKind("limit-exceeded", 422, "A declared limit is exceeded"),
    domain.NotFoundError: ProblemKind("not-found", 404, "No such thing is stored"),
    domain.ArticleNotFoundError: ProblemKind("article-not-found", 404, "No such article"),
    domain.MentionNotFoundError: ProblemKind("mention-not-found", 404, "No such mention"),
    domain.WordingNotFoundError: ProblemKind("wording-not-found", 404, "No such wording"),
    domain.StatementNotFoundError: ProblemKind("statement-not-found", 404, "No such statement"),
    domain.SpeakerNotFoundError: ProblemKind("speaker-not-found", 404, "No such speaker"),
    domain.OutletNotFoundError: ProblemKind("outlet-not-found", 404, "No such outlet"),
    domain.OriginNotFoundError: ProblemKind("origin-not-found", 404, "No such origin"),
    domain.TakenDownError: ProblemKind("taken-down", 410, "The article was taken down"),
    domain.JudgementNotFoundError: ProblemKind("judgement-not-found", 404, "No such judgement"),
    domain.WatchNotFoundError: ProblemKind("watch-not-found", 404, "No such watch"),
    domain.DeliveryNotFoundError: ProblemKind("delivery-not-found", 404, "No such delivery"),
    domain.ReviewNotFoundError: ProblemKind("review-not-found", 404, "No such review"),
    domain.StoreError: ProblemKind("store-error", 503, "The store cannot do this now"),
    domain.StoreLockedError: ProblemKind("store-locked", 503, "Another process holds the data"),
    domain.StoreVersionError: ProblemKind(
        "store-version", 503, "The data were written by a newer release"
    ),
    domain.StoreUnavailableError: ProblemKind(
        "store-unavailable", 503, "The store does not answer now"
    ),
    domain.StoreClosedError: ProblemKind("store-closed", 503, "The service is shutting down"),
    edge.MalformedJsonError: ProblemKind("malformed-json", 400, "The body is not JSON"),
    edge.MalformedUrlError: ProblemKind("malformed-url", 400, "The URL is not readable"),
    edge.UrlTooLongError: ProblemKind("url-too-long", 414, "The URL is too long"),
    edge.BodyTooLargeError: ProblemKind("body-too-large", 413, "The body is too large"),
    edge.SlowBodyError: ProblemKind("slow-body", 408, "The body did not come in time"),
    edge.UnsupportedMediaTypeError: ProblemKind(
        "unsupported-media-type", 415, "The body is of a type that is not read here"
    ),
    edge.UnknownParameterError: ProblemKind("unknown-parameter", 422, "There is no such parameter"),
    edge.MissingKeyError: ProblemKind("missing-key", 401, "A key is needed"),
    domain.FeedTokenError: ProblemKind(
        "wrong-feed-token", 401, "The token does not open this feed"
    ),
    edge.MissingScopeError: ProblemKind("missing-scope", 403, "The key does not allow this"),
    edge.TooManyRequestsError: ProblemKind("too-many-requests", 429, "Too many requests"),
    edge.TooManyStreamsError: ProblemKind("too-many-streams", 503, "Too many streams are open"),
}

# What any operation can answer, whatever it does.
_EVERYWHERE: tuple[type[Exception], ...] = (
    edge.MalformedUrlError,
    edge.MissingKeyError,
    edge.MissingScopeError,
    edge.TooManyRequestsError,
    edge.UnknownParameterError,
    edge.UrlTooLongError,
    domain.StoreUnavailableError,
    domain.StoreClosedError,
)
# What any operation with a JSON body can answer besides.
_WITH_BODY: tuple[type[Exception], ...] = (
    edge.MalformedJsonError,
    edge.BodyTooLargeError,
    edge.SlowBodyError,
    edge.UnsupportedMediaTypeError,
    domain.UnsupportedTextError,
)


def all_kinds() -> list[ProblemKind]:
    """Returns every sort of problem, by its type."""
    others = (VALIDATION, NO_SUCH_PATH, METHOD_NOT_ALLOWED, HTTP_ERROR, INTERNAL)
    return sorted({*PROBLEMS.values(), *others}, key=lambda kind: kind.slug)


def kind_of(error: Exception) -> ProblemKind:
    """Returns the sort of problem an error is; the closest class in the table decides."""
    for cls in type(error).__mro__:
        if issubclass(cls, Exception) and cls in PROBLEMS:
            return PROBLEMS[cls]
    return INTERNAL


def field_problems(error: Exception) -> list[FieldProblem]:
    """Returns the faulty fields that an error names."""
    if isinstance(error, domain.InputError):
        return [FieldProblem(field=error.field, message=str(error), remedy=error.remedy)]
    return []


def problem_of(error: Exception, *, instance: str, request_id: str | None) -> Problem:
    """Returns the problem document of an error. An unforeseen one says nothing of its cause."""
    kind = kind_of(error)
    known = kind is not INTERNAL
    return make_problem(
        kind,
        str(error) if known else "Something unforeseen happened; the log has the request's id.",
        instance=instance,
        request_id=request_id,
        errors=field_problems(error),
    )


def make_problem(
    kind: ProblemKind,
    detail: str,
    *,
    instance: str,
    request_id: str | None,
    errors: Iterable[FieldProblem] = (),
) -> Problem:
    """Returns a problem document of this sort."""
    return Problem(
        type=kind.type,
        title=kind.title,
        status=kind.status,
        detail=detail,
        instance=instance,
        errors=list(errors),
        request_id=request_id,
    )


def problems(*errors: type[Exception], body: bool = False) -> dict[int | str, dict[str, Any]]:
    """Returns the OpenAPI entries for these errors and those that can happen to any operation.

    Args:
        errors: what the operation's use case can raise.
        body: whether the operation reads a JSON body.
    """
    kinds: dict[int, list[ProblemKind]] = defaultdict(list)
    for error in (*errors, *_EVERYWHERE, *(_WITH_BODY if body else ())):
        kind = PROBLEMS[error]
        if kind not in kinds[kind.status]:
            kinds[kind.status].append(kind)
    kinds[422].append(VALIDATION)
    kinds[500].append(INTERNAL)
    return {status: _entry(kinds[status]) for status in sorted(kinds)}


def _entry(kinds: list[ProblemKind]) -> dict[str, Any]:
    return {
        "description": ". ".join(f"{kind.title} (`{kind.type}`)" for kind in kinds) + ".",
        "content": {
            PROBLEM_MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}},
        },
    }
