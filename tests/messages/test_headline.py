"""The one sentence about an order, in both languages."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.order import Order
from domain.shipment import ShipmentItem
from domain.stage import Stage
from domain.status import MOVING, Status, SubStatus
from domain.tracking import DeliveryWindow, PickupPoint, TrackingState
from messages.language import language
from messages.phrases import headline, parcels_so_far
from tests.fakes import NOON, a_shipment, an_order, scan

ZONE = ZoneInfo("Europe/Stockholm")
MIDNIGHT = datetime(2026, 11, 20, tzinfo=ZONE)
LABELS = {"testpost": "TestPost"}
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def said(order: Order, code: str = "en") -> str:
    return headline(language(code), order, LABELS, NOON, ZONE)


def at(status: Status, detail: SubStatus | None = None, **flags: bool) -> TrackingState:
    return TrackingState(status, detail, since=NOON - HOUR, last_event_at=NOON - HOUR, **flags)


def window(first: timedelta, last: timedelta) -> DeliveryWindow:
    return DeliveryWindow(MIDNIGHT + first, MIDNIGHT + last)


@dataclass(frozen=True, slots=True)
class Case:
    order: Order
    english: str
    swedish: str


COMING = at(Status.IN_TRANSIT)
NOT_SCANNED = "Your parcel has a tracking number, but TestPost has not scanned it yet"
CASES = {
    "received": Case(
        an_order(stage=Stage.RECEIVED),
        "Your order has been received.",
        "Din beställning har tagits emot.",
    ),
    "not yet processed": Case(
        an_order(stage=Stage.NOT_YET_PROCESSED),
        "Your order has been received and is waiting to be prepared.",
        "Din beställning har tagits emot och väntar på att plockas.",
    ),
    "being prepared": Case(
        an_order(stage=Stage.BEING_PREPARED),
        "Your order is being prepared.",
        "Din beställning plockas ihop.",
    ),
    "packed": Case(
        an_order(stage=Stage.PACKED), "Your order is packed.", "Din beställning är packad."
    ),
    "ready for dispatch": Case(
        an_order(stage=Stage.READY_FOR_DISPATCH),
        "Your order is packed and ready for dispatch.",
        "Din beställning är packad och redo att skickas.",
    ),
    "handed to the courier": Case(
        an_order(stage=Stage.HANDED_TO_COURIER),
        "Your order has been handed to the courier.",
        "Din beställning har lämnats till transportören.",
    ),
    "cancelled": Case(
        an_order(a_shipment(Status.IN_TRANSIT), cancelled_at=NOON),
        "Your order has been cancelled.",
        "Din beställning har avbeställts.",
    ),
    "only shipment cancelled": Case(
        an_order(a_shipment(Status.CANCELLED), stage=Stage.PACKED),
        "Your order is packed.",
        "Din beställning är packad.",
    ),
    "never scanned": Case(
        an_order(a_shipment()),
        f"{NOT_SCANNED}.",
        "Ditt paket har ett kollinummer, men TestPost har inte skannat det ännu.",
    ),
    "announced only": Case(
        an_order(a_shipment(Status.INFO_RECEIVED)),
        "Your parcel is announced to TestPost, which has not scanned it yet.",
        "Ditt paket är anmält till TestPost, som inte har skannat det ännu.",
    ),
    "code that nobody has mapped": Case(
        an_order(a_shipment(events=(scan(None, text="Sorted by owl"),))),
        "Your parcel has a tracking number; TestPost says “Sorted by owl”.",
        "Ditt paket har ett kollinummer; TestPost skriver ”Sorted by owl”.",
    ),
    "carrier nobody knows": Case(
        an_order(a_shipment(carrier=None, carrier_text="Snigel AB")),
        "Your parcel is marked as sent yesterday with Snigel AB, which cannot be followed here.",
        "Ditt paket är markerat som skickat i går med Snigel AB, som inte kan följas här.",
    ),
    "carrier not even named": Case(
        an_order(a_shipment(carrier=None, carrier_text="")),
        "Your parcel is marked as sent yesterday with the carrier, which cannot be followed here.",
        "Ditt paket är markerat som skickat i går med transportören, som inte kan följas här.",
    ),
    "without a number": Case(
        an_order(a_shipment(tracking_number="")),
        "Your parcel is marked as sent yesterday, without a tracking number.",
        "Ditt paket är markerat som skickat i går, utan kollinummer.",
    ),
    "on its way": Case(
        an_order(a_shipment(Status.IN_TRANSIT)),
        "Your parcel is on its way with TestPost.",
        "Ditt paket är på väg med TestPost.",
    ),
    "expected within hours": Case(
        an_order(a_shipment(state=COMING, estimate=window(DAY + 10 * HOUR, DAY + 14 * HOUR))),
        "Your parcel is on its way with TestPost; it is expected tomorrow between 10:00 and 14:00.",
        "Ditt paket är på väg med TestPost; det väntas i morgon mellan kl. 10:00 och 14:00.",
    ),
    "expected on a weekday": Case(
        an_order(
            a_shipment(state=COMING, estimate=window(3 * DAY, 4 * DAY - timedelta(minutes=1)))
        ),
        "Your parcel is on its way with TestPost; it is expected on Monday.",
        "Ditt paket är på väg med TestPost; det väntas på måndag.",
    ),
    "expected on a far day": Case(
        an_order(a_shipment(state=COMING, estimate=window(9 * DAY, 9 * DAY))),
        "Your parcel is on its way with TestPost; it is expected on November 29.",
        "Ditt paket är på väg med TestPost; det väntas den 29 november.",
    ),
    "expected next year": Case(
        an_order(a_shipment(state=COMING, estimate=window(50 * DAY, 50 * DAY))),
        "Your parcel is on its way with TestPost; it is expected on January 9, 2027.",
        "Ditt paket är på väg med TestPost; det väntas den 9 januari 2027.",
    ),
    "expected around a time": Case(
        an_order(a_shipment(state=COMING, estimate=window(16 * HOUR, 16 * HOUR))),
        "Your parcel is on its way with TestPost; it is expected today around 16:00.",
        "Ditt paket är på väg med TestPost; det väntas i dag vid 16:00-tiden.",
    ),
    "expected within days": Case(
        an_order(a_shipment(state=COMING, estimate=window(DAY, 4 * DAY))),
        "Your parcel is on its way with TestPost;"
        " it is expected tomorrow at the earliest, on Monday at the latest.",
        "Ditt paket är på väg med TestPost; det väntas tidigast i morgon, senast på måndag.",
    ),
    "within days that have begun": Case(
        an_order(a_shipment(state=COMING, estimate=window(-DAY, 2 * DAY - HOUR))),
        "Your parcel is on its way with TestPost; it is expected tomorrow at the latest.",
        "Ditt paket är på väg med TestPost; det väntas senast i morgon.",
    ),
    "expected today by a bare date": Case(
        an_order(a_shipment(state=COMING, estimate=window(0 * DAY, 0 * DAY))),
        "Your parcel is on its way with TestPost; it is expected today.",
        "Ditt paket är på väg med TestPost; det väntas i dag.",
    ),
    "late, and last seen": Case(
        an_order(
            a_shipment(
                state=COMING,
                estimate=window(-3 * DAY, -2 * DAY - HOUR),
                events=(scan(Status.IN_TRANSIT, MIDNIGHT - 10 * HOUR + timedelta(minutes=5)),),
            )
        ),
        "Your parcel is on its way with TestPost; it was expected on Tuesday and is late;"
        " it was last seen in Malmö, Sweden yesterday at 14:05.",
        "Ditt paket är på väg med TestPost; det väntades i tisdags och är försenat;"
        " det sågs senast i Malmö, Sverige i går kl. 14:05.",
    ),
    "late, and never seen": Case(
        an_order(a_shipment(estimate=window(-DAY, -DAY + 20 * HOUR))),
        f"{NOT_SCANNED}; it was expected yesterday and is late.",
        "Ditt paket har ett kollinummer, men TestPost har inte skannat det ännu;"
        " det väntades i går och är försenat.",
    ),
    "delayed": Case(
        an_order(
            a_shipment(state=at(Status.IN_TRANSIT, delayed=True), estimate=window(2 * DAY, 2 * DAY))
        ),
        "Your parcel is on its way with TestPost; a delay is reported; it is expected on Sunday.",
        "Ditt paket är på väg med TestPost; en försening har rapporterats; det väntas på söndag.",
    ),
    "out for delivery": Case(
        an_order(a_shipment(Status.OUT_FOR_DELIVERY)),
        "Your parcel is out for delivery with TestPost.",
        "Ditt paket är ute för leverans med TestPost.",
    ),
    "ready at a named place": Case(
        an_order(
            a_shipment(
                Status.AVAILABLE_FOR_PICKUP, pickup_point=PickupPoint("Kiosk 9", city="Lund")
            )
        ),
        "Your parcel is ready to collect at Kiosk 9, Lund.",
        "Ditt paket finns att hämta hos Kiosk 9, Lund.",
    ),
    "ready in a locker": Case(
        an_order(a_shipment(state=at(Status.AVAILABLE_FOR_PICKUP, SubStatus.LOCKER))),
        "Your parcel is ready to collect from a parcel locker.",
        "Ditt paket finns att hämta i en paketbox.",
    ),
    "nobody at home": Case(
        an_order(
            a_shipment(
                state=at(Status.ATTEMPT_FAILED, SubStatus.NOT_HOME),
                estimate=window(10 * HOUR, 14 * HOUR),
            )
        ),
        "TestPost tried to deliver your parcel, but nobody was at home (today at 12:00).",
        "TestPost försökte leverera ditt paket, men ingen var hemma (i dag kl. 12:00).",
    ),
    "tried, and will be again": Case(
        an_order(a_shipment(state=at(Status.ATTEMPT_FAILED), estimate=window(DAY, DAY))),
        "TestPost tried to deliver your parcel without success (today at 12:00);"
        " it is expected tomorrow.",
        "TestPost försökte leverera ditt paket utan att lyckas (i dag kl. 12:00);"
        " det väntas i morgon.",
    ),
    "wrong address at the door": Case(
        an_order(a_shipment(state=at(Status.ATTEMPT_FAILED, SubStatus.ADDRESS))),
        "TestPost tried to deliver your parcel, but there is a problem with the address"
        " (today at 12:00).",
        "TestPost försökte leverera ditt paket, men det är något fel med adressen"
        " (i dag kl. 12:00).",
    ),
    "wrong address on the way": Case(
        an_order(a_shipment(state=at(Status.EXCEPTION, SubStatus.ADDRESS, action_required=True))),
        "Your parcel is held up: there is a problem with the address;"
        " something is needed from you.",
        "Ditt paket har stannat upp: det är något fel med adressen;"
        " du behöver göra något för att det ska komma vidare.",
    ),
    "lost": Case(
        an_order(a_shipment(state=at(Status.EXCEPTION, SubStatus.LOST))),
        "Your parcel is lost, TestPost reports.",
        "Ditt paket har kommit bort, meddelar TestPost.",
    ),
    "with a neighbour": Case(
        an_order(a_shipment(state=at(Status.DELIVERED, SubStatus.NEIGHBOUR))),
        "Your parcel was left with a neighbour today at 12:00.",
        "Ditt paket lämnades hos en granne i dag kl. 12:00.",
    ),
    "a part of the order": Case(
        an_order(a_shipment(state=TrackingState(Status.DELIVERED), items=(ShipmentItem("71", 2),))),
        "Your parcel was delivered; it holds a part of your order.",
        "Ditt paket levererades; det innehåller en del av din beställning.",
    ),
    "on the way back": Case(
        an_order(a_shipment(state=at(Status.IN_TRANSIT, is_return_leg=True))),
        "Your parcel is on its way back to the shop.",
        "Ditt paket är på väg tillbaka till butiken.",
    ),
    "delivered back": Case(
        an_order(a_shipment(state=at(Status.DELIVERED, is_return_leg=True))),
        "Your parcel has been returned to the shop.",
        "Ditt paket har kommit tillbaka till butiken.",
    ),
    "silent": Case(
        an_order(a_shipment(Status.EXPIRED)),
        "Your parcel has not been heard of for a long time; please contact the shop.",
        "Ditt paket har inte hörts av på länge; kontakta gärna butiken.",
    ),
    "two of three here": Case(
        an_order(
            a_shipment(Status.DELIVERED, id=1),
            a_shipment(Status.OUT_FOR_DELIVERY, id=2),
            a_shipment(Status.DELIVERED, id=3),
        ),
        "2 of 3 parcels are delivered; the last one is out for delivery with TestPost.",
        "2 av 3 paket är levererade; det sista är ute för leverans med TestPost.",
    ),
    "one of three here": Case(
        an_order(
            a_shipment(Status.DELIVERED, id=1),
            a_shipment(Status.OUT_FOR_DELIVERY, id=2),
            a_shipment(id=3),
        ),
        "1 of 3 parcels is delivered; one of the others has a tracking number,"
        " but TestPost has not scanned it yet.",
        "1 av 3 paket är levererat; ett av de andra har ett kollinummer,"
        " men TestPost har inte skannat det ännu.",
    ),
    "the others alike": Case(
        an_order(
            a_shipment(Status.DELIVERED, id=1),
            a_shipment(Status.IN_TRANSIT, id=2),
            a_shipment(Status.IN_TRANSIT, id=3),
        ),
        "1 of 3 parcels is delivered; each of the others is on its way with TestPost.",
        "1 av 3 paket är levererat; vart och ett av de andra är på väg med TestPost.",
    ),
    "both under way": Case(
        an_order(a_shipment(Status.IN_TRANSIT, id=1), a_shipment(Status.IN_TRANSIT, id=2)),
        "Your order comes in 2 parcels; each of them is on its way with TestPost.",
        "Din beställning kommer i 2 paket; vart och ett av dem är på väg med TestPost.",
    ),
    "one in trouble": Case(
        an_order(
            a_shipment(Status.IN_TRANSIT, id=1),
            a_shipment(state=at(Status.EXCEPTION, SubStatus.CUSTOMS_HOLD), id=2),
        ),
        "Your order comes in 2 parcels; one of them is held by customs.",
        "Din beställning kommer i 2 paket; ett av dem hålls kvar av tullen.",
    ),
    "both here": Case(
        an_order(a_shipment(Status.DELIVERED, id=1), a_shipment(Status.DELIVERED, id=2)),
        "Both parcels are delivered.",
        "Båda paketen är levererade.",
    ),
    "all here, one cancelled": Case(
        an_order(
            *(a_shipment(Status.DELIVERED, id=number) for number in (1, 2, 3)),
            a_shipment(Status.CANCELLED, id=4),
        ),
        "All 3 parcels are delivered.",
        "Alla 3 paket är levererade.",
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_the_headline_in_english(case: Case) -> None:
    assert said(case.order) == case.english


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_the_headline_in_swedish(case: Case) -> None:
    assert said(case.order, "sv") == case.swedish


@pytest.mark.parametrize("status", sorted(set(Status) - MOVING - {Status.CANCELLED}))
@pytest.mark.parametrize("delayed", [True, False])
def test_no_movement_is_claimed_without_a_scan(status: Status, *, delayed: bool) -> None:
    order = an_order(
        a_shipment(state=TrackingState(status, delayed=delayed), estimate=window(DAY, DAY))
    )
    for words in ("way", "left", "picked up", "delivered", "delivery", "seen"):
        assert words not in said(order)


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("code", ["en", "sv"])
def test_every_status_and_detail_makes_a_whole_sentence(status: Status, code: str) -> None:
    for detail in (None, *SubStatus):
        sentence = said(an_order(a_shipment(state=at(status, detail))), code)
        assert sentence.endswith(".")
        assert sentence[0].isupper()
        assert "%" not in sentence


def test_times_are_written_in_the_zone_given() -> None:
    order = an_order(a_shipment(state=at(Status.DELIVERED)))
    in_tokyo = headline(language("en"), order, LABELS, NOON, ZoneInfo("Asia/Tokyo"))
    assert in_tokyo == "Your parcel was delivered today at 20:00."


def test_parcels_are_counted_only_when_there_are_several() -> None:
    english = language("en")
    one = an_order(a_shipment(Status.DELIVERED))
    two = an_order(a_shipment(Status.DELIVERED, id=1), a_shipment(Status.IN_TRANSIT, id=2))
    assert parcels_so_far(english, one) == ""
    assert parcels_so_far(english, two) == "1 of 2 parcels is delivered."
