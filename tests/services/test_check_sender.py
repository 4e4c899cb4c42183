"""A shop's own sender address is used once its domain says so, and says whose it is."""

from dataclasses import dataclass, replace

import pytest
from sqlalchemy import update

from domain.errors import ProviderError, TooManyAttemptsError
from domain.kinds import ChannelKey
from domain.mail_domain import DomainSaid, MailRecord, RecordState, SenderProof
from services.check_sender import NoSenderError, check_sender, sender_review
from storage.brands import BrandRow, brand_of
from storage.channel_accounts import (
    NewChannelAccount,
    forget_channel_account,
    keep_channel_account,
)
from tests.fake_mail_dns import ScriptedMailDns
from tests.fakes import NOON

SPF = DomainSaid(spf=["v=spf1 include:spf.framme.example -all"], exchanges=["mx.example"])


@pytest.fixture
def dns() -> ScriptedMailDns:
    return ScriptedMailDns()


@pytest.fixture
def here(wiring, dns):
    proof = SenderProof(spf_include="spf.framme.example")
    return replace(wiring, mail_dns=dns, sender_proof=proof)


def brand(here, shop_id, address: str = "post@lamps.example") -> None:
    with here.sessions.begin() as session:
        session.add(BrandRow(shop_id=shop_id, sender_address=address))


def mark(here, shop_id) -> str:
    """Return what the domain has to publish for this shop."""
    found = check_sender(here, shop_id).findings
    return next(one.wanted for one in found if one.record is MailRecord.OWNER)


def test_a_domain_that_names_us_and_its_shop_is_proven(here, dns, shop_id) -> None:
    brand(here, shop_id)
    dns.said["lamps.example"] = SPF
    first = check_sender(here, shop_id)
    assert (first.proven, first.possible, first.checked_at) == (False, True, NOON)
    dns.said["lamps.example"] = replace(SPF, owner=[mark(here, shop_id)])
    assert check_sender(here, shop_id).proven
    with here.sessions() as session:
        assert brand_of(session, shop_id).sender_proven
    states = {one.record: one.state for one in sender_review(here, shop_id).findings}
    assert states == {
        MailRecord.OWNER: RecordState.OK,
        MailRecord.SPF: RecordState.OK,
        MailRecord.DMARC: RecordState.MISSING,
        MailRecord.MX: RecordState.OK,
    }


def test_a_domain_that_stops_saying_so_is_proven_no_more(here, dns, shop_id) -> None:
    brand(here, shop_id)
    dns.said["lamps.example"] = replace(SPF, owner=[mark(here, shop_id)])
    assert check_sender(here, shop_id).proven
    dns.said.clear()
    assert not check_sender(here, shop_id).proven


def test_no_shop_takes_another_ones_domain_for_its_own(here, dns, connect) -> None:
    owner, thief = connect(domain="a.myshopify.com"), connect(domain="b.myshopify.com")
    brand(here, owner)
    brand(here, thief)
    dns.said["lamps.example"] = replace(SPF, owner=[mark(here, owner)])
    assert check_sender(here, owner).proven
    assert not check_sender(here, thief).proven


def test_a_mark_made_with_an_older_key_still_counts(here, dns, shop_id) -> None:
    brand(here, shop_id)
    dns.said["lamps.example"] = replace(SPF, owner=[mark(here, shop_id)])
    rotated = replace(here, link_keys=[b"newest key", *here.link_keys])
    assert check_sender(rotated, shop_id).proven


def test_with_a_dkim_key_of_ours_the_domain_has_to_publish_it(here, dns, shop_id) -> None:
    signing = replace(here, sender_proof=SenderProof("spf.framme.example", "fr1", "KEY"))
    brand(signing, shop_id)
    owned = replace(SPF, owner=[mark(signing, shop_id)])
    dns.said["lamps.example"] = owned
    assert not check_sender(signing, shop_id).proven
    dns.said["lamps.example"] = replace(owned, dkim=["v=DKIM1; p=KEY"])
    assert check_sender(signing, shop_id).proven
    assert dns.asked[-1] == ("lamps.example", "fr1")


def test_an_international_domain_is_looked_up_as_dns_knows_it(here, dns, shop_id) -> None:
    brand(here, shop_id, "post@blåbär.example")
    check_sender(here, shop_id)
    assert dns.asked == [("xn--blbr-noae.example", "")]


@pytest.mark.parametrize(("said", "proven"), [(DomainSaid(exchanges=["mx"]), True), (None, False)])
def test_with_a_mail_account_of_its_own_the_provider_decides(
    here, dns, shop_id, said, proven
) -> None:
    brand(here, shop_id)
    new = NewChannelAccount(ChannelKey.EMAIL, "smtp", b"sealed", "token")
    with here.sessions.begin() as session:
        keep_channel_account(session, shop_id, new, None)
    if said:
        dns.said["lamps.example"] = said
    found = check_sender(replace(here, sender_proof=SenderProof()), shop_id)
    assert (found.proven, found.possible) == (proven, True)
    assert MailRecord.OWNER not in {one.record for one in found.findings}


def test_where_nothing_can_be_proven_nothing_is(here, dns, shop_id) -> None:
    brand(here, shop_id)
    bare = replace(here, sender_proof=SenderProof())
    dns.said["lamps.example"] = replace(SPF, owner=[mark(bare, shop_id)])
    found = check_sender(bare, shop_id)
    assert (found.possible, found.proven) == (False, False)


def test_silence_of_dns_changes_nothing(here, dns, shop_id) -> None:
    brand(here, shop_id)
    with here.sessions.begin() as session:
        session.execute(update(BrandRow).values(sender_proven=True))
    dns.failing = ProviderError("DNS does not answer (Timeout)")
    with pytest.raises(ProviderError):
        check_sender(here, shop_id)
    assert sender_review(here, shop_id).proven


def test_without_an_address_there_is_nothing_to_check(here, shop_id) -> None:
    with pytest.raises(NoSenderError):
        check_sender(here, shop_id)
    assert sender_review(here, shop_id).findings == ()


def test_nobody_checks_for_ever(here, shop_id) -> None:
    brand(here, shop_id)
    for _ in range(20):
        check_sender(here, shop_id)
    with pytest.raises(TooManyAttemptsError):
        check_sender(here, shop_id)


def test_what_was_proven_for_an_account_that_went_meanwhile_does_not_count(
    here, dns, shop_id
) -> None:
    brand(here, shop_id)
    new = NewChannelAccount(ChannelKey.EMAIL, "smtp", b"sealed", "token")
    with here.sessions.begin() as session:
        keep_channel_account(session, shop_id, new, None)

    @dataclass
    class Slow(ScriptedMailDns):
        """A domain that answers when the account has been taken away."""

        def look_up(self, domain: str, dkim_selector: str) -> DomainSaid:
            with here.sessions.begin() as session:
                forget_channel_account(session, shop_id, ChannelKey.EMAIL)
            return super().look_up(domain, dkim_selector)

    slow = Slow(said={"lamps.example": DomainSaid(exchanges=["mx"])})
    assert not check_sender(replace(here, mail_dns=slow), shop_id).proven
