"""One URL for one article: what an article's identity is made from."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from url_normalize import url_normalize

from service.domain.errors import InvalidUrlError

MAX_URL_CHARS = 2_000
_REMEDY = "Give an absolute http or https URL, such as https://paper.example/2026/01/05/story."
_TRACKING = frozenset({"fbclid", "gclid", "dclid", "msclkid", "igshid", "mc_cid", "mc_eid"})
# Hosts for small screens and fast pages show the articles of the host without the label.
_FOLDED_LABELS = frozenset({"www", "m", "mobile", "amp", "wap", "touch", "www2", "edition"})
_MIN_LABELS = 2
_AMP_CACHE = ".cdn.ampproject.org"


def canonical_url(url: str) -> str:
    """Returns the URL under which an article is known: normalised, no fragment, no tracking.

    Idempotent.

    Raises:
        InvalidUrlError: it is not an absolute http or https URL of at most 2,000 code points.
    """
    if not url.strip() or len(url) > MAX_URL_CHARS:
        raise InvalidUrlError(
            f"a URL has 1 to {MAX_URL_CHARS} characters, this one {len(url)}",
            field="url",
            remedy=_REMEDY,
        )
    if not url.strip().lower().startswith(("http://", "https://")):
        # The library would supply a scheme, and any word would become a host.
        raise InvalidUrlError("the URL is not an http or https URL", field="url", remedy=_REMEDY)
    try:
        parts = urlsplit(url_normalize(url.strip()) or "")
        host, port = parts.hostname, parts.port
    except (ValueError, UnicodeError) as error:
        raise InvalidUrlError(
            f"the URL cannot be read: {error}", field="url", remedy=_REMEDY
        ) from None
    if parts.scheme not in {"http", "https"} or not host or any(map(str.isspace, host)):
        raise InvalidUrlError("the URL is not an http or https URL", field="url", remedy=_REMEDY)
    query = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not name.lower().startswith("utm_") and name.lower() not in _TRACKING
    ]
    netloc = host if port is None else f"{host}:{port}"
    return urlunsplit((parts.scheme, netloc, parts.path or "/", urlencode(query), ""))


def host_key(canonical: str) -> str:
    """Returns the host of a canonical URL, folded."""
    return fold_host(urlsplit(canonical).hostname or "")


def fold_host(host: str) -> str:
    """Returns a lower-case host without the labels that only name a form of delivery.

    Those are www, www2, m, mobile, touch, wap, amp and edition; a host in the AMP cache is the one
    that it was made from. Two labels always stay. Idempotent.

    Source: AMP Cache URL format and request handling, subdomain name algorithm.
    """
    if host.endswith(_AMP_CACHE):
        dashed = host.removesuffix(_AMP_CACHE).replace("--", "/")
        host = dashed.replace("-", ".").replace("/", "-") if "-" in dashed else host
    labels = host.split(".")
    while len(labels) > _MIN_LABELS and labels[0] in _FOLDED_LABELS:
        labels = labels[1:]
    return ".".join(labels)
