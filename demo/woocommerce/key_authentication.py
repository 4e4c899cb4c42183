"""Tell who is asking the REST interface, by WooCommerce's keys over plain http.

Over http a key counts only as the signer of an OAuth 1.0a request. A key in the Authorization
header or in the query is not even looked at, and leaves the asker nobody.
"""

import hmac
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from aiohttp import web
from yarl import URL

from demo.woocommerce.keys import Key, Keys
from demo.woocommerce.oauth1 import PARAMETERS, parameters_of, signature
from demo.woocommerce.rest_errors import RestError, may_not, not_authentic
from demo.woocommerce.site import Site
from demo.woocommerce.users import User, Users

WINDOW = 15 * 60
"""So many seconds a signature is good, before and after its moment."""


@dataclass(slots=True)
class KeyAuthentication:
    """The site's door for keys; remembers the nonces of the last minutes."""

    site: Site
    keys: Keys
    users: Users
    now: Callable[[], datetime]
    _nonces: dict[tuple[int, str], float] = field(default_factory=dict)

    def manager(self, request: web.Request, what: str) -> User:
        """Return who is asking, who may do that; raise RestError.

        `what` is view, list, create, edit or delete.
        """
        user = self.user(request)
        if user is None or not user.manager:
            raise may_not(what, known=user is not None)
        return user

    def user(self, request: web.Request) -> User | None:
        """Return who is asking, None for nobody; raise RestError for credentials that are wrong."""
        told = parameters_of(request.rel_url.raw_query_string)
        missing = [name for name in PARAMETERS if not told.get(name)]
        if len(missing) == len(PARAMETERS):
            return None
        if missing:
            raise RestError(
                401,
                "woocommerce_rest_authentication_missing_parameter",
                f"Missing OAuth parameters {', '.join(missing)}",
            )
        key = self.keys.find(told["oauth_consumer_key"])
        if key is None:
            raise not_authentic("Consumer key is invalid.")
        self._check_signature(key, request, told)
        self._check_freshness(key, told)
        if not key.may(request.method):
            verb = "read" if request.method in {"GET", "HEAD"} else "write"
            raise not_authentic(f"The API key provided does not have {verb} permissions.")
        return self.users.find(key.user)

    def _check_signature(self, key: Key, request: web.Request, told: dict[str, str]) -> None:
        # The address that is signed is the site's own, whatever name it was asked by.
        url = str(URL(self.site.home).origin()) + request.rel_url.raw_path
        claimed = told["oauth_signature"].replace(" ", "+")
        try:
            right = signature(request.method, url, told, key.consumer_secret)
        except ValueError:
            raise not_authentic("Invalid signature - signature method is invalid.") from None
        if not hmac.compare_digest(right.encode(), claimed.encode("utf-8", "replace")):
            raise not_authentic("Invalid signature - provided signature does not match.")

    def _check_freshness(self, key: Key, told: dict[str, str]) -> None:
        now, stamp = self.now().timestamp(), told["oauth_timestamp"]
        if not stamp.isdecimal() or abs(int(stamp[:12]) - now) > WINDOW:
            raise not_authentic("Invalid timestamp.")
        for kept in [kept for kept, at in self._nonces.items() if at < now - WINDOW]:
            del self._nonces[kept]
        if (key.id, told["oauth_nonce"]) in self._nonces:
            raise not_authentic("Invalid nonce - nonce has already been used.")
        self._nonces[key.id, told["oauth_nonce"]] = int(stamp)
