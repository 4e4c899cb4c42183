"""The rules for all messages: quiet hours, limits, vouchers, and what mails carry."""

from dataclasses import dataclass

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as WsgiResponse

from domain.errors import ChangedMeanwhileError
from services.change_rules import EnteredRules, InvalidRulesError, change_rules, message_rules
from settings_screen.messages_routes import OUTCOMES
from settings_screen.rules_view import as_entered, read_rules, rule_groups, rule_problems
from settings_screen.screen import Screen
from settings_screen.tracking_forms import CHANGED, Form, Trouble, faulty, no_trouble
from settings_screen.visits import Visit

RULES = "/settings/messages/rules"


@dataclass(frozen=True, slots=True)
class _Rules:
    screen: Screen

    def show(self) -> Response:
        """Show the rules as they are kept."""
        return self._page(self.screen.visit(), no_trouble())

    def save(self) -> WsgiResponse:
        """Keep what was entered."""
        visit, entered = self.screen.visit(), read_rules(request.form)
        form = Form(visit, RULES, {})
        try:
            change_rules(self.screen.wiring, visit.shop.id, entered, visit.who)
        except InvalidRulesError as error:
            wrong = faulty(rule_problems(error.problems, visit.language))
            return form.refused(wrong, lambda told: self._page(visit, told, entered))
        except ChangedMeanwhileError:
            return form.refused(CHANGED, lambda told: self._page(visit, told))
        return form.on("saved")

    def _page(
        self, visit: Visit, trouble: Trouble, entered: EnteredRules | None = None
    ) -> Response:
        shown = entered or as_entered(message_rules(self.screen.wiring, visit.shop.id))
        return self.screen.page(
            visit,
            "messages/rules",
            trouble.status,
            groups=rule_groups(shown, trouble.errors, visit.shop.currency, visit.language),
            version=shown.version,
            outcome=OUTCOMES.get(trouble.outcome),
        )


def add_rules(door: Blueprint, screen: Screen) -> None:
    """Add the rules for all messages to a blueprint."""
    pages = _Rules(screen)
    door.add_url_rule(RULES, "rules", pages.show)
    door.add_url_rule(RULES, "save_rules", pages.save, methods=["POST"])
