"""Tokens derived from a row's id and a secret: unguessable, never kept anywhere."""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Sequence

from domain.errors import BadTokenError

_ID_BYTES = 8
_SIGNATURE_BYTES = 16
LINK = b"tracking-link:"
"""For the page of an order."""
VISIT = b"shopper-visit:"
"""For a visit to it, in a cookie."""


def token_for(row_id: int, keys: Sequence[bytes], purpose: bytes = LINK) -> str:
    """Return the URL-safe token (32 characters) of a row, signed with the first key."""
    raw = row_id.to_bytes(_ID_BYTES)
    return base64.urlsafe_b64encode(raw + _signature(raw, keys[0], purpose)).decode()


def row_behind(token: str, keys: Sequence[bytes], purpose: bytes = LINK) -> int:
    """Return the row id in a token signed with any of the keys; raise BadTokenError.

    One made for another purpose is none.
    """
    try:
        raw = base64.b64decode(token.encode("ascii"), altchars=b"-_", validate=True)
    except (UnicodeEncodeError, binascii.Error, ValueError) as error:
        raise BadTokenError("not a token") from error
    row_id, signature = raw[:_ID_BYTES], raw[_ID_BYTES:]
    if not any(hmac.compare_digest(signature, _signature(row_id, key, purpose)) for key in keys):
        raise BadTokenError("not signed by us")
    return int.from_bytes(row_id)


def _signature(raw: bytes, key: bytes, purpose: bytes) -> bytes:
    return hmac.digest(key, purpose + raw, hashlib.sha256)[:_SIGNATURE_BYTES]
