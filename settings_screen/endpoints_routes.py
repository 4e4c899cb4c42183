"""The webhooks page: who is told of events, and adding another address, or Klaviyo.

A secret is in the answer that makes it, and in no other. Each form works without our script too.
"""

from dataclasses import dataclass
from http import HTTPStatus

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as WsgiResponse

from messages.language import phrase
from services.keep_endpoint import (
    MOST_ENDPOINTS,
    TooManyEndpointsError,
    UnusableAddressError,
    UnusableKeyError,
    add_webhook,
    connect_klaviyo,
)
from services.review_endpoints import Target, review_endpoints
from settings_screen.addresses import within
from settings_screen.answers import facts, moved_on
from settings_screen.carriers_view import Looking
from settings_screen.endpoints_view import ENDPOINTS, address_field, endpoint_lines, key_field
from settings_screen.event_words import type_choices
from settings_screen.figures import number
from settings_screen.screen import Screen
from settings_screen.visits import Visit, by_htmx, by_script

UNUSABLE = phrase("Please enter a whole address that begins with https:// and has no password.")
NO_KEY = phrase("This is not a private key. They begin with pk_.")
ENOUGH = phrase("There are %(most)s already. Remove one that nobody needs first.")
OUTCOMES = {
    "removed": ("success", phrase("Removed, with its secret. Nothing is sent there any more.")),
    "unknown": ("warning", phrase("There is no such webhook any more.")),
}
"""What the page says of what was done just before: the tone and the words."""


@dataclass(frozen=True, slots=True)
class _Entered:
    """What was entered and refused, or the secret just made."""

    address: str = ""
    kinds: tuple[str, ...] = ()
    address_error: str = ""
    key_error: str = ""
    secret: str = ""
    made: int = 0


@dataclass(frozen=True, slots=True)
class _Endpoints:
    screen: Screen

    def all(self) -> Response:
        """Show who is told."""
        outcome = OUTCOMES.get(request.args.get("outcome", ""))
        return self._page(self.screen.visit(), _Entered(), outcome=outcome)

    def add(self) -> Response:
        """Add an address, and show its secret this once."""
        visit = self.screen.visit()
        url, kinds = request.form.get("address", ""), request.form.getlist("kinds")
        wrong = _Entered(url, tuple(kinds))
        try:
            added = add_webhook(self.screen.wiring, visit.shop.id, url, kinds, visit.who)
        except UnusableAddressError:
            error = visit.language.say(UNUSABLE)
            wrong = _Entered(url, tuple(kinds), address_error=error)
        except TooManyEndpointsError:
            most = number(visit.language, MOST_ENDPOINTS)
            error = visit.language.say(ENOUGH, most=most)
            wrong = _Entered(url, tuple(kinds), address_error=error)
        else:
            return self._shown(visit, _Entered(secret=added.secret, made=added.endpoint_id))
        return self._shown(visit, wrong)

    def connect(self) -> WsgiResponse:
        """Have events told to Klaviyo."""
        visit = self.screen.visit()
        key = request.form.get("private_key", "")
        try:
            made = connect_klaviyo(self.screen.wiring, visit.shop.id, key, (), visit.who)
        except UnusableKeyError:
            return self._no_klaviyo(visit, visit.language.say(NO_KEY))
        except TooManyEndpointsError:
            most = number(visit.language, MOST_ENDPOINTS)
            return self._no_klaviyo(visit, visit.language.say(ENOUGH, most=most))
        if by_script(request):
            return facts(then=f"{ENDPOINTS}/{made}", outcome="connected")
        return moved_on(within(f"{ENDPOINTS}/{made}", visit.kept, outcome="connected"))

    def _no_klaviyo(self, visit: Visit, error: str) -> Response:
        if by_script(request):
            return facts(HTTPStatus.UNPROCESSABLE_ENTITY, errors={"private_key": error})
        return self._page(visit, _Entered(key_error=error))

    def _shown(self, visit: Visit, entered: _Entered) -> Response:
        """Answer htmx with the part that changed, and anybody else with the page."""
        if not by_htmx(request):
            return self._page(visit, entered)
        return self.screen.part(
            visit, "endpoints/all", self._status(entered), **self._values(visit, entered)
        )

    def _page(
        self, visit: Visit, entered: _Entered, outcome: tuple[str, str] | None = None
    ) -> Response:
        values = self._values(visit, entered)
        return self.screen.page(
            visit, "endpoints", self._status(entered), outcome=outcome, **values
        )

    def _values(self, visit: Visit, entered: _Entered) -> dict[str, object]:
        language = visit.language
        endpoints = review_endpoints(self.screen.wiring, visit.shop.id)
        looking = Looking(visit.shop, language, self.screen.wiring.clock())
        return {
            "lines": endpoint_lines(endpoints, looking),
            "address_field": address_field(entered.address, entered.address_error, language),
            "key_field": key_field(entered.key_error, language),
            "types": type_choices(entered.kinds, language),
            "new_secret": entered.secret,
            "made": entered.made,
            "klaviyo": any(one.target is Target.KLAVIYO for one in endpoints),
        }

    @staticmethod
    def _status(entered: _Entered) -> HTTPStatus:
        wrong = entered.address_error or entered.key_error
        return HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK


def add_endpoints(door: Blueprint, screen: Screen) -> None:
    """Add the webhooks page to a blueprint."""
    pages = _Endpoints(screen)
    door.add_url_rule(ENDPOINTS, "endpoints", pages.all)
    door.add_url_rule(ENDPOINTS, "add_endpoint", pages.add, methods=["POST"])
    door.add_url_rule(f"{ENDPOINTS}/klaviyo", "connect_klaviyo", pages.connect, methods=["POST"])
