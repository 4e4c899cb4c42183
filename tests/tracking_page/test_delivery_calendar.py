"""The calendar file of an order's awaited deliveries, for whoever has the link."""

from datetime import timedelta

import pytest
from icalendar import Calendar

from domain.access import Level
from domain.tracking import DeliveryWindow
from services.wiring import Wiring
from tests.fakes import NOON
from tests.services.self_serving import delivered, now_at, parcels
from tests.tracking_page.kept_orders import keep, told
from tests.tracking_page.shoppers import Shopper, shopper


def events(one: Shopper) -> list[dict[str, object]]:
    answer = one.look("/delivery.ics")
    assert answer.content_type == "text/calendar; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="delivery.ics"'
    assert "no-store" in answer.headers["Cache-Control"]
    for theirs in ("Alva", "alva@example.com", "Storgatan", "211 34", "Malmö", one.path):
        assert theirs not in answer.text.replace("\r\n ", "")
    calendar = Calendar.from_ical(answer.data)
    return [{name: event.decoded(name) for name in event} for event in calendar.walk("VEVENT")]


def window(wired: Wiring, number: str, told_window: DeliveryWindow) -> None:
    now_at(
        wired,
        number,
        status="in_transit",
        estimate_earliest=told_window.earliest,
        estimate_latest=told_window.latest,
    )


# Noon in UTC is one o'clock in Stockholm, where the order goes: eleven hours before midnight.
@pytest.mark.parametrize(
    ("begins", "ends", "start", "end"),
    [
        pytest.param(24, 28, "2026-11-21 12:00:00+00:00", "2026-11-21 16:00:00+00:00", id="hours"),
        pytest.param(11, 11, "2026-11-21", "2026-11-22", id="a bare day"),
        pytest.param(11, 35, "2026-11-21", "2026-11-22", id="a day from end to end"),
        pytest.param(11, 34.99, "2026-11-21", "2026-11-22", id="nearly so"),
        pytest.param(24, 72, "2026-11-21", "2026-11-24", id="several days"),
        pytest.param(24, 24, "2026-11-21 12:00:00+00:00", None, id="a moment"),
    ],
)
def test_a_delivery_is_in_the_calendar_for_its_hours_or_its_days(
    wired, visit, begins, ends, start, end
) -> None:
    one = visit("under way", Level.LINK)
    first, last = (NOON + timedelta(hours=hours) for hours in (begins, ends))
    window(wired, "TP1", DeliveryWindow(first, last))
    (event,) = events(one)
    assert str(event["DTSTART"]) == start
    assert str(event.get("DTEND")) == str(end)
    assert event["SUMMARY"] == "Delivery from Lamps & Co"


def test_each_awaited_parcel_has_an_event_of_a_name_that_stays(wired, shop_id, clock) -> None:
    order_id = keep(wired, shop_id, told(shipments=parcels("TP1", "TP2", "TP3")))
    one = shopper(wired, shop_id, order_id)
    for number in ("TP1", "TP2"):
        window(wired, number, DeliveryWindow(NOON, NOON + timedelta(hours=4)))
    before = events(one)
    clock.forward(hours=1)
    window(wired, "TP1", DeliveryWindow(NOON, NOON + timedelta(hours=8)))
    keep(wired, shop_id, told(shipments=parcels("TP1", "TP2", "TP3"), updated_at=clock()))
    after = events(one)
    assert [event["UID"] for event in before] == [event["UID"] for event in after]
    assert len({event["UID"] for event in before}) == 2
    assert int(str(after[0]["SEQUENCE"])) > int(str(before[0]["SEQUENCE"]))
    delivered(wired, "TP1")
    assert len(events(one)) == 1
