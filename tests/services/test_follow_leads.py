"""What answers hint at is followed: partners, other carriers, numbers nobody knows."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.polling import AT_MOST_A_DAY
from domain.status import Status
from domain.tracking import HandOver
from domain.tracking_numbers import NumberFormat, Strength
from jobs.poll_carriers import poll_round
from services.own_accounts import settle_own_accounts
from services.wiring import Wiring
from storage.poll_schedule import PollRow
from storage.shipments import ShipmentRow
from tests.fake_switchboard import ScriptedSwitchboard
from tests.fakes import NOON, ScriptedCarrier, scan
from tests.services.deliver import the_order
from tests.services.several_carriers import another_carrier, send, wired_to

FORMS = (NumberFormat(("lastmile",), "LM########", Strength.SURE),)


@pytest.fixture
def lastmile() -> ScriptedCarrier:
    return another_carrier("lastmile", "Last Mile")


@pytest.fixture
def wired(wiring, carrier, lastmile):
    """Two carriers; numbers like LM00000001 are Last Mile's."""
    return wired_to(wiring, ScriptedSwitchboard([carrier, lastmile]), *FORMS)


def the_shipment(wired: Wiring) -> ShipmentRow:
    with wired.sessions() as session:
        return session.scalars(select(ShipmentRow)).one()


def ask_for_days(wired, clock, days: int) -> None:
    for _ in range(days * 4):
        clock.forward(hours=6)
        poll_round(wired)


def test_a_partners_number_is_followed_where_the_partner_can_be_asked(
    wired, shop_id, carrier, lastmile, clock
) -> None:
    send(wired, shop_id, 1, "TP1")
    to = HandOver("LM00000001", "Last Mile")
    carrier.report("TP1", scan(Status.IN_TRANSIT), hand_over=to)
    poll_round(wired)
    lastmile.report("LM00000001", scan(Status.DELIVERED, NOON + timedelta(hours=5)))
    clock.forward(hours=6)
    poll_round(wired)
    (asked,) = lastmile.asked
    assert (asked.number, asked.carrier) == ("LM00000001", "lastmile")
    (shipment,) = the_order(wired, shop_id, 1).shipments
    assert shipment.state.status is Status.DELIVERED
    assert [event.meaning.status for event in shipment.events if event.meaning] == [
        Status.IN_TRANSIT,
        Status.DELIVERED,
    ]
    assert (shipment.tracking_number, shipment.hand_over) == ("TP1", to)


def test_a_partner_nobody_can_ask_leaves_the_first_carrier_to_be_asked(
    wired, shop_id, carrier, clock
) -> None:
    send(wired, shop_id, 1, "TP1")
    carrier.report("TP1", scan(Status.IN_TRANSIT), hand_over=HandOver("X1", "Somebody"))
    ask_for_days(wired, clock, 1)
    assert {asked.number for asked in carrier.asked} == {"TP1"}
    assert len(carrier.asked) > 1


def test_a_partner_that_does_not_know_its_number_is_given_up(
    wired, shop_id, carrier, lastmile, clock
) -> None:
    send(wired, shop_id, 1, "TP1")
    to = HandOver("LM00000001", "Last Mile")
    carrier.report("TP1", scan(Status.IN_TRANSIT), hand_over=to)
    ask_for_days(wired, clock, 2)
    assert len(lastmile.asked) == 2
    assert len(carrier.asked) > 2
    assert the_order(wired, shop_id, 1).shipments[0].state.status is Status.IN_TRANSIT


def test_a_number_its_carrier_does_not_know_is_tried_with_the_one_it_looks_like(
    wired, shop_id, lastmile, clock
) -> None:
    send(wired, shop_id, 1, "LM00000001")
    assert the_shipment(wired).carrier == "testpost"
    lastmile.report("LM00000001", scan(Status.IN_TRANSIT, NOON + timedelta(hours=1)))
    ask_for_days(wired, clock, 2)
    shipment = the_shipment(wired)
    assert (shipment.carrier, shipment.status) == ("lastmile", "in_transit")
    assert (shipment.doubt, shipment.doubted_carrier) == ("wrong_carrier", "lastmile")


def test_the_shops_telling_the_same_again_does_not_undo_what_was_found(
    wired, shop_id, lastmile, clock
) -> None:
    send(wired, shop_id, 1, "LM00000001")
    lastmile.report("LM00000001", scan(Status.IN_TRANSIT, NOON + timedelta(hours=1)))
    ask_for_days(wired, clock, 2)
    send(wired, shop_id, 1, "LM00000001")
    assert the_shipment(wired).carrier == "lastmile"


def test_nobody_is_forced_when_no_candidate_knows_the_number(
    wired, shop_id, carrier, lastmile, clock
) -> None:
    send(wired, shop_id, 1, "LM00000001")
    ask_for_days(wired, clock, 4)
    assert len(carrier.asked) >= 2
    assert len(lastmile.asked) >= 2
    shipment = the_shipment(wired)
    assert (shipment.status, shipment.doubt) == ("pending", "unknown_number")


def test_doubt_ends_when_the_carrier_knows_the_number_after_all(
    wired, shop_id, carrier, clock
) -> None:
    send(wired, shop_id, 1, "TP1")
    ask_for_days(wired, clock, 3)
    assert the_shipment(wired).doubt == "unknown_number"
    carrier.report("TP1", scan(Status.IN_TRANSIT, clock()))
    ask_for_days(wired, clock, 1)
    assert the_shipment(wired).doubt == ""


def test_a_carrier_is_named_by_the_number_where_the_shop_names_none(wired, shop_id) -> None:
    send(wired, shop_id, 1, "LM00000001", by="Our own van")
    assert the_shipment(wired).carrier == "lastmile"


def test_a_number_like_nobodys_of_a_carrier_nobody_knows_is_left_alone(wired, shop_id) -> None:
    send(wired, shop_id, 1, "ABC", by="Our own van")
    shipment = the_shipment(wired)
    assert (shipment.carrier, shipment.followed) == (None, False)
    with wired.sessions() as session:
        assert session.scalars(select(PollRow)).all() == []


def test_a_parcel_a_partner_carries_is_followed_though_its_first_carrier_cannot_be(
    wired, shop_id, carrier
) -> None:
    send(wired, shop_id, 1, "TP1")
    to = HandOver("LM00000001", "Last Mile")
    carrier.report("TP1", scan(Status.IN_TRANSIT), hand_over=to)
    poll_round(wired)
    wired.switchboard.own = {"lastmile": {"key": "own"}}
    settle_own_accounts(wired)
    with wired.sessions() as session:
        assert session.scalars(select(PollRow)).one().follows_partner
    assert the_shipment(wired).followed


def test_two_numbers_that_point_at_each_other_are_not_asked_about_without_end(
    wired, shop_id, carrier, lastmile
) -> None:
    send(wired, shop_id, 1, "TP1")
    carrier.report("TP1", scan(Status.IN_TRANSIT), hand_over=HandOver("LM00000001", "Last Mile"))
    one, other = HandOver("LM00000001", "Last Mile"), HandOver("LM00000002", "Last Mile")
    lastmile.report("LM00000001", scan(Status.IN_TRANSIT), hand_over=other)
    lastmile.report("LM00000002", scan(Status.IN_TRANSIT), hand_over=one)
    while poll_round(wired) and len(lastmile.asked) < 50:
        pass
    assert len(carrier.asked) + len(lastmile.asked) == AT_MOST_A_DAY
