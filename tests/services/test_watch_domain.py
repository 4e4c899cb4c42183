"""A host in use is looked at daily, and used no more once its records are gone for days."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.errors import ProviderError
from domain.page_domain import HostSaid, PageDomain
from domain.shop_task import ShopTask
from services.change_page import part_of_page
from services.change_page_domain import change_domain, check_domain, domain_review
from services.page_address import root_of
from services.review_changes import review_changes
from services.run_shop_tasks import run_next
from services.wiring import Wiring
from storage.shop_tasks import ShopTaskRow, ask_for

HOST, OURS = "track.lamps.example", "track.example.com"
US = HostSaid(addresses=frozenset({"203.0.113.5"}))


@pytest.fixture
def proven(wiring: Wiring, shop_id: int) -> HostSaid:
    """Let a host be proven; return what DNS says of it."""
    change_domain(wiring, shop_id, HOST, 0, "anna")
    mark = domain_review(wiring, shop_id).owner_text
    said = HostSaid(OURS, frozenset(), frozenset({mark}))
    wiring.page_dns.said |= {HOST: said, OURS: US}  # type: ignore[attr-defined]
    assert check_domain(wiring, shop_id, "anna").owned
    return said


def kept(wiring: Wiring, shop_id: int) -> PageDomain:
    return part_of_page(wiring, shop_id, PageDomain)


def tasks(wiring: Wiring) -> dict[str, str]:
    with wiring.sessions() as session:
        return {row.task: row.reason for row in session.scalars(select(ShopTaskRow))}


def next_day(wiring: Wiring) -> None:
    wiring.clock.forward(days=1)  # type: ignore[attr-defined]
    while run_next(wiring):
        pass


def test_as_long_as_it_is_seen_it_is_used_and_looked_at_again(wiring, shop_id, proven) -> None:
    before = kept(wiring, shop_id)
    for _ in range(5):
        next_day(wiring)
    assert kept(wiring, shop_id) == before
    assert tasks(wiring) == {ShopTask.WATCH_DOMAIN: ""}
    assert before.own == HOST


@pytest.mark.parametrize(
    "gone",
    [
        HostSaid(),
        HostSaid(OURS),
        HostSaid(OURS, frozenset(), frozenset({"framme-shop=another"})),
        HostSaid("other.example", frozenset({"192.0.2.1"})),
    ],
    ids=["no such name", "no TXT record", "another shop's", "leads elsewhere"],
)
def test_once_gone_for_three_days_links_are_ours_again_and_the_merchant_hears_once(
    wiring, shop_id, proven, outbox, gone
) -> None:
    wiring.page_dns.said[HOST] = gone
    for _ in range(3):
        next_day(wiring)
        assert kept(wiring, shop_id).own == HOST
    assert outbox.sent == []
    for _ in range(3):
        next_day(wiring)
    assert kept(wiring, shop_id).own == ""
    assert root_of(wiring, kept(wiring, shop_id).own) == f"https://{OURS}"
    (mail,) = outbox.sent
    assert mail.subject == f"Tracking links no longer use {HOST}"
    assert f"https://{OURS}/settings/tracking/domain" in mail.text
    assert tasks(wiring) == {}
    change = review_changes(wiring, shop_id).changes[0].change
    assert (change.who, change.before, change.after) == (
        "Framme",
        {"proven": True},
        {"proven": False},
    )
    # As if it had never been proven: a check of the merchant's brings it back.
    wiring.page_dns.said[HOST] = proven
    check_domain(wiring, shop_id, "anna")
    assert kept(wiring, shop_id).own == HOST
    assert tasks(wiring) == {ShopTask.WATCH_DOMAIN: ""}


def test_what_comes_back_in_time_begins_anew(wiring, shop_id, proven) -> None:
    for said in (HostSaid(), HostSaid(), HostSaid(), proven, HostSaid(), HostSaid(), HostSaid()):
        wiring.page_dns.said[HOST] = said
        next_day(wiring)
    assert kept(wiring, shop_id).own == HOST


@pytest.mark.parametrize("silent", [True, False], ids=["no answer", "not even ourselves"])
def test_a_dns_that_tells_nothing_counts_for_nothing(wiring, shop_id, proven, silent) -> None:
    before = kept(wiring, shop_id)
    if silent:
        wiring.page_dns.failing = ProviderError("DNS does not answer")
    else:
        wiring.page_dns.said = {}
    for _ in range(7):
        next_day(wiring)
    assert kept(wiring, shop_id) == before
    assert tasks(wiring)[ShopTask.WATCH_DOMAIN].startswith("DNS does not")
    wiring.page_dns.failing, wiring.page_dns.said = None, {HOST: proven, OURS: US}
    next_day(wiring)
    assert tasks(wiring) == {ShopTask.WATCH_DOMAIN: ""}


def test_a_mail_that_does_not_go_out_is_written_again(wiring, shop_id, proven, outbox) -> None:
    wiring.page_dns.said[HOST] = HostSaid()
    outbox.failures.append(ProviderError("421 try later"))
    for _ in range(4):
        next_day(wiring)
    assert (outbox.sent, kept(wiring, shop_id).lost) == ([], True)
    wiring.clock.forward(minutes=2)
    assert run_next(wiring)
    assert (len(outbox.sent), kept(wiring, shop_id).lost) == (1, False)


def test_a_shop_without_a_host_of_its_own_is_looked_at_once(wiring, shop_id) -> None:
    with wiring.sessions.begin() as session:
        ask_for(session, shop_id, [ShopTask.WATCH_DOMAIN], wiring.clock() + timedelta(days=1))
    wiring.page_dns.failing = ProviderError("nobody asks")
    next_day(wiring)
    assert tasks(wiring) == {}
