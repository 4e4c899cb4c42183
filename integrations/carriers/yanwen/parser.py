"""Read Yanwen's tracking answers; asks nobody anything.

Shape: code 0 and result[], each a number with its checkpoints[], oldest first. A checkpoint's time
and zone stand apart. The number asked for may be Yanwen's or the last carrier's.
"""

import re
from collections.abc import Mapping
from typing import Any

from domain.errors import ProviderError
from domain.tracking import (
    FailedLookup,
    HandOver,
    Place,
    TrackedNumber,
    TrackingEvent,
    TrackingReport,
    UnknownNumber,
)
from integrations.asking import LEFT_OUT, found_or_error
from integrations.carriers.yanwen.statuses import STATUSES
from integrations.reports import events_of, report_of
from integrations.untrusted import code, country, json_object, raw_json, rows, text
from integrations.zones import read_moment

HOME = "CN"
_DONE = "0"
_NOT_KNOWN = "NOTFOUND"
_ZONE = re.compile(r"([+-])(\d{1,2})(?::?(\d{2}))?", re.ASCII)


def read(body: bytes, asked: TrackedNumber) -> TrackingReport | UnknownNumber:
    """Turn an answer into a report; raise ProviderError when it is none."""
    return found_or_error(answer_for(asked, results_in(body)))


def results_in(body: bytes) -> list[Mapping[str, Any]]:
    """Return a result for each number; raise for a refusal of the call."""
    answer = json_object(body)
    result = code(answer.get("code"))
    if result != _DONE:
        raise ProviderError(f"Yanwen refuses the call: code {result or 'missing'}")
    return rows(answer.get("result"))


def answer_for(
    asked: TrackedNumber, results: list[Mapping[str, Any]]
) -> TrackingReport | UnknownNumber | FailedLookup:
    """Find a number among the results, where it stands as it was asked for."""
    for result in results:
        if code(result.get("tracking_number")).upper() == asked.number.upper():
            if code(result.get("tracking_status")).upper() == _NOT_KNOWN:
                return UnknownNumber(asked.number)
            return _report(asked, result)
    return FailedLookup(asked.number, LEFT_OUT)


def _report(asked: TrackedNumber, result: Mapping[str, Any]) -> TrackingReport:
    destination = country(result.get("destination_country")) or asked.country
    events = events_of(
        rows(result.get("checkpoints")),
        lambda row, sequence: _event(row, destination, sequence),
        newest_first=False,
    )
    partner = HandOver(code(result.get("exchange_number")), text(result.get("last_mile_carrier")))
    return report_of(asked, events, hand_over=partner)


def _event(row: Mapping[str, Any], destination: str, sequence: int) -> TrackingEvent | None:
    last_mile = code(row.get("is_last_mile_checkpoint")) == "1"
    where = destination if last_mile else ""
    moment = read_moment(text(row.get("time_stamp")) + _offset(row), where, HOME)
    if moment is None:
        return None
    event_code = code(row.get("tracking_status"))
    return TrackingEvent(
        occurred_at=moment[0],
        raw_code=event_code,
        raw_text=text(row.get("message")),
        meaning=STATUSES.get(event_code.upper()),
        place=Place(city=text(row.get("location")), country=where),
        zone_assumed=moment[1],
        sequence=sequence,
        raw=raw_json(row),
    )


def _offset(row: Mapping[str, Any]) -> str:
    """Write "+8" and "+08" as ISO 8601 does, +08:00; anything else is no zone."""
    zone = _ZONE.fullmatch(text(row.get("time_zone")))
    return f"{zone[1]}{zone[2]:0>2}:{zone[3] or '00'}" if zone else ""
