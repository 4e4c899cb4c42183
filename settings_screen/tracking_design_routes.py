"""The page designer: sections, words, picture and CSS, beside the page as it would be.

What is being chosen is shown before it is saved. Without our scripts the buttons that move a
section, and the one that shows the page, answer with the whole form as it was entered.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as WsgiResponse

from domain.page_design import PageDesign
from domain.team import Role
from messages.language import Language, phrase
from messages.language import language as language_of
from services.change_design import (
    LONGEST,
    EnteredDesign,
    change_design,
    design_in,
    design_problems,
)
from services.change_page import part_of_page
from services.clean_css import clean_css
from services.preview_page import Draft
from settings_screen.answers import said
from settings_screen.messages_routes import OUTCOMES
from settings_screen.page_preview import looked_at, ways_to_look
from settings_screen.screen import Screen
from settings_screen.tracking_design_view import (
    Arranged,
    Looked,
    arranged,
    arranged_in,
    as_entered,
    looked_in,
    picture_fields,
    read_design,
    section_lines,
    word_fields,
)
from settings_screen.tracking_forms import (
    Form,
    Trouble,
    faulty,
    language_choices,
    no_trouble,
    written_in,
)
from settings_screen.tracking_tabs import TRACKING, tabs
from settings_screen.tracking_words import SECTIONS, css_words, problem_words
from settings_screen.visits import Visit, by_htmx

MOVED = phrase("%(section)s: now in place %(place)s")
_SHOWN_FAULTS = 3


@dataclass(frozen=True, slots=True)
class _Design:
    screen: Screen

    def show(self) -> Response:
        """Show the design as it is kept."""
        visit = self.screen.visit()
        written = written_in(visit)
        kept = part_of_page(self.screen.wiring, visit.shop.id, PageDesign)
        return self._page(visit, as_entered(kept, written.code), arranged(kept), no_trouble())

    def save(self) -> WsgiResponse:
        """Keep what was entered."""
        visit = self.screen.visit()
        entered = read_design(request.form, written_in(visit).code)
        form = Form(visit, TRACKING, LONGEST, entered.language)

        def again(trouble: Trouble) -> Response:
            return self._page(visit, entered, arranged_in(request.form), trouble)

        if design_problems(entered):
            errors = self._errors(entered, visit.language)
            return form.refused(faulty(errors), again)
        wiring, shop_id = self.screen.wiring, visit.shop.id
        return form.saved(lambda: change_design(wiring, shop_id, entered, visit.who), again)

    def look(self) -> Response:
        """Show the page in the design being chosen; nothing is kept."""
        visit = self.screen.visit(Role.VIEWER)
        entered, of = read_design(request.form, written_in(visit).code), arranged_in(request.form)
        errors = self._errors(entered, visit.language)
        if not by_htmx(request):
            return self._page(visit, entered, of, Trouble(HTTPStatus.OK, errors))
        looked = looked_in(request.form, entered.language)
        answer = self.screen.part(
            visit,
            "tracking/looked",
            HTTPStatus.OK,
            sections=section_lines(of, visit.language),
            errors={name: errors.get(name, "") for name in (*LONGEST, "picture_url", "css")},
            **self._seen(visit, entered, looked),
        )
        return self._spoken(answer, of, visit.language)

    def _spoken(self, answer: Response, of: Arranged, language: Language) -> Response:
        """Say where a section was moved, and stay at its button."""
        way, _, key = request.form.get("move", "").partition(":")
        place = next((at for at, one in enumerate(of.order, 1) if one == key), 0)
        if not place:
            return answer
        at_end = {1: "down", len(of.order): "up"}.get(place, way)
        words = language.say(
            MOVED, section=language.say(SECTIONS[of.order[place - 1]]), place=place
        )
        return said(answer, words, offered=True, focus=f"{at_end}-{key}")

    def _errors(self, entered: EnteredDesign, language: Language) -> Mapping[str, str]:
        errors = problem_words(design_problems(entered), LONGEST, language)
        faults = clean_css(entered.css).faults[:_SHOWN_FAULTS]
        if faults:
            errors["css"] = " ".join(css_words(fault, language) for fault in faults)
        return errors

    def _seen(self, visit: Visit, entered: EnteredDesign, looked: Looked) -> Mapping[str, object]:
        """Keep what is being chosen for its frame; say where that is, or why there is none."""
        wiring, shop_id = self.screen.wiring, visit.shop.id
        draft = Draft(shop_id, design_in(wiring, shop_id, entered), looked.language)
        faults = [css_words(fault, visit.language) for fault in clean_css(entered.css).faults]
        return {**looked_at(wiring, visit, looked, draft), "faults": faults}

    def _page(
        self, visit: Visit, entered: EnteredDesign, of: Arranged, trouble: Trouble
    ) -> Response:
        spoken, errors = visit.language, trouble.errors
        kept = part_of_page(self.screen.wiring, visit.shop.id, PageDesign)
        written = language_of(entered.language)
        return self.screen.page(
            visit,
            "tracking/design",
            trouble.status,
            tabs=tabs("design", visit.kept, spoken),
            sections=section_lines(of, spoken),
            words=word_fields(entered, errors, spoken),
            picture=picture_fields(entered, errors, spoken),
            css=entered.css,
            css_error=errors.get("css", ""),
            written=written,
            choices=language_choices(TRACKING, visit.kept, written, kept.words),
            version=entered.version,
            outcome=OUTCOMES.get(trouble.outcome),
            preview=f"{TRACKING}/preview",
            **ways_to_look(),
            **self._seen(visit, entered, looked_in(request.form, entered.language)),
        )


def add_tracking_design(door: Blueprint, screen: Screen) -> None:
    """Add the page designer to a blueprint."""
    pages = _Design(screen)
    door.add_url_rule(TRACKING, "tracking", pages.show)
    door.add_url_rule(TRACKING, "save_tracking", pages.save, methods=["POST"])
    door.add_url_rule(f"{TRACKING}/preview", "look_at_tracking", pages.look, methods=["POST"])
