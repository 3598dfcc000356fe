"""Pages for people: the API as it describes itself, and an example of a client."""

from importlib import resources
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import RedirectResponse

from service.http.openapi import document
from service.http.reference import reference_page
from service.http.route import StrictRoute

router = APIRouter(include_in_schema=False, route_class=StrictRoute)

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


def _file(name: str, media_type: str) -> Response:
    text = resources.files("service.http.pages").joinpath(name).read_text(encoding="utf-8")
    return Response(text, media_type=media_type, headers=_HEADERS)


@router.get("/")
def get_start() -> Response:
    """Sends people who open the address of the service to what it offers."""
    return RedirectResponse("/docs", status_code=303)


@router.get("/docs")
def get_reference(request: Request) -> Response:
    """Returns the API as a page."""
    page = reference_page(document(request.app))
    return Response(page, media_type="text/html", headers=_HEADERS)


@router.get("/docs/reference.css")
def get_reference_style() -> Response:
    """Returns the style of the API's page."""
    return _file("reference.css", "text/css")


@router.get("/problems/{slug}")
def get_problem(slug: Annotated[str, Path(pattern="^[a-z-]{1,60}$")]) -> Response:
    """Leads from the `type` of a problem to where it is told."""
    return RedirectResponse(f"/docs#problem-{slug}", status_code=303)


@router.get("/docs/example")
def get_example() -> Response:
    """Returns the page."""
    return _file("example.html", "text/html")


@router.get("/docs/example.js")
def get_script() -> Response:
    """Returns its script, plain JavaScript without any library."""
    return _file("example.js", "text/javascript")


@router.get("/docs/example.css")
def get_style() -> Response:
    """Returns its style."""
    return _file("example.css", "text/css")
