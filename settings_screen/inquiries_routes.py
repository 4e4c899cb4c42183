"""The page of what shoppers asked the shop: to be read, answered by mail, and sent again."""

from dataclasses import dataclass

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as WsgiResponse

from services.review_inquiries import review_inquiries, send_inquiry_again
from settings_screen.addresses import within
from settings_screen.answers import facts, moved_on
from settings_screen.carriers_view import Looking
from settings_screen.exceptions_routes import OUTCOMES
from settings_screen.exceptions_view import EXCEPTIONS
from settings_screen.inquiries_view import inquiry_lines
from settings_screen.newest_first import before_asked, ways_on
from settings_screen.screen import LAST_ROW, Screen
from settings_screen.visits import by_script

QUESTIONS = f"{EXCEPTIONS}/questions"


@dataclass(frozen=True, slots=True)
class _Questions:
    screen: Screen

    def show(self) -> Response:
        """Show one page of questions."""
        visit, wiring = self.screen.visit(), self.screen.wiring
        before = before_asked()
        page = review_inquiries(wiring, visit.shop.id, before)
        return self.screen.page(
            visit,
            "exceptions/questions",
            lines=inquiry_lines(page, Looking(visit.shop, visit.language, wiring.clock())),
            ways=ways_on(QUESTIONS, visit.kept, before, page.older),
            outcome=OUTCOMES.get(request.args.get("outcome", "")),
        )

    def again(self, number: int) -> WsgiResponse:
        """Have the mail about a question sent again."""
        visit = self.screen.visit()
        tried = send_inquiry_again(self.screen.wiring, visit.shop.id, number)
        outcome = "again" if tried else "nothing"
        if by_script(request):
            return facts(outcome=outcome)
        return moved_on(within(QUESTIONS, visit.kept, outcome=outcome))


def add_questions(door: Blueprint, screen: Screen) -> None:
    """Add the page of questions to a blueprint."""
    pages = _Questions(screen)
    one = f"{QUESTIONS}/<int(max={LAST_ROW}):number>"
    door.add_url_rule(QUESTIONS, "questions", pages.show)
    door.add_url_rule(f"{one}/again", "send_question_again", pages.again, methods=["POST"])
