"""Read DPD's SOAP answers; asks nobody anything.

Shape: getTrackingDataResponse/trackingresult/statusInfo, oldest first; steps that lie ahead are
listed too. Words stand in `content` elements, some within each other.
"""

import re
from collections.abc import Mapping
from typing import Any

from domain.errors import ProviderError
from domain.tracking import Place, TrackedNumber, TrackingEvent, TrackingReport, UnknownNumber
from integrations.access_tokens import Token
from integrations.carriers.dpd.envelopes import opened
from integrations.carriers.dpd.statuses import STATUSES
from integrations.reports import events_of, report_of
from integrations.untrusted import code, raw_json, several, table, text
from integrations.zones import read_local

HOME = "NL"
TOKEN_SECONDS = 23 * 3600.0
"""DPD's tokens last 24 hours; their end is told without a zone."""
_TIME = "%m/%d/%Y %I:%M:%S %p"
_TOWN = re.compile(r"(?P<city>.*?) ?\((?P<country>[A-Z]{2})\)")
_KEPT = ("status", "label", "description", "location", "date")


def read(body: bytes, asked: TrackedNumber) -> TrackingReport | UnknownNumber:
    """Turn an answer into a report; raise ProviderError when it is none."""
    response = opened(body, "getTrackingDataResponse")
    told = several(table((response or {}).get("trackingresult")).get("statusInfo"))
    if not told:
        return UnknownNumber(asked.number)
    reached = [row for row in told if row.get("statusHasBeenReached") == "true"]
    events = events_of(
        reached, lambda row, sequence: _event(row, asked.country, sequence), newest_first=False
    )
    return report_of(asked, events)


def read_token(body: bytes) -> Token:
    """Read the token of a sign-in; raise ProviderError for a refusal and for anything else."""
    response = opened(body, "getAuthResponse")
    token = table((response or {}).get("return")).get("authToken")
    if not isinstance(token, str):
        raise ProviderError("no token in the answer")
    return Token(token, TOKEN_SECONDS)


def _event(row: Mapping[str, Any], destination: str, sequence: int) -> TrackingEvent | None:
    place = _place(_words(row.get("location")))
    moment = read_local(_words(row.get("date")), _TIME, place.country, destination, HOME)
    if moment is None:
        return None
    status = code(row.get("status"))
    return TrackingEvent(
        occurred_at=moment[0],
        raw_code=status,
        raw_text=_words(row.get("description")) or _words(row.get("label")),
        meaning=STATUSES.get(status),
        place=place,
        zone_assumed=moment[1],
        sequence=sequence,
        raw=raw_json({name: row[name] for name in _KEPT if name in row}),
    )


def _words(value: object) -> str:
    while isinstance(value, dict | list):
        value = value.get("content") if isinstance(value, dict) else next(iter(value), None)
    return text(value)


def _place(words: str) -> Place:
    found = _TOWN.fullmatch(words)
    return Place(found["city"], found["country"]) if found else Place(words)
