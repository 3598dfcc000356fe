"""The route class of every endpoint: strict about bodies and about names of parameters."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

import anyio.to_thread
from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel

from service.domain.errors import InputError, UnsupportedTextError
from service.http.bodies import check_media_type, parse_json
from service.http.errors import UnknownParameterError
from service.http.refusals import note_refusals, url_in

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from starlette.responses import Response

    from service.http.deps import Context


class _ParsedRequest(Request):
    """A request whose JSON was read strictly beforehand."""

    parsed: object = None

    async def json(self) -> Any:  # noqa: ANN401  the framework's own signature
        return self.parsed


class StrictRoute(APIRoute):
    """Reads JSON strictly and refuses parameters that the operation does not have."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        answer = super().get_route_handler()
        known = _query_names(self)
        reads_body = self.body_field is not None

        async def strict(request: Request) -> Response:
            _check_query(request, known)
            parsed = _ParsedRequest(request.scope, request.receive)
            try:
                if reads_body and (raw := await parsed.body()):
                    check_media_type(parsed.headers, "application/json")
                    parsed.parsed = parse_json(raw)
                return await answer(parsed)
            except (InputError, RequestValidationError) as error:
                if reads_body:
                    await self.refused(request, parsed.parsed, error)
                raise

        return strict

    async def refused(self, request: Request, body: object, error: Exception) -> None:
        """Told of each body that was refused, parsed as far as it could be; does nothing here."""


class IntakeRoute(StrictRoute):
    """Counts the articles that are refused."""

    async def refused(self, request: Request, body: object, error: Exception) -> None:
        context: Context = request.app.state.context
        note = partial(note_refusals, context.store, [(error, url_in(body))], now=datetime.now(UTC))
        await anyio.to_thread.run_sync(note)


def _query_names(route: APIRoute) -> frozenset[str]:
    """The names of an operation's parameters, those of models taken apart."""
    names: set[str] = set()
    for field in route.dependant.query_params:
        kind = field.field_info.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            names.update(kind.model_fields)
        else:
            names.add(field.alias)
    return frozenset(names)


def _check_query(request: Request, known: frozenset[str]) -> None:
    for name, value in request.query_params.multi_items():
        if name not in known:
            raise UnknownParameterError(
                f"there is no parameter {name[:100]!r} here",
                field=name[:100],
                remedy=f"Known here: {', '.join(sorted(known)) or 'none'}.",
            )
        if "\0" in value:
            raise UnsupportedTextError(
                f"{name} holds the character NUL (U+0000)",
                field=name,
                remedy="Remove that character.",
            )
