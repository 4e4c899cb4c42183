"""Write the address at which the admin frames the app, with all its proofs; opens nothing."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlencode

from demo.shopify.app_settings import AppSettings
from demo.shopify.proofs import host_parameter, id_token, query_hmac
from demo.shopify.stores import STAFF, Store


def frame_address(
    app: AppSettings, store: Store, authority: str, now: datetime, path: str = ""
) -> str:
    """Return an app page's address; `path` is below /settings, `authority` the admin's host."""
    query = {
        "embedded": "1",
        "host": host_parameter(authority, store.domain),
        "id_token": id_token(app.keys, store.domain, STAFF, now),
        "locale": "en",
        "session": secrets.token_hex(32),
        "shop": store.domain,
        "timestamp": str(int(now.timestamp())),
    }
    query["hmac"] = query_hmac(app.keys, query)
    return f"{app.web_url}/settings{path}?{urlencode(query)}"


def with_more(address: str, more: Mapping[str, str]) -> str:
    """Return an address with further parameters, which are not signed."""
    return f"{address}&{urlencode(more)}" if more else address
