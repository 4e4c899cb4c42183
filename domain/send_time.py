"""When a message that is due may go out: quiet hours, a day's limit, the evening's digest."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from domain.here import Here
from domain.kinds import RULES, ChannelKey, Kind, Priority
from domain.preferences import NotificationSettings, QuietHours, ShopperPreferences

DIGEST_AT = time(18)
"""When a shopper who wants one mail a day gets it, local time."""
NEXT_MORNING = time(8)


@dataclass(frozen=True, slots=True)
class SentToday:
    """How many messages have gone out since midnight: to this shopper, and texts of the shop."""

    to_shopper: int = 0
    texts: int = 0


def in_digest(kind: Kind, channel: ChannelKey, wishes: ShopperPreferences) -> bool:
    """Tell whether a message waits for the evening's mail."""
    urgent = RULES[kind].priority is Priority.URGENT
    return wishes.daily_digest and channel is ChannelKey.EMAIL and not urgent


def digest_at(here: Here) -> datetime:
    """Return when the next digest goes out."""
    return _next(DIGEST_AT, here)


def hold_until(
    kind: Kind,
    channel: ChannelKey,
    settings: NotificationSettings,
    wishes: ShopperPreferences,
    sent: SentToday,
    here: Here,
) -> datetime | None:
    """Return until when a message that is due has to wait; None when it may go out now."""
    quiet = _quiet(kind, channel, settings, wishes)
    local = here.now.astimezone(here.zone)
    if quiet and quiet.hold(local.time()):
        return _next(quiet.end, here)
    if RULES[kind].priority is not Priority.URGENT and _used_up(settings, sent):
        return _next(NEXT_MORNING, here, tomorrow=True)
    if channel is ChannelKey.SMS and _texts_used_up(settings, sent):
        return _next(NEXT_MORNING, here, tomorrow=True)
    return None


def midnight(here: Here) -> datetime:
    """Return when the present day began, from which on messages are counted."""
    return datetime.combine(here.day_of(here.now), time(), here.zone)


def _quiet(
    kind: Kind, channel: ChannelKey, settings: NotificationSettings, wishes: ShopperPreferences
) -> QuietHours | None:
    """Return the hours that count: the shopper's own for everything, else the shop's."""
    if wishes.quiet:
        return wishes.quiet
    if channel is ChannelKey.EMAIL or (settings.urgent_any_hour and RULES[kind].any_hour):
        return None
    return settings.quiet


def _used_up(settings: NotificationSettings, sent: SentToday) -> bool:
    most = settings.most_a_day
    return most is not None and sent.to_shopper >= most


def _texts_used_up(settings: NotificationSettings, sent: SentToday) -> bool:
    most = settings.most_sms_a_day
    return most is not None and sent.texts >= most


def _next(clock: time, here: Here, *, tomorrow: bool = False) -> datetime:
    """Return the next instant at which it is this time of day there."""
    day = here.day_of(here.now) + timedelta(days=int(tomorrow))
    at = datetime.combine(day, clock, here.zone)
    return at if at > here.now else datetime.combine(day + timedelta(days=1), clock, here.zone)
