"""Read FedEx's Track v1 answers; asks nobody anything.

Shape: output.completeTrackResults[].trackResults[].scanEvents[], newest first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from domain.errors import ProviderError
from domain.status import Meaning
from domain.tracking import (
    FailedLookup,
    Place,
    TrackedNumber,
    TrackingAnswer,
    TrackingEvent,
    TrackingReport,
    UnknownNumber,
)
from integrations.carriers.fedex.details import (
    address_of,
    estimate_of,
    hand_over_of,
    pickup_point_of,
    proof_of,
)
from integrations.carriers.fedex.statuses import meaning_of
from integrations.reports import events_of, report_of
from integrations.untrusted import code, country, json_object, raw_json, rows, table, text
from integrations.zones import read_scan_time

HOME = "US"
Row = Mapping[str, Any]
# https://developer.fedex.com/api/en-us/guides/api-reference.html (error codes)
_NUMBER_AT_FAULT = frozenset(
    {"TRACKING.TRACKINGNUMBER.NOTFOUND", "TRACKING.TRACKINGNUMBER.INVALID"}
)
_ACCOUNT_AT_FAULT = frozenset({"NOT.AUTHORIZED.ERROR", "FORBIDDEN.ERROR"})


def read(body: bytes, asked: TrackedNumber) -> TrackingReport | UnknownNumber:
    """Turn an answer into a report; raise ProviderError when it is none."""
    results = _results(body)
    if asked.number not in results:
        raise ProviderError("the answer leaves the number out")
    return _answer(results[asked.number], asked)


def read_all(body: bytes, group: Sequence[TrackedNumber]) -> dict[str, TrackingAnswer]:
    """Answer for the numbers that an answer tells of; raise ProviderError when it is none."""
    results = _results(body)
    answers: dict[str, TrackingAnswer] = {}
    for asked in group:
        if asked.number in results:
            try:
                answers[asked.number] = _answer(results[asked.number], asked)
            except ProviderError as error:
                answers[asked.number] = FailedLookup(asked.number, error)
    return answers


def _results(body: bytes) -> dict[str, list[Row]]:
    answer = json_object(body)
    output = answer.get("output")
    if not isinstance(output, dict) or "completeTrackResults" not in output:
        codes = [code(error.get("code")) for error in rows(answer.get("errors"))]
        refused = not _ACCOUNT_AT_FAULT.isdisjoint(codes)
        reason = f"no results in the answer ({', '.join(codes)[:60] or 'no reason'})"
        raise ProviderError(reason, permanent=refused, credentials_refused=refused)
    told = rows(output["completeTrackResults"])
    return {text(row.get("trackingNumber")): rows(row.get("trackResults")) for row in told}


def _answer(results: list[Row], asked: TrackedNumber) -> TrackingReport | UnknownNumber:
    """Read the results of one number; FedEx tells errors among them, with HTTP 200."""
    found = [result for result in results if not table(result.get("error"))]
    if not found:
        codes = [code(table(result.get("error")).get("code")) for result in results]
        if _NUMBER_AT_FAULT.isdisjoint(codes):
            raise ProviderError(f"FedEx reports an error: {', '.join(codes)[:60] or 'none named'}")
        return UnknownNumber(asked.number)
    result = _chosen(found, asked.country)
    destination = _destination(result) or asked.country
    return report_of(
        asked,
        events_of(
            rows(result.get("scanEvents")),
            lambda row, sequence: _event(row, destination, sequence),
            newest_first=True,
        ),
        estimate=estimate_of(result, destination, HOME),
        pickup_point=pickup_point_of(result),
        proof=proof_of(result),
        hand_over=hand_over_of(result),
    )


def _chosen(found: list[Row], wanted: str) -> Row:
    """Choose among parcels that share a number: bound for the order's country, scanned last."""
    bound = [result for result in found if wanted and _destination(result) == wanted]
    return max(bound or found, key=_last_scan)


def _last_scan(result: Row) -> str:
    return max((text(row.get("date")) for row in rows(result.get("scanEvents"))), default="")


def _destination(result: Row) -> str:
    told = address_of(result.get("destinationLocation"))
    last = table(result.get("lastUpdatedDestinationAddress"))
    return country(told.get("countryCode")) or country(last.get("countryCode"))


def _event(row: Row, destination: str, sequence: int) -> TrackingEvent | None:
    location = table(row.get("scanLocation"))
    here = country(location.get("countryCode"))
    moment = read_scan_time(row.get("date"), here, destination, HOME)
    if moment is None:
        return None
    event_type, exception = code(row.get("eventType")).upper(), code(row.get("exceptionCode"))
    return TrackingEvent(
        occurred_at=moment[0],
        raw_code="/".join(filter(None, (event_type, exception))),
        raw_text=text(row.get("exceptionDescription")) or text(row.get("eventDescription")),
        meaning=_meaning(row, meaning_of(event_type, exception)),
        place=Place(city=text(location.get("city")), country=here),
        zone_assumed=moment[1],
        sequence=sequence,
        raw=raw_json(row),
    )


def _meaning(row: Row, meaning: Meaning | None) -> Meaning | None:
    """Add the delay that FedEx tells beside a scan's code."""
    late = table(row.get("delayDetail")).get("status") == "DELAYED"
    return replace(meaning, delayed=True) if meaning and late else meaning
