"""Write zones and delivery windows as the page lists them; the sentence is written elsewhere."""

from datetime import datetime, timedelta, tzinfo

from domain.tracking import DeliveryWindow
from domain.zones import zone_named
from messages.language import Language
from services.look_up_order import OrderStory
from services.wiring import Wiring

_AS_GOOD_AS_A_DAY = timedelta(hours=18)


def zone_of_reader(wiring: Wiring, story: OrderStory) -> tzinfo:
    """Return the zone an order is told in: where it goes, else where the shop is."""
    country = story.order.address.country
    zone = wiring.zone_of(country) if country else None
    return zone or zone_named(story.shop.time_zone)


def window_text(language: Language, window: DeliveryWindow, now: datetime, zone: tzinfo) -> str:
    """Write when a parcel is expected: a day, a time, the hours between two, or two days."""
    begins, ends = window.earliest.astimezone(zone), window.latest.astimezone(zone)
    today = now.astimezone(zone)
    first, last = language.day(begins, today), language.day(ends, today)
    if begins.date() != ends.date():
        return language.say("%(first)s – %(last)s", first=first, last=last)
    if ends - begins >= _AS_GOOD_AS_A_DAY:
        return last
    if begins == ends:
        return language.moment(begins, today)
    hours = language.say("%(from)s–%(until)s", **_hours(language, begins, ends))
    return language.say("%(day)s %(time)s", day=first, time=hours)


def _hours(language: Language, begins: datetime, ends: datetime) -> dict[str, str]:
    return {"from": language.clock(begins), "until": language.clock(ends)}


def zone_label(moment: datetime) -> str:
    """Write a moment's distance from UTC: UTC+1, UTC-3:30."""
    offset = moment.utcoffset() or timedelta()
    minutes = int(abs(offset).total_seconds()) // 60
    sign = "-" if offset < timedelta() else "+"
    rest = f":{minutes % 60:02}" if minutes % 60 else ""
    return f"UTC{sign}{minutes // 60}{rest}" if minutes else "UTC"
