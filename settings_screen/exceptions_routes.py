"""The board of exceptions: what needs the merchant's eye before the shopper asks."""

from dataclasses import dataclass

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as WsgiResponse

from domain.errors import ChangedMeanwhileError
from messages.language import phrase
from services.review_exceptions import review_exceptions
from services.review_inquiries import count_unheard
from services.settle_exceptions import put_aside, try_messages_again
from settings_screen.addresses import within
from settings_screen.answers import facts, moved_on
from settings_screen.carriers_view import Looking
from settings_screen.exceptions_view import EXCEPTIONS, exception_lines, pager, stopped_lines
from settings_screen.screen import LAST_ROW, Screen
from settings_screen.visits import Visit, by_script

FURTHEST = 1_000_000
LONGEST_SEEN = 20_000
OUTCOMES = {
    "done": ("success", phrase("Put aside. It comes back when something new happens to it.")),
    "again": ("success", phrase("The messages are on their way again.")),
    "nothing": ("info", phrase("There is nothing left to send again.")),
    "changed": (
        "warning",
        phrase("Not put aside: something new has happened to this order. It now stands so."),
    ),
}
"""What the board says of what was done just before: the tone and the words."""


@dataclass(frozen=True, slots=True)
class _Exceptions:
    screen: Screen

    def show(self) -> Response:
        """Show one page of the board."""
        visit, wiring = self.screen.visit(), self.screen.wiring
        asked = request.args.get("page", default=1, type=int)
        board = review_exceptions(wiring, visit.shop.id, max(1, min(asked, FURTHEST)))
        looking = Looking(visit.shop, visit.language, wiring.clock())
        stopped = board.counted.stopped if board.page == 1 else ()
        return self.screen.page(
            visit,
            "exceptions",
            lines=exception_lines(board, wiring.carriers, looking),
            stopped=stopped_lines(stopped, visit.language, visit.kept),
            pager=pager(board, looking, visit.kept),
            found=board.counted.orders,
            unheard=count_unheard(wiring, visit.shop.id),
            outcome=OUTCOMES.get(request.args.get("outcome", "")),
        )

    def done(self, number: int) -> WsgiResponse:
        """Put an order aside, as it was seen."""
        visit = self.screen.visit()
        seen = frozenset(request.form.get("seen", "")[:LONGEST_SEEN].split())
        try:
            put_aside(self.screen.wiring, visit.shop.id, number, seen)
        except ChangedMeanwhileError:
            return self._on(visit, "changed")
        return self._on(visit, "done")

    def again(self, number: int) -> WsgiResponse:
        """Have the messages about an order sent again."""
        visit = self.screen.visit()
        tried = try_messages_again(self.screen.wiring, visit.shop.id, number)
        return self._on(visit, "again" if tried else "nothing")

    def _on(self, visit: Visit, outcome: str) -> WsgiResponse:
        if by_script(request):
            return facts(outcome=outcome)
        return moved_on(within(EXCEPTIONS, visit.kept, outcome=outcome))


def add_exceptions(door: Blueprint, screen: Screen) -> None:
    """Add the board to a blueprint."""
    board = _Exceptions(screen)
    one = f"{EXCEPTIONS}/<int(max={LAST_ROW}):number>"
    door.add_url_rule(EXCEPTIONS, "exceptions", board.show)
    door.add_url_rule(f"{one}/done", "put_aside", board.done, methods=["POST"])
    door.add_url_rule(f"{one}/again", "send_again", board.again, methods=["POST"])
