"""The rules for all messages: quiet hours, limits, vouchers, and what mails carry."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as WsgiResponse

from domain.errors import ChangedMeanwhileError
from services.change_rules import EnteredRules, InvalidRulesError, change_rules, message_rules
from settings_screen.addresses import within
from settings_screen.answers import facts, moved_on
from settings_screen.messages_routes import OUTCOMES
from settings_screen.rules_view import as_entered, read_rules, rule_groups, rule_problems
from settings_screen.screen import Screen
from settings_screen.visits import Visit, by_script

RULES = "/settings/messages/rules"


@dataclass(frozen=True, slots=True)
class _Rules:
    screen: Screen

    def show(self) -> Response:
        """Show the rules as they are kept."""
        return self._page(self.screen.visit(), outcome=request.args.get("outcome", ""))

    def save(self) -> WsgiResponse:
        """Keep what was entered."""
        visit = self.screen.visit()
        entered = read_rules(request.form)
        try:
            change_rules(self.screen.wiring, visit.shop.id, entered, visit.who)
        except InvalidRulesError as error:
            errors = rule_problems(error.problems, visit.language)
            if by_script(request):
                return facts(HTTPStatus.UNPROCESSABLE_ENTITY, errors=errors)
            return self._page(visit, HTTPStatus.UNPROCESSABLE_ENTITY, entered, errors)
        except ChangedMeanwhileError:
            if by_script(request):
                return facts(HTTPStatus.CONFLICT, outcome="changed")
            return self._page(visit, status=HTTPStatus.CONFLICT, outcome="changed")
        if by_script(request):
            return facts(outcome="saved")
        return moved_on(within(RULES, visit.kept, outcome="saved"))

    def _page(
        self,
        visit: Visit,
        status: HTTPStatus = HTTPStatus.OK,
        entered: EnteredRules | None = None,
        errors: Mapping[str, str] | None = None,
        outcome: str = "",
    ) -> Response:
        shown = entered or as_entered(message_rules(self.screen.wiring, visit.shop.id))
        return self.screen.page(
            visit,
            "messages/rules",
            status,
            groups=rule_groups(shown, errors or {}, visit.shop.currency, visit.language),
            version=shown.version,
            outcome=OUTCOMES.get(outcome),
        )


def add_rules(door: Blueprint, screen: Screen) -> None:
    """Add the rules for all messages to a blueprint."""
    pages = _Rules(screen)
    door.add_url_rule(RULES, "rules", pages.show)
    door.add_url_rule(RULES, "save_rules", pages.save, methods=["POST"])
