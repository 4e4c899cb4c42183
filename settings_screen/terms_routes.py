"""The delivery terms: what a merchant says of methods, prices, cut-off, customs and returns."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as WsgiResponse

from domain.errors import ChangedMeanwhileError
from domain.returns import returns_said
from services.change_page import page_of
from services.change_terms import EnteredTerms, InvalidTermsError, change_terms
from settings_screen.messages_routes import OUTCOMES
from settings_screen.screen import Screen
from settings_screen.terms_form import as_entered, read_terms, terms_problems
from settings_screen.terms_view import method_groups, terms_groups
from settings_screen.tracking_forms import Form, Trouble, language_choices, written_in
from settings_screen.tracking_tabs import TRACKING, tabs
from settings_screen.visits import Visit

TERMS = f"{TRACKING}/terms"


@dataclass(frozen=True, slots=True)
class _Terms:
    screen: Screen

    def show(self) -> Response:
        """Show the terms as they are kept."""
        visit = self.screen.visit()
        trouble = Trouble(HTTPStatus.OK, {}, request.args.get("outcome", ""))
        return self._page(visit, None, trouble)

    def save(self) -> WsgiResponse:
        """Keep what was entered."""
        visit = self.screen.visit()
        written = written_in(visit).code
        entered = read_terms(request.form, written)
        form = Form(visit, TERMS, {}, written)
        try:
            change_terms(self.screen.wiring, visit.shop, entered, visit.who)
        except InvalidTermsError as error:
            trouble = Trouble(
                HTTPStatus.UNPROCESSABLE_ENTITY, terms_problems(error.problems, visit.language)
            )
            return form.refused(trouble, lambda told: self._page(visit, entered, told))
        except ChangedMeanwhileError:
            trouble = Trouble(HTTPStatus.CONFLICT, {}, "changed")
            return form.refused(trouble, lambda told: self._page(visit, None, told))
        return form.on("saved")

    def _page(self, visit: Visit, entered: EnteredTerms | None, trouble: Trouble) -> Response:
        written = written_in(visit)
        page = page_of(self.screen.wiring, visit.shop.id)
        kept, returns = page.terms, returns_said(page.terms, page.rules)
        shown = entered or as_entered(kept, returns, written.code)
        errors: Mapping[str, str] = trouble.errors
        filled = {code for method in kept.methods for code in method.names}
        return self.screen.page(
            visit,
            "tracking/terms",
            trouble.status,
            tabs=tabs("terms", visit.kept, visit.language),
            choices=language_choices(TERMS, visit.kept, written, filled),
            methods=method_groups(shown, errors, visit.shop.currency, visit.language),
            groups=terms_groups(shown, errors, visit.language),
            version=shown.version,
            written=written,
            outcome=OUTCOMES.get(trouble.outcome),
        )


def add_terms(door: Blueprint, screen: Screen) -> None:
    """Add the delivery terms to a blueprint."""
    pages = _Terms(screen)
    door.add_url_rule(TERMS, "terms", pages.show)
    door.add_url_rule(TERMS, "save_terms", pages.save, methods=["POST"])
