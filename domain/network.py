"""Say which network a caller counts as: whoever has one address in IPv6 has 2^64 of them."""

from ipaddress import IPv4Address, IPv6Network, ip_address

_LONGEST = 64
_OF_ONE_LINE = 64
"""Bits all addresses of one line share (RFC 4291, 2.5.4); a line may be given more than one such
network, but seldom many."""


def counted_network(caller: str) -> str:
    """Return the name under which a caller's attempts are counted.

    An IPv4 address counts whole, also one written as IPv6 (::ffff:…), an IPv6 address as its /64.
    Before a slash may stand who vouches for the address; it is kept. What is no address counts as
    it is, cut to 64 characters.
    """
    vouching, slash, address = caller.rpartition("/")
    try:
        seen = ip_address(address)
    except ValueError:
        return caller[:_LONGEST]
    whole = seen if isinstance(seen, IPv4Address) else seen.ipv4_mapped
    network = whole or IPv6Network((int(seen), _OF_ONE_LINE), strict=False)
    return f"{vouching[:_LONGEST]}{slash}{network}"
