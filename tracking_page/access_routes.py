"""How a shopper with the link shows that the order is theirs, and leaves again.

Wrong, over and unknown get one answer; looking changes nothing. What has no proof of coming from
the page itself does nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from urllib.parse import urlencode

from flask import Blueprint, Response, request

from domain.access import Level
from domain.errors import BadTokenError, OverloadedError, TooManyAttemptsError
from domain.self_service import Action
from messages.language import phrase
from services.enter_from_shop import enter
from services.look_up_order import tell_story
from services.page_look import look_address
from services.prove_by_code import enter_code, send_code
from services.prove_order import prove
from services.shopper_visit import leave_visit
from services.wiring import Wiring
from tracking_page.acts import DOES
from tracking_page.answers import html_answer, sent_on
from tracking_page.freshness import Wish, wish_of
from tracking_page.prove_view import ProvePage, Shown, then_of
from tracking_page.rendering import Templates, page_templates
from tracking_page.schemas import Typed, read_code, read_proof
from tracking_page.visiting import Visitor, believed, drop_visit, keep_visit, visitor_of

WRONG_PROOF = phrase(
    "This does not belong to the order. Try the e-mail, phone or postal code you gave when you"
    " ordered."
)
WRONG_CODE = phrase("This code is not right, or no longer good. You can ask for a new one.")
TOO_MANY = phrase("Too many attempts. Please wait a while and try again.")
NOT_NOW = phrase("This cannot be done right now. Please try again in a minute.")
STALE = phrase("This page was open for too long. Please try once more.")

_WITH_US = frozenset({*DOES, Action.PUSH})
Step = Callable[[Visitor, str], Response]


@dataclass(frozen=True, slots=True)
class _Access:
    wiring: Wiring
    templates: Templates

    def show(self, visitor: Visitor, token: str) -> Response:
        """Show the two ways; who has gone both goes on."""
        if visitor.level >= Level.CODED:
            return self._onwards(token)
        sent = request.args.get("code") == "sent"
        return self._page(visitor, token, Shown(sent=sent), HTTPStatus.OK)

    def prove(self, visitor: Visitor, token: str) -> Response:
        """Take an e-mail, phone or postal code."""
        if visitor.level >= Level.PROVEN:
            return self._onwards(token)
        proof, visit = read_proof(request.form), None
        if not proof.problem:
            visit = prove(self.wiring, visitor.target, proof.text, _caller())
        if visit is not None:
            return self._onwards(token, visit)
        wrong = Typed(proof.text, proof.problem or WRONG_PROOF)
        return self._page(visitor, token, Shown(proof=wrong))

    def send(self, visitor: Visitor, token: str) -> Response:
        """Send a code, or nothing where there is nobody to send it to: the answer is the same."""
        send_code(self.wiring, visitor.target, _caller())
        return sent_on(_ways(token, sent=True))

    def enter_code(self, visitor: Visitor, token: str) -> Response:
        """Take the code that was sent."""
        code = read_code(request.form)
        visit = None
        if not code.problem:
            visit = enter_code(self.wiring, visitor.target, code.text, _caller())
        if visit is not None:
            return self._onwards(token, visit)
        wrong = Typed(code.text, code.problem or WRONG_CODE)
        return self._page(visitor, token, Shown(code=wrong, sent=True))

    def back(self, _visitor: Visitor, token: str) -> Response:
        """Lead whoever looks at where a form is sent to, by a link or a reload, to the form."""
        if request.path.endswith("/leave"):
            return self._onwards(token)
        return sent_on(_ways(token, sent=request.path.endswith("/enter")))

    def leave(self, visitor: Visitor, token: str) -> Response:
        """End the visit: this browser sees again what anybody with the link sees."""
        leave_visit(self.wiring, visitor.target, visitor.visit)
        answer = self._onwards(token)
        drop_visit(answer, token)
        return answer

    def enter(self, visitor: Visitor, token: str) -> Response:
        """Let in who comes from the shop; an old or foreign entrance leads to the page as it is."""
        if visitor.level > Level.LINK:
            return self._onwards(token)
        sent = str((request.view_args or {})["entrance"])
        return self._onwards(token, enter(self.wiring, token, sent))

    def opened(self, step: Step) -> Callable[..., Response]:
        """Open the link first; whatever is wrong with it, the answer is the same."""

        @wraps(step)
        def taken(token: str, **_more: str) -> Response:
            try:
                visitor = visitor_of(self.wiring, request, token)
            except BadTokenError:
                return self._gone()
            return step(visitor, token)

        return taken

    def posted(self, step: Step) -> Callable[..., Response]:
        """Take a form only from the page itself, and not too often."""

        @wraps(step)
        def taken(visitor: Visitor, token: str) -> Response:
            if not believed(self.wiring, request, visitor):
                return self._page(visitor, token, Shown(STALE))
            try:
                return step(visitor, token)
            except TooManyAttemptsError as error:
                status = HTTPStatus.TOO_MANY_REQUESTS
                answer = self._page(visitor, token, Shown(TOO_MANY), status)
                seconds = max(1, round(error.retry_after.total_seconds()))
                answer.headers["Retry-After"] = str(seconds)
                return answer
            except OverloadedError:
                status = HTTPStatus.SERVICE_UNAVAILABLE
                return self._page(visitor, token, Shown(NOT_NOW), status)

        return self.opened(taken)

    def _page(
        self,
        visitor: Visitor,
        token: str,
        shown: Shown,
        status: HTTPStatus = HTTPStatus.UNPROCESSABLE_ENTITY,
    ) -> Response:
        story = tell_story(self.wiring, visitor.target.shop_id, visitor.target.order_id)
        if story is None:
            return self._gone()
        language = _wish().language(story.order.locale, story.shop.locale)
        page = ProvePage(
            shop_name=story.shop.name,
            link_token=token,
            form_proof=visitor.form_proof,
            level=visitor.level,
            then=_then(),
            css=look_address(story),
        )
        return html_answer(
            self.templates.fill("prove_page.html", language, page=page, shown=shown), status
        )

    def _onwards(self, token: str, visit: str | None = None) -> Response:
        """Lead to what the shopper was about to do, else to the page.

        What is done elsewhere is on the page, one press away: browsers let no form lead to another
        site, not by way of ours either, where it may be sent to its own only (form-action, CSP3).
        """
        then, chosen = _then(), _wish().chosen
        path = f"/t/{token}/do/{then}" if then in _WITH_US else f"/t/{token}"
        place = "#actions-title" if then and then not in _WITH_US else ""
        answer = sent_on(f"{path}?lang={chosen}{place}" if chosen else f"{path}{place}")
        if visit:
            keep_visit(self.wiring, answer, token, visit)
        return answer

    def _gone(self) -> Response:
        text = self.templates.fill("gone.html", _wish().language("", ""))
        return html_answer(text, HTTPStatus.NOT_FOUND)


def access_blueprint(wiring: Wiring) -> Blueprint:
    """Return the ways to prove an order, for an application to register at its root."""
    door, ours = Blueprint("access", __name__), _Access(wiring, page_templates())
    door.add_url_rule("/t/<token>/prove", "show", ours.opened(ours.show))
    door.add_url_rule("/t/<token>/in/<entrance>", "enter", ours.opened(ours.enter))
    for path, step in (
        ("prove", ours.prove),
        ("code", ours.send),
        ("code/enter", ours.enter_code),
        ("leave", ours.leave),
    ):
        taken = ours.posted(step)
        door.add_url_rule(f"/t/<token>/{path}", f"take_{step.__name__}", taken, methods=["POST"])
    back = ours.opened(ours.back)
    for path in ("code", "code/enter", "leave"):
        door.add_url_rule(f"/t/<token>/{path}", "back", back)
    return door


def _wish() -> Wish:
    return wish_of(request.args.get("lang", ""), request.headers.get("Accept-Language", ""))


def _ways(token: str, *, sent: bool) -> str:
    """Return the page of the two ways, with what is to be done then, in the chosen language."""
    asked = {"code": "sent" if sent else "", "then": _then(), "lang": _wish().chosen}
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"/t/{token}/prove?{query}" if query else f"/t/{token}/prove"


def _then() -> str:
    return then_of(request.form.get("then", "") or request.args.get("then", ""))


def _caller() -> str:
    return request.remote_addr or ""
