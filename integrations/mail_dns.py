"""Read what a mail domain publishes in DNS; judges nothing."""

from collections.abc import Sequence

import dns.exception
import dns.resolver
from dns.rdatatype import MX, TXT

from domain.errors import ProviderError
from domain.mail_domain import DomainSaid, owner_name

_PATIENCE = 5.0
"""Seconds for one question: a merchant is waiting."""
_MOST = 20
_LONGEST = 4096


class DnsOfMail:
    """Asks the system's name servers, or the resolver given."""

    def __init__(self, resolver: dns.resolver.Resolver | None = None) -> None:
        self._resolver = resolver

    def look_up(self, domain: str, dkim_selector: str) -> DomainSaid:
        """Ask for all records of a domain; raise a transient ProviderError without an answer."""
        resolver = self._resolver or dns.resolver.Resolver()
        selected = f"{dkim_selector}._domainkey.{domain}" if dkim_selector else ""
        return DomainSaid(
            spf=_texts(resolver, domain),
            dkim=_texts(resolver, selected) if selected else (),
            dmarc=_policy(resolver, domain),
            exchanges=_exchanges(resolver, domain),
            owner=_texts(resolver, owner_name(domain)),
        )


def _policy(resolver: dns.resolver.Resolver, domain: str) -> Sequence[str]:
    """Look for a policy at the domain, then above it, but not at a top-level domain."""
    labels = domain.split(".")
    for level in range(max(1, len(labels) - 1)):
        found = _texts(resolver, f"_dmarc.{'.'.join(labels[level:])}")
        if found:
            return found
    return ()


def _texts(resolver: dns.resolver.Resolver, name: str) -> Sequence[str]:
    texts = []
    for record in _asked(resolver, name, TXT):
        joined = b"".join(record.strings)
        texts.append(joined.decode("utf-8", "replace")[:_LONGEST])
    return texts


def _exchanges(resolver: dns.resolver.Resolver, name: str) -> Sequence[str]:
    found = sorted(_asked(resolver, name, MX), key=lambda record: record.preference)
    return [record.exchange.to_text(omit_final_dot=True) or "." for record in found]


def _asked(resolver: dns.resolver.Resolver, name: str, kind: object) -> list:  # type: ignore[type-arg]
    try:
        answer = resolver.resolve(name, kind, search=False, lifetime=_PATIENCE)  # type: ignore[arg-type]
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return []
    except dns.exception.DNSException as error:
        raise ProviderError(f"DNS does not answer ({type(error).__name__})") from None
    return list(answer)[:_MOST]
