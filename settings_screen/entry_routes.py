"""How a merchant gets in: the bounce page of the admin, a link that works once, a grant by hand.

Nobody is ever asked to type a shop's name. What comes by mail lets in by a button only: programs
that look at mails follow every link in them.
"""

from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as WsgiResponse

from domain.embedding import EmbeddedApp
from domain.errors import BadSignatureError, BadTokenError
from domain.team import Role
from services.ask_entry import ask_entry
from services.merchant_entry import (
    GRANT_LASTS,
    SESSION_LASTS,
    Entrant,
    begin_grant,
    check_grant,
    enter,
    open_session,
    switch_session,
)
from services.welcome_shop import welcome_by_code
from settings_screen.answers import as_told, facts
from settings_screen.screen import LAST_ROW, Screen
from settings_screen.visits import (
    EMBEDDED,
    NotLetInError,
    origin_of,
    session_cookie,
    web_request,
)

AUTHORIZED = "/settings/authorized"
LONGEST_ADDRESS = 254


@dataclass(frozen=True, slots=True)
class _Entries:
    screen: Screen

    def bounce(self) -> Response:
        """Show the page on which the platform's script fetches a fresh proof."""
        app = self.screen.wiring.apps.get(EMBEDDED)
        if app is None:
            raise NotLetInError("we are not an app here")
        return as_told(app.bounce_page(web_request(self.screen.wiring, request)))

    def enter(self, token: str) -> Response:
        """Let the merchant in with a link that works once."""
        if request.method == "HEAD":
            raise BadTokenError("only looked at")
        return self._let_in(enter(self.screen.wiring, token, request.remote_addr or ""))

    def offer(self, token: str) -> Response:
        """Show the button that a mailed link leads to; nothing is used up by looking."""
        return self.screen.outside("join", address=f"/settings/join/{token}")

    def join(self, token: str) -> Response:
        """Let one of a team in with a mailed link, which works once."""
        self._ours()
        return self._let_in(enter(self.screen.wiring, token, request.remote_addr or ""))

    def ask(self) -> Response:
        """Send a link to an address, if it belongs to a team; the answer is always the same."""
        self._ours()
        email = request.form.get("email", "")[:LONGEST_ADDRESS]
        ask_entry(self.screen.wiring, email, request.remote_addr or "")
        return self.screen.outside("link_asked")

    def _ours(self) -> None:
        """Turn away what another site's page has asked for in this browser."""
        if request.headers.get("Origin") != origin_of(self.screen.wiring):
            raise NotLetInError("another site's page asked")

    def leave(self) -> Response:
        """End the session in this browser."""
        self.screen.visit(Role.VIEWER)
        answer = facts(said="")
        answer.delete_cookie(
            session_cookie(self.screen.wiring), secure=self._https, httponly=True, samesite="Strict"
        )
        return answer

    def switch(self, number: int) -> Response:
        """Look at another of the merchant's shops."""
        self.screen.visit(Role.VIEWER)
        wiring = self.screen.wiring
        value = switch_session(wiring, request.cookies.get(session_cookie(wiring), ""), number)
        answer = facts(said="")
        self._set_cookie(answer, session_cookie(wiring), value, SESSION_LASTS, "Strict")
        return answer

    def authorize(self) -> WsgiResponse:
        """Send a merchant to the platform, to grant access: let in here, or by its install link."""
        wiring = self.screen.wiring
        app, domain = self._installing() if "hmac" in request.args else self._let_in_already()
        state = begin_grant(wiring, domain)
        back_to = f"{wiring.public_url}{AUTHORIZED}"
        answer = redirect(app.authorize_address(domain, state, back_to))
        # Lax: the platform sends the merchant back from its own site.
        self._set_cookie(answer, self._state_cookie, state, GRANT_LASTS, "Lax")
        answer.headers["Cache-Control"] = "no-store"
        return answer

    def _installing(self) -> tuple[EmbeddedApp, str]:
        app, query = self._signed_query()
        try:
            return app, app.shop_installing(query)
        except BadSignatureError as error:
            raise BadTokenError("not signed by the platform") from error

    def _let_in_already(self) -> tuple[EmbeddedApp, str]:
        visit = self.screen.visit(Role.OWNER)
        if visit.embedded or visit.app is None:
            raise NotLetInError("access is granted inside the admin")
        return visit.app, visit.shop.domain

    def _signed_query(self) -> tuple[EmbeddedApp, dict[str, str]]:
        app = self.screen.wiring.apps.get(EMBEDDED)
        if app is None or any(len(values) > 1 for values in request.args.listvalues()):
            raise BadTokenError("nothing was granted")
        return app, request.args.to_dict()

    def authorized(self) -> Response:
        """Take the access that the merchant has granted, and let the merchant in."""
        wiring = self.screen.wiring
        app, query = self._signed_query()
        kept = request.cookies.get(self._state_cookie, "")
        check_grant(wiring, query.get("state", ""), kept, query.get("shop", ""))
        try:
            domain, access = app.redeem(query)
        except BadSignatureError as error:
            raise BadTokenError("not signed by the platform") from error
        shop = welcome_by_code(wiring, EMBEDDED, domain, access)
        answer = self._let_in(Entrant(shop))
        answer.delete_cookie(self._state_cookie, secure=self._https, httponly=True, samesite="Lax")
        return answer

    def _let_in(self, entrant: Entrant) -> Response:
        """Set the cookie on a page that goes on by itself.

        A redirect would not do: a browser that came from elsewhere keeps a strict cookie back
        until a page of ours asks.
        """
        wiring = self.screen.wiring
        answer = self.screen.outside("let_in", HTTPStatus.OK)
        value = open_session(wiring, entrant, request.cookies.get(session_cookie(wiring), ""))
        self._set_cookie(answer, session_cookie(wiring), value, SESSION_LASTS, "Strict")
        return answer

    def _set_cookie(
        self, answer: WsgiResponse, name: str, value: str, lasts: timedelta, same_site: str
    ) -> None:
        answer.set_cookie(
            name,
            value,
            max_age=lasts,
            path="/",
            secure=self._https,
            httponly=True,
            samesite=same_site,
        )

    @property
    def _state_cookie(self) -> str:
        return f"{session_cookie(self.screen.wiring)}-grant"

    @property
    def _https(self) -> bool:
        return self.screen.wiring.public_url.startswith("https:")


def add_entries(door: Blueprint, screen: Screen) -> None:
    """Add the ways in to a blueprint."""
    entries = _Entries(screen)
    door.add_url_rule("/settings/session-token", "bounce", entries.bounce)
    door.add_url_rule("/settings/enter/<token>", "enter", entries.enter)
    door.add_url_rule("/settings/join/<token>", "offer", entries.offer)
    door.add_url_rule("/settings/join/<token>", "join", entries.join, methods=["POST"])
    door.add_url_rule("/settings/enter", "ask_entry", entries.ask, methods=["POST"])
    door.add_url_rule("/settings/leave", "leave", entries.leave, methods=["POST"])
    number = f"<int(max={LAST_ROW}):number>"
    door.add_url_rule(f"/settings/shop/{number}", "switch", entries.switch, methods=["POST"])
    door.add_url_rule("/settings/authorize", "authorize", entries.authorize)
    door.add_url_rule(AUTHORIZED, "authorized", entries.authorized)
