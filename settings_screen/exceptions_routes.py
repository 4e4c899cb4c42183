"""The board of exceptions: what needs the merchant's eye before the shopper asks."""

from dataclasses import dataclass

from flask import Blueprint, Response, request

from services.review_exceptions import review_exceptions
from settings_screen.carriers_view import Looking
from settings_screen.exceptions_view import EXCEPTIONS, exception_lines, pager, paused_lines
from settings_screen.screen import Screen

FURTHEST = 1_000_000


@dataclass(frozen=True, slots=True)
class _Exceptions:
    screen: Screen

    def show(self) -> Response:
        """Show one page of the board."""
        visit, wiring = self.screen.visit(), self.screen.wiring
        asked = request.args.get("page", default=1, type=int)
        board = review_exceptions(wiring, visit.shop.id, max(1, min(asked, FURTHEST)))
        looking = Looking(visit.shop, visit.language, wiring.clock())
        return self.screen.page(
            visit,
            "exceptions",
            lines=exception_lines(board, wiring.carriers, looking),
            paused=paused_lines(board, looking, visit.kept) if board.page == 1 else (),
            pager=pager(board, looking, visit.kept),
            found=board.found,
        )


def add_exceptions(door: Blueprint, screen: Screen) -> None:
    """Add the board to a blueprint."""
    door.add_url_rule(EXCEPTIONS, "exceptions", _Exceptions(screen).show)
