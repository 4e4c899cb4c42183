"""What a round of asking leaves behind on accounts, and on parcels nobody was asked about."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from domain.carrier_access import Rest
from domain.errors import ProviderError
from domain.status import Status
from jobs.poll_carriers import poll_round
from services.ask_carriers import enquiry_about, record_outcomes
from services.claim_parcels import claim_parcels
from services.run_shop_tasks import run_next
from services.warn_merchant import tell_merchant
from services.wiring import Wiring
from storage.carrier_accounts import CarrierAccountRow, NewAccount, keep_account
from storage.poll_schedule import PollRow
from tests.fakes import NOON, scan
from tests.services.deliver import the_order
from tests.services.several_carriers import enter_account, send


@pytest.fixture
def own(wiring, shop_id) -> int:
    """A shop with an account of its own and one parcel, TP1; returns the account's id."""
    account = enter_account(wiring, shop_id)
    send(wiring, shop_id, 1, "TP1")
    return account


@pytest.fixture
def refusing(switchboard):
    """A carrier that refuses whatever credentials it is shown."""
    refused = ProviderError("HTTP 401", permanent=True, credentials_refused=True)
    switchboard.carriers[0].failing, switchboard.refusing = refused, "HTTP 401"
    return switchboard


def the_account(wiring: Wiring, account_id: int) -> CarrierAccountRow:
    with wiring.sessions() as session:
        return session.get_one(CarrierAccountRow, account_id)


def the_poll(wiring: Wiring) -> PollRow:
    with wiring.sessions() as session:
        return session.scalars(select(PollRow)).one()


def test_an_answer_is_noted_on_the_account(wiring, own, clock) -> None:
    poll_round(wiring)
    assert the_account(wiring, own).answered_at == NOON


def test_refused_credentials_pause_the_account_and_the_merchant_is_told_once(
    wiring, own, refusing, outbox, clock
) -> None:
    poll_round(wiring)
    account = the_account(wiring, own)
    assert (account.paused_at, account.paused_reason) == (NOON, "HTTP 401")
    clock.forward(hours=20)
    assert poll_round(wiring) == 0
    while run_next(wiring):
        pass
    tell_merchant(wiring, 1)
    (mail,) = [message for message in outbox.sent if "TestPost" in message.subject]
    assert mail.subject == "TestPost refuses your credentials"
    assert "https://track.example.com/settings/carriers" in mail.text


def test_new_credentials_end_the_pause(wiring, own, shop_id, refusing, clock) -> None:
    poll_round(wiring)
    refusing.refusing, refusing.carriers[0].failing = "", None
    with wiring.sessions.begin() as session:
        new = NewAccount("testpost", wiring.vault.seal('{"key": "new"}'), 50, "unused")
        assert keep_account(session, shop_id, new, NOON) == own
    clock.forward(hours=3)
    assert poll_round(wiring) == 1
    account = the_account(wiring, own)
    assert (account.paused_at, account.version, account.push_token) == (
        None,
        2,
        f"token-{shop_id}-testpost",
    )
    enquiry = refusing.asked[-1]
    assert enquiry.account.credentials == {"key": "new"}
    assert (enquiry.account.name, enquiry.account.calls_a_day) == (f"{own}.2", 50)


def test_a_pause_asked_for_holds_for_the_whole_account(wiring, own, switchboard, clock) -> None:
    switchboard.resting = Rest(timedelta(minutes=30), "HTTP 429")
    poll_round(wiring)
    account = the_account(wiring, own)
    assert account.not_before == NOON + timedelta(minutes=30)
    assert account.resting_reason == "HTTP 429"
    switchboard.resting = None
    clock.forward(hours=20)
    poll_round(wiring)
    assert the_account(wiring, own).not_before is None


def test_nothing_is_held_against_a_parcel_nobody_was_asked_about(wiring, own, carrier) -> None:
    carrier.failing, carrier.kept_back = ProviderError("our own pace"), True
    poll_round(wiring)
    poll = the_poll(wiring)
    assert (poll.failures, poll.unchanged, poll.polls_today, poll.last_error) == (0, 0, 0, "")
    assert NOON < poll.next_poll_at <= NOON + timedelta(minutes=1)


def test_a_parcel_whose_news_are_pushed_is_polled_as_a_safety_net(
    wiring, own, switchboard, carrier, clock
) -> None:
    switchboard.subscribes = True
    carrier.report("TP1", scan(Status.IN_TRANSIT))
    poll_round(wiring)
    poll = the_poll(wiring)
    assert poll.pushed_until == NOON + timedelta(days=14)
    assert poll.next_poll_at == NOON + timedelta(hours=24)
    clock.forward(hours=24)
    poll_round(wiring)
    assert switchboard.asked[-1].subscribe == frozenset()
    clock.forward(days=13)
    poll_round(wiring)
    assert switchboard.asked[-1].subscribe == {"TP1"}


def test_an_account_is_told_all_it_may_need_to_find_a_parcel(wiring, own, carrier) -> None:
    poll_round(wiring)
    (asked,) = carrier.asked
    assert (asked.number, asked.carrier, asked.carrier_text) == ("TP1", "testpost", "TestPost")
    assert (asked.country, asked.postal_code) == ("SE", "211 34")
    assert asked.reference
    assert len(asked.phone_end) in {0, 4}
    assert asked.shipped_on == NOON.date().isoformat()


def test_a_verdict_on_credentials_replaced_meanwhile_pauses_nothing(
    wiring, own, shop_id, refusing
) -> None:
    refusing.resting = Rest(timedelta(minutes=30), "HTTP 429")
    (claimed,) = claim_parcels(wiring, 10)
    outcomes = asyncio.run(refusing.ask([enquiry_about(claimed, NOON)]))
    enter_account(wiring, shop_id)
    record_outcomes(wiring, [claimed], outcomes)
    record_outcomes(wiring, [claimed], [replace(outcomes[0], refused="")])
    account = the_account(wiring, own)
    assert (account.paused_at, account.not_before) == (None, None)


def test_an_account_nobody_can_open_is_paused_and_holds_up_no_other(
    wiring, own, shop_id, connect
) -> None:
    other = connect(domain="other.myshopify.com")
    enter_account(wiring, other)
    send(wiring, other, 2, "TP2")
    with wiring.sessions.begin() as session:
        session.get_one(CarrierAccountRow, own).sealed_credentials = b"of a key since gone"
    assert poll_round(wiring) == 1
    assert the_account(wiring, own).paused_at == NOON


def test_an_answer_about_a_number_the_shop_has_corrected_meanwhile_is_dropped(
    wiring, own, shop_id, switchboard
) -> None:
    switchboard.carriers[0].report("TP1", scan(Status.DELIVERED))
    (claimed,) = claim_parcels(wiring, 10)
    outcomes = asyncio.run(switchboard.ask([enquiry_about(claimed, NOON)]))
    send(wiring, shop_id, 1, "TP2")
    record_outcomes(wiring, [claimed], outcomes)
    (shipment,) = the_order(wiring, shop_id, 1).shipments
    assert (shipment.tracking_number, shipment.events) == ("TP2", ())
    assert the_poll(wiring).next_poll_at == NOON


def test_the_quota_of_an_account_that_is_asked_all_day_is_read_once_an_hour(
    wiring, own, switchboard, clock
) -> None:
    switchboard.quota = 40
    for minutes in (0, 10, 20, 40):
        clock.forward(minutes=minutes)
        with wiring.sessions.begin() as session:
            session.execute(update(PollRow).values(next_poll_at=clock()))
        poll_round(wiring)
    assert [enquiry.ask_quota for enquiry in switchboard.asked] == [True, False, False, True]
    assert the_account(wiring, own).quota_left == 40
