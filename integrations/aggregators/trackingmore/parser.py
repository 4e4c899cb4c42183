"""Read TrackingMore's trackings, as answers and pushes hold them; asks nobody anything.

Shape: data[].{origin_info,destination_info}.trackinfo[], newest first. A number may stand several
times, once for each courier.
"""

from collections.abc import Mapping
from typing import Any

from domain.errors import ProviderError
from domain.tracking import (
    HandOver,
    Place,
    ProofOfDelivery,
    TrackedNumber,
    TrackingEvent,
    TrackingReport,
    UnknownNumber,
)
from integrations.aggregators.trackingmore.statuses import meaning_of
from integrations.followed import most_telling
from integrations.reports import Row, events_of, report_of
from integrations.untrusted import code, country, json_object, raw_json, rows, several, table, text
from integrations.zones import read_moment, whole_day_if_midnight

_FINE = frozenset({"200", "201"})
_NOTHING_YET = frozenset({"pending", "notfound", ""})


def refusal_in(answer: Mapping[str, Any]) -> str:
    """Return the code with which an answer refuses, also inside HTTP 200; empty when it does not.

    https://www.trackingmore.com/docs/trackingmore/response-code
    """
    found = code(table(answer.get("meta")).get("code")) or code(answer.get("code"))
    return "" if found in _FINE else found or "no code"


def told_in(body: bytes) -> Mapping[str, Row]:
    """Return an answer's trackings by number in capitals; raise ProviderError when it is none."""
    answer = json_object(body)
    refusal = refusal_in(answer)
    if refusal:
        raise ProviderError(f"refused ({refusal})")
    if "data" not in answer:
        raise ProviderError("no trackings in the answer")
    return most_telling(several(answer["data"]), number_in, _scans)


def number_in(row: Row) -> str:
    """Return the number a tracking is of, empty when it does not say."""
    return text(row.get("tracking_number"))


def _scans(row: Row) -> list[Row]:
    sides = (table(row.get("destination_info")), table(row.get("origin_info")))
    return [scan for side in sides for scan in rows(side.get("trackinfo"))]


def read(body: bytes, asked: TrackedNumber) -> TrackingReport | UnknownNumber:
    """Turn an answer into a report; raise ProviderError when it is none."""
    row = told_in(body).get(asked.number.upper())
    return UnknownNumber(asked.number) if row is None else report_for(row, asked)


def report_for(row: Row, asked: TrackedNumber) -> TrackingReport | UnknownNumber:
    """Turn a tracking into a report; unknown while no carrier has said a thing."""
    destination = country(row.get("destination_country")) or asked.country
    events = events_of(
        _scans(row),
        lambda event, sequence: _event(event, destination, sequence),
        newest_first=True,
    )
    if not events and code(row.get("delivery_status")) in _NOTHING_YET:
        return UnknownNumber(asked.number)
    expected = read_moment(row.get("scheduled_delivery_date"), destination)
    signed_by = text(row.get("signed_by"))
    return report_of(
        asked,
        events,
        estimate=whole_day_if_midnight(expected[0]) if expected else None,
        proof=ProofOfDelivery(signed_by) if signed_by else None,
        hand_over=_hand_over(row),
    )


def _event(row: Row, destination: str, sequence: int) -> TrackingEvent | None:
    here = country(row.get("country_iso2"))
    moment = read_moment(row.get("checkpoint_date"), here, destination)
    if moment is None:
        return None
    status = code(row.get("checkpoint_delivery_status"))
    sub_status = code(row.get("checkpoint_delivery_substatus"))
    return TrackingEvent(
        occurred_at=moment[0],
        raw_code="/".join(filter(None, (sub_status, status))),
        raw_text=text(row.get("tracking_detail")),
        meaning=meaning_of(sub_status, status),
        place=Place(city=text(row.get("city")) or text(row.get("location")), country=here),
        zone_assumed=moment[1],
        sequence=sequence,
        raw=raw_json(row),
    )


def _hand_over(row: Row) -> HandOver | None:
    number = code(row.get("destination_track_number")) or code(row.get("exchange_number"))
    there = table(row.get("destination_info"))
    return HandOver(number, code(there.get("courier_code"))) if number else None
