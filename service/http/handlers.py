"""Turns whatever a request ran into to a problem document."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import TYPE_CHECKING

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from service.domain.errors import QuoteError
from service.http.errors import TooManyRequestsError
from service.http.openapi import document
from service.http.paths import STREAM_PATH
from service.http.problems import (
    HTTP_ERROR,
    METHOD_NOT_ALLOWED,
    NO_SUCH_PATH,
    PROBLEM_MEDIA_TYPE,
    VALIDATION,
    FieldProblem,
    Problem,
    make_problem,
    problem_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fastapi import FastAPI
    from starlette.requests import Request
    from starlette.types import Scope

_BY_STATUS = {404: NO_SUCH_PATH, 405: METHOD_NOT_ALLOWED}
_REMEDIES = {
    "missing": "Add the field.",
    "extra_forbidden": "Remove the field, or correct its name.",
    "string_type": "Send a string.",
    "dict_type": "Send a JSON object.",
    "model_attributes_type": "Send a JSON object.",
    "model_type": "Send a JSON object.",
    "enum": "Use one of the words listed in the message.",
    "string_too_short": "Send at least one character.",
    "int_parsing": "Send a whole number.",
    "bool_parsing": "Send true or false.",
    "float_parsing": "Send a number.",
}
_PARAMETER = re.compile(r"\{\w+\}")
_DEFAULT_REMEDY = "Correct the value as the message says; /openapi.json has the whole form."
_NO_OBJECT = "Not a JSON object"
_MESSAGES = {
    "missing": "The field is missing",
    "extra_forbidden": "There is no such field",
    "dict_type": _NO_OBJECT,
    "model_attributes_type": _NO_OBJECT,
    "model_type": _NO_OBJECT,
}
_IN_URL = frozenset({"body", "query", "path", "header"})


def request_id_of(scope: Scope) -> str | None:
    """Returns the id that the request log gave to this request, if it came that way."""
    value = scope.get("state", {}).get("request_id")
    return value if isinstance(value, str) else None


def instance_of(scope: Scope) -> str:
    """Returns the path asked for, percent-encoded, without the query, which may hold texts."""
    raw = scope.get("raw_path") or scope["path"].encode()
    return str(raw.partition(b"?")[0].decode("ascii", "backslashreplace"))


def problem_response(problem: Problem, headers: Mapping[str, str] | None = None) -> Response:
    """Returns the answer that carries a problem document."""
    return Response(
        problem.model_dump_json(),
        status_code=problem.status,
        media_type=PROBLEM_MEDIA_TYPE,
        headers=headers,
    )


def error_response(error: Exception, scope: Scope) -> Response:
    """Returns the answer for an error of ours, or for one that nobody foresaw."""
    problem = problem_of(error, instance=instance_of(scope), request_id=request_id_of(scope))
    scope.setdefault("state", {})["problem"] = problem.type
    return problem_response(problem, _way_out(error, problem.status))


def _way_out(error: Exception, status: int) -> dict[str, str]:
    if isinstance(error, TooManyRequestsError):
        return {"Retry-After": str(error.retry_seconds)}
    if status == HTTPStatus.REQUEST_TIMEOUT:
        return {"Connection": "close"}
    if status == HTTPStatus.UNAUTHORIZED:
        return {"WWW-Authenticate": "Bearer"}
    return {"Retry-After": "1"} if status == HTTPStatus.SERVICE_UNAVAILABLE else {}


def install_handlers(app: FastAPI) -> None:
    """Gives the application one handler for each family of errors."""
    app.add_exception_handler(QuoteError, _on_quote_error)
    app.add_exception_handler(RequestValidationError, _on_validation_error)
    app.add_exception_handler(HTTPException, _on_http_error)


async def _on_quote_error(request: Request, error: Exception) -> Response:
    return error_response(error, request.scope)


async def _on_validation_error(request: Request, error: Exception) -> Response:
    if not isinstance(error, RequestValidationError):
        raise error
    faults = validation_faults(error.errors())
    request.scope.setdefault("state", {})["problem"] = VALIDATION.type
    return problem_response(
        make_problem(
            VALIDATION,
            summarise(faults),
            instance=instance_of(request.scope),
            request_id=request_id_of(request.scope),
            errors=faults,
        )
    )


async def _on_http_error(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    kind = _BY_STATUS.get(error.status_code, HTTP_ERROR)
    problem = make_problem(
        kind,
        f"{request.method} {instance_of(request.scope)}: {kind.title.lower()}; /docs and "
        "/openapi.json tell what there is.",
        instance=instance_of(request.scope),
        request_id=request_id_of(request.scope),
    )
    request.scope.setdefault("state", {})["problem"] = kind.type
    headers = dict(error.headers or {})
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        headers["Allow"] = ", ".join(_methods_of_path(request))
    return problem_response(problem, headers)


def _methods_of_path(request: Request) -> list[str]:
    """Returns the methods of every operation at this path; a router names only its first's."""
    path = str(request.scope["path"])
    operations = document(request.app)["paths"]
    found = operations.get(path)
    if found is None:
        found = next(
            (
                methods
                for template, methods in operations.items()
                if re.fullmatch(_PARAMETER.sub("[^/]+", template), path)
            ),
            {},
        )
    methods = {method.upper() for method in found}
    # A HEAD is a GET without its body, but of a stream that has no end.
    return sorted(methods | ({"HEAD"} if "GET" in methods and path != STREAM_PATH else set()))


def validation_faults(errors: object) -> list[FieldProblem]:
    """Returns the faulty fields of a failed validation, without the values that were sent."""
    faults = []
    for error in errors if isinstance(errors, (list, tuple)) else ():
        path = [str(part) for part in error["loc"]]
        if path and path[0] in _IN_URL:
            path = path[1:] or ["body"]
        remedy = _REMEDIES.get(error["type"], _DEFAULT_REMEDY)
        # The library's own words for some of these name a class of ours, or none of its own.
        message = _MESSAGES.get(error["type"], error["msg"]).removeprefix("Value error, ")
        faults.append(FieldProblem(field=".".join(path) or "body", message=message, remedy=remedy))
    return faults


def summarise(faults: list[FieldProblem]) -> str:
    """Returns one sentence that names the faulty fields."""
    named = "; ".join(f"{fault.field}: {fault.message}" for fault in faults[:3])
    more = len(faults) - 3
    return named + (f"; and {more} more" if more > 0 else "") + "."
