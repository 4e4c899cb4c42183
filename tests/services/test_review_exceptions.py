"""The board of exceptions: an order a line, the most urgent first, and nothing that is over."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, text, update

from domain.channels import ChannelProvider
from domain.detection import Doubt
from domain.kinds import ChannelKey
from domain.status import Status, SubStatus
from services.keep_carrier_account import keep_carrier_account
from services.review_exceptions import (
    A_PAGE,
    StoppedThing,
    Stops,
    count_exceptions,
    review_exceptions,
)
from storage.carrier_accounts import pause_account
from storage.channel_accounts import ChannelAccountRow
from storage.event_endpoints import EventEndpointRow
from storage.orders import OrderRow
from storage.shipments import ShipmentRow
from tests.fake_channel_desk import ScriptedDesk
from tests.fakes import NOON
from tests.services.carrier_desk import OTHER, desk, entered
from tests.services.several_carriers import send


@pytest.fixture
def here(wiring, carrier):
    return desk(wiring, carrier)


def trouble(wiring, number: str, **values: object) -> None:
    """Let a parcel be in trouble."""
    with wiring.sessions.begin() as session:
        changed = update(ShipmentRow).where(ShipmentRow.tracking_number == number)
        session.execute(changed.values(**values))


def numbers(wiring, shop_id, page: int = 1) -> list[str]:
    orders = review_exceptions(wiring, shop_id, page).orders
    return [order.parcel.tracking_number for order in orders if order.parcel]


TROUBLES: dict[str, dict[str, object]] = {
    "R": {"status": Status.RETURNING},
    "F": {"status": Status.ATTEMPT_FAILED},
    "U": {"doubt": Doubt.UNKNOWN_NUMBER},
    "C": {"doubt": Doubt.WRONG_CARRIER, "doubted_carrier": OTHER},
    "N": {"doubt": Doubt.WRONG_NUMBER},
    "X": {"status": Status.EXCEPTION, "sub_status": SubStatus.LOST},
    "A": {"status": Status.ATTEMPT_FAILED, "action_required": True},
}


@pytest.fixture
def troubled(here, shop_id):
    for order, (number, values) in enumerate(TROUBLES.items(), start=1001):
        send(here, shop_id, order, number)
        trouble(here, number, **values)
    send(here, shop_id, 1100, "FINE")
    return shop_id


def test_the_most_urgent_come_first_and_what_is_fine_is_left_out(here, troubled) -> None:
    assert numbers(here, troubled) == ["A", "X", "N", "C", "U", "F", "R"]
    assert count_exceptions(here, troubled).orders == 7


def test_an_order_tells_what_is_wrong_since_when_and_where_its_page_is(here, troubled) -> None:
    trouble(here, "X", since=NOON - timedelta(hours=3))
    board = review_exceptions(here, troubled)
    lost, wrong = board.orders[1].parcel, board.orders[3].parcel
    assert lost is not None
    assert wrong is not None
    assert (board.orders[1].number, lost.carrier, lost.doubt) == ("#1006", "testpost", None)
    assert (lost.status, lost.sub_status) == (Status.EXCEPTION, SubStatus.LOST)
    assert board.orders[1].since == NOON - timedelta(hours=3)
    assert (wrong.doubt, wrong.likelier) == (Doubt.WRONG_CARRIER, OTHER)
    assert all(one.page.startswith("https://track.example.com/t/") for one in board.orders)
    assert review_exceptions(here, troubled) == board


def test_several_parcels_of_an_order_are_one_line_led_by_the_worst(here, shop_id) -> None:
    send(here, shop_id, 1, "A1", "A2", "A3", "A4")
    trouble(here, "A1", status=Status.RETURNING)
    trouble(here, "A2", doubt=Doubt.WRONG_NUMBER)
    trouble(here, "A3", status=Status.ATTEMPT_FAILED)
    (line,) = review_exceptions(here, shop_id).orders
    assert line.parcels == 3
    assert numbers(here, shop_id) == ["A2"]


def test_what_a_carrier_reports_outweighs_a_doubt_about_the_number(here, shop_id) -> None:
    send(here, shop_id, 1, "A1")
    trouble(here, "A1", status=Status.RETURNING, doubt=Doubt.WRONG_CARRIER)
    parcel = review_exceptions(here, shop_id).orders[0].parcel
    assert parcel is not None
    assert (parcel.doubt, parcel.status) == (None, Status.RETURNING)


@pytest.mark.parametrize(
    ("shipment", "order"),
    [
        ({"status": Status.DELIVERED, "doubt": Doubt.WRONG_NUMBER}, {}),
        ({"status": Status.EXPIRED, "doubt": Doubt.UNKNOWN_NUMBER}, {}),
        ({"doubt": Doubt.WRONG_NUMBER}, {"placed_at": NOON - timedelta(days=61)}),
        ({"doubt": Doubt.WRONG_NUMBER}, {"cancelled_at": NOON}),
        ({"status": Status.EXCEPTION}, {"deleted_at": NOON}),
    ],
)
def test_what_is_over_old_or_gone_is_left_out(here, shop_id, shipment, order) -> None:
    send(here, shop_id, 1, "A1")
    trouble(here, "A1", **shipment)
    if order:
        with here.sessions.begin() as session:
            session.execute(update(OrderRow).values(**order))
    assert numbers(here, shop_id) == []
    assert count_exceptions(here, shop_id).all == 0


def test_another_shop_sees_nothing_of_it(here, troubled, connect) -> None:
    other = connect(domain="other.myshopify.com")
    assert numbers(here, other) == []
    assert count_exceptions(here, other).all == 0


def test_many_orders_fill_pages_and_a_page_too_far_is_the_last(here, shop_id) -> None:
    send(here, shop_id, 1, "A1")
    with here.sessions.begin() as session:
        order = session.scalars(select(OrderRow)).one()
        values = {c.name: getattr(order, c.name) for c in OrderRow.__table__.c if c.name != "id"}
        parcel = session.scalars(select(ShipmentRow)).one()
        sent = {c.name: getattr(parcel, c.name) for c in ShipmentRow.__table__.c if c.name != "id"}
        for number in range(A_PAGE + 2):
            row = OrderRow(**{**values, "platform_id": f"copy {number}"})
            session.add(row)
            session.flush()
            copied = {"order_id": row.id, "tracking_number": f"C{number}", "proof": None}
            copied["since"] = NOON - timedelta(minutes=number)
            session.add(ShipmentRow(**{**sent, **copied, "status": Status.EXCEPTION}))
    first, last = (review_exceptions(here, shop_id, page) for page in (1, 9))
    assert first.counted.orders == A_PAGE + 2
    assert (first.pages, first.page, len(first.orders)) == (2, 1, A_PAGE)
    assert (last.page, numbers(here, shop_id, 9)) == (2, ["C1", "C0"])


def test_paused_accounts_of_the_shop_count_but_not_the_installations(here, shop_id) -> None:
    keep_carrier_account(here, shop_id, entered(), "link")
    send(here, shop_id, 1, "T1")
    with here.sessions.begin() as session:
        for account_id in session.scalars(text("SELECT id FROM carrier_accounts")).all():
            pause_account(session, account_id, 1, "HTTP 403", NOON)
    board = review_exceptions(here, shop_id)
    stopped = [StoppedThing(Stops.CARRIER, OTHER, "OtherPost", "HTTP 403")]
    assert board.counted.stopped == stopped
    assert count_exceptions(here, shop_id).all == 1


def test_a_channel_that_is_refused_and_an_endpoint_that_failed_stand_still_too(
    here, shop_id
) -> None:
    sms = ChannelProvider("smsco", "SMS & Co", ChannelKey.SMS, ())
    desk = ScriptedDesk(providers={"smsco": sms})
    with here.sessions.begin() as session:
        session.add_all([*an_account(shop_id), *endpoints(shop_id)])
    found = count_exceptions(replace(here, channel_desk=desk), shop_id)
    assert found.stopped == [
        StoppedThing(Stops.CHANNEL, "smsco", "SMS & Co", "HTTP 401"),
        StoppedThing(Stops.ENDPOINT, "", "https://one.example/in", "failed for five days"),
    ]
    assert (found.orders, found.all) == (0, 2)


def an_account(shop_id: int) -> list[ChannelAccountRow]:
    return [
        ChannelAccountRow(
            shop_id=shop_id,
            channel="sms",
            provider="smsco",
            sealed_credentials=b"",
            report_token="t",
            paused_at=NOON,
            paused_reason="HTTP 401",
        )
    ]


def endpoints(shop_id: int) -> list[EventEndpointRow]:
    """One that failed for days, one that its merchant has paused, one that works."""
    stands = [(NOON, "failed for five days"), (NOON, ""), (None, "")]
    return [
        EventEndpointRow(
            shop_id=shop_id,
            target="webhook",
            url=f"https://{name}.example/in",
            sealed_secret=b"",
            created_at=NOON,
            disabled_at=at,
            disabled_reason=reason,
        )
        for name, (at, reason) in zip(("one", "two", "three"), stands, strict=True)
    ]
