"""A parcel said to be delivered that its shopper does not have: what to check, and what then."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from enum import StrEnum

from domain.shipment import Shipment
from domain.status import SubStatus

_MORNING = time(9)
_FRIDAY = 4


class Check(StrEnum):
    """What a shopper is asked to look at first."""

    NEIGHBOUR = "neighbour"
    SAFE_PLACE = "safe_place"
    PROOF = "proof"
    HOUSEHOLD = "household"


@dataclass(frozen=True, slots=True)
class Report:
    """What becomes of a report: when it is an incident, unless the parcel is found before.

    `at_once` is true when there is nothing left to wait for.
    """

    due_at: datetime
    at_once: bool


_LEFT_WITH = {
    SubStatus.NEIGHBOUR: Check.NEIGHBOUR,
    SubStatus.SAFE_PLACE: Check.SAFE_PLACE,
    SubStatus.MAILBOX: Check.SAFE_PLACE,
}


def checks(shipment: Shipment) -> tuple[Check, ...]:
    """Return what to check, the most likely first: where the carrier says it left the parcel."""
    told = _LEFT_WITH.get(shipment.state.sub_status) if shipment.state.sub_status else None
    proof = Check.PROOF if shipment.proof else None
    found = (told, proof, Check.HOUSEHOLD, Check.NEIGHBOUR, Check.SAFE_PLACE)
    return tuple(dict.fromkeys(check for check in found if check))


def report(shipment: Shipment, wait_days: int, now: datetime, zone: tzinfo) -> Report:
    """Say when a report becomes an incident: so many working days after delivery, not before now.

    `zone` is where it was delivered: days and working days are those of the place. It is due in the
    morning of its day. Parcels are marked as delivered ahead of time, and turn up: that is what the
    wait is for. Holidays are not known here.
    """
    delivered = shipment.state.since or now
    due = _working_days_after(delivered.astimezone(zone), wait_days)
    return Report(max(due, now), at_once=due <= now)


def _working_days_after(moment: datetime, days: int) -> datetime:
    day = moment.date()
    while days > 0:
        day += timedelta(days=1)
        days -= int(day.weekday() <= _FRIDAY)
    return moment if day == moment.date() else datetime.combine(day, _MORNING, moment.tzinfo)
