"""What can be wrong with a request before any use case sees it.

::

    InputError
    ├── MalformedJsonError          names line and column
    ├── MalformedUrlError
    ├── UrlTooLongError
    ├── BodyTooLargeError
    ├── UnsupportedMediaTypeError
    └── UnknownParameterError
"""

from __future__ import annotations

from service.domain.errors import InputError


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
