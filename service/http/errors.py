"""What can be wrong with a request before any use case sees it.

::

    InputError
    ├── MalformedJsonError          names line and column
    ├── MalformedUrlError
    ├── UrlTooLongError
    ├── BodyTooLargeError
    ├── UnsupportedMediaTypeError
    └── UnknownParameterError

    QuoteError
    ├── MissingKeyError             no key, or none that is in use
    ├── MissingScopeError           the key does not allow this
    ├── TooManyRequestsError        come back later
    └── TooManyStreamsError         no more streams at once
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from service.domain.errors import InputError, QuoteError

if TYPE_CHECKING:
    from collections.abc import Iterator


class MalformedJsonError(InputError):
    """The body, or the line of a batch, is not JSON."""


class MalformedUrlError(InputError):
    """The path or query is not percent-encoded UTF-8."""


class UrlTooLongError(InputError):
    """The path and query are longer than the declared limit."""


class BodyTooLargeError(InputError):
    """The body, or the line of a batch, is larger than the declared limit."""


class UnsupportedMediaTypeError(InputError):
    """The body is of a type, encoding or character set that is not read here."""


class UnknownParameterError(InputError):
    """The query names a parameter that the operation does not have."""


class MissingKeyError(QuoteError):
    """The request needs a key and has none that is in use."""


class MissingScopeError(QuoteError):
    """The key is in use but does not allow this."""


class SlowBodyError(QuoteError):
    """The body did not come in time."""


class TooManyRequestsError(QuoteError):
    """The caller has asked more often than is allowed.

    Attributes:
        retry_seconds: when the next request will be let in.
    """

    def __init__(self, message: str, retry_seconds: int) -> None:
        """Keep when to come back."""
        super().__init__(message)
        self.retry_seconds = retry_seconds


class TooManyStreamsError(QuoteError):
    """As many clients as are allowed hold a stream open."""


@contextmanager
def named(inside: str, outside: str) -> Iterator[None]:
    """Names a field in errors as the caller wrote it, where the use case has another word."""
    try:
        yield
    except InputError as error:
        if error.field == inside:
            error.field = outside
        raise
