"""Lead on from a campaign, and count it; only to the address its merchant has kept."""

from dataclasses import dataclass

from flask import Blueprint, Response, request

from services.count_campaign import follow
from services.wiring import Wiring
from tracking_page.answers import sent_on
from tracking_page.preferences_answers import Pages


@dataclass(frozen=True, slots=True)
class _Campaigns:
    wiring: Wiring
    pages: Pages

    def way(self, token: str) -> Response:
        """Count a press and lead on; who only asks what is there, or looks ahead, is not counted.

        Browsers say so when they fetch a page before anybody wants it (Sec-Purpose, Fetch
        standard).
        """
        ahead = "prefetch" in request.headers.get("Sec-Purpose", "")
        address = follow(self.wiring, token, count=request.method == "GET" and not ahead)
        if address is None:
            return self.pages.gone()
        answer = sent_on(address)
        answer.headers["X-Robots-Tag"] = "noindex, nofollow"
        return answer


def campaigns_blueprint(wiring: Wiring) -> Blueprint:
    """Return the way on from campaigns, for an application to register at its root."""
    door = Blueprint("campaigns", __name__)
    door.add_url_rule("/c/<token>", "follow_campaign", _Campaigns(wiring, Pages()).way)
    return door
