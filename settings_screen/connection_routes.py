"""Connect shops that are sites of their own, and part with them. Connecting lets nobody in here.

Whoever begins may be anybody; whoever approves is a merchant of the shop, in the shop.
"""

from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlencode, urlsplit

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as WsgiResponse

from domain.errors import (
    AccessRefusedError,
    BadTokenError,
    ProviderError,
    UnreadablePayloadError,
)
from domain.shop import PlatformKey
from domain.shop_sites import SiteRefusedError
from services.connect_site import CONNECTED, FAILED, begin_connection, connection_ended, take_keys
from services.disconnect_site import disconnect_site
from services.review_shop import shop_overview
from settings_screen.answers import facts, outside_page
from settings_screen.connection_view import connection_view, why_not
from settings_screen.screen import Screen
from settings_screen.visits import NotLetInError, Visit, language_of

LONGEST_ADDRESS = 500
DENIED = "denied"


@dataclass(frozen=True, slots=True)
class _Connections:
    screen: Screen

    def form(self) -> Response:
        """Ask for the shop's address."""
        self._must_be_on()
        return self._asked(request.args.get("site", ""), request.args.get("back", ""))

    def begin(self) -> WsgiResponse:
        """Find the shop, and send the merchant to its consent page."""
        self._must_be_on()
        address = request.form.get("site", "").strip()[:LONGEST_ADDRESS]
        back = request.form.get("back", "")[:LONGEST_ADDRESS]
        try:
            return self._to_consent(address, back)
        except SiteRefusedError as refusal:
            return self._asked(address, back, refusal)

    def keys(self) -> Response:
        """Take the keys a shop sends. Only a 200 lets the shop keep them."""
        self._must_be_on()
        try:
            take_keys(self.screen.wiring, request.get_data(cache=False))
        except UnreadablePayloadError:
            return facts(HTTPStatus.BAD_REQUEST)
        except BadTokenError:
            return facts(HTTPStatus.NOT_FOUND)
        except AccessRefusedError:
            return facts(HTTPStatus.FORBIDDEN)
        except ProviderError:
            return facts(HTTPStatus.BAD_GATEWAY)
        return facts()

    def done(self) -> WsgiResponse:
        """Send the merchant back to where the connection was begun, or say how it went."""
        self._must_be_on()
        connection = connection_ended(self.screen.wiring, request.args.get("user_id", ""))
        without_keys = FAILED if request.args.get("success") == "1" else DENIED
        outcome = connection.outcome or without_keys
        if connection.back_to:
            return _sent_on(_with(connection.back_to, framme_connect=outcome))
        return self.screen.outside(
            "connect_done", connected=outcome == CONNECTED, site=connection.site.address
        )

    def show(self) -> Response:
        """Show how a shop is connected."""
        visit = self._visit()
        seen = shop_overview(self.screen.wiring, visit.shop.id)
        view = connection_view(seen, visit.shop, visit.language, self.screen.wiring.clock())
        return self.screen.page(visit, "connection", view=view)

    def again(self) -> WsgiResponse:
        """Send a merchant to the shop's consent page once more."""
        visit = self._visit()
        seen = shop_overview(self.screen.wiring, visit.shop.id)
        if seen.site is None:
            raise NotLetInError("never connected as a site")
        plugin = seen.site.plugin
        try:
            return self._to_consent(seen.site.site.address, plugin.admin_address if plugin else "")
        except SiteRefusedError as refusal:
            return self._asked(seen.site.site.address, "", refusal)

    def part(self) -> Response:
        """Disconnect a shop."""
        visit = self._visit()
        disconnect_site(self.screen.wiring, visit.shop)
        return facts(said="")

    def _to_consent(self, address: str, back: str) -> WsgiResponse:
        caller = request.remote_addr or ""
        return _sent_on(begin_connection(self.screen.wiring, address, back, caller))

    def _asked(self, address: str, back: str, refusal: SiteRefusedError | None = None) -> Response:
        language = language_of(request)
        text = self.screen.templates.fill(
            "connect.html",
            language,
            site=address,
            back=back,
            error=why_not(refusal, language) if refusal else "",
        )
        status = HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK
        answer = outside_page(text, status)
        # The answer to the form leads to the shop: browsers ask for permission there, too.
        policy = answer.headers["Content-Security-Policy"]
        away = policy.replace("form-action 'self'", "form-action 'self' https: http:")
        answer.headers["Content-Security-Policy"] = away
        return answer

    def _must_be_on(self) -> None:
        if PlatformKey.WOOCOMMERCE not in self.screen.wiring.sites:
            raise BadTokenError("no shop can be connected here")

    def _visit(self) -> Visit:
        visit = self.screen.visit()
        if visit.shop.platform not in self.screen.wiring.sites:
            raise NotLetInError("not a site of its own")
        return visit


def _sent_on(address: str) -> WsgiResponse:
    answer = redirect(address, HTTPStatus.SEE_OTHER)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


def _with(address: str, **values: str) -> str:
    joined = "&" if urlsplit(address).query else "?"
    return f"{address}{joined}{urlencode(values)}"


def add_connection(door: Blueprint, screen: Screen) -> None:
    """Add connecting and parting to a blueprint."""
    pages = _Connections(screen)
    door.add_url_rule("/connect/woocommerce", "connect", pages.form)
    door.add_url_rule("/connect/woocommerce", "begin", pages.begin, methods=["POST"])
    door.add_url_rule("/connect/woocommerce/keys", "keys", pages.keys, methods=["POST"])
    door.add_url_rule("/connect/woocommerce/done", "done", pages.done)
    door.add_url_rule("/settings/connection", "connection", pages.show)
    door.add_url_rule("/settings/connection/again", "again", pages.again)
    door.add_url_rule("/settings/connection/part", "part", pages.part, methods=["POST"])
