"""Where a host leads is read as DNS has it, from name servers that may fail."""

import dns.resolver
import pytest

from domain.errors import ProviderError
from domain.page_domain import HostSaid
from integrations.page_dns import DnsOfHosts
from tests.integrations.test_mail_dns import ScriptedResolver

HOST = "track.lamps.example"


def test_alias_addresses_and_owner_are_read() -> None:
    records = {
        (HOST, "CNAME"): ["Go.Framme.example."],
        (HOST, "A"): ["203.0.113.5", "203.0.113.6"],
        (HOST, "AAAA"): ["2001:db8::5"],
        (f"_framme.{HOST}", "TXT"): ['"framme-shop=1"', '"other"'],
    }
    assert DnsOfHosts(ScriptedResolver(records)).look_up(HOST) == HostSaid(
        alias="go.framme.example",
        addresses=frozenset({"203.0.113.5", "203.0.113.6", "2001:db8::5"}),
        owners=frozenset({"framme-shop=1", "other"}),
    )


def test_a_host_that_is_not_there_leads_nowhere() -> None:
    records = {(HOST, "A"): dns.resolver.NoAnswer()}
    assert DnsOfHosts(ScriptedResolver(records)).look_up(HOST) == HostSaid()


def test_silent_name_servers_are_no_answer() -> None:
    records = {(HOST, "CNAME"): dns.resolver.NoNameservers()}
    with pytest.raises(ProviderError, match="NoNameservers"):
        DnsOfHosts(ScriptedResolver(records)).look_up(HOST)
