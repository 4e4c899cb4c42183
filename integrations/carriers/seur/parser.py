"""Read SEUR's tracking answers; asks nobody anything.

Shape: {data: [{type, postalCode, packs[], situations[{eventCode, description, situationDate}]}]},
or, with HTTP 200 too, {errors: [{status, title, detail}]}.
"""

from collections.abc import Mapping
from typing import Any

from domain.errors import ProviderError
from domain.tracking import TrackedNumber, TrackingEvent, TrackingReport, UnknownNumber
from integrations.carriers.seur.statuses import meaning_of
from integrations.reports import events_of, report_of
from integrations.untrusted import code, json_object, raw_json, rows, text
from integrations.zones import read_scan_time

HOME = "ES"
_COLLECTION = "REC"
_NOT_KNOWN = frozenset({"204", "404"})
_REFUSED = frozenset({"401", "403"})

Entry = Mapping[str, Any]


def read(body: bytes, asked: TrackedNumber) -> TrackingReport | UnknownNumber:
    """Turn an answer into a report; raise ProviderError when it is none."""
    answer = json_object(body)
    errors = rows(answer.get("errors"))
    if errors or not isinstance(answer.get("data"), list):
        return _refused(errors, asked)
    shipments = [
        row for row in rows(answer["data"]) if code(row.get("type")).upper() != _COLLECTION
    ]
    if not shipments:
        return UnknownNumber(asked.number)
    return report_of(asked, events_of(_told(_chosen(shipments, asked)), _event, newest_first=False))


def _refused(errors: list[Entry], asked: TrackedNumber) -> UnknownNumber:
    status = text(errors[0].get("status")) if errors else ""
    if status in _REFUSED:
        raise ProviderError("refused the account", permanent=True, credentials_refused=True)
    if status not in _NOT_KNOWN:
        raise ProviderError(f"SEUR reports an error (status {status[:20] or 'missing'})")
    return UnknownNumber(asked.number)


def _chosen(shipments: list[Entry], asked: TrackedNumber) -> list[Entry]:
    """Choose among shipments that share an order number: the parcel's own, else those bound there.

    SEUR may tell one shipment in several entries, each with other events: all of them are taken.
    """
    named = [entry for entry in shipments if _names(entry, asked.number)]
    postal_code = _bare(asked.postal_code)
    bound = [entry for entry in shipments if postal_code == _bare(text(entry.get("postalCode")))]
    return named or (bound if postal_code else []) or shipments


def _names(entry: Entry, number: str) -> bool:
    return any(number in map(text, row.values()) for row in (entry, *rows(entry.get("packs"))))


def _bare(postal_code: str) -> str:
    return "".join(filter(str.isalnum, postal_code)).upper()


def _told(entries: list[Entry]) -> list[Entry]:
    """Return the events of all entries, oldest first; an entry without any is one itself."""
    told = [row for entry in entries for row in rows(entry.get("situations")) or [entry]]
    return sorted(told, key=lambda row: text(row.get("situationDate")))


def _event(row: Entry, sequence: int) -> TrackingEvent | None:
    moment = read_scan_time(row.get("situationDate"), HOME)
    if moment is None:
        return None
    event_code = code(row.get("eventCode"))
    return TrackingEvent(
        occurred_at=moment[0],
        raw_code=event_code,
        raw_text=text(row.get("description")),
        meaning=meaning_of(event_code),
        zone_assumed=moment[1],
        sequence=sequence,
        raw=raw_json(row),
    )
