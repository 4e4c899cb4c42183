"""Prove and read what Ship24 pushes; parser.py knows the shape, which is that of its answers.

https://docs.ship24.com/webhooks/overview: every push carries the account's webhook secret as a
bearer token. Nothing binds it to the body: it is as good as the secret is kept.
"""

import hmac
from collections.abc import Sequence

from domain.errors import BadSignatureError
from domain.ports import RawDelivery
from domain.tracking import TrackingReport
from integrations.aggregators.ship24.parser import number_in, report_for
from integrations.followed import reports_in
from integrations.untrusted import pushed_object, rows


def verify(delivery: RawDelivery, secret: str) -> None:
    """Compare the token with the secret; raise BadSignatureError."""
    claimed = delivery.headers.get("authorization", "").strip().encode("utf-8", "replace")
    expected = f"Bearer {secret}".encode()
    if not secret or not hmac.compare_digest(expected, claimed):
        raise BadSignatureError("the push does not carry the secret")


def read(body: bytes) -> Sequence[TrackingReport]:
    """Turn a push into reports, one for each number with scans."""
    return reports_in(rows(pushed_object(body).get("trackings")), number_in, report_for)
