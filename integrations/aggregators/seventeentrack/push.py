"""Prove and read what 17TRACK pushes; parser.py knows the shape, which is that of its answers.

https://asset.17track.net/api/document/v2.4_en/index.html, "Webhook": the header `sign` is the
SHA-256 of the body, a slash and the account's key, in hexadecimal. There is no time in it: an old
push told again says what is known already.
"""

import hashlib
import hmac
from collections.abc import Sequence

from domain.errors import BadSignatureError
from domain.ports import RawDelivery
from domain.tracking import TrackedNumber, TrackingReport
from integrations.aggregators.seventeentrack.parser import number_in, report_for
from integrations.followed import reports_in
from integrations.line import Line
from integrations.untrusted import code, pushed_object, rows, table

_UPDATED = "TRACKING_UPDATED"


def verify(delivery: RawDelivery, key: str) -> None:
    """Check the signature over the raw bytes; raise BadSignatureError."""
    claimed = delivery.headers.get("sign", "").strip().lower().encode("ascii", "replace")
    expected = hashlib.sha256(delivery.body + b"/" + key.encode()).hexdigest().encode()
    if not key or not hmac.compare_digest(expected, claimed):
        raise BadSignatureError("the account's key does not give this signature")


def read(body: bytes) -> Sequence[TrackingReport]:
    """Turn a push into reports; none when it says that a number is no longer followed."""
    told = pushed_object(body)
    if code(told.get("event")) != _UPDATED:
        return []
    data = told.get("data")
    updated = rows(data if isinstance(data, list) else [table(data)])
    return reports_in(updated, number_in, report_for)


async def nothing_is_sure(_line: Line, _numbers: Sequence[TrackedNumber]) -> frozenset[str]:
    """Promise no pushes: where to push to is entered at 17TRACK, and nothing tells us whether."""
    return frozenset()
