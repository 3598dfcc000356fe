"""An example of a client: a page that marks the quotations of a text area."""

from importlib import resources

from fastapi import APIRouter, Response

from service.http.route import StrictRoute

router = APIRouter(prefix="/docs", include_in_schema=False, route_class=StrictRoute)

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


def _file(name: str, media_type: str) -> Response:
    text = resources.files("service.http.pages").joinpath(name).read_text(encoding="utf-8")
    return Response(text, media_type=media_type, headers=_HEADERS)


@router.get("/example")
def get_example() -> Response:
    """Returns the page."""
    return _file("example.html", "text/html")


@router.get("/example.js")
def get_script() -> Response:
    """Returns its script, plain JavaScript without any library."""
    return _file("example.js", "text/javascript")


@router.get("/example.css")
def get_style() -> Response:
    """Returns its style."""
    return _file("example.css", "text/css")
