"""What a mail domain publishes is read as it stands, from name servers that may fail."""

from collections.abc import Mapping

import dns.message
import dns.rdatatype
import dns.resolver
import dns.rrset
import pytest

from domain.errors import ProviderError
from domain.mail_domain import DomainSaid
from integrations.mail_dns import DnsOfMail

TXT, MX = dns.rdatatype.TXT, dns.rdatatype.MX


class ScriptedResolver(dns.resolver.Resolver):
    """Answers from a table of records by name and type; raises what stands there instead."""

    def __init__(self, records: Mapping[tuple[str, str], object]) -> None:
        super().__init__(configure=False)
        self._records = records

    def resolve(self, qname, rdtype=dns.rdatatype.A, *_args, **_more):
        found = self._records.get((str(qname), dns.rdatatype.to_text(rdtype)))
        if isinstance(found, Exception):
            raise found
        if found is None:
            raise dns.resolver.NXDOMAIN
        assert isinstance(found, list)
        return dns.rrset.from_text(f"{qname}.", 60, "IN", rdtype, *found)


def look(records: Mapping[tuple[str, str], object], domain: str = "lamps.example") -> DomainSaid:
    return DnsOfMail(ScriptedResolver(records)).look_up(domain, "fr1")


def test_every_record_is_read() -> None:
    said = look(
        {
            ("lamps.example", "TXT"): ['"v=spf1 " "mx -all"', '"other"'],
            ("fr1._domainkey.lamps.example", "TXT"): ['"v=DKIM1; p=AB" "CD"'],
            ("_dmarc.lamps.example", "TXT"): ['"v=DMARC1; p=none"'],
            ("_framme.lamps.example", "TXT"): ['"framme-shop=1"'],
            ("lamps.example", "MX"): ["20 b.lamps.example.", "10 a.lamps.example."],
        }
    )
    assert said == DomainSaid(
        spf=["v=spf1 mx -all", "other"],
        dkim=["v=DKIM1; p=ABCD"],
        dmarc=["v=DMARC1; p=none"],
        exchanges=["a.lamps.example", "b.lamps.example"],
        owner=["framme-shop=1"],
    )


def test_a_policy_is_looked_for_above_the_domain_but_not_at_the_top() -> None:
    above = {("_dmarc.lamps.example", "TXT"): ['"v=DMARC1; p=reject"']}
    assert look(above, "news.mail.lamps.example").dmarc == ["v=DMARC1; p=reject"]
    top = {("_dmarc.example", "TXT"): ['"v=DMARC1; p=reject"']}
    assert look(top, "lamps.example").dmarc == ()


def test_a_domain_that_takes_no_mail_says_so() -> None:
    assert look({("lamps.example", "MX"): ["0 ."]}).exchanges == ["."]


def test_a_silent_domain_says_nothing() -> None:
    assert look({}) == DomainSaid(spf=[], dkim=[], dmarc=(), exchanges=[], owner=[])


def test_no_answer_is_not_taken_for_a_silent_domain() -> None:
    with pytest.raises(ProviderError, match="DNS does not answer") as told:
        look({("lamps.example", "TXT"): dns.resolver.NoNameservers()})
    assert not told.value.permanent
