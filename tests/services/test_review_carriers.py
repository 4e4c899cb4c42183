"""A merchant sees who is asked, how each does, and what nobody follows; of others nothing."""

from dataclasses import asdict
from datetime import timedelta

import pytest
from sqlalchemy import update

from domain.poll_budget import CallsLeft
from services.keep_carrier_account import keep_carrier_account
from services.review_carriers import (
    CarrierAccount,
    Health,
    carrier_form,
    carriers_in_short,
    review_carriers,
)
from services.try_carrier_account import UnknownProviderError
from storage.carrier_accounts import CarrierAccountRow, note_answered, pause_account, rest_account
from storage.shipments import ShipmentRow
from tests.fakes import NOON
from tests.services.carrier_desk import OTHER, desk, entered
from tests.services.several_carriers import send


@pytest.fixture
def here(wiring, carrier):
    return desk(wiring, carrier)


def change(wiring, **values: object) -> None:
    with wiring.sessions.begin() as session:
        session.execute(update(CarrierAccountRow).values(**values))


def the_account(wiring, shop_id, provider=OTHER) -> CarrierAccount:
    account = carrier_form(wiring, shop_id, provider).account
    assert account is not None
    return account


def test_a_shops_own_accounts_come_first_and_the_rest_can_be_added(here, shop_id) -> None:
    send(here, shop_id, 1, "T1")
    keep_carrier_account(here, shop_id, entered(), "link")
    seen = review_carriers(here, shop_id)
    assert [(a.provider.key, a.shared) for a in seen.accounts] == [
        (OTHER, False),
        ("testpost", True),
    ]
    assert [provider.key for provider in seen.addable] == ["testpost", "askall"]


def test_parcels_nobody_follows_are_counted_by_carrier_and_name(here, shop_id, connect) -> None:
    send(here, shop_id, 1, "O1", "O2", by="OtherPost")
    send(here, shop_id, 2, "V1", by="Grandma's van")
    send(here, shop_id, 3, "T1")
    send(here, connect(domain="other.myshopify.com"), 4, "O3", by="OtherPost")
    found = review_carriers(here, shop_id).unfollowed
    assert [(one.carrier, one.text, one.parcels) for one in found] == [
        (OTHER, "", 2),
        (None, "Grandma's van", 1),
    ]
    keep_carrier_account(here, shop_id, entered(provider="askall"), "link")
    assert review_carriers(here, shop_id).unfollowed == []


@pytest.mark.parametrize("change", [{"status": "delivered"}, {"tracking_number": ""}])
def test_parcels_at_their_end_and_those_without_a_number_need_nobody(here, shop_id, change) -> None:
    send(here, shop_id, 1, "O1", by="OtherPost")
    with here.sessions.begin() as session:
        session.execute(update(ShipmentRow).values(**change))
    assert review_carriers(here, shop_id).unfollowed == []


def test_each_health_has_its_reason(here, shop_id, clock) -> None:
    keep_carrier_account(here, shop_id, entered(), "link")
    assert the_account(here, shop_id).health is Health.WORKING
    change(here, checked_at=None)
    assert the_account(here, shop_id).health is Health.UNTRIED
    with here.sessions.begin() as session:
        note_answered(session, [1], NOON)
        rest_account(session, 1, 1, NOON + timedelta(hours=2), "quota used up")
    seen = the_account(here, shop_id)
    assert (seen.health, seen.reason) == (Health.RESTING, "quota used up")
    assert (seen.until, seen.answered_at) == (NOON + timedelta(hours=2), NOON)
    clock.forward(hours=2)
    seen = the_account(here, shop_id)
    assert (seen.health, seen.reason, seen.until) == (Health.WORKING, "", None)
    with here.sessions.begin() as session:
        pause_account(session, 1, 1, "HTTP 403", NOON)
    seen = the_account(here, shop_id)
    assert (seen.health, seen.reason) == (Health.REFUSED, "HTTP 403")


def test_limits_calls_left_and_pushes_are_told_to_the_owner(here, shop_id) -> None:
    keep_carrier_account(here, shop_id, entered(secret="hush"), "link")
    assert the_account(here, shop_id).calls_a_day == 1000
    here.switchboard.left[OTHER] = CallsLeft(today=37, a_day=250)
    keep_carrier_account(here, shop_id, entered(1, limit="250"), "link")
    change(here, pushed_at=NOON)
    seen = the_account(here, shop_id)
    assert (seen.calls_a_day, seen.calls_left, seen.pushed_at) == (250, 37, NOON)
    assert seen.push_url.startswith("https://track.example.com/webhooks/carriers/")


def test_of_the_installations_account_only_its_health_and_the_own_parcels_are_shown(
    here, shop_id, connect
) -> None:
    send(here, connect(domain="other.myshopify.com"), 1, "T1", "T2")
    send(here, shop_id, 2, "T3")
    change(here, paused_at=NOON, paused_reason="key of ACME", pushed_at=NOON, quota_left=5)
    seen = carrier_form(here, shop_id, "testpost").provided
    assert seen is not None
    assert (seen.health, seen.parcels) == (Health.REFUSED, 1)
    told = (seen.reason, seen.push_url, seen.pushed_at, seen.calls_left, seen.calls_a_day)
    assert told == ("", "", None, None, None)


def test_a_form_knows_secrets_by_their_names_only(here, shop_id) -> None:
    keep_carrier_account(here, shop_id, entered(key="never shown", region="EU", limit="9"), "link")
    seen = carrier_form(here, shop_id, OTHER)
    assert seen.values == {"user": "lamps", "region": "EU"}
    assert (seen.secrets_kept, seen.own_limit) == (frozenset({"key"}), 9)
    assert "never shown" not in str(asdict(seen))


def test_a_provider_nobody_knows_has_no_form_and_a_lost_one_is_left_out(here, shop_id) -> None:
    with pytest.raises(UnknownProviderError):
        carrier_form(here, shop_id, "nobody")
    keep_carrier_account(here, shop_id, entered(), "link")
    change(here, provider="gone")
    assert [a.provider.key for a in review_carriers(here, shop_id).accounts] == []


def test_in_short_a_shop_is_connected_once_somebody_can_be_asked(here, shop_id) -> None:
    assert not carriers_in_short(here, shop_id).connected
    keep_carrier_account(here, shop_id, entered(), "link")
    assert carriers_in_short(here, shop_id).connected
    change(here, paused_at=NOON)
    assert not carriers_in_short(here, shop_id).connected
