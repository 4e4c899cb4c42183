"""The page on data and privacy: what shoppers asked, copies, erasing, how long things are kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as WsgiResponse

from domain.errors import BadTokenError, ChangedMeanwhileError
from domain.team import Role
from messages.language import phrase
from services.answer_by_hand import erase_by_hand, export_by_hand
from services.export_shopper import NoAnswerError, list_privacy_requests, open_answer
from services.find_shopper import Found, NoSuchShopperError, find_shopper, open_found, seal_found
from services.set_retention import OutOfBoundsError, retention_of, set_retention
from settings_screen.addresses import within
from settings_screen.answers import download, facts, moved_on
from settings_screen.form_fields import version_in
from settings_screen.privacy_view import (
    ERASING,
    PRIVACY,
    asked_about,
    months_entered,
    request_lines,
    retention_field,
    retention_words,
    shopper_field,
)
from settings_screen.screen import LAST_ROW, Screen
from settings_screen.visits import Visit, by_script

NO_ANSWER = phrase("This answer is no longer kept.")
NOBODY = phrase("No such e-mail address, and no order of this number that is kept.")
OUTCOMES = {
    "kept": ("success", phrase("Saved. What is older goes within a day.")),
    "erasing": ("success", phrase("The shopper is being forgotten; it takes a few minutes.")),
    "changed": (
        "warning",
        phrase("Not saved: this was changed meanwhile, perhaps in another tab. It now stands so."),
    ),
    "late": ("warning", phrase("That was too long ago. Please say once more whom you mean.")),
}
"""What the page says of what was done just before: the tone and the words."""


@dataclass(frozen=True, slots=True)
class _Privacy:
    screen: Screen

    def show(self) -> Response:
        """Show what shoppers asked about their data, and what can be done about it."""
        return self._page(self.screen.visit())

    def answer(self, number: int) -> Response:
        """Hand out the answer to a request, for the merchant to pass on."""
        visit = self.screen.visit()
        try:
            kept = open_answer(self.screen.wiring, visit.shop.id, number, visit.who)
        except NoAnswerError:
            return facts(HTTPStatus.NOT_FOUND, said=visit.language.say(NO_ANSWER))
        return download(kept, f"privacy-request-{number}.json")

    def export(self) -> WsgiResponse:
        """Hand out what is kept of one shopper."""
        visit, wiring = self.screen.visit(), self.screen.wiring
        try:
            found = find_shopper(wiring, visit.shop.id, request.form.get("shopper", ""))
        except NoSuchShopperError:
            return self._not_done(visit, {"shopper": visit.language.say(NOBODY)})
        gathered = export_by_hand(wiring, visit.shop.id, found.shopper, visit.who)
        return download(gathered.document.encode(), "shopper.json")

    def retain(self) -> WsgiResponse:
        """Save how long shoppers are remembered."""
        visit, typed = self.screen.visit(), request.form.get("months", "")
        try:
            months = months_entered(typed)
            version = version_in(request.form)
            set_retention(self.screen.wiring, visit.shop.id, months, version, visit.who)
        except OutOfBoundsError:
            return self._not_done(visit, {"months": retention_words(visit.language)})
        except ChangedMeanwhileError:
            return self._on(visit, PRIVACY, "changed")
        return self._on(visit, PRIVACY, "kept")

    def whom(self) -> WsgiResponse:
        """Ask whom to erase; and once that is said, whether it is really meant."""
        visit = self.screen.visit(Role.OWNER)
        asked = request.args.get("asked", "")
        if not asked:
            return self._whom(visit)
        try:
            found = open_found(self.screen.wiring, visit.shop.id, asked)
        except BadTokenError:
            return moved_on(within(ERASING, visit.kept, outcome="late"))
        sentences = asked_about(found, visit.language)
        return self.screen.page(visit, "privacy/sure", asked=asked, sentences=sentences)

    def ask(self) -> WsgiResponse:
        """Find whom to erase, and lead on to where it is asked again."""
        visit, wiring = self.screen.visit(Role.OWNER), self.screen.wiring
        try:
            found = find_shopper(wiring, visit.shop.id, request.form.get("shopper", ""))
        except NoSuchShopperError:
            words = visit.language.say(NOBODY)
            if by_script(request):
                return facts(HTTPStatus.UNPROCESSABLE_ENTITY, errors={"shopper": words})
            return self._whom(visit, words)
        return self._sure(visit, found)

    def erase(self) -> WsgiResponse:
        """Have a shopper forgotten."""
        visit, wiring = self.screen.visit(Role.OWNER), self.screen.wiring
        try:
            found = open_found(wiring, visit.shop.id, request.form.get("asked", ""))
        except BadTokenError:
            return self._on(visit, ERASING, "late")
        erase_by_hand(wiring, visit.shop.id, found, visit.who)
        return self._on(visit, PRIVACY, "erasing")

    def _sure(self, visit: Visit, found: Found) -> WsgiResponse:
        asked = seal_found(self.screen.wiring, visit.shop.id, found)
        address = within(ERASING, visit.kept, asked=asked)
        return facts(then=address) if by_script(request) else moved_on(address)

    def _whom(self, visit: Visit, error: str = "") -> Response:
        return self.screen.page(
            visit,
            "privacy/whom",
            HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK,
            field=shopper_field(request.form.get("shopper", ""), error, visit.language),
            outcome=OUTCOMES.get(request.args.get("outcome", "")),
        )

    def _page(self, visit: Visit, errors: Mapping[str, str] | None = None) -> Response:
        wiring, wrong = self.screen.wiring, errors or {}
        asked = list_privacy_requests(wiring, visit.shop.id)
        months, version = retention_of(wiring, visit.shop.id)
        typed = request.form.get("months", str(months or ""))
        return self.screen.page(
            visit,
            "privacy",
            HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK,
            lines=request_lines(asked, visit.shop, visit.language, wiring.clock()),
            shopper=shopper_field(
                request.form.get("shopper", ""), wrong.get("shopper", ""), visit.language
            ),
            retention=retention_field(typed, wrong.get("months", ""), visit.language),
            version=version,
            outcome=OUTCOMES.get(request.args.get("outcome", "")) if not errors else None,
        )

    def _not_done(self, visit: Visit, errors: Mapping[str, str]) -> Response:
        if by_script(request):
            return facts(HTTPStatus.UNPROCESSABLE_ENTITY, errors=errors)
        return self._page(visit, errors)

    def _on(self, visit: Visit, address: str, outcome: str) -> WsgiResponse:
        if by_script(request):
            return facts(then=within(address, visit.kept), outcome=outcome)
        return moved_on(within(address, visit.kept, outcome=outcome))


def add_privacy(door: Blueprint, screen: Screen) -> None:
    """Add the page on data and privacy to a blueprint."""
    pages = _Privacy(screen)
    number = f"<int(max={LAST_ROW}):number>"
    door.add_url_rule(PRIVACY, "privacy", pages.show)
    door.add_url_rule(f"{PRIVACY}/{number}", "answer", pages.answer, methods=["POST"])
    door.add_url_rule(f"{PRIVACY}/export", "export_shopper", pages.export, methods=["POST"])
    door.add_url_rule(f"{PRIVACY}/retention", "retain", pages.retain, methods=["POST"])
    door.add_url_rule(ERASING, "whom_to_erase", pages.whom)
    door.add_url_rule(ERASING, "erase_shopper", pages.erase, methods=["POST"])
    door.add_url_rule(f"{ERASING}/ask", "ask_erasing", pages.ask, methods=["POST"])
