"""Subscribe to UPS's Track Alert, and prove and read what it pushes; keeps no subscriptions.

https://developer.ups.com/api/reference/trackalert. Version 1, which UPS goes on serving: it takes
where to push to, and the credential that every push then carries, with the subscription itself;
version 2 has both entered at UPS by hand. A subscription lasts 14 days and tells no history.
"""

import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from http import HTTPStatus
from typing import Any
from uuid import uuid4

from domain.errors import BadSignatureError, ProviderError, UnreadablePayloadError
from domain.ports import RawDelivery
from domain.status import Status
from domain.tracking import TrackedNumber, TrackingReport
from integrations.carriers.ups.alert_layout import as_answer, number_in, without_people
from integrations.carriers.ups.client import grant
from integrations.carriers.ups.parser import read as read_answer
from integrations.http import json_question
from integrations.line import Line
from integrations.untrusted import code, json_object, raw_json, rows, table

LASTS = timedelta(days=14)
AT_MOST = 100
PATH = "/api/track/v1/subscription/standard/package"
# Small parcels and Roadie's; nothing else is pushed.
_PUSHED = ("1Z", "1R")
_LENGTHS = {"1Z": (18,), "1R": (16, 28)}
_NONE_TAKEN = frozenset({"VSS210", "VSS215"})


async def subscribe(line: Line, numbers: Sequence[TrackedNumber]) -> frozenset[str]:
    """Ask that numbers be pushed and return those that will be; raise ProviderError.

    Of what was taken before a failure nothing is said: subscribing twice does no harm.
    """
    fit = {n.number.upper(): n.number for n in numbers if _is_pushed(n.number.upper())}
    if not line.push_url or not line.credentials.get("push_secret"):
        return frozenset()
    taken: set[str] = set()
    wanted = list(fit)
    for start in range(0, len(wanted), AT_MOST):
        taken |= await _subscribe(line, wanted[start : start + AT_MOST])
    return frozenset(asked for number, asked in fit.items() if number in taken)


def _is_pushed(number: str) -> bool:
    fits = len(number) in _LENGTHS.get(number[:2], ())
    return fits and number.startswith(_PUSHED) and number.isascii() and number.isalnum()


async def _subscribe(line: Line, numbers: Sequence[str]) -> set[str]:
    wish = {
        "locale": "en_US",
        "trackingNumberList": list(numbers),
        "destination": {
            "url": line.push_url,
            "credentialType": "Bearer",
            "credential": line.credentials["push_secret"],
        },
    }
    headers = {"transId": uuid4().hex, "transactionSrc": "framme"}
    question = json_question(
        line.base_url + PATH, wish, headers, also=frozenset({HTTPStatus.BAD_REQUEST})
    )
    answer = await line.ask_signed_in(question, grant(line))
    told = json_object(answer.body)
    if answer.status == HTTPStatus.BAD_REQUEST:
        errors = rows(table(told.get("response")).get("errors"))
        refusals = {code(error.get("code")) for error in errors}
        if not refusals or refusals - _NONE_TAKEN:
            reason = ", ".join(sorted(refusals))[:60] or "no reason"
            raise ProviderError(f"no subscription ({reason})", permanent=True)
    valid = told.get("validTrackingNumbers")
    return {code(number).upper() for number in valid} if isinstance(valid, list) else set()


def verify(delivery: RawDelivery, secret: str) -> None:
    """Compare the credential a push carries with ours; raise BadSignatureError.

    Nothing binds it to the body: it is as good as the secret is kept.
    """
    headers = delivery.headers
    claimed = headers.get("credential") or headers.get("authorization", "").removeprefix("Bearer ")
    known = hmac.compare_digest(secret.encode(), claimed.strip().encode("utf-8", "replace"))
    if not secret or not known:
        raise BadSignatureError("the push does not carry the credential")


def read(body: bytes) -> Sequence[TrackingReport]:
    """Turn a push, which is one scan of one parcel, into a report; raise UnreadablePayloadError."""
    try:
        told = json_object(body)
        report = _report(told)
    except ProviderError as error:
        raise UnreadablePayloadError(error.reason) from None
    return [report] if report else []


def _report(told: Mapping[str, Any]) -> TrackingReport | None:
    number = number_in(told)
    if not number:
        raise UnreadablePayloadError("a push without a tracking number")
    answer = read_answer(json.dumps(as_answer(told)).encode(), TrackedNumber(number))
    if not isinstance(answer, TrackingReport) or not answer.events:
        return None
    raw = raw_json(without_people(told))
    (event,) = answer.events
    out = event.meaning is not None and event.meaning.status is Status.OUT_FOR_DELIVERY
    # A scan tells the zone of its own place, and that is the recipient's only on the last day.
    estimate = answer.estimate if out else None
    return replace(answer, events=(replace(event, raw=raw),), estimate=estimate)
