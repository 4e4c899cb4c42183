"""Tokens in page links: unguessable, derived from the link's row id, never kept anywhere."""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Sequence

from domain.errors import BadTokenError

_ID_BYTES = 8
_SIGNATURE_BYTES = 16


def token_for(link_id: int, keys: Sequence[bytes]) -> str:
    """Return the URL-safe token (32 characters) of a link, signed with the first key."""
    raw = link_id.to_bytes(_ID_BYTES)
    return base64.urlsafe_b64encode(raw + _signature(raw, keys[0])).decode()


def link_behind(token: str, keys: Sequence[bytes]) -> int:
    """Return the link id in a token signed with any of the keys; raise BadTokenError."""
    try:
        raw = base64.b64decode(token.encode("ascii"), altchars=b"-_", validate=True)
    except (UnicodeEncodeError, binascii.Error, ValueError) as error:
        raise BadTokenError("not a token") from error
    link_id, signature = raw[:_ID_BYTES], raw[_ID_BYTES:]
    if not any(hmac.compare_digest(signature, _signature(link_id, key)) for key in keys):
        raise BadTokenError("not signed by us")
    return int.from_bytes(link_id)


def _signature(raw: bytes, key: bytes) -> bytes:
    return hmac.digest(key, b"tracking-link:" + raw, hashlib.sha256)[:_SIGNATURE_BYTES]
