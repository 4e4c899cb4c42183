"""Write the awaited deliveries of an order as a calendar file; it names nobody and no address.

Format: RFC 5545, https://www.rfc-editor.org/rfc/rfc5545
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from icalendar import Calendar, Event

from domain.carriers import labels_of
from domain.order_parcels import parcels_expected
from domain.shipment import Shipment
from domain.tracking import DeliveryWindow
from messages.language import Language
from messages.phrases import carrier_name
from messages.plain_text import one_line
from services.look_up_order import OrderStory

_AS_GOOD_AS_A_DAY = timedelta(hours=18)
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Diary:
    """For whom it is written: `host` is ours, for names of events that nobody else gives."""

    language: Language
    now: datetime
    zone: tzinfo
    host: str


def calendar_file(story: OrderStory, diary: Diary) -> bytes:
    """Write an event for each parcel that is expected: its hours, or its whole day or days.

    Written again, an event has the same name, so that calendars move it instead of adding one.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Framme//Deliveries//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for parcel, window in parcels_expected(story.order, diary.now):
        calendar.add_component(_event(story, parcel, window, diary))
    return bytes(calendar.to_ical())


def _event(story: OrderStory, parcel: Shipment, window: DeliveryWindow, diary: Diary) -> Event:
    say, event = diary.language.say, Event()
    shop = one_line(story.shop.name or story.shop.domain, _LONGEST)
    begins, ends = _times(window, diary.zone)
    event.add("uid", f"{_name(story, parcel)}@{diary.host}")
    event.add("dtstamp", diary.now.astimezone(UTC))
    event.add("sequence", story.order.version)
    event.add("summary", say("Delivery from %(shop)s", shop=shop))
    event.add("description", "\n".join(_details(story, parcel, diary)))
    event.add("dtstart", begins)
    if ends is not None:
        event.add("dtend", ends)
    event.add("transp", "TRANSPARENT")
    return event


def _details(story: OrderStory, parcel: Shipment, diary: Diary) -> list[str]:
    order = diary.language.say("Order %(number)s", number=one_line(story.order.number, _LONGEST))
    carrier = carrier_name(parcel, labels_of(story.carriers, [parcel.carrier]))
    named = " · ".join(filter(None, (carrier, parcel.tracking_number)))
    return [order, one_line(named, _LONGEST)]


def _times(window: DeliveryWindow, zone: tzinfo) -> tuple[date | datetime, date | datetime | None]:
    """Return when an event begins and ends: instants in UTC, or days, of which the last is not in.

    A window that ends at midnight ends with the day before, unless it is that day's only word.
    """
    begins, ends = window.earliest.astimezone(zone), window.latest.astimezone(zone)
    if begins == ends:
        if begins.time() == time():
            return begins.date(), begins.date() + timedelta(days=1)
        return begins.astimezone(UTC), None
    last = (ends - timedelta(seconds=1)).date()
    if begins.date() != last or ends - begins >= _AS_GOOD_AS_A_DAY:
        return begins.date(), last + timedelta(days=1)
    return begins.astimezone(UTC), ends.astimezone(UTC)


def _name(story: OrderStory, parcel: Shipment) -> str:
    told = f"{story.shop.id}:{story.order.platform_id}:{parcel.id}".encode()
    return hashlib.sha256(told).hexdigest()[:32]
