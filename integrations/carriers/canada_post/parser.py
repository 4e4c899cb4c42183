"""Read Canada Post's tracking details, XML of the type vnd.cpc.track-v2; asks nobody anything.

Shape: tracking-detail/significant-events/occurrence[], newest first; messages/message[] instead
when there is none.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from domain.errors import ProviderError
from domain.status import Status
from domain.tracking import (
    DeliveryWindow,
    PickupPoint,
    Place,
    ProofOfDelivery,
    TrackedNumber,
    TrackingEvent,
    TrackingReport,
    UnknownNumber,
    in_order,
)
from integrations.carriers.canada_post.statuses import meaning_of
from integrations.carriers.canada_post.times import HOME, moment_of
from integrations.reports import events_of, report_of
from integrations.untrusted import code, raw_json, several, table, text, xml_object
from integrations.zones import read_moment, whole_day_if_midnight

_NO_HISTORY = "004"
_THROTTLED = "SERVER"
_PAUSE = timedelta(minutes=1)
"""Canada Post blocks a key for up to a minute."""
# E002: not signed in; AA001 to AA004: the key is withdrawn, of the other world, or another's.
_REFUSED = frozenset({"E002", "AA001", "AA002", "AA003", "AA004"})
_PROVINCES = frozenset(
    {"AB", "BC", "MB", "NB", "NL", "NS", "NT", "NU", "ON", "PE", "QC", "SK", "YT"}
)


def read(body: bytes, asked: TrackedNumber) -> TrackingReport | UnknownNumber:
    """Turn an answer into a report; raise ProviderError when it is none."""
    answer = xml_object(body)
    detail = answer.get("tracking-detail")
    if not isinstance(detail, dict):
        return _refused(several(table(answer.get("messages")).get("message")), asked)
    told = several(table(detail.get("significant-events")).get("occurrence"))
    if not told:
        return UnknownNumber(asked.number)
    events = events_of(told, _event, newest_first=True)
    return report_of(
        asked,
        events,
        estimate=_estimate(detail),
        pickup_point=_pickup_point(events),
        proof=_proof(told),
    )


def _refused(messages: list[Mapping[str, Any]], asked: TrackedNumber) -> UnknownNumber:
    codes = [code(message.get("code")).upper() for message in messages]
    if _NO_HISTORY in codes:
        return UnknownNumber(asked.number)
    refused = not _REFUSED.isdisjoint(codes)
    raise ProviderError(
        f"no details in the answer ({', '.join(codes)[:60] or 'no reason'})",
        permanent=refused,
        retry_after=_PAUSE if _THROTTLED in codes else None,
        credentials_refused=refused,
    )


def _event(row: Mapping[str, Any], sequence: int) -> TrackingEvent | None:
    moment = moment_of(row)
    if moment is None:
        return None
    event_code = code(row.get("event-identifier"))
    canadian = code(row.get("event-province")).upper() in _PROVINCES
    return TrackingEvent(
        occurred_at=moment[0],
        raw_code=event_code,
        raw_text=text(row.get("event-description")),
        meaning=meaning_of(event_code),
        place=Place(
            city=text(row.get("event-site")),
            country=HOME if canadian else "",
            name=text(row.get("event-retail-name")),
        ),
        zone_assumed=moment[1],
        sequence=sequence,
        raw=raw_json(row),
    )


def _estimate(detail: Mapping[str, Any]) -> DeliveryWindow | None:
    day = text(detail.get("changed-expected-date")) or text(detail.get("expected-delivery-date"))
    moment = read_moment(day, HOME)
    return whole_day_if_midnight(moment[0]) if moment else None


def _pickup_point(events: tuple[TrackingEvent, ...]) -> PickupPoint | None:
    """Name the post office of the newest scan that says the parcel waits."""
    for event in reversed(in_order(events)):
        waits = event.meaning and event.meaning.status is Status.AVAILABLE_FOR_PICKUP
        if waits and event.place.name:
            return PickupPoint(event.place.name, city=event.place.city, country=event.place.country)
    return None


def _proof(told: list[Mapping[str, Any]]) -> ProofOfDelivery | None:
    names = (text(row.get("signatory-name")) for row in told)
    signed_by = next(filter(None, names), "")
    return ProofOfDelivery(signed_by) if signed_by else None
