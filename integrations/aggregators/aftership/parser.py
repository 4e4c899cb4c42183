"""Read AfterShip's answers and pushes; asks nobody anything.

Shape: data.trackings[].checkpoints[], oldest first. A number may stand several times, once for
each carrier.
"""

from collections.abc import Mapping
from typing import Any

from domain.errors import ProviderError
from domain.tracking import (
    DeliveryWindow,
    HandOver,
    PickupPoint,
    Place,
    ProofOfDelivery,
    TrackedNumber,
    TrackingEvent,
    TrackingReport,
    UnknownNumber,
)
from integrations.aggregators.aftership.countries import two_letters
from integrations.aggregators.aftership.statuses import meaning_of
from integrations.followed import most_telling
from integrations.reports import Row, events_of, report_of
from integrations.untrusted import code, https, json_object, raw_json, rows, table, text
from integrations.zones import read_moment, whole_day_if_midnight, whole_days_between

_FINE = frozenset({"200", "201"})


def told_in(body: bytes) -> tuple[Mapping[str, Row], bool]:
    """Return an answer's trackings by number in capitals, and whether there are more elsewhere.

    Raises ProviderError when it is none.
    """
    answer = json_object(body)
    if meta_code(answer) not in _FINE:
        raise ProviderError(f"refused ({meta_code(answer) or 'no code'})")
    data = table(answer.get("data"))
    if "trackings" not in data and "tracking_number" not in data:
        raise ProviderError("no trackings in the answer")
    told = most_telling(rows(data.get("trackings", [data])), number_in, _scans)
    return told, table(data.get("pagination")).get("has_next_page") is True


def meta_code(answer: Mapping[str, Any]) -> str:
    """Return the code that an answer carries beside HTTP's own."""
    return code(table(answer.get("meta")).get("code"))


def number_in(row: Row) -> str:
    """Return the number a tracking is of, empty when it does not say."""
    return text(row.get("tracking_number"))


def _scans(row: Row) -> list[Row]:
    return rows(row.get("checkpoints"))


def read(body: bytes, asked: TrackedNumber) -> TrackingReport | UnknownNumber:
    """Turn an answer into a report; raise ProviderError when it is none."""
    row = told_in(body)[0].get(asked.number.upper())
    return UnknownNumber(asked.number) if row is None else report_for(row, asked)


def report_for(row: Row, asked: TrackedNumber) -> TrackingReport | UnknownNumber:
    """Turn a tracking into a report; unknown while no carrier has said a thing."""
    destination = (
        two_letters(row.get("courier_destination_country_region"))
        or two_letters(row.get("destination_country_region"))
        or asked.country
    )
    events = events_of(
        _scans(row),
        lambda event, sequence: _event(event, destination, sequence),
        newest_first=False,
    )
    if not events and code(row.get("tag")) in {"Pending", ""}:
        return UnknownNumber(asked.number)
    return report_of(
        asked,
        events,
        estimate=_estimate(row, destination),
        pickup_point=_pickup_point(row),
        proof=_proof(row),
        hand_over=_hand_over(row),
    )


def _event(row: Row, destination: str, sequence: int) -> TrackingEvent | None:
    # Pushes of older versions say country_iso3.
    here = two_letters(row.get("country_region")) or two_letters(row.get("country_iso3"))
    moment = read_moment(row.get("checkpoint_time"), here, destination)
    if moment is None:
        return None
    tag, subtag = code(row.get("tag")), code(row.get("subtag"))
    return TrackingEvent(
        occurred_at=moment[0],
        raw_code="/".join(filter(None, (subtag, tag))),
        raw_text=text(row.get("message")),
        meaning=meaning_of(tag, subtag),
        place=Place(city=text(row.get("city")) or text(row.get("location")), country=here),
        zone_assumed=moment[1],
        sequence=sequence,
        raw=raw_json(row),
    )


def _estimate(row: Row, destination: str) -> DeliveryWindow | None:
    """Read when the carrier expects it, else when AfterShip or the shop does."""
    carriers = table(row.get("courier_estimated_delivery_date"))
    latest = table(row.get("latest_estimated_delivery"))
    for frame, name in ((carriers, "estimated_delivery_date"), (latest, "datetime")):
        told = [frame.get(f"{name}{end}") for end in ("_min", "_max", "")]
        begins, ends, one = (read_moment(value, destination) for value in told)
        if one and not (begins and ends):
            return whole_day_if_midnight(one[0])
        if window := whole_days_between(begins, ends):
            return window
    return None


def _pickup_point(row: Row) -> PickupPoint | None:
    name = text(row.get("pickup_location"))
    return PickupPoint(name) if name else None


def _proof(row: Row) -> ProofOfDelivery | None:
    documents = [https(proof.get("url")) for proof in rows(row.get("proof_of_delivery"))]
    found = ProofOfDelivery(text(row.get("signed_by")), next(filter(None, documents), ""))
    return found if found != ProofOfDelivery() else None


def _hand_over(row: Row) -> HandOver | None:
    last = table(row.get("last_mile"))
    number = code(last.get("tracking_number"))
    return HandOver(number, code(last.get("slug"))) if number else None
