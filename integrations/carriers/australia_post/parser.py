"""Read Australia Post's answers, StarTrack's among them; asks nobody anything.

Shape: tracking_results[], each with errors[], or with trackable_items[].events[], newest first. A
consignment has its items one step deeper, and a consignment of StarTrack events of its own.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from domain.errors import ProviderError
from domain.tracking import (
    FailedLookup,
    TrackedNumber,
    TrackingEvent,
    TrackingReport,
    UnknownNumber,
    in_order,
)
from integrations.asking import LEFT_OUT, found_or_error
from integrations.carriers.australia_post.places import HOME, place_of
from integrations.carriers.australia_post.statuses import SAID_OF_ITEM, meaning_of
from integrations.reports import events_of, report_of
from integrations.untrusted import code, json_object, raw_json, rows, several, text
from integrations.zones import read_scan_time

# ESB-10001: no such number; ESB-10002: a product that has no tracking.
_NOT_KNOWN = frozenset({"ESB-10001", "ESB-10002"})
_TOO_MANY = "API_002"
_NO_CUSTOMER = "41001"
_PAUSE = timedelta(minutes=1)
_ARRIVED = frozenset({"delivered", "delivered in full", "cancelled"})


def read(body: bytes, asked: TrackedNumber) -> TrackingReport | UnknownNumber:
    """Turn an answer into a report; raise ProviderError when it is none."""
    return found_or_error(answer_for(asked, results_in(body)))


def results_in(body: bytes) -> list[Mapping[str, Any]]:
    """Return a result for each number; raise for a refusal of the call."""
    answer = json_object(body)
    if "tracking_results" not in answer:
        codes = _codes(answer)
        refused = _NO_CUSTOMER in codes
        raise ProviderError(
            f"no results in the answer ({', '.join(codes)[:60] or 'no reason'})",
            permanent=refused,
            retry_after=_PAUSE if _TOO_MANY in codes else None,
            credentials_refused=refused,
        )
    return rows(answer["tracking_results"])


def _codes(told: Mapping[str, Any]) -> list[str]:
    errors = rows(told.get("errors"))
    return [code(error.get("code")) or code(error.get("error_code")) for error in errors]


def answer_for(
    asked: TrackedNumber, results: list[Mapping[str, Any]]
) -> TrackingReport | UnknownNumber | FailedLookup:
    """Find a number among the results."""
    for result in results:
        if code(result.get("tracking_id")).upper() == asked.number.upper():
            codes = _codes(result)
            if not codes:
                return _report(asked, result)
            if _NOT_KNOWN.isdisjoint(codes):
                said = ", ".join(codes)[:60] or "no code"
                return FailedLookup(asked.number, ProviderError(f"the number's error is {said}"))
            return UnknownNumber(asked.number)
    return FailedLookup(asked.number, LEFT_OUT)


def _report(asked: TrackedNumber, result: Mapping[str, Any]) -> TrackingReport:
    item = _item(result, asked.number)
    told = rows(item.get("events"))
    events = events_of(told, _event, newest_first=True)
    status = text(item.get("status")) or text(result.get("status"))
    meaning = SAID_OF_ITEM.get(status.casefold())
    if events and meaning and all(event.meaning != meaning for event in events):
        events = (_said_of_item(status, in_order(events)[-1]), *events)
    return report_of(asked, events)


def _item(result: Mapping[str, Any], number: str) -> Mapping[str, Any]:
    """Choose what was asked for: an article, or the consignment that is on its way longest."""
    trackable = rows(result.get("trackable_items"))
    items = [item for holder in trackable for item in rows(holder.get("items")) or [holder]]
    for item in items:
        if code(item.get("article_id")).upper() == number.upper():
            return item
    consignments = [one for one in several(result.get("consignment")) if one.get("events")]
    choice = consignments or items
    waiting = [one for one in choice if text(one.get("status")).casefold() not in _ARRIVED]
    return next(iter(waiting or choice), {})


def _event(row: Mapping[str, Any], sequence: int) -> TrackingEvent | None:
    place = place_of(text(row.get("location")))
    moment = read_scan_time(row.get("date"), place.country, HOME)
    if moment is None:
        return None
    words = text(row.get("description"))
    return TrackingEvent(
        occurred_at=moment[0],
        raw_code=code(words),
        raw_text=words,
        meaning=meaning_of(words),
        place=place,
        zone_assumed=moment[1],
        sequence=sequence,
        raw=raw_json(row),
    )


def _said_of_item(status: str, last: TrackingEvent) -> TrackingEvent:
    """Make an event of a status that no event carries, as of the last event's time."""
    return TrackingEvent(
        occurred_at=last.occurred_at,
        raw_code=code(status),
        raw_text=status,
        meaning=meaning_of(status),
        place=last.place,
        zone_assumed=last.zone_assumed,
        sequence=last.sequence + 1,
        raw=raw_json({"status": status}),
    )
