"""The FAQ as its merchant orders it: every question in its place, and one of their own to add.

Each form works without our scripts; what htmx asks for it gets as a part of the page.
"""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as WsgiResponse

from domain.delivery_terms import FaqBook
from domain.errors import ChangedMeanwhileError
from domain.page_domain import PageDomain
from messages.faq import Faq
from services.answer_faq import faq_address, review_faq
from services.change_faq import (
    FaqSeen,
    NoSuchQuestionError,
    add_question,
    move_question,
    show_question,
)
from services.change_page import part_of_page
from settings_screen.answers import said
from settings_screen.faq_entry_routes import add_faq_entries
from settings_screen.faq_forms import FAQ_OUTCOMES, done, form_of, seen_by, typed
from settings_screen.faq_view import FAQ, entry_lines, word_fields
from settings_screen.messages_routes import OUTCOMES
from settings_screen.screen import Screen
from settings_screen.tracking_forms import Trouble, language_choices, no_trouble, written_in
from settings_screen.tracking_tabs import tabs
from settings_screen.visits import Visit, by_htmx

_STEPS = {"up": -1, "down": 1}


@dataclass(frozen=True, slots=True)
class _FaqList:
    screen: Screen

    def all(self) -> Response:
        """Show every question in its order."""
        return self._page(self.screen.visit(), no_trouble())

    def add(self) -> WsgiResponse:
        """Add a question of the merchant's own."""
        visit = self.screen.visit()

        def change() -> None:
            code = written_in(visit).code
            add_question(self.screen.wiring, visit.shop.id, code, typed(), seen_by(visit))

        form = form_of(visit, FAQ)
        return done(form, change, lambda trouble: self._page(visit, trouble), "added")

    def move(self, id_: str) -> WsgiResponse:
        """Put a question one place up or down."""
        by = _STEPS.get(request.form.get("way", ""), 0)
        return self._listed(
            lambda shop_id, seen: move_question(self.screen.wiring, shop_id, id_, by, seen)
        )

    def hide(self, id_: str) -> WsgiResponse:
        """Hide a question from shoppers, or show it again."""
        hidden = bool(request.form.get("hidden"))
        return self._listed(
            lambda shop_id, seen: show_question(
                self.screen.wiring, shop_id, id_, seen, hidden=hidden
            )
        )

    def _listed(self, change: Callable[[int, FaqSeen], None]) -> WsgiResponse:
        """Change the list, and answer htmx with the list as it now is."""
        visit = self.screen.visit()
        shop_id, seen = visit.shop.id, seen_by(visit)
        if not by_htmx(request):
            return done(
                form_of(visit, FAQ),
                lambda: change(shop_id, seen),
                lambda trouble: self._page(visit, trouble),
                "saved",
            )
        status, words = HTTPStatus.OK, ""
        try:
            change(shop_id, seen)
        except (ChangedMeanwhileError, NoSuchQuestionError):
            status, words = HTTPStatus.CONFLICT, OUTCOMES["changed"][1]
        part = self.screen.part(visit, "tracking/faq_list", status, **self._lines(visit))
        return said(part, visit.language.say(words)) if words else part

    def _lines(self, visit: Visit) -> dict[str, object]:
        written = written_in(visit)
        review = review_faq(self.screen.wiring, visit.shop, written)
        return {
            "lines": entry_lines(review, visit.kept, written, visit.language),
            "version": review.version,
            "written": written,
        }

    def _page(self, visit: Visit, trouble: Trouble) -> Response:
        book = part_of_page(self.screen.wiring, visit.shop.id, FaqBook)
        own = part_of_page(self.screen.wiring, visit.shop.id, PageDomain).own
        filled = {code for entry in book.entries for code in entry.written}
        return self.screen.page(
            visit,
            "tracking/faq",
            trouble.status,
            tabs=tabs("faq", visit.kept, visit.language),
            choices=language_choices(FAQ, visit.kept, written_in(visit), filled),
            fields=word_fields(Faq("", ""), typed(), trouble.errors, visit.language, own=True),
            public=faq_address(self.screen.wiring, visit.shop, own),
            outcome=FAQ_OUTCOMES.get(trouble.outcome),
            **self._lines(visit),
        )


def add_faq(door: Blueprint, screen: Screen) -> None:
    """Add the list of the FAQ, and the pages of its questions, to a blueprint."""
    pages = _FaqList(screen)
    door.add_url_rule(FAQ, "faq", pages.all)
    door.add_url_rule(FAQ, "add_question", pages.add, methods=["POST"])
    door.add_url_rule(f"{FAQ}/<id_>/move", "move_question", pages.move, methods=["POST"])
    door.add_url_rule(f"{FAQ}/<id_>/hide", "hide_question", pages.hide, methods=["POST"])
    add_faq_entries(door, screen)
