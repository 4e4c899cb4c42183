"""Prove and read what TrackingMore pushes; parser.py knows the shape, which is that of its answers.

https://www.trackingmore.com/docs/trackingmore/webhook says that the header `signature` is the HMAC
of the body, in base64; its example computes one of the header `timestamp`, in hexadecimal. Nobody
could be asked which is true, so all that is made with the secret counts, but one over the timestamp
only while it is fresh: it does not bind the body, and would prove any other for ever.
"""

import hmac
import time
from base64 import b64encode
from collections.abc import Callable, Sequence

from domain.errors import BadSignatureError
from domain.ports import RawDelivery
from domain.tracking import TrackingReport
from integrations.aggregators.trackingmore.parser import number_in, report_for
from integrations.followed import reports_in
from integrations.untrusted import pushed_object, several

FRESH_FOR = 300
"""Seconds a timestamp may be away from our clock."""


def verify(delivery: RawDelivery, secret: str, now: Callable[[], float] = time.time) -> None:
    """Check the signature over the bytes, or over a fresh timestamp; raise BadSignatureError."""
    claimed = delivery.headers.get("signature", "").strip().encode("ascii", "replace")
    stamp = delivery.headers.get("timestamp", "").strip()
    of_body, of_stamp = _signature(secret, delivery.body), _signature(secret, stamp.encode())
    proofs = [of_body.hex().encode(), b64encode(of_body)]
    if _is_fresh(stamp, now()):
        proofs.append(of_stamp.hex().encode())
    matches = [hmac.compare_digest(proof, claimed) for proof in proofs]
    if not secret or not any(matches):
        raise BadSignatureError("the secret does not give this signature, or it is too old")


def _signature(secret: str, signed: bytes) -> bytes:
    return hmac.digest(secret.encode(), signed, "sha256")


def _is_fresh(stamp: str, now: float) -> bool:
    digits = stamp.isascii() and stamp.isdigit() and len(stamp) == len("1772695230")
    return digits and abs(int(stamp) - now) <= FRESH_FOR


def read(body: bytes) -> Sequence[TrackingReport]:
    """Turn a push into reports: one for each number with scans."""
    return reports_in(several(pushed_object(body).get("data")), number_in, report_for)
