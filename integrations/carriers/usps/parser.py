"""Read USPS's Tracking v3.2 answers; asks nobody anything.

Shape: trackingEvents[], newest first. The category of the whole is not read: it repeats what the
newest event is called, and would change the meaning of that event from one answer to the next.
"""

from collections.abc import Mapping
from typing import Any

from domain.errors import ProviderError
from domain.tracking import (
    Place,
    ProofOfDelivery,
    TrackedNumber,
    TrackingEvent,
    TrackingReport,
    UnknownNumber,
)
from integrations.carriers.usps.statuses import meaning_of
from integrations.carriers.usps.times import HOME, estimate_of, moment_of, zone_at
from integrations.reports import events_of, report_of
from integrations.untrusted import code, country, json_object, raw_json, rows, table, text

Row = Mapping[str, Any]
# "A status update is not yet available": also for numbers that never will be known.
_NOTHING_YET = "150001"


def read(body: bytes, asked: TrackedNumber) -> TrackingReport | UnknownNumber:
    """Turn an answer into a report; raise ProviderError when it is none."""
    answer = json_object(body)
    if "trackingEvents" not in answer:
        return _refused(table(answer.get("error")), asked)
    destination = country(answer.get("destinationCountryCode")) or asked.country or HOME
    told = rows(answer["trackingEvents"])
    events = events_of(told, _event, newest_first=True)
    return report_of(
        asked,
        events,
        estimate=estimate_of(answer, zone_at(destination, events)),
        proof=_proof(told),
    )


def _refused(error: Row, asked: TrackedNumber) -> UnknownNumber:
    """Tell a number without news from what USPS could not answer."""
    codes = [code(row.get("code")) for row in rows(error.get("errors"))]
    if _NOTHING_YET in codes:
        return UnknownNumber(asked.number)
    named = ", ".join(filter(None, (code(error.get("code")), *codes)))
    raise ProviderError(f"no events in the answer ({named[:60] or 'no reason'})")


def _event(row: Row, sequence: int) -> TrackingEvent | None:
    # USPS names the country of events abroad, in words, and none for its own.
    named = text(row.get("eventCountry"))
    here = country(named) if named else HOME
    moment = moment_of(row, here or HOME)
    if moment is None:
        return None
    event_code, words = code(row.get("eventCode")).upper(), text(row.get("eventType"))
    return TrackingEvent(
        occurred_at=moment[0],
        raw_code=event_code,
        raw_text=words,
        meaning=meaning_of(event_code, words),
        place=Place(
            city=text(row.get("eventCity")),
            country=here,
            name="" if here else named,
        ),
        zone_assumed=moment[1],
        sequence=sequence,
        raw=raw_json(row),
    )


def _proof(told: list[Row]) -> ProofOfDelivery | None:
    """Return who signed, as the newest event with a name says."""
    names = [text(row.get("name")) for row in told]
    signed_by = next(filter(None, names), "")
    return ProofOfDelivery(signed_by) if signed_by else None
