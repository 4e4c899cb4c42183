"""Give apps their tokens: token exchange, refresh, codes, and the page that asks the merchant.

Source: https://shopify.dev/docs/apps/build/authentication-authorization
"""

import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from aiohttp import web

from demo.shopify.accounts import TokenPair, TokenRefusedError
from demo.shopify.app_settings import AppSettings
from demo.shopify.graphql_door import PATH
from demo.shopify.pages import AdminPages
from demo.shopify.proofs import ProofRefusedError, check_id_token, host_parameter, query_hmac
from demo.shopify.stores import Store, Stores

EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange"
ID_TOKEN = "urn:ietf:params:oauth:token-type:id_token"  # noqa: S105 - a name
OFFLINE = "urn:shopify:params:oauth:token-type:offline-access-token"
_CODE_LIVES = timedelta(minutes=10)
Told = Mapping[str, Any]


class RefusedError(Exception):
    """The token endpoint says no; the message is its error code."""


@dataclass(slots=True)
class TokenDoor:
    """Every shop's token endpoint and consent page; `granted` is called when scopes were."""

    stores: Stores
    app: AppSettings
    pages: AdminPages
    now: Callable[[], datetime]
    granted: Callable[[Store, frozenset[str]], None]
    _codes: dict[str, tuple[str, datetime]] = field(default_factory=dict)

    def routes(self) -> list[web.RouteDef]:
        """Return the addresses."""
        return [
            web.post(PATH + "/oauth/access_token", self._give),
            web.get(PATH + "/oauth/authorize", self._ask_merchant),
            web.post(PATH + "/oauth/authorize", self._merchant_agrees),
        ]

    async def _give(self, request: web.Request) -> web.Response:
        store = self._store(request)
        try:
            pair = self._pair(store, await _read(request))
        except (RefusedError, TokenRefusedError, ProofRefusedError) as error:
            return web.json_response({"error": _REASONS.get(type(error)) or str(error)}, status=400)
        self.stores.changed()
        return web.json_response(self._written(store, pair))

    def _pair(self, store: Store, told: Told) -> TokenPair:
        keys = self.app.keys
        if (told.get("client_id"), told.get("client_secret")) != (keys.client_id, keys.secret):
            raise RefusedError("invalid_client")
        if told.get("grant_type") is None and "code" in told:
            self._redeem(store, told)
        elif not store.account.installed:
            raise RefusedError("invalid_client")
        if told.get("grant_type") == "refresh_token":
            return store.account.renew(str(told.get("refresh_token")), self.now())
        if "code" not in told:
            _must_be_exchange(told)
            check_id_token(keys, store.domain, str(told.get("subject_token")), self.now())
        if str(told.get("expiring", 0)) != "1":
            # Forbidden to public apps made since April 2026.
            raise RefusedError("invalid_request")
        return store.account.issue(self.now())

    def _redeem(self, store: Store, told: Told) -> None:
        shop, ends = self._codes.pop(str(told["code"]), ("", self.now()))
        if shop != store.domain or ends <= self.now():
            raise RefusedError("invalid_request")

    def _written(self, store: Store, pair: TokenPair) -> Told:
        lifetimes = store.account.lifetimes
        return {
            "access_token": pair.access,
            "scope": ",".join(sorted(store.account.scopes)),
            "expires_in": int(lifetimes.access),
            "refresh_token": pair.refresh,
            "refresh_token_expires_in": int(lifetimes.refresh),
        }

    async def _ask_merchant(self, request: web.Request) -> web.Response:
        store, query = self._store(request), request.query
        self._check(query)
        return self.pages.page(
            "consent.html", store=store, app=self.app, scopes=_scopes(query), query=dict(query)
        )

    async def _merchant_agrees(self, request: web.Request) -> web.Response:
        store, form = self._store(request), await request.post()
        told = {name: str(value) for name, value in form.items()}
        self._check(told)
        self.granted(store, _scopes(told))
        code = secrets.token_hex(16)
        self._codes[code] = (store.domain, self.now() + _CODE_LIVES)
        back = {
            "code": code,
            "host": host_parameter(request.host, store.domain),
            "shop": store.domain,
            "state": told.get("state", ""),
            "timestamp": str(int(self.now().timestamp())),
        }
        back["hmac"] = query_hmac(self.app.keys, back)
        raise web.HTTPFound(f"{told['redirect_uri']}?{urlencode(back)}")

    def _check(self, query: Mapping[str, str]) -> None:
        if query.get("client_id") != self.app.client_id:
            raise web.HTTPBadRequest(text="Oauth error invalid_request: no such application")
        if query.get("redirect_uri") != f"{self.app.web_url}/settings/authorized":
            raise web.HTTPBadRequest(
                text="Oauth error invalid_request: The redirect_uri is not whitelisted"
            )

    def _store(self, request: web.Request) -> Store:
        store = self.stores.find(request.match_info["shop"])
        if store is None:
            raise web.HTTPNotFound
        return store


_REASONS: Mapping[type[Exception], str] = {
    ProofRefusedError: "invalid_subject_token",
    TokenRefusedError: "invalid_grant",
}


def _must_be_exchange(told: Told) -> None:
    if told.get("grant_type") != EXCHANGE:
        raise RefusedError("unsupported_grant_type")
    wanted = {"subject_token_type": ID_TOKEN, "requested_token_type": OFFLINE}
    if any(told.get(name) != value for name, value in wanted.items()):
        raise RefusedError("invalid_request")


def _scopes(query: Mapping[str, str]) -> frozenset[str]:
    return frozenset(filter(None, query.get("scope", "").split(",")))


async def _read(request: web.Request) -> Told:
    try:
        told = await request.json() if request.content_type.endswith("json") else None
    except json.JSONDecodeError:
        told = None
    return told if isinstance(told, dict) else dict(await request.post())
