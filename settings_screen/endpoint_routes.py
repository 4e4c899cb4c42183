"""The page of one webhook: its events, a test, its secret; paused, resumed, removed, sent again."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus

from flask import Blueprint, request
from werkzeug.wrappers import Response as WsgiResponse

from domain.errors import ChangedMeanwhileError, TooManyAttemptsError
from messages.language import phrase
from services.keep_endpoint import (
    NoSuchEndpointError,
    Shown,
    change_kinds,
    pause,
    remove,
    replace_secret,
    resume,
)
from services.replay_events import SwitchedOffError, replay_failed, replay_one
from services.review_endpoints import review_deliveries, review_delivery, review_endpoint
from services.try_endpoint import try_endpoint
from services.wiring import Wiring
from settings_screen.addresses import within
from settings_screen.answers import facts, moved_on
from settings_screen.carriers_view import Looking
from settings_screen.endpoints_view import (
    ENDPOINTS,
    Tried,
    back_field,
    delivery_line,
    endpoint_line,
    tried_words,
)
from settings_screen.event_words import type_choices
from settings_screen.form_fields import version_in
from settings_screen.screen import LAST_ROW, Screen
from settings_screen.visits import Visit, by_htmx, by_script

OUTCOMES = {
    "connected": ("success", phrase("Connected. Events go to Klaviyo from now on.")),
    "saved": ("success", phrase("Saved.")),
    "paused": ("success", phrase("Paused. Nothing is sent until you switch it on again.")),
    "resumed": ("success", phrase("Switched on. Events are sent from now on.")),
    "again": ("success", phrase("It is being sent again, in the order of its turn.")),
    "none": ("info", phrase("There was nothing to be sent again.")),
    "off": ("warning", phrase("Nothing is sent while it is switched off. Switch it on first.")),
    "changed": (
        "warning",
        phrase("Not saved: this was changed meanwhile, perhaps in another tab. It now stands so."),
    ),
    "wait": ("warning", phrase("Tried too often. Please wait ten minutes.")),
}
"""What the page says of what was done just before: the tone and the words."""
_DAYS = {"1": 1, "7": 7, "30": 30}
_Changing = Callable[[Wiring, int, Shown], None]


@dataclass(frozen=True, slots=True)
class _Done:
    """What is shown besides the endpoint itself, once."""

    secret: str = ""
    tried: Tried | None = None
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class _Endpoint:
    screen: Screen

    def one(self, number: int) -> WsgiResponse:
        """Show an endpoint."""
        done = _Done(outcome=request.args.get("outcome", ""))
        return self._shown(self.screen.visit(), number, done)

    def save(self, number: int) -> WsgiResponse:
        """Keep which types of event it is told of."""
        kinds = request.form.getlist("kinds")
        return self._change(
            number,
            lambda wiring, shop_id, shown: change_kinds(wiring, shop_id, shown, kinds),
            "saved",
        )

    def pause(self, number: int) -> WsgiResponse:
        """Switch it off."""
        return self._change(number, pause, "paused")

    def resume(self, number: int) -> WsgiResponse:
        """Switch it on."""
        return self._change(number, resume, "resumed")

    def rotate(self, number: int) -> WsgiResponse:
        """Give it a new secret, and show that this once."""
        visit = self.screen.visit()
        shown = Shown(number, version_in(request.form), visit.who)
        try:
            secret = replace_secret(self.screen.wiring, visit.shop.id, shown)
        except NoSuchEndpointError:
            return self._unknown(visit)
        except ChangedMeanwhileError:
            done = _Done(outcome="changed")
            return self._shown(visit, number, done, HTTPStatus.CONFLICT)
        return self._shown(visit, number, _Done(secret))

    def test(self, number: int) -> WsgiResponse:
        """Send a test event, and show the answer."""
        visit = self.screen.visit()
        try:
            answer = try_endpoint(self.screen.wiring, visit.shop.id, number)
        except NoSuchEndpointError:
            return self._unknown(visit)
        except TooManyAttemptsError:
            return self._shown(visit, number, _Done(outcome="wait"))
        return self._shown(visit, number, _Done(tried=tried_words(answer, visit.language)))

    def confirm(self, number: int) -> WsgiResponse:
        """Ask whether it is to be removed."""
        visit = self.screen.visit()
        try:
            seen = review_endpoint(self.screen.wiring, visit.shop.id, number)
        except NoSuchEndpointError:
            return self._unknown(visit)
        line = endpoint_line(seen, self._looking(visit))
        return self.screen.page(visit, "endpoints/remove", line=line)

    def remove(self, number: int) -> WsgiResponse:
        """Remove it."""
        return self._change(number, remove, "removed", ENDPOINTS)

    def event(self, number: int, event: int) -> WsgiResponse:
        """Show an event with its body."""
        visit = self.screen.visit()
        try:
            seen = review_endpoint(self.screen.wiring, visit.shop.id, number)
            kept = review_delivery(self.screen.wiring, visit.shop.id, number, event)
        except NoSuchEndpointError:
            return self._unknown(visit)
        looking = self._looking(visit)
        line, told = endpoint_line(seen, looking), delivery_line(kept, number, looking)
        return self.screen.page(visit, "endpoints/event", line=line, told=told)

    def again(self, number: int, event: int) -> WsgiResponse:
        """Send an event again."""
        return self._replay(
            number, lambda shop_id: replay_one(self.screen.wiring, shop_id, number, event)
        )

    def all_again(self, number: int) -> WsgiResponse:
        """Send everything again that was given up lately."""
        back = timedelta(days=_DAYS.get(request.form.get("days", ""), 1))
        return self._replay(
            number, lambda shop_id: replay_failed(self.screen.wiring, shop_id, number, back)
        )

    def _replay(self, number: int, put_back: Callable[[int], int]) -> WsgiResponse:
        visit = self.screen.visit()
        try:
            outcome = "again" if put_back(visit.shop.id) else "none"
        except NoSuchEndpointError:
            return self._unknown(visit)
        except SwitchedOffError:
            outcome = "off"
        return self._on(visit, f"{ENDPOINTS}/{number}", outcome)

    def _change(self, number: int, change: _Changing, outcome: str, then: str = "") -> WsgiResponse:
        visit = self.screen.visit()
        shown = Shown(number, version_in(request.form), visit.who)
        try:
            change(self.screen.wiring, visit.shop.id, shown)
        except NoSuchEndpointError:
            return self._unknown(visit)
        except ChangedMeanwhileError:
            if by_script(request):
                return facts(HTTPStatus.CONFLICT, then=f"{ENDPOINTS}/{number}", outcome="changed")
            done = _Done(outcome="changed")
            return self._shown(visit, number, done, HTTPStatus.CONFLICT)
        return self._on(visit, then or f"{ENDPOINTS}/{number}", outcome)

    def _shown(
        self, visit: Visit, number: int, done: _Done, status: HTTPStatus = HTTPStatus.OK
    ) -> WsgiResponse:
        """Answer htmx with all that may have changed, and anybody else with the page."""
        wiring, shop_id, looking = self.screen.wiring, visit.shop.id, self._looking(visit)
        try:
            seen = review_endpoint(wiring, shop_id, number)
        except NoSuchEndpointError:
            return self._unknown(visit)
        show = self.screen.part if by_htmx(request) else self.screen.page
        return show(
            visit,
            "endpoints/whole" if by_htmx(request) else "endpoints/one",
            status,
            line=endpoint_line(seen, looking),
            types=type_choices(seen.kinds, visit.language),
            told=[
                delivery_line(kept, number, looking)
                for kept in review_deliveries(wiring, shop_id, number)
            ],
            back_field=back_field(visit.language),
            new_secret=done.secret,
            tried=done.tried,
            outcome=OUTCOMES.get(done.outcome),
        )

    def _on(self, visit: Visit, address: str, outcome: str) -> WsgiResponse:
        """Lead on to where the outcome is told."""
        if by_script(request):
            return facts(then=address, outcome=outcome)
        return moved_on(within(address, visit.kept, outcome=outcome))

    def _unknown(self, visit: Visit) -> WsgiResponse:
        if by_htmx(request):
            return facts(HTTPStatus.NOT_FOUND)
        if request.method == "POST" and by_script(request):
            return facts(HTTPStatus.CONFLICT, then=ENDPOINTS, outcome="unknown")
        return moved_on(within(ENDPOINTS, visit.kept, outcome="unknown"))

    def _looking(self, visit: Visit) -> Looking:
        return Looking(visit.shop, visit.language, self.screen.wiring.clock())


def add_endpoint_pages(door: Blueprint, screen: Screen) -> None:
    """Add the pages of single webhooks to a blueprint."""
    page = _Endpoint(screen)
    one = f"{ENDPOINTS}/<int(max={LAST_ROW}):number>"
    event = f"{one}/events/<int(max={LAST_ROW}):event>"
    door.add_url_rule(one, "endpoint", page.one)
    door.add_url_rule(one, "save_endpoint", page.save, methods=["POST"])
    door.add_url_rule(f"{one}/test", "test_endpoint", page.test, methods=["POST"])
    door.add_url_rule(f"{one}/secret", "rotate_secret", page.rotate, methods=["POST"])
    door.add_url_rule(f"{one}/pause", "pause_endpoint", page.pause, methods=["POST"])
    door.add_url_rule(f"{one}/resume", "resume_endpoint", page.resume, methods=["POST"])
    door.add_url_rule(f"{one}/remove", "confirm_endpoint", page.confirm)
    door.add_url_rule(f"{one}/remove", "remove_endpoint", page.remove, methods=["POST"])
    door.add_url_rule(f"{one}/again", "all_events_again", page.all_again, methods=["POST"])
    door.add_url_rule(event, "event", page.event)
    door.add_url_rule(f"{event}/again", "event_again", page.again, methods=["POST"])
