"""The present moment at the place of delivery, and what days and estimates mean there."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from domain.tracking import DeliveryWindow

MORNING, NIGHTFALL = time(8), time(21)
"""When it is told that a day has passed without the parcel, local time."""


@dataclass(frozen=True, slots=True)
class Here:
    """The present moment, and the zone of the place of delivery."""

    now: datetime
    zone: tzinfo

    def day_of(self, moment: datetime) -> date:
        """Return the day of an instant there."""
        return moment.astimezone(self.zone).date()

    def over(self, window: DeliveryWindow) -> datetime:
        """Return the instant from which an estimate has passed; a bare day lasts until its end."""
        midnight = window.latest.astimezone(self.zone).time() == time()
        bare_day = midnight and window.earliest == window.latest
        return window.latest + (timedelta(days=1) if bare_day else timedelta())

    def by_daylight(self, moment: datetime) -> datetime:
        """Return an instant, or the morning after it when it is at night there."""
        local = moment.astimezone(self.zone)
        if MORNING <= local.time() < NIGHTFALL:
            return moment
        day = local.date() + timedelta(days=int(local.time() >= NIGHTFALL))
        return datetime.combine(day, MORNING, self.zone)

    def last_day(self, window: DeliveryWindow) -> date:
        """Return the last day of an estimate."""
        return self.day_of(self.over(window) - timedelta(seconds=1))
