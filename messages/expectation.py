"""When a parcel is expected, or was: clauses from the carrier's estimate; it predicts nothing."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo

from domain.shipment import Shipment
from domain.status import MOVING, Status
from domain.tracking import DeliveryWindow, TrackingEvent, in_order
from messages.labels import place_text
from messages.language import Language

_EXPECTABLE = frozenset(
    {Status.PENDING, Status.INFO_RECEIVED, Status.IN_TRANSIT, Status.OUT_FOR_DELIVERY}
)
_UNDER_WAY = frozenset({Status.IN_TRANSIT, Status.OUT_FOR_DELIVERY})
_STILL_TO_COME = _EXPECTABLE | {Status.ATTEMPT_FAILED, Status.EXCEPTION}
_AS_GOOD_AS_A_DAY = timedelta(hours=18)


@dataclass(frozen=True, slots=True)
class Here:
    """Where and when the words are read: all times are written in `zone`."""

    language: Language
    now: datetime
    zone: tzinfo

    @property
    def today(self) -> datetime:
        """The present moment, in the zone of the reader."""
        return self.now.astimezone(self.zone)

    def local(self, moment: datetime) -> datetime:
        """Bring a moment into the zone of the reader."""
        return moment.astimezone(self.zone)


def late(shipment: Shipment, here: Here) -> bool:
    """Tell whether the carrier's own estimate has passed while the parcel is still awaited.

    One on the van has until the end of its day.
    """
    window, state = _window(shipment, here), shipment.state
    if window is None or state.status not in _EXPECTABLE or state.is_return_leg:
        return False
    if state.status is Status.OUT_FOR_DELIVERY and window.latest.date() == here.today.date():
        return False
    return window.latest < here.now


def expectation(shipment: Shipment, here: Here) -> list[str]:
    """Say when the parcel is expected, or that it is late and where it was last seen."""
    window = _window(shipment, here)
    say = here.language.say
    if late(shipment, here) and window:
        was = here.language.on_day(window.latest, here.today)
        return [say("it was expected %(day)s and is late", day=was), *last_seen(shipment, here)]
    clauses = []
    if shipment.state.delayed and not shipment.state.final:
        clauses.append(say("a delay is reported"))
    if window and window.latest >= here.now and _still_expected(shipment, window):
        clauses.append(_expected(window, here))
    return clauses


def expected_when(shipment: Shipment, here: Here) -> str:
    """Say when a parcel is expected, to be put into a sentence; empty when nobody can say."""
    window = _window(shipment, here)
    told = window and window.latest >= here.now and _still_expected(shipment, window)
    return _when(window, here) if window and told else ""


def arrives_when(shipment: Shipment, here: Here) -> str:
    """Say when a parcel arrives, while it is under way and nothing is wrong; else nothing."""
    state = shipment.state
    doubtful = state.delayed or state.action_required or state.status not in _UNDER_WAY
    return "" if doubtful else expected_when(shipment, here)


def days_late(shipment: Shipment, here: Here) -> int:
    """Count the days since a late parcel's last day, in the reader's calendar; 0 if it is not."""
    window = _window(shipment, here)
    if window is None or not late(shipment, here):
        return 0
    return (here.today.date() - window.latest.date()).days


def _when(window: DeliveryWindow, here: Here) -> str:
    language = here.language
    first, last = (language.on_day(end, here.today) for end in (window.earliest, window.latest))
    if window.earliest.date() != window.latest.date():
        if window.earliest.date() < here.today.date():
            return language.say("%(day)s at the latest", day=last)
        values = {"first": first, "last": last}
        return language.say("%(first)s at the earliest, %(last)s at the latest", **values)
    if window.latest - window.earliest >= _AS_GOOD_AS_A_DAY:
        return last
    hours = {"from": language.clock(window.earliest), "until": language.clock(window.latest)}
    if window.latest == window.earliest:
        return language.say("%(day)s around %(time)s", day=last, time=hours["until"])
    return language.say("%(day)s between %(from)s and %(until)s", day=last, **hours)


def was_expected(window: DeliveryWindow, here: Here) -> str:
    """Say on which day a parcel was expected at the latest, as part of a sentence."""
    return here.language.on_day(_whole(window, here).latest, here.today)


def _still_expected(shipment: Shipment, window: DeliveryWindow) -> bool:
    state = shipment.state
    if state.status is Status.ATTEMPT_FAILED and state.since:
        # A window of the day of the attempt is what the attempt has just missed.
        return window.latest.date() > state.since.astimezone(window.latest.tzinfo).date()
    return state.status in _STILL_TO_COME and state.still_comes


def last_seen(shipment: Shipment, here: Here) -> list[str]:
    """Say where and when the carrier last scanned the parcel itself, if it ever did."""
    scans = [event for event in in_order(shipment.events) if _is_scan(event)]
    if not scans:
        return []
    when = here.language.at_moment(here.local(scans[-1].occurred_at), here.today)
    place = place_text(here.language, scans[-1].place)
    if place:
        return [here.language.say("it was last seen in %(place)s %(when)s", place=place, when=when)]
    return [here.language.say("it was last seen %(when)s", when=when)]


def _is_scan(event: TrackingEvent) -> bool:
    return event.meaning is not None and event.meaning.status in MOVING


def _window(shipment: Shipment, here: Here) -> DeliveryWindow | None:
    """Read the estimate in the reader's zone; one given as a bare day lasts until its end."""
    return _whole(shipment.estimate, here) if shipment.estimate else None


def _whole(window: DeliveryWindow, here: Here) -> DeliveryWindow:
    earliest, latest = here.local(window.earliest), here.local(window.latest)
    if latest.time() == time():
        whole_day = timedelta(days=1) if latest == earliest else timedelta()
        latest += whole_day - timedelta(seconds=1)
    return DeliveryWindow(earliest, latest)


def _expected(window: DeliveryWindow, here: Here) -> str:
    language = here.language
    earliest, latest = window.earliest, window.latest
    first, last = language.on_day(earliest, here.today), language.on_day(latest, here.today)
    if earliest.date() != latest.date():
        if earliest.date() < here.today.date():
            return language.say("it is expected %(day)s at the latest", day=last)
        values = {"first": first, "last": last}
        return language.say(
            "it is expected %(first)s at the earliest, %(last)s at the latest", **values
        )
    if latest - earliest >= _AS_GOOD_AS_A_DAY:
        return language.say("it is expected %(day)s", day=last)
    if latest == earliest:
        clock = language.clock(latest)
        return language.say("it is expected %(day)s around %(time)s", day=last, time=clock)
    return language.say(
        "it is expected %(day)s between %(from)s and %(until)s",
        **{"day": last, "from": language.clock(earliest), "until": language.clock(latest)},
    )
