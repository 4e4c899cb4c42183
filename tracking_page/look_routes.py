"""Serve the look of a shop's page as a style sheet; whose it is says the address, and no more."""

from dataclasses import dataclass

from flask import Blueprint, Response

from services.page_look import page_look
from services.wiring import Wiring

LAST_ROW = 2**63 - 1
_IMMUTABLE = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class _Looks:
    wiring: Wiring

    def look(self, shop_id: int, version: str) -> Response:
        """Answer with the look as it is now, to be kept for ever at its own address only.

        A shop nobody knows looks like one that has chosen nothing.
        """
        look = page_look(self.wiring, shop_id)
        return css_answer(look.css, _IMMUTABLE if version == str(look.version) else "no-cache")


def css_answer(css: str, kept: str) -> Response:
    """Answer with a style sheet that was cleaned."""
    headers = {
        "Cache-Control": kept,
        "Content-Type": "text/css; charset=utf-8",
        "X-Content-Type-Options": "nosniff",
        "X-Robots-Tag": "noindex, nofollow",
    }
    return Response(css, headers=headers)


def looks_blueprint(wiring: Wiring) -> Blueprint:
    """Return the shops' style sheets, for an application to register at its root."""
    door = Blueprint("looks", __name__)
    address = f"/t/look/<int(max={LAST_ROW}):shop_id>/<version>.css"
    door.add_url_rule(address, "look", _Looks(wiring).look)
    return door
