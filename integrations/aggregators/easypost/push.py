"""Prove and read what EasyPost pushes; parser.py knows the shape, which is that of its answers.

https://docs.easypost.com/docs/webhooks/hmac: the header X-Hmac-Signature holds the HMAC-SHA256 of
the body in hexadecimal, behind "hmac-sha256-hex=". The secret counts in Unicode's form NFKD. There
is no time in it: an old push told again says what is known already.
"""

import hmac
import unicodedata
from collections.abc import Sequence

from domain.errors import BadSignatureError
from domain.ports import RawDelivery
from domain.tracking import TrackingReport
from integrations.aggregators.easypost.parser import number_in, report_for
from integrations.followed import reports_in
from integrations.untrusted import pushed_object, table

_HEADER = "x-hmac-signature"


def verify(delivery: RawDelivery, secret: str) -> None:
    """Check the signature over the raw bytes; raise BadSignatureError."""
    key = unicodedata.normalize("NFKD", secret).encode()
    claimed = delivery.headers.get(_HEADER, "").strip().encode("ascii", "replace")
    expected = f"hmac-sha256-hex={hmac.digest(key, delivery.body, 'sha256').hex()}".encode()
    if not secret or not hmac.compare_digest(expected, claimed):
        raise BadSignatureError("the secret does not give this signature")


def read(body: bytes) -> Sequence[TrackingReport]:
    """Turn a push into reports: one, or none when it is not about a parcel with scans."""
    return reports_in([table(pushed_object(body).get("result"))], number_in, report_for)
