"""What shoppers may do by themselves: switches with their limits, saved together."""

from dataclasses import dataclass
from http import HTTPStatus

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as WsgiResponse

from domain.self_service import WRITES_ORDERS, SelfServiceRules
from services.change_page import part_of_page
from services.change_self_service import (
    MOST_HOURS,
    MOST_WAIT_DAYS,
    EnteredSelfService,
    change_self_service,
)
from services.review_shop import shop_overview
from settings_screen.messages_routes import NOT_GRANTED, OUTCOMES
from settings_screen.screen import Screen
from settings_screen.terms_routes import TERMS
from settings_screen.tracking_forms import Form, Trouble
from settings_screen.tracking_self_service_view import (
    ORDERS_SCOPE,
    action_lines,
    as_entered,
    read_self_service,
    returns_elsewhere,
)
from settings_screen.tracking_tabs import TRACKING, tabs
from settings_screen.visits import Visit

SELF_SERVICE = f"{TRACKING}/self-service"
_MOST = {
    "cancel_within": MOST_HOURS,
    "missing_wait_days": MOST_WAIT_DAYS,
}


@dataclass(frozen=True, slots=True)
class _SelfService:
    screen: Screen

    def show(self) -> Response:
        """Show what shoppers may do."""
        visit = self.screen.visit()
        kept = part_of_page(self.screen.wiring, visit.shop.id, SelfServiceRules)
        trouble = Trouble(HTTPStatus.OK, {}, request.args.get("outcome", ""))
        return self._page(visit, as_entered(kept), trouble)

    def save(self) -> WsgiResponse:
        """Keep what was entered."""
        visit, entered = self.screen.visit(), read_self_service(request.form)
        form, wiring, shop_id = Form(visit, SELF_SERVICE, _MOST), self.screen.wiring, visit.shop.id

        def again(trouble: Trouble) -> Response:
            return self._page(visit, entered, trouble)

        ungranted = self._ungranted(visit, entered)
        if ungranted:
            errors = dict.fromkeys(ungranted, visit.language.say(NOT_GRANTED))
            return form.refused(Trouble(HTTPStatus.UNPROCESSABLE_ENTITY, errors), again)
        return form.saved(lambda: change_self_service(wiring, shop_id, entered, visit.who), again)

    def _ungranted(self, visit: Visit, entered: EnteredSelfService) -> frozenset[str]:
        """Return what is switched on now that the platform would have to ask for, and cannot here.

        Within its admin, the page has asked before it saves; word of it may reach us later.
        """
        if visit.embedded or visit.app is None:
            return frozenset()
        granted = shop_overview(self.screen.wiring, visit.shop.id).scopes
        if not visit.app.missing_scopes(granted, frozenset({ORDERS_SCOPE})):
            return frozenset()
        kept = part_of_page(self.screen.wiring, visit.shop.id, SelfServiceRules)
        new = (action for action in WRITES_ORDERS if action in kept.off)
        return frozenset(action.value for action in new) & entered.on

    def _page(self, visit: Visit, entered: EnteredSelfService, trouble: Trouble) -> Response:
        kept = part_of_page(self.screen.wiring, visit.shop.id, SelfServiceRules)
        returns = returns_elsewhere(kept, f"{TERMS}{visit.kept}", visit.language)
        platform = visit.shop.platform
        return self.screen.page(
            visit,
            "tracking/self_service",
            trouble.status,
            tabs=tabs("self-service", visit.kept, visit.language),
            lines=action_lines(entered, trouble.errors, visit.language, platform, returns),
            version=entered.version,
            outcome=OUTCOMES.get(trouble.outcome),
        )


def add_tracking_self_service(door: Blueprint, screen: Screen) -> None:
    """Add self-service to a blueprint."""
    pages = _SelfService(screen)
    door.add_url_rule(SELF_SERVICE, "self_service", pages.show)
    door.add_url_rule(SELF_SERVICE, "save_self_service", pages.save, methods=["POST"])
