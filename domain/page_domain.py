"""A shop's own address for its tracking pages, such as track.shop.example."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Protocol

PATIENCE = timedelta(days=3)
"""For how long its records may be unseen: what breaks on a Friday evening is mended on Monday."""
_HOST = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))+")
_LONGEST = 253


@dataclass(frozen=True, slots=True)
class PageDomain:
    """A host name, lower case, empty for none; links use it once it was seen to lead to us.

    `unseen_since` is the first of the days in a row on which it was looked at and did not, None
    while it does and once its merchant knows.
    """

    host: str = ""
    proven: bool = False
    unseen_since: date | None = None
    version: int = 0

    @property
    def own(self) -> str:
        """Return the host that links may use; empty for none."""
        return self.host if self.proven else ""

    @property
    def lost(self) -> bool:
        """Tell whether it was in use until its records were gone, and its merchant is to hear."""
        return not self.proven and self.unseen_since is not None


def looked_again(domain: PageDomain, today: date, *, seen: bool) -> PageDomain:
    """Return how a host in use stands after another look: out of use once unseen for too long."""
    if seen:
        return replace(domain, unseen_since=None)
    since = domain.unseen_since or today
    return replace(domain, proven=today - since < PATIENCE, unseen_since=since)


@dataclass(frozen=True, slots=True)
class HostSaid:
    """What DNS says of a host: the name it is an alias of, its addresses, and whose it is.

    `owners` are the texts at `owner_name`.
    """

    alias: str = ""
    addresses: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()


class PageDns(Protocol):
    """Reads where a host leads."""

    def look_up(self, host: str) -> HostSaid:
        """Ask about a host; raise a transient ProviderError without an answer."""
        ...


@dataclass(frozen=True, slots=True)
class Pointing:
    """What was found of a host: whether it leads to us, and whether it says it is this shop's."""

    leads: bool
    owned: bool


def is_host(text: str) -> bool:
    """Tell whether a text is a host name on the internet: no address, no port, lower case."""
    last = text.rpartition(".")[2]
    return len(text) <= _LONGEST and bool(_HOST.fullmatch(text)) and not last.isdigit()


def host_of(said: str) -> str:
    """Return the host a request names, lower case, without its port."""
    return said.lower().partition(":")[0].rstrip(".")


def owner_name(host: str) -> str:
    """Return where a host says which shop it belongs to."""
    return f"_framme.{host}"


def pointing(said: HostSaid, ours: HostSaid, our_host: str, marks: frozenset[str]) -> Pointing:
    """Judge what DNS says of a host beside what it says of ours; any of the marks will do.

    An alias is best; one that cannot be made (at the top of a domain) leads by the same addresses.
    """
    leads = said.alias == our_host or bool(said.addresses & ours.addresses)
    return Pointing(leads, bool(said.owners & marks))
