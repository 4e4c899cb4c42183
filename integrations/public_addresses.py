"""Say which addresses strangers may have us speak to: public ones. It opens no connection.

A merchant or a browser tells us a host; a name of it may lead into our own network.
"""

import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from domain.errors import FrammeError

Resolve = Callable[[str], Iterable[str]]
"""Returns the addresses a host name leads to, in text; none for a name that leads nowhere."""

_CARRY_IPV4 = (IPv6Network("::/96"), IPv6Network("64:ff9b::/96"))
"""IPv6 addresses that end in the IPv4 address they lead to."""


class NotPublicError(FrammeError):
    """A host leads into a network that is not everybody's."""


class LeadsNowhereError(FrammeError):
    """A host has no address."""


def resolved(host: str) -> Iterable[str]:
    """Return the addresses that the system knows for a host name."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return ()
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def public_address(host: str, *, strict: bool, resolve: Resolve = resolved) -> str:
    """Return the address to connect to for a host; connect to it and resolve nothing once more.

    Every address of the host must be public. Unless it is `strict`, this machine itself may be
    spoken to as well. Raises NotPublicError and LeadsNowhereError.
    """
    leads_to = list(resolve(host))
    if not leads_to:
        raise LeadsNowhereError("the host has no address")
    if not all(may_be_spoken_to(address, strict=strict) for address in leads_to):
        raise NotPublicError("the host is not on the public internet")
    return leads_to[0]


@dataclass(frozen=True, slots=True)
class Strangers:
    """How hosts are treated that others have named; `strict` is as in `public_address`."""

    strict: bool
    resolve: Resolve = resolved

    def address_of(self, host: str) -> str:
        """Return the address to connect to; raise NotPublicError and LeadsNowhereError."""
        return public_address(host, strict=self.strict, resolve=self.resolve)


def may_be_spoken_to(text: str, *, strict: bool) -> bool:
    """Tell whether an address is public, or this machine's own where that is not `strict`."""
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
