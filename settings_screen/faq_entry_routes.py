"""One question of the FAQ in one language: the merchant's words beside ours, and how it reads."""

from dataclasses import dataclass
from http import HTTPStatus

from flask import Blueprint, request
from werkzeug.wrappers import Response as WsgiResponse

from domain.delivery_terms import FaqBook, FaqEntry, Written
from domain.faq_book import entry_of
from domain.team import Role
from messages.faq import Spoken
from services.answer_faq import FaqReview, review_faq
from services.change_faq import forget_words, remove_question, write_question
from services.change_page import part_of_page
from settings_screen.addresses import within
from settings_screen.answers import facts, moved_on
from settings_screen.faq_forms import FAQ_OUTCOMES, done, form_of, seen_by, typed
from settings_screen.faq_view import FAQ, drawn_from, fact_lines, left_out, word_fields
from settings_screen.screen import Screen
from settings_screen.tracking_forms import (
    WRITTEN,
    Trouble,
    language_choices,
    no_trouble,
    written_in,
)
from settings_screen.tracking_tabs import tabs
from settings_screen.visits import Visit, by_htmx


@dataclass(frozen=True, slots=True)
class _Question:
    screen: Screen

    def show(self, id_: str) -> WsgiResponse:
        """Show a question as it is kept."""
        return self._page(self.screen.visit(), id_, no_trouble())

    def save(self, id_: str) -> WsgiResponse:
        """Keep what was written."""
        visit = self.screen.visit()
        words = (written_in(visit).code, typed())

        def change() -> None:
            write_question(self.screen.wiring, visit.shop.id, id_, words, seen_by(visit))

        form = form_of(visit, f"{FAQ}/{id_}")
        return done(form, change, lambda trouble: self._page(visit, id_, trouble), "saved")

    def reset(self, id_: str) -> WsgiResponse:
        """Go back to our words in one language."""
        visit = self.screen.visit()

        def change() -> None:
            code = written_in(visit).code
            forget_words(self.screen.wiring, visit.shop.id, id_, code, seen_by(visit))

        form = form_of(visit, f"{FAQ}/{id_}")
        return done(form, change, lambda trouble: self._page(visit, id_, trouble), "ours")

    def remove(self, id_: str) -> WsgiResponse:
        """Take a question of the merchant's own away."""
        visit = self.screen.visit()

        def change() -> None:
            remove_question(self.screen.wiring, visit.shop.id, id_, seen_by(visit))

        form = form_of(visit, FAQ)
        return done(form, change, lambda trouble: self._page(visit, id_, trouble), "removed")

    def preview(self, id_: str) -> WsgiResponse:
        """Show what was written as shoppers would read it; nothing is kept."""
        visit = self.screen.visit(Role.VIEWER)
        if not by_htmx(request):
            return self._page(visit, id_, no_trouble())
        written = written_in(visit)
        one = _entry_in(review_faq(self.screen.wiring, visit.shop, written, (id_, typed())), id_)
        if one is None:
            return facts(HTTPStatus.NOT_FOUND)
        left = left_out(one, visit.language)
        return self.screen.part(visit, "tracking/faq_preview", seen=one.faq, left_out=left)

    def _page(self, visit: Visit, id_: str, trouble: Trouble) -> WsgiResponse:
        """Answer with a question, in words that were typed and not kept, or as it is kept."""
        wiring, written = self.screen.wiring, written_in(visit)
        kept = entry_of(part_of_page(wiring, visit.shop.id, FaqBook), id_)
        words = _words(kept, written.code, trouble)
        review = review_faq(wiring, visit.shop, written, (id_, words))
        one = _entry_in(review, id_)
        if kept is None or one is None:
            return moved_on(within(FAQ, visit.kept, outcome="gone"))
        own = kept.topic is None
        return self.screen.page(
            visit,
            "tracking/faq_entry",
            trouble.status,
            tabs=tabs("faq", visit.kept, visit.language),
            choices=language_choices(f"{FAQ}/{id_}", visit.kept, written, kept.written),
            fields=word_fields(one.ours, words, trouble.errors, visit.language, own=own),
            facts=fact_lines(review.facts, visit.language),
            drawn=drawn_from(kept, visit.kept, visit.language),
            address=f"{FAQ}/{id_}",
            back=within(FAQ, visit.kept, **{WRITTEN: written.code}),
            own=own,
            rewritten=written.code in kept.written,
            seen=one.faq,
            left_out=left_out(one, visit.language),
            version=review.version,
            written=written,
            outcome=FAQ_OUTCOMES.get(trouble.outcome),
        )


def _words(kept: FaqEntry | None, code: str, trouble: Trouble) -> Written:
    if not {"question", "answer"}.isdisjoint(request.form) and (
        trouble.errors or not trouble.outcome
    ):
        return typed()
    return kept.written.get(code, Written()) if kept else Written()


def _entry_in(review: FaqReview, id_: str) -> Spoken | None:
    return next((one for one in review.entries if one.entry.id == id_), None)


def add_faq_entries(door: Blueprint, screen: Screen) -> None:
    """Add the pages of single questions to a blueprint."""
    pages = _Question(screen)
    one = f"{FAQ}/<id_>"
    door.add_url_rule(one, "question", pages.show)
    door.add_url_rule(one, "save_question", pages.save, methods=["POST"])
    door.add_url_rule(f"{one}/reset", "reset_question", pages.reset, methods=["POST"])
    door.add_url_rule(f"{one}/remove", "remove_question", pages.remove, methods=["POST"])
    door.add_url_rule(f"{one}/preview", "preview_question", pages.preview, methods=["POST"])
