"""Sign and verify requests by OAuth 1.0a without a token, as RFC 5849 says; knows no keys.

Only parameters in the query count, and of several with one name the last, as PHP reads them.
"""

import base64
import hmac
from collections.abc import Mapping
from urllib.parse import parse_qsl, quote

METHODS = {"HMAC-SHA1": "sha1", "HMAC-SHA256": "sha256"}
PARAMETERS = (
    "oauth_consumer_key",
    "oauth_timestamp",
    "oauth_nonce",
    "oauth_signature",
    "oauth_signature_method",
)


def parameters_of(raw_query: str) -> dict[str, str]:
    """Read a query as PHP does."""
    return dict(parse_qsl(raw_query, keep_blank_values=True, errors="replace"))


def signature(method: str, url: str, parameters: Mapping[str, str], secret: str) -> str:
    """Return the signature of a request; `url` is without its query.

    Raises ValueError for a signature method nobody knows.
    """
    hashed = METHODS.get(parameters.get("oauth_signature_method", ""))
    if hashed is None:
        raise ValueError("the signature method is unknown")
    signed = {name: value for name, value in parameters.items() if name != "oauth_signature"}
    pairs = (f"{_encoded(name)}={_encoded(signed[name])}" for name in sorted(signed))
    text = "&".join((method.upper(), _encoded(url), _encoded("&".join(pairs))))
    key = f"{_encoded(secret)}&"
    return base64.b64encode(hmac.digest(key.encode(), text.encode(), hashed)).decode()


def _encoded(text: str) -> str:
    return quote(text, safe="-._~")
