"""Let a merchant give an app keys, by the pages a real shop has for it; the keys go out first.

As observed: the keys are sent to the callback before the browser goes on, and exactly 200 keeps
them; app name and state are put into links as they are, so "&" breaks them. Two things are easier
here: the merchant logs in with one click, and a callback may be plain http. A real shop refuses any
callback that does not begin with https://.
"""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import quote, urlsplit

from aiohttp import web
from yarl import URL

from demo.woocommerce.backoffice import Backoffice
from demo.woocommerce.json_text import encoded
from demo.woocommerce.keys import SCOPES
from demo.woocommerce.outward import Outward
from demo.woocommerce.pages import SitePages
from demo.woocommerce.users import MERCHANT

BELOW = "/wc-auth/v1"
COOKIE = "wordpress_logged_in_demo"
_PARAMETERS = ("app_name", "user_id", "return_url", "callback_url", "scope")
_TAGS, _CONTROL = re.compile(r"<[^>]*>"), re.compile(r"[\x00-\x1f\x7f]")
_MAY = {
    "read": ("See coupons", "See customers", "See orders and sales reports", "See products"),
    "write": ("Make webhooks", "Make and change coupons, customers, orders and products"),
}


class NotAuthorisedError(Exception):
    """The pages go no further; the merchant is told why."""


@dataclass(frozen=True, slots=True)
class WcAuth:
    """The pages; `_logins` maps what is in cookies to the nonce of their links."""

    back: Backoffice
    outward: Outward
    pages: SitePages
    _logins: dict[str, str] = field(default_factory=dict)

    def routes(self) -> list[web.RouteDef]:
        """Return the addresses."""
        return [
            web.get(BELOW + "/authorize{end:/?}", self._authorize),
            web.get(BELOW + "/login/", self._login_form),
            web.post(BELOW + "/login/", self._login),
            web.get(BELOW + "/access_granted/", self._granted),
        ]

    async def _authorize(self, request: web.Request) -> web.Response:
        try:
            told = _checked(request.query)
        except NotAuthorisedError as error:
            return self._refused(str(error))
        nonce = self._nonce(request)
        if nonce is None:
            raise _to(self._link("login", told))
        return self.pages.page(
            "consent.html",
            told=told,
            callback_host=urlsplit(told["callback_url"]).netloc,
            may=_permissions(told["scope"]),
            approve=f"{self._link('access_granted', told)}&wc_auth_nonce={nonce}",
            deny=_back(told, success=0),
        )

    async def _login_form(self, request: web.Request) -> web.Response:
        return self.pages.page("login.html", back=self._link("authorize", request.query))

    async def _login(self, request: web.Request) -> web.Response:
        back = str((await request.post()).get("redirect", ""))
        home = self.back.site.home
        login = secrets.token_urlsafe(24)
        self._logins[login] = secrets.token_hex(5)
        answer = _to(back if back.startswith(f"{home}/") else f"{home}/")
        path = urlsplit(home).path + "/"
        answer.set_cookie(COOKIE, login, path=path, httponly=True, samesite="Lax")
        raise answer

    async def _granted(self, request: web.Request) -> web.Response:
        nonce = self._nonce(request)
        if nonce is None or request.query.get("wc_auth_nonce") != nonce:
            return self._refused("The link is not, or no longer, good.", HTTPStatus.FORBIDDEN)
        try:
            told = _checked(request.query)
        except NotAuthorisedError as error:
            return self._refused(str(error))
        if problem := await self._hand_over(told):
            return self._refused(f"An error occurred in the request: {problem}.")
        raise _to(_back(told, success=1))

    async def _hand_over(self, told: Mapping[str, str]) -> str:
        """Make a key and send it; return why it was not taken, and then it is gone again."""
        description = f"{told['app_name']} - API ({self.back.now():%Y-%m-%d %H:%M:%S})"
        key = self.back.keys.make(MERCHANT, description, told["scope"])
        sent: dict[str, Any] = {
            "key_id": key.id,
            "user_id": told["user_id"],
            "consumer_key": key.consumer_key,
            "consumer_secret": key.consumer_secret,
            "key_permissions": key.permissions,
        }
        headers = {
            "User-Agent": self.back.site.agent,
            "Content-Type": "application/json;charset=UTF-8",
        }
        url = told["callback_url"]
        answer = await self.outward.post(url, headers, encoded(sent), follow=True)
        if answer == HTTPStatus.OK:
            return ""
        self.back.keys.revoke(key.id)
        return f"the app answered {answer}" if isinstance(answer, int) else answer

    def _nonce(self, request: web.Request) -> str | None:
        return self._logins.get(request.cookies.get(COOKIE, ""))

    def _link(self, where: str, told: Mapping[str, str]) -> str:
        """Write a link between these pages: only the two addresses in it are encoded."""
        pairs = [
            f"app_name={_bare(told.get('app_name'))}",
            f"user_id={_bare(told.get('user_id'))}",
            f"return_url={quote(_formatted(told.get('return_url', '')), safe='')}",
            f"callback_url={quote(_formatted(told.get('callback_url', '')), safe='')}",
            f"scope={_bare(told.get('scope'))}",
        ]
        return f"{self.back.site.home}{BELOW}/{where}/?{'&'.join(pairs)}"

    def _refused(self, why: str, status: int = HTTPStatus.UNAUTHORIZED) -> web.Response:
        return self.pages.page("message.html", status=status, title="No access", text=why)


def _checked(query: Mapping[str, str]) -> dict[str, str]:
    """Return the parameters; raise NotAuthorisedError for one that is missing or wrong."""
    for name in _PARAMETERS:
        if not query.get(name):
            raise NotAuthorisedError(f"Missing parameter {name}")
    if query["scope"] not in SCOPES:
        raise NotAuthorisedError(f"Invalid scope {_clean(query['scope'])}")
    told = {name: _clean(query[name]) for name in _PARAMETERS}
    for name in ("return_url", "callback_url"):
        told[name] = _formatted(query[name])
        parts = urlsplit(told[name])
        if parts.scheme not in {"http", "https"} or not parts.netloc:
            raise NotAuthorisedError(f"The {name} is not a valid URL")
    return told


def _formatted(address: str) -> str:
    """Put https:// before an address that has no scheme."""
    plain = _CONTROL.sub("", address)
    return plain if re.match(r"https?://", plain, re.IGNORECASE) else f"https://{plain}"


def _clean(text: str) -> str:
    """Take markup away, and leave everything else."""
    return _CONTROL.sub("", _TAGS.sub("", text)).strip()


def _bare(text: str | None) -> str:
    """Put text into a link as it is; only a space is encoded."""
    return _clean(text or "").replace(" ", "%20")


def _to(address: str) -> web.HTTPFound:
    return web.HTTPFound(URL(address, encoded=True))


def _back(told: Mapping[str, str], success: int) -> str:
    more = "&" if urlsplit(told["return_url"]).query else "?"
    return f"{told['return_url']}{more}success={success}&user_id={_bare(told['user_id'])}"


def _permissions(scope: str) -> list[str]:
    return [line for part in ("read", "write") if part in scope for line in _MAY[part]]
