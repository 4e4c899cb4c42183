"""The installation's own accounts follow its environment, and parcels follow the accounts."""

from dataclasses import replace

from sqlalchemy import select

from services.claim_parcels import anything_to_ask
from services.leave_shop import leave_shop
from services.own_accounts import settle_own_accounts
from storage.carrier_accounts import CarrierAccountRow, forget_account, pause_account
from storage.live_shipments import shops_nobody_follows
from storage.own_accounts import drop_own_accounts
from storage.poll_schedule import PollRow
from storage.shipments import ShipmentRow
from storage.shopper_data import forget_orders
from tests.fake_switchboard import ScriptedSwitchboard
from tests.fakes import NOON
from tests.services.several_carriers import another_carrier, enter_account, send, wired_to


def providers(wiring) -> list[str]:
    with wiring.sessions() as session:
        return sorted(session.scalars(select(CarrierAccountRow.provider)))


def followed(wiring) -> list[bool]:
    with wiring.sessions() as session:
        marked = list(session.scalars(select(ShipmentRow.followed)))
        waiting = len(session.scalars(select(PollRow.shipment_id)).all())
    assert sum(marked) == waiting
    return marked


def without_own(wiring, switchboard):
    bare = ScriptedSwitchboard(switchboard.carriers)
    bare.own = {}
    return replace(wiring, switchboard=bare)


def test_a_parcel_is_followed_as_soon_as_there_is_an_account(wiring, shop_id, switchboard) -> None:
    bare = without_own(wiring, switchboard)
    send(bare, shop_id, 1, "TP1")
    assert followed(wiring) == [False]
    settle_own_accounts(wiring)
    assert followed(wiring) == [True]
    settle_own_accounts(wiring)
    assert providers(wiring) == ["testpost"]


def test_an_account_the_environment_no_longer_has_is_dropped(wiring, shop_id, switchboard) -> None:
    send(wiring, shop_id, 1, "TP1")
    assert followed(wiring) == [True]
    settle_own_accounts(without_own(wiring, switchboard))
    assert providers(wiring) == []
    assert followed(wiring) == [False]


def test_a_shops_own_account_takes_over_and_gives_back(wiring, shop_id) -> None:
    send(wiring, shop_id, 1, "TP1")
    account = enter_account(wiring, shop_id)
    assert followed(wiring) == [True]
    with wiring.sessions() as session:
        assert session.get_one(CarrierAccountRow, account).shop_id == shop_id
    with wiring.sessions.begin() as session:
        assert forget_account(session, shop_id, "testpost")
        assert not forget_account(session, shop_id, "testpost")
    settle_own_accounts(wiring)
    with wiring.sessions() as session:
        assert list(shops_nobody_follows(session)) == []


def test_an_aggregator_follows_whom_no_direct_account_does(wiring, shop_id) -> None:
    switchboard = ScriptedSwitchboard([another_carrier("everyone", "Everyone")])
    aggregator = replace(switchboard.providers["everyone"], serves=(), aggregates=True)
    switchboard.providers = {"everyone": aggregator}
    wired = wired_to(wiring, switchboard)
    send(wired, shop_id, 1, "ABC", by="Our own van")
    assert followed(wired) == [True]


def test_a_shop_that_has_left_is_not_followed_again(wiring, shop_id, switchboard) -> None:
    send(wiring, shop_id, 1, "TP1")
    enter_account(wiring, shop_id)
    with wiring.sessions.begin() as session:
        leave_shop(session, wiring, shop_id)
    settle_own_accounts(without_own(wiring, switchboard))
    with wiring.sessions() as session:
        assert session.scalars(select(PollRow)).all() == []


def test_a_settling_that_was_broken_off_is_made_good(wiring, shop_id) -> None:
    send(wiring, shop_id, 1, "TP1")
    with wiring.sessions.begin() as session:
        drop_own_accounts(session, [])
    assert followed(wiring) == [False]
    settle_own_accounts(wiring)
    assert followed(wiring) == [True]


def test_the_installations_account_is_tried_again_when_a_process_starts(wiring, shop_id) -> None:
    send(wiring, shop_id, 1, "TP1")
    with wiring.sessions.begin() as session:
        assert pause_account(session, 1, 1, "HTTP 401", NOON)
    assert not anything_to_ask(wiring)
    settle_own_accounts(wiring)
    assert anything_to_ask(wiring)


def test_a_parcel_whose_order_is_gone_is_not_followed_again(wiring, shop_id) -> None:
    send(wiring, shop_id, 1, "TP1")
    with wiring.sessions.begin() as session:
        forget_orders(session, shop_id, [1], NOON)
    enter_account(wiring, shop_id)
    with wiring.sessions() as session:
        assert session.scalars(select(PollRow)).all() == []
