"""Read SF Express's route answers, JSON within JSON; asks nobody anything.

Shape: apiResultData is a text that holds msgData.routeResps[], each a number with its routes[].
Refusals and outages come with HTTP 200, as apiResultCode.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from domain.errors import ProviderError
from domain.tracking import (
    FailedLookup,
    Place,
    TrackedNumber,
    TrackingEvent,
    TrackingReport,
    UnknownNumber,
)
from integrations.asking import LEFT_OUT, found_or_error
from integrations.carriers.sf_express.statuses import meaning_of
from integrations.reports import events_of, oldest_first, report_of
from integrations.untrusted import code, json_object, raw_json, rows, table, text
from integrations.zones import read_moment

_ACCEPTED = "A1000"
_TOO_FAST = "A1005"
# Address not allowed, service not allowed, signature wrong: nothing but the account can mend it.
_ACCOUNT_REFUSED = frozenset({"A1003", "A1004", "A1006"})
_ANSWERED = "S0000"
_PAUSE = timedelta(minutes=1)
_ZONE = "+08:00"


def read(body: bytes, asked: TrackedNumber) -> TrackingReport | UnknownNumber:
    """Turn an answer into a report; raise ProviderError when it is none."""
    return found_or_error(answer_for(asked, results_in(body)))


def results_in(body: bytes) -> list[Mapping[str, Any]]:
    """Open the envelope; return a result for each number, or raise for a refusal of the call."""
    envelope = json_object(body)
    result = code(envelope.get("apiResultCode"))
    if result != _ACCEPTED:
        raise _refusal(result)
    inner = envelope.get("apiResultData")
    data = json_object(inner.encode()) if isinstance(inner, str) else table(inner)
    if code(data.get("errorCode")) != _ANSWERED:
        raise ProviderError(f"SF reports {code(data.get('errorCode')) or 'no result'}")
    return rows(table(data.get("msgData")).get("routeResps"))


def _refusal(result: str) -> ProviderError:
    reason = f"SF refuses the call: {result or 'no code'}"
    if result == _TOO_FAST:
        return ProviderError(reason, retry_after=_PAUSE)
    refused = result in _ACCOUNT_REFUSED
    return ProviderError(reason, permanent=refused, credentials_refused=refused)


def answer_for(
    asked: TrackedNumber, results: list[Mapping[str, Any]]
) -> TrackingReport | UnknownNumber | FailedLookup:
    """Find a number among the results; without routes, SF does not know it, or not to us."""
    for result in results:
        if code(result.get("mailNo")).upper() == asked.number.upper():
            told = rows(result.get("routes"))
            if not told:
                return UnknownNumber(asked.number)
            in_turn = oldest_first(told, lambda row: row.get("acceptTime"))
            return report_of(asked, events_of(in_turn, _event, newest_first=False))
    return FailedLookup(asked.number, LEFT_OUT)


def _event(row: Mapping[str, Any], sequence: int) -> TrackingEvent | None:
    moment = read_moment(text(row.get("acceptTime")) + _ZONE)
    if moment is None:
        return None
    operation, reason = code(row.get("opCode")), code(row.get("reasonCode"))
    first, second = code(row.get("firstStatusCode")), code(row.get("secondaryStatusCode"))
    return TrackingEvent(
        occurred_at=moment[0],
        raw_code="/".join(filter(None, (operation, reason, first, second))),
        raw_text=text(row.get("remark")),
        meaning=meaning_of(operation, reason, second, first),
        place=Place(city=text(row.get("acceptAddress"))),
        sequence=sequence,
        raw=raw_json(row),
    )
