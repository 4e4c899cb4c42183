"""Orders, parcels and settings for tests of what is decided about messages."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from domain.here import Here
from domain.kinds import ChannelKey, Kind
from domain.notification import Intent, decide_notifications
from domain.occasions import Occasion, occasions
from domain.order import Order
from domain.preferences import NotificationSettings, Reach
from domain.shipment import Shipment
from domain.status import Status, SubStatus
from domain.tracking import DeliveryWindow, TrackingState
from tests.fakes import NOON, a_shipment

ZONE = ZoneInfo("Europe/Stockholm")
HERE = Here(NOON, ZONE)
MAIL = frozenset({ChannelKey.EMAIL})
ALL_BY_MAIL = NotificationSettings(channels=dict.fromkeys(Kind, MAIL))
REACH = Reach(email="alva@example.com")
DAY = timedelta(days=1)


def only(*kinds: Kind) -> NotificationSettings:
    """Return settings by which just these kinds go out, by e-mail."""
    none: frozenset[ChannelKey] = frozenset()
    return NotificationSettings(channels={kind: MAIL if kind in kinds else none for kind in Kind})


def at(moment: datetime) -> Here:
    return Here(moment, ZONE)


def local(day: int, hour: int, minute: int = 0) -> datetime:
    """Return an instant of November 2026, as clocks in Stockholm show it."""
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE)


def window(first: datetime, last: datetime | None = None) -> DeliveryWindow:
    return DeliveryWindow(first, last or first)


def happened(
    before: Order | None,
    after: Order,
    here: Here = HERE,
    settings: NotificationSettings | None = None,
) -> list[Occasion]:
    return list(occasions(before, after, settings or ALL_BY_MAIL, here))


def now_told(before: Order | None, after: Order, here: Here = HERE) -> list[Kind]:
    """Return the kinds that are to be told at once."""
    return [one.kind for one in happened(before, after, here) if one.at == here.now]


def decided(
    before: Order | None,
    after: Order,
    settings: NotificationSettings = ALL_BY_MAIL,
    reach: Reach = REACH,
    here: Here = HERE,
) -> tuple[Intent, ...]:
    return decide_notifications(before, after, settings, reach, here)


def in_state(status: Status, sub: SubStatus | None = None, **changes: object) -> Shipment:
    """Return a parcel in a state it has reached an hour ago, by news of that moment."""
    hour_ago = NOON - timedelta(hours=1)
    state = TrackingState(status, sub, since=hour_ago, last_event_at=hour_ago)
    flags = {name: changes.pop(name) for name in tuple(changes) if hasattr(state, name)}
    return a_shipment(state=replace(state, **flags), **changes)  # type: ignore[arg-type]
