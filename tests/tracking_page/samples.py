"""Orders in every state a page must show well, made by hand; nothing here touches a database."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from domain.order import Order
from domain.shipment import Shipment, ShipmentItem
from domain.shop import PlatformKey, Shop
from domain.stage import Stage
from domain.status import Status, SubStatus
from domain.tracking import DeliveryWindow, PickupPoint, TrackingEvent, state_after
from services.change_page import ShopPage
from services.look_up_order import OrderStory
from tests.fakes import NOON, ScriptedCarrier, a_shipment, an_order, scan

STOCKHOLM = ZoneInfo("Europe/Stockholm")
SHOP = Shop(
    id=1,
    platform=PlatformKey.SHOPIFY,
    domain="lamps.myshopify.com",
    name="Lamps & Co",
    locale="en",
    time_zone="Europe/Stockholm",
    contact_email="help@lamps.example",
    contact_url="https://lamps.example/contact",
)
BOTH = (ShipmentItem("71", 2), ShipmentItem("72", 1))


def story(order: Order, shop: Shop = SHOP, page: ShopPage | None = None) -> OrderStory:
    """Return an order's story with the scripted carrier."""
    carrier = ScriptedCarrier()
    return OrderStory(shop, order, {carrier.key: carrier.known()}, page or ShopPage())


def local(hours_ago: float, zone: str = "Europe/Stockholm") -> datetime:
    """Return a moment before noon, in a place's own time."""
    return (NOON - timedelta(hours=hours_ago)).astimezone(ZoneInfo(zone))


def placed_earlier(*shipments: Shipment, **changes: object) -> Order:
    """Return an order placed before its parcels were."""
    return an_order(*shipments, **{"placed_at": local(70), **changes})


def journey(*last: TrackingEvent) -> tuple[TrackingEvent, ...]:
    """Return a parcel's scans: announced, collected, sorted twice, then as given."""
    return (
        scan(Status.INFO_RECEIVED, local(50), city="", sub_status=SubStatus.LABEL_CREATED),
        scan(
            Status.IN_TRANSIT,
            local(46),
            city="Jönköping",
            sub_status=SubStatus.PICKED_UP_BY_CARRIER,
            text="Försändelsen har hämtats av TestPost",
        ),
        scan(
            Status.IN_TRANSIT,
            local(28),
            city="Jönköping",
            sub_status=SubStatus.DEPARTED,
            text="Försändelsen har lämnat terminalen",
        ),
        scan(
            Status.IN_TRANSIT,
            local(20),
            city="Malmö",
            sub_status=SubStatus.ARRIVED_FACILITY,
            text="Försändelsen har kommit till terminalen",
        ),
        *last,
    )


def parcel(*events: TrackingEvent, **changes: object) -> Shipment:
    """Return a shipment in the state its events add up to, holding the whole order."""
    values = {"items": BOTH, "shipped_at": local(51), "checked_at": local(0.4), **changes}
    return a_shipment(**{"state": state_after(events), "events": events, **values})  # type: ignore[arg-type]


def expected(hours_from: float, hours_until: float) -> DeliveryWindow:
    """Return an estimate by hours from noon."""
    return DeliveryWindow(NOON + timedelta(hours=hours_from), NOON + timedelta(hours=hours_until))


def out_for_delivery(**changes: object) -> Shipment:
    """Return a parcel on the van."""
    return parcel(
        *journey(scan(Status.OUT_FOR_DELIVERY, local(4), text="Lastad för utkörning")),
        **{"estimate": expected(1, 4), **changes},
    )


def delivered(**changes: object) -> Shipment:
    """Return a parcel that has arrived."""
    events = journey(
        scan(Status.OUT_FOR_DELIVERY, local(4)),
        scan(Status.DELIVERED, local(1), sub_status=SubStatus.MAILBOX),
    )
    return parcel(*events, **changes)


def waiting_for_pickup() -> Shipment:
    """Return a parcel in a shop near by."""
    point = PickupPoint(
        "Corner Kiosk Möllan",
        "Ängelholmsgatan 4",
        "214 22",
        "Malmö",
        ("Mo Tu We Th Fr 08:00-20:00", "Sa 10:00-18:00", "Su 11:00-17:00"),
    )
    event = scan(Status.AVAILABLE_FOR_PICKUP, local(3), sub_status=SubStatus.SERVICE_POINT)
    return parcel(*journey(event), pickup_point=point)


def failed_attempt() -> Shipment:
    """Return a parcel nobody opened the door for."""
    event = scan(
        Status.ATTEMPT_FAILED,
        local(2),
        sub_status=SubStatus.NOT_HOME,
        action_required=True,
        text="Mottagaren var inte hemma",
    )
    return parcel(*journey(scan(Status.OUT_FOR_DELIVERY, local(5)), event))


def two_of_three_arrived() -> Order:
    """Return an order in three parcels, the last of them still on its way."""
    one = ShipmentItem("71", 1)
    return placed_earlier(
        delivered(id=1, items=(one,)),
        delivered(id=2, items=(one,), tracking_number="TP222222222SE"),
        parcel(
            *journey(),
            id=3,
            items=(ShipmentItem("72", 1),),
            tracking_number="TP333333333SE",
            estimate=expected(20, 24),
        ),
    )


def samples() -> Mapping[str, Order]:
    """Return one order for each state, by name."""
    placed = an_order(placed_at=local(5))
    partly = placed_earlier(parcel(*journey(), items=(ShipmentItem("71", 1),)))
    custom = scan(Status.EXCEPTION, local(3), sub_status=SubStatus.CUSTOMS_HOLD)
    back = scan(Status.DELIVERED, local(3), is_return_leg=True)
    letter = a_shipment(
        tracking_number="", carrier=None, followed=False, carrier_text="Letter", items=BOTH
    )
    return {
        "placed": placed,
        "packed": replace(placed, stage=Stage.PACKED),
        "cancelled": replace(placed, cancelled_at=NOON),
        "announced": placed_earlier(
            parcel(journey()[0], estimate=expected(30, 34)), stage=Stage.READY_FOR_DISPATCH
        ),
        "on its way": placed_earlier(parcel(*journey(), estimate=expected(20, 24))),
        "out for delivery": placed_earlier(out_for_delivery()),
        "two of three": two_of_three_arrived(),
        "pick-up": placed_earlier(waiting_for_pickup()),
        "failed attempt": placed_earlier(failed_attempt()),
        "held up": placed_earlier(parcel(*journey(custom))),
        "returned": placed_earlier(parcel(*journey(back))),
        "delivered": placed_earlier(delivered()),
        "late": placed_earlier(parcel(*journey(), estimate=expected(-50, -46))),
        "partly sent": partly,
        "letter": placed_earlier(letter),
    }
