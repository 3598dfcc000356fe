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
