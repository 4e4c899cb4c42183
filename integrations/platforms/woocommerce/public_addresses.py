"""Say whom we may speak to: shops that anybody can reach. It opens no connection.

A name is resolved here and once more when a connection is made. Should it lead into our own network
the second time, nothing there can show a certificate for it, and nothing is said to it.
"""

import socket
from collections.abc import Callable, Iterable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urlsplit

from domain.shop_sites import SiteProblem, SiteRefusedError

Resolve = Callable[[str], Iterable[str]]
"""Returns the addresses a host name leads to, in text; none for a name that leads nowhere."""

_PORTS = (None, 80, 443)
_CARRY_IPV4 = (IPv6Network("::/96"), IPv6Network("64:ff9b::/96"))
"""IPv6 addresses that end in the IPv4 address they lead to."""


def resolved(host: str) -> Iterable[str]:
    """Return the addresses that the system knows for a host name."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return ()
    return {str(address[0]) for *_, address in found}


def check_public(address: str, *, strict: bool, resolve: Resolve = resolved) -> None:
    """Return if we may speak to an address; raise SiteRefusedError with the reason.

    Unless it is `strict`, this machine itself may be spoken to, without https and at any port.
    """
    parts = _parts(address)
    if strict and parts.scheme != "https":
        raise SiteRefusedError(SiteProblem.NOT_SECURE)
    if strict and parts.port not in _PORTS:
        raise SiteRefusedError(SiteProblem.NOT_PUBLIC)
    leads_to = list(resolve(parts.hostname or ""))
    if not leads_to:
        raise SiteRefusedError(SiteProblem.NO_ANSWER)
    if not all(_may_be_spoken_to(one, strict=strict) for one in leads_to):
        raise SiteRefusedError(SiteProblem.NOT_PUBLIC)


def _parts(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        # To ask for it is to have it read: it may be no number.
        usable = parts.port != 0 and parts.username is None and parts.password is None
    except ValueError:
        usable = False
    if not usable or parts.scheme not in ("http", "https") or not parts.hostname:
        raise SiteRefusedError(SiteProblem.NO_ADDRESS)
    return parts


def _may_be_spoken_to(text: str, *, strict: bool) -> bool:
    address = ip_address(text.partition("%")[0])
    reached = _carried(address) or address
    if reached.is_loopback or address.is_loopback:
        return not strict
    return reached.is_global and not reached.is_multicast


def _carried(address: IPv4Address | IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that an IPv6 address leads to, if it does."""
    if isinstance(address, IPv4Address):
        return None
    if any(address in network for network in _CARRY_IPV4):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour
