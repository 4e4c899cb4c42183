"""Prove and read what DHL pushes, and confirm subscriptions; makes none, and follows no links.

https://developer.dhl.com/api-reference/shipment-tracking-unified-push, for DHL's own customers, who
subscribe their account there: to our address, with a header and a token that every push then
carries. DHL first sends a secret that has to be told back. What it pushes is laid out as each
service likes; only that of the Unified interface is understood.
"""

import hmac
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from domain.errors import BadSignatureError, UnreadablePayloadError
from domain.ports import RawDelivery
from domain.tracking import TrackedNumber, TrackingReport
from integrations.carriers.dhl.parser import read as read_answer
from integrations.http import Question
from integrations.line import Line
from integrations.untrusted import code, pushed_object, rows, text

HEADER = "dhl-push-secret"
PATH = "/tracking/push/v1/subscription/"
_PUSH = "subscription.push"
_VALIDATE = "subscription.validate"
_ID = re.compile(r"[0-9A-Za-z-]{8,64}")


def verify(delivery: RawDelivery, secret: str) -> None:
    """Compare the token a push carries with ours; raise BadSignatureError.

    Nothing binds it to the body: it is as good as the secret is kept.
    """
    claimed = delivery.headers.get(HEADER, "").strip().encode("utf-8", "replace")
    if not secret or not hmac.compare_digest(secret.encode(), claimed):
        raise BadSignatureError("the push does not carry the token")


def read(body: bytes) -> Sequence[TrackingReport]:
    """Turn a push into reports, one for each shipment; none for one about the subscription.

    Raises UnreadablePayloadError, also for a layout of a service's own.
    """
    told = pushed_object(body)
    if code(told.get("scope")) not in {_PUSH, ""}:
        return []
    if "shipments" not in told:
        raise UnreadablePayloadError("a push laid out otherwise than the Unified interface")
    reports = (_report(shipment) for shipment in rows(told["shipments"]))
    return [report for report in reports if report]


def _report(shipment: Mapping[str, Any]) -> TrackingReport | None:
    number = code(shipment.get("id"))
    if not number:
        return None
    alone = json.dumps({"shipments": [shipment]}).encode()
    answer = read_answer(alone, TrackedNumber(number))
    return answer if isinstance(answer, TrackingReport) else None


async def confirm(line: Line, body: bytes) -> bool:
    """Tell DHL its secret back if that is what a push asks for; return whether it did.

    Raises ProviderError and UnreadablePayloadError. The push must have been proven.
    """
    told = pushed_object(body)
    key, secret = text(told.get("self")).rpartition("/")[2], text(told.get("secret"))
    if code(told.get("scope")) != _VALIDATE or not secret or not _ID.fullmatch(key):
        return False
    headers = {"DHL-API-Key": line.credentials["api_key"], "DHL-API-Hook-Secret": secret}
    await line.ask(
        Question(f"{line.base_url}{PATH}{key}", headers=headers, body=b"", also=frozenset())
    )
    return True


async def nothing_is_sure(_line: Line, _numbers: Sequence[TrackedNumber]) -> frozenset[str]:
    """Promise no pushes: which shipments of the account DHL will push, it tells nobody."""
    return frozenset()
