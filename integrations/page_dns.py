"""Read where a host leads in DNS, and whose it says it is; judges nothing."""

import dns.exception
import dns.resolver
from dns.rdatatype import AAAA, CNAME, TXT, A, RdataType

from domain.errors import ProviderError
from domain.page_domain import HostSaid, owner_name

_PATIENCE = 5.0
"""Seconds for one question: a merchant is waiting."""
_MOST = 20


class DnsOfHosts:
    """Asks the system's name servers, or the resolver given."""

    def __init__(self, resolver: dns.resolver.Resolver | None = None) -> None:
        self._resolver = resolver

    def look_up(self, host: str) -> HostSaid:
        """Ask about a host; raise a transient ProviderError without an answer."""
        resolver = self._resolver or dns.resolver.Resolver()
        aliases = _asked(resolver, host, CNAME)
        addresses = [*_asked(resolver, host, A), *_asked(resolver, host, AAAA)]
        return HostSaid(
            alias=aliases[0].rstrip(".").lower() if aliases else "",
            addresses=frozenset(addresses),
            owners=frozenset(text.strip('"') for text in _asked(resolver, owner_name(host), TXT)),
        )


def _asked(resolver: dns.resolver.Resolver, name: str, kind: RdataType) -> list[str]:
    try:
        answer = resolver.resolve(name, kind, search=False, lifetime=_PATIENCE)
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return []
    except dns.exception.DNSException as error:
        raise ProviderError(f"DNS does not answer ({type(error).__name__})") from None
    return [record.to_text() for record in list(answer)[:_MOST]]
