"""Prove and read what AfterShip pushes; parser.py knows the shape, which is that of its answers.

https://www.aftership.com/docs/tracking/2026-07/webhook/webhook-signature: the header
aftership-hmac-sha256 is the base64 HMAC-SHA256 of the body. There is no time in it: an old push
told again says what is known already.
"""

import hmac
from base64 import b64encode
from collections.abc import Sequence

from domain.errors import BadSignatureError
from domain.ports import RawDelivery
from domain.tracking import TrackingReport
from integrations.aggregators.aftership.parser import number_in, report_for
from integrations.followed import reports_in
from integrations.untrusted import pushed_object, table

_HEADER = "aftership-hmac-sha256"


def verify(delivery: RawDelivery, secret: str) -> None:
    """Check the signature over the raw bytes; raise BadSignatureError."""
    claimed = delivery.headers.get(_HEADER, "").strip().encode("ascii", "replace")
    expected = b64encode(hmac.digest(secret.encode(), delivery.body, "sha256"))
    if not secret or not hmac.compare_digest(expected, claimed):
        raise BadSignatureError("the secret does not give this signature")


def read(body: bytes) -> Sequence[TrackingReport]:
    """Turn a push into reports: one, or none when it is not about a parcel with scans."""
    return reports_in([table(pushed_object(body).get("msg"))], number_in, report_for)
