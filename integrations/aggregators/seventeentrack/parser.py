"""Read 17TRACK's answers and pushes; asks nobody anything.

Shape: data.accepted[].track_info.tracking.providers[].events[], newest first, and
data.rejected[].error.code. A number may stand several times, once for each carrier.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from domain.errors import ProviderError
from domain.tracking import (
    DeliveryWindow,
    HandOver,
    Place,
    TrackedNumber,
    TrackingEvent,
    TrackingReport,
    UnknownNumber,
)
from integrations.aggregators.seventeentrack.statuses import meaning_of
from integrations.reports import Row, events_of, report_of
from integrations.untrusted import code, country, json_object, raw_json, rows, table, text
from integrations.zones import read_moment, whole_days_between

# https://asset.17track.net/api/document/v2.4_en/index.html, "Error code"
ALREADY_REGISTERED = "-18019901"
NOT_REGISTERED = "-18019902"
NO_DATA_YET = "-18019909"
NO_CARRIER_FOUND = "-18019903"
QUOTA_SPENT = frozenset({"-18019907", "-18019908"})
_NOTHING_KNOWN = frozenset({ALREADY_REGISTERED, NOT_REGISTERED, NO_DATA_YET, NO_CARRIER_FOUND})
_ACCOUNT_REFUSED = frozenset({"-18010001", "-18010002", "-18010004", "-18010005"})


@dataclass(frozen=True, slots=True)
class Told:
    """What an answer says, by number in capitals: rows, and the codes of refusals."""

    accepted: Mapping[str, Sequence[Row]]
    rejected: Mapping[str, str]


def told_in(body: bytes) -> Told:
    """Sort an answer by numbers; raise ProviderError when it is none, or refuses the account."""
    answer = json_object(body)
    data = table(answer.get("data"))
    errors = {code(row.get("code")) for row in rows(data.get("errors"))}
    errors |= {code(answer.get("code"))} - {"0"}
    if errors:
        _refuse(errors)
    accepted: dict[str, list[Row]] = {}
    for row in rows(data.get("accepted")):
        accepted.setdefault(number_in(row).upper(), []).append(row)
    rejected = {
        number_in(row).upper(): code(table(row.get("error")).get("code"))
        for row in rows(data.get("rejected"))
    }
    return Told(accepted, rejected)


def _refuse(errors: set[str]) -> None:
    reason = f"refused ({', '.join(sorted(errors))[:60] or 'no code'})"
    refused = not errors.isdisjoint(_ACCOUNT_REFUSED)
    raise ProviderError(reason, permanent=refused, credentials_refused=refused)


def read(body: bytes, asked: TrackedNumber) -> TrackingReport | UnknownNumber:
    """Turn an answer into a report; raise ProviderError when it is none."""
    return answer_for(told_in(body), asked)


def answer_for(told: Told, asked: TrackedNumber) -> TrackingReport | UnknownNumber:
    """Return what is said of one number; raise ProviderError when that is a refusal."""
    number = asked.number.upper()
    found = told.accepted.get(number)
    if found:
        return report_for(max(found, key=_telling), asked)
    refusal = told.rejected.get(number)
    if refusal in _NOTHING_KNOWN:
        return UnknownNumber(asked.number)
    if refusal is None:
        raise ProviderError("the answer leaves the number out")
    raise ProviderError(f"refused ({refusal or 'no code'})")


def report_for(row: Row, asked: TrackedNumber) -> TrackingReport | UnknownNumber:
    """Turn a row about a number into a report; unknown while no carrier has said a thing."""
    info = table(row.get("track_info"))
    bound_for = table(table(info.get("shipping_info")).get("recipient_address"))
    destination = country(bound_for.get("country")) or asked.country
    events = events_of(
        _events_in(info),
        lambda event, sequence: _event(event, destination, sequence),
        newest_first=True,
    )
    main = code(table(info.get("latest_status")).get("status"))
    if not events and main in {"NotFound", ""}:
        return UnknownNumber(asked.number)
    return report_of(
        asked, events, estimate=_estimate(info, destination), hand_over=_hand_over(info)
    )


def number_in(row: Row) -> str:
    """Return the number a row is about, empty when it does not say."""
    return text(row.get("number"))


def _telling(row: Row) -> int:
    return len(_events_in(table(row.get("track_info"))))


def _events_in(info: Mapping[str, Any]) -> list[Row]:
    providers = rows(table(info.get("tracking")).get("providers"))
    told = [event for provider in providers for event in rows(provider.get("events"))]
    return told or rows([info.get("latest_event")])


def _event(row: Row, destination: str, sequence: int) -> TrackingEvent | None:
    address = table(row.get("address"))
    here = country(address.get("country"))
    moment = read_moment(row.get("time_iso"), here, destination) or read_moment(row.get("time_utc"))
    if moment is None:
        return None
    status = code(row.get("sub_status")) or code(row.get("stage"))
    return TrackingEvent(
        occurred_at=moment[0],
        raw_code=status,
        raw_text=text(row.get("description")),
        meaning=meaning_of(status),
        place=Place(city=text(address.get("city")) or text(row.get("location")), country=here),
        zone_assumed=moment[1],
        sequence=sequence,
        raw=raw_json(row),
    )


def _estimate(info: Mapping[str, Any], destination: str) -> DeliveryWindow | None:
    frame = table(table(info.get("time_metrics")).get("estimated_delivery_date"))
    begins = read_moment(frame.get("from"), destination)
    ends = read_moment(frame.get("to"), destination)
    return whole_days_between(begins, ends)


def _hand_over(info: Mapping[str, Any]) -> HandOver | None:
    extra = table(info.get("misc_info"))
    number = code(extra.get("local_number"))
    return HandOver(number, text(extra.get("local_provider"))) if number else None
