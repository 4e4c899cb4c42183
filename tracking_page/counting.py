"""Count opened and followed messages without anybody's help; leads to our own pages only."""

import base64
from dataclasses import dataclass
from http import HTTPStatus

from flask import Blueprint, Response, request

from domain.errors import BadTokenError
from services.count_message import follow, note_opened
from services.wiring import Wiring
from tracking_page.preferences_answers import Pages

_DOT = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
"""One transparent pixel, as GIF89a."""
_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
}


@dataclass(frozen=True, slots=True)
class _Counters:
    wiring: Wiring
    pages: Pages

    def dot(self, token: str) -> Response:
        """Count that a message was opened; a HEAD opens nothing."""
        if request.method == "HEAD":
            return Response(headers={**_HEADERS, "Content-Type": "image/gif"})
        try:
            note_opened(self.wiring, token)
        except BadTokenError:
            return self.pages.gone()
        return Response(_DOT, headers={**_HEADERS, "Content-Type": "image/gif"})

    def way(self, token: str) -> Response:
        """Count that a message's link was followed, and lead on to its order's page."""
        try:
            address = follow(self.wiring, token, count=request.method == "GET")
        except BadTokenError:
            return self.pages.gone()
        return Response(status=HTTPStatus.FOUND, headers={**_HEADERS, "Location": address})


def counting_blueprint(wiring: Wiring) -> Blueprint:
    """Return the counters in messages, for an application to register at its root."""
    door = Blueprint("counting", __name__)
    ours = _Counters(wiring, Pages())
    door.add_url_rule("/m/<token>.gif", "dot", ours.dot)
    door.add_url_rule("/m/<token>", "way", ours.way)
    return door
