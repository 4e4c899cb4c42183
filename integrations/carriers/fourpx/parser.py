"""Read 4PX's tracking answers; asks nobody anything.

Shape: result "1" and data.trackingList[], newest first; refusals come with HTTP 200 and result "0".
"""

from collections.abc import Mapping
from typing import Any

from domain.errors import ProviderError
from domain.tracking import Place, TrackedNumber, TrackingEvent, TrackingReport, UnknownNumber
from integrations.carriers.fourpx.statuses import STATUSES
from integrations.reports import events_of, report_of
from integrations.untrusted import code, country, json_object, raw_json, rows, table, text
from integrations.zones import read_moment

HOME = "CN"
_DONE = "1"


def read(body: bytes, asked: TrackedNumber) -> TrackingReport | UnknownNumber:
    """Turn an answer into a report; raise ProviderError when it is none."""
    answer = json_object(body)
    if code(answer.get("result")) != _DONE:
        raise ProviderError(f"4PX reports an error: {_error_code(answer) or 'no code'}")
    told = rows(table(answer.get("data")).get("trackingList"))
    if not told:
        return UnknownNumber(asked.number)
    return report_of(asked, events_of(told, _event, newest_first=True))


def _error_code(answer: Mapping[str, Any]) -> str:
    error = next(iter(rows(answer.get("errors"))), {})
    return code(error.get("error_code")) or code(error.get("errorCode"))


def _event(row: Mapping[str, Any], sequence: int) -> TrackingEvent | None:
    moment = read_moment(row.get("occurDatetime"), HOME)
    if moment is None:
        return None
    event_code = code(row.get("businessLinkCode"))
    return TrackingEvent(
        occurred_at=moment[0],
        raw_code=event_code,
        raw_text=text(row.get("trackingContent")),
        meaning=STATUSES.get(event_code.upper()),
        place=_place(text(row.get("occurLocation"))),
        zone_assumed=moment[1],
        sequence=sequence,
        raw=raw_json(row),
    )


def _place(location: str) -> Place:
    """Split "City, CC"; what is not written so is a name of whatever kind."""
    city, comma, end = location.rpartition(",")
    where = country(end)
    return Place(city=city.strip(), country=where) if comma and where else Place(city=location)
