"""What can go wrong, without a word about HTTP.

::

    QuoteError
    ├── InputError                  the caller can mend it; names the field and the way out
    │   ├── ArticleTooLargeError
    │   ├── UnsupportedTextError    lone surrogates, NUL
    │   ├── InvalidUrlError
    │   ├── EmptyTextError
    │   ├── TakenDownError          what was asked for, or sent again, was taken down
    │   ├── CursorError
    │   ├── AsOfError               no moment of the past, or none that is known
    │   │   └── AsOfTooEarlyError
    │   └── LimitError
    ├── FeedTokenError              the token in the address opens no such feed
    ├── NotFoundError
    │   ├── ArticleNotFoundError
    │   ├── MentionNotFoundError
    │   ├── WordingNotFoundError
    │   ├── StatementNotFoundError
    │   ├── SpeakerNotFoundError
    │   ├── OutletNotFoundError
    │   ├── OriginNotFoundError
    │   ├── JudgementNotFoundError
    │   ├── WatchNotFoundError
    │   ├── DeliveryNotFoundError
    │   └── ReviewNotFoundError
    └── StoreError
        ├── StoreLockedError        another process holds the data folder
        ├── StoreVersionError       written by a newer release
        ├── StoreUnavailableError
        └── StoreClosedError
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class QuoteError(Exception):
    """Base of every error that the service raises on purpose."""


class InputError(QuoteError):
    """Something in the input is wrong and the caller can mend it.

    Attributes:
        field: the name of the faulty field, as the caller wrote it.
        remedy: one sentence that says the way out.
    """

    def __init__(self, message: str, *, field: str, remedy: str) -> None:
        """Keep the message, the field and the way out."""
        super().__init__(message)
        self.field = field
        self.remedy = remedy

    def __reduce__(self) -> tuple[Callable[[str, str, str], InputError], tuple[str, str, str]]:
        """Survives the way between processes; the default forgets the keywords."""
        return partial(_rebuild, type(self)), (str(self), self.field, self.remedy)


def _rebuild(kind: type[InputError], message: str, field: str, remedy: str) -> InputError:
    return kind(message, field=field, remedy=remedy)


class ArticleTooLargeError(InputError):
    """The text is longer than the declared limit."""


class UnsupportedTextError(InputError):
    """The text holds code points that no store can keep: NUL or lone surrogates."""


class InvalidUrlError(InputError):
    """The URL is not an absolute http or https URL."""


class EmptyTextError(InputError):
    """There is no text to read."""


class TakenDownError(InputError):
    """It was taken down, and is neither shown nor taken in again; the message gives the reason."""


class CursorError(InputError):
    """The cursor was not made by this service for this list."""


class AsOfError(InputError):
    """The moment that an answer is asked for is in the future."""


class AsOfTooEarlyError(AsOfError):
    """The moment that an answer is asked for is before the history of the store begins."""


class LimitError(InputError):
    """A count or length is beyond its declared limit."""


class FeedTokenError(QuoteError):
    """The token in the address opens no such feed: a wrong, a replaced or a foreign one."""


class NotFoundError(QuoteError):
    """No such thing is stored.

    Attributes:
        id: the id that was asked for.
    """

    def __init__(self, thing: str, id: str) -> None:  # noqa: A002  the field's own name
        """Keep the id that was asked for."""
        super().__init__(f"no {thing} has the id {id!r}")
        self.id = id


class ArticleNotFoundError(NotFoundError):
    """No article, or no such version of it, is stored."""


class MentionNotFoundError(NotFoundError):
    """No mention has this id."""


class WordingNotFoundError(NotFoundError):
    """No wording has this id."""


class StatementNotFoundError(NotFoundError):
    """No statement, and no merged one, has this id."""


class SpeakerNotFoundError(NotFoundError):
    """No speaker has this id."""


class OutletNotFoundError(NotFoundError):
    """No outlet has this id."""


class OriginNotFoundError(NotFoundError):
    """No origin has this id."""


class JudgementNotFoundError(NotFoundError):
    """No judgement has this id."""


class WatchNotFoundError(NotFoundError):
    """No watch has this id, or none that the caller may see."""


class DeliveryNotFoundError(NotFoundError):
    """The watch has no event with this id, or none any more."""


class ReviewNotFoundError(NotFoundError):
    """No review has this id."""


class StoreError(QuoteError):
    """The store cannot do what was asked; the input may be fine."""


class StoreLockedError(StoreError):
    """Another process holds the data folder."""


class StoreVersionError(StoreError):
    """The data were written by a newer release."""


class StoreUnavailableError(StoreError):
    """The store does not answer now."""


class StoreClosedError(StoreError):
    """The store was closed."""
