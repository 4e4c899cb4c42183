"""Orders before they are here, with the sentence that is true of each in both languages."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from domain.order import Order
from domain.stage import Stage
from domain.status import Status, SubStatus
from domain.tracking import DeliveryWindow, TrackingState
from tests.fakes import NOON, a_shipment, an_order, scan

ZONE = ZoneInfo("Europe/Stockholm")
MIDNIGHT = datetime(2026, 11, 20, tzinfo=ZONE)
LABELS = {"testpost": "TestPost"}
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


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


COMING_CASES = {
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
        "Din beställning har lämnats till fraktbolaget.",
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
    "carrier nobody can ask": Case(
        an_order(a_shipment(followed=False, checked_at=None)),
        "Your parcel is marked as sent yesterday with TestPost, which cannot be followed here.",
        "Ditt paket är markerat som skickat i går med TestPost, som inte kan följas här.",
    ),
    "carrier nobody can ask, heard of all the same": Case(
        an_order(a_shipment(followed=False, events=(scan(None, text="Sorted by owl"),))),
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
        "Ditt paket är markerat som skickat i går med fraktbolaget, som inte kan följas här.",
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
        "Arrives tomorrow between 10:00 and 14:00; your parcel is on its way with TestPost.",
        "Kommer i morgon mellan kl. 10:00 och 14:00; ditt paket är på väg med TestPost.",
    ),
    "expected on a weekday": Case(
        an_order(
            a_shipment(state=COMING, estimate=window(3 * DAY, 4 * DAY - timedelta(minutes=1)))
        ),
        "Arrives on Monday; your parcel is on its way with TestPost.",
        "Kommer på måndag; ditt paket är på väg med TestPost.",
    ),
    "expected on a far day": Case(
        an_order(a_shipment(state=COMING, estimate=window(9 * DAY, 9 * DAY))),
        "Arrives on November 29; your parcel is on its way with TestPost.",
        "Kommer den 29 november; ditt paket är på väg med TestPost.",
    ),
    "expected next year": Case(
        an_order(a_shipment(state=COMING, estimate=window(50 * DAY, 50 * DAY))),
        "Arrives on January 9, 2027; your parcel is on its way with TestPost.",
        "Kommer den 9 januari 2027; ditt paket är på väg med TestPost.",
    ),
    "expected around a time": Case(
        an_order(a_shipment(state=COMING, estimate=window(16 * HOUR, 16 * HOUR))),
        "Arrives today around 16:00; your parcel is on its way with TestPost.",
        "Kommer i dag vid 16:00-tiden; ditt paket är på väg med TestPost.",
    ),
    "expected within days": Case(
        an_order(a_shipment(state=COMING, estimate=window(DAY, 4 * DAY))),
        "Arrives tomorrow at the earliest, on Monday at the latest;"
        " your parcel is on its way with TestPost.",
        "Kommer tidigast i morgon, senast på måndag; ditt paket är på väg med TestPost.",
    ),
    "within days that have begun": Case(
        an_order(a_shipment(state=COMING, estimate=window(-DAY, 2 * DAY - HOUR))),
        "Arrives tomorrow at the latest; your parcel is on its way with TestPost.",
        "Kommer senast i morgon; ditt paket är på väg med TestPost.",
    ),
    "expected today by a bare date": Case(
        an_order(a_shipment(state=COMING, estimate=window(0 * DAY, 0 * DAY))),
        "Arrives today; your parcel is on its way with TestPost.",
        "Kommer i dag; ditt paket är på väg med TestPost.",
    ),
    "late, and last seen": Case(
        an_order(
            a_shipment(
                state=COMING,
                estimate=window(-3 * DAY, -2 * DAY - HOUR),
                events=(scan(Status.IN_TRANSIT, MIDNIGHT - 10 * HOUR + timedelta(minutes=5)),),
            )
        ),
        "3 days late; your parcel is on its way with TestPost;"
        " it was last seen in Malmö, Sweden yesterday at 14:05; we have asked TestPost.",
        "3 dagar försenat; ditt paket är på väg med TestPost;"
        " det sågs senast i Malmö, Sverige i går kl. 14:05; vi har frågat TestPost.",
    ),
    "late, and never seen": Case(
        an_order(a_shipment(estimate=window(-DAY, -DAY + 20 * HOUR), checked_at=None)),
        "1 day late; your parcel has a tracking number, but TestPost has not scanned it yet.",
        "1 dag försenat; ditt paket har ett kollinummer, men TestPost har inte skannat det ännu.",
    ),
    "late since this morning": Case(
        an_order(a_shipment(state=COMING, estimate=window(8 * HOUR, 10 * HOUR))),
        "Your parcel is on its way with TestPost; it was expected today and is late;"
        " we have asked TestPost.",
        "Ditt paket är på väg med TestPost; det väntades i dag och är försenat;"
        " vi har frågat TestPost.",
    ),
    "late, and not asked about since": Case(
        an_order(
            a_shipment(
                state=COMING,
                estimate=window(-2 * DAY, -2 * DAY),
                checked_at=NOON - DAY - HOUR,
            )
        ),
        "2 days late; your parcel is on its way with TestPost.",
        "2 dagar försenat; ditt paket är på väg med TestPost.",
    ),
    "late, with nobody to ask": Case(
        an_order(a_shipment(state=COMING, estimate=window(-2 * DAY, -2 * DAY), followed=False)),
        "2 days late; your parcel is on its way with TestPost.",
        "2 dagar försenat; ditt paket är på väg med TestPost.",
    ),
    "expected, but only announced": Case(
        an_order(a_shipment(Status.INFO_RECEIVED, estimate=window(DAY, DAY))),
        "Your parcel is announced to TestPost, which has not scanned it yet;"
        " it is expected tomorrow.",
        "Ditt paket är anmält till TestPost, som inte har skannat det ännu; det väntas i morgon.",
    ),
    "expected, with something to do first": Case(
        an_order(
            a_shipment(state=at(Status.IN_TRANSIT, action_required=True), estimate=window(DAY, DAY))
        ),
        "Your parcel is on its way with TestPost; it is expected tomorrow;"
        " something is needed from you.",
        "Ditt paket är på väg med TestPost; det väntas i morgon;"
        " du behöver göra något för att det ska komma vidare.",
    ),
    "delayed": Case(
        an_order(
            a_shipment(state=at(Status.IN_TRANSIT, delayed=True), estimate=window(2 * DAY, 2 * DAY))
        ),
        "Your parcel is on its way with TestPost; a delay is reported; it is expected on Sunday.",
        "Ditt paket är på väg med TestPost; en försening har rapporterats; det väntas på söndag.",
    ),
}
