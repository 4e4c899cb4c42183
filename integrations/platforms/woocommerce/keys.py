"""Keep a shop's REST keys as the token of a session, and read them back; nothing is asked here."""

import json
import re
from dataclasses import dataclass, field

from domain.errors import AccessRefusedError, UnreadablePayloadError
from domain.shop_sites import Grant
from integrations.platforms import Matching, RecordSchema, Text, read_object

_KEY = re.compile(r"[!-9;-~]{8,100}")
"""Printable, and no colon: that ends a name in an Authorization header."""
_MAY_BOTH = "read_write"
_IN_HEADER, _IN_QUERY = "basic", "query"


@dataclass(frozen=True, slots=True)
class Keys:
    """What lets us speak to a shop whose REST interface begins at `root`.

    They go into a header, or `in_query` to a shop whose server keeps that header from WordPress. An
    interface without https is sent neither: requests are signed.
    """

    root: str
    key: str = field(repr=False)
    secret: str = field(repr=False)
    in_query: bool = False


@dataclass(frozen=True, slots=True)
class _Granted:
    user_id: str
    consumer_key: str
    consumer_secret: str
    key_permissions: str


class _GrantedSchema(RecordSchema):
    record = _Granted
    user_id = Text(200, required=True)
    consumer_key = Matching(_KEY, 100)
    consumer_secret = Matching(_KEY, 100)
    key_permissions = Text(20)


_GRANTED = _GrantedSchema()


def write_keys(keys: Keys) -> str:
    """Write keys as a session's token."""
    sent = _IN_QUERY if keys.in_query else _IN_HEADER
    return json.dumps({"root": keys.root, "key": keys.key, "secret": keys.secret, "auth": sent})


def read_keys(token: str) -> Keys:
    """Read a session's token; raise AccessRefusedError for one we have not written."""
    try:
        kept = json.loads(token)
        return Keys(kept["root"], kept["key"], kept["secret"], kept["auth"] == _IN_QUERY)
    except (ValueError, TypeError, KeyError):
        raise AccessRefusedError("the keys we keep cannot be read") from None


def read_grant(body: bytes) -> Grant:
    """Read what a shop sends once its merchant has let us in; raise UnreadablePayloadError.

    Source: https://woocommerce.github.io/woocommerce-rest-api-docs/#rest-api-keys
    """
    told: _Granted = _GRANTED.read(read_object(body))
    for name in ("consumer_key", "consumer_secret"):
        if not getattr(told, name):
            raise UnreadablePayloadError(f"{name}: is missing")
    return Grant(
        state=told.user_id,
        key=told.consumer_key,
        secret=told.consumer_secret,
        may_write=told.key_permissions == _MAY_BOTH,
    )
