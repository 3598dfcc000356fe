"""Which addresses may be fetched: public ones, by http and https, without credentials in them."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import quote, urlsplit

from service.intake.problems import FetchError, FetchProblem

DEFAULT_PORTS = {"http": 80, "https": 443}
PUBLIC_PORTS = frozenset({80, 443, 8000, 8080, 8443})
MAX_URL_CHARS = 2_000
# Addresses that carry an IPv4 address inside: what they reach is what that one reaches.
NAT64 = IPv6Network("64:ff9b::/96")
SAFE_IN_PATH = "/:@!$&'()*+,;=~-._%[]"


@dataclass(frozen=True, slots=True)
class Target:
    """A checked URL taken apart; ``shown`` is fit for logs: no query, no credentials."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def shown(self) -> str:
        """The address without its query, which may hold keys and personal data."""
        return f"{self.scheme}://{self.authority}{self.path.split('?', 1)[0]}"

    @property
    def authority(self) -> str:
        """Host and port as the Host header has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def site(self) -> str:
        """Scheme, host and port: what robots.txt and pacing go by."""
        return f"{self.scheme}://{self.authority}"


def check_url(url: str, *, allow_private: bool) -> Target:
    """Returns the parts of a URL that may be fetched.

    Raises:
        FetchError: the URL is broken, of another scheme, carries credentials, or names a port
            that is no web server's.
    """
    if len(url) > MAX_URL_CHARS:
        raise FetchError(FetchProblem.BAD_URL, f"a URL has at most {MAX_URL_CHARS} characters")
    try:
        parts = urlsplit(url.strip())
        port = parts.port
        host = encode_host(parts.hostname or "")
    except ValueError as error:
        raise FetchError(FetchProblem.BAD_URL, "the URL cannot be read") from error
    scheme = parts.scheme.lower()
    if scheme not in DEFAULT_PORTS:
        raise FetchError(FetchProblem.SCHEME, "only http and https are fetched")
    if not host:
        raise FetchError(FetchProblem.BAD_URL, "the URL names no host")
    if parts.username is not None or parts.password is not None:
        raise FetchError(FetchProblem.CREDENTIALS_IN_URL, "the URL carries credentials")
    number = DEFAULT_PORTS[scheme] if port is None else port
    if number not in PUBLIC_PORTS and not allow_private:
        raise FetchError(FetchProblem.PORT, f"port {number} is no web server's")
    path = quote(parts.path or "/", safe=SAFE_IN_PATH)
    query = quote(parts.query, safe=SAFE_IN_PATH + "?")
    return Target(scheme, host, number, f"{path}?{query}" if query else path)


def encode_host(host: str) -> str:
    """Returns the host in the letters that DNS knows.

    Raises:
        ValueError: the host cannot be a name.
    """
    if ":" in host or host.isascii():
        return host.rstrip(".").lower()
    return host.rstrip(".").encode("idna").decode("ascii").lower()


def resolve(target: Target, *, allow_private: bool) -> list[str]:
    """Returns the addresses of the host; connect to one of these and look the name up no more.

    If any of them is not public the host is refused: a name that answers with a private address
    now and then is an attempt to get behind the wall.

    Raises:
        FetchError: the name is unknown, or leads to a private, loopback, link-local, multicast
            or reserved address.
    """
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(FetchProblem.DNS, f"{target.host} is unknown") from error
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not addresses:
        raise FetchError(FetchProblem.DNS, f"{target.host} is unknown")
    if not allow_private and not all(is_public(address) for address in addresses):
        raise FetchError(
            FetchProblem.PRIVATE_ADDRESS, f"{target.host} leads to an address that is not public"
        )
    return addresses


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet."""
    try:
        ip = ip_address(address.split("%", 1)[0])
    except ValueError:
        return False
    inner = embedded(ip)
    if inner is not None:
        return is_public(str(inner))
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def embedded(ip: IPv4Address | IPv6Address) -> IPv4Address | None:
    """Returns the IPv4 address that an IPv6 address carries, None when it carries none."""
    if isinstance(ip, IPv4Address):
        return None
    if ip in NAT64:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    teredo = ip.teredo
    return ip.ipv4_mapped or ip.sixtofour or (teredo[1] if teredo else None)
