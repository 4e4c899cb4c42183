"""Know who looks at an order by the cookie of their visit; a link alone is always enough to look.

The cookie is of one order's page and goes nowhere else. A form is believed that was made for this
very visit, and was not sent by another site's page.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import Request, Response

from domain.access import VISIT_LASTS, Level
from services.look_up_order import LinkTarget, open_link
from services.prove_form import form_proof, is_form_proof
from services.shopper_visit import level_of
from services.wiring import Wiring

COOKIE = "framme"
FORM_PROOF = "proof"
"""The hidden field of every form on an order's page."""
_LONGEST_TOKEN = 64


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who looks at an order: `visit` is empty at LINK, `form_proof` goes into their forms."""

    target: LinkTarget
    level: Level
    visit: str
    form_proof: str


def visitor_of(wiring: Wiring, request: Request, link_token: str) -> Visitor:
    """Return who looks; raise BadTokenError when the link opens nothing.

    One indexed read, and another for who brings a visit.
    """
    target = open_link(wiring, link_token)
    visit = request.cookies.get(COOKIE, "")[:_LONGEST_TOKEN]
    level = level_of(wiring, target, visit)
    known = visit if level > Level.LINK else ""
    return Visitor(target, level, known, form_proof(wiring, _whose(known, link_token)))


def keep_visit(wiring: Wiring, response: Response, link_token: str, visit: str) -> None:
    """Give the browser a visit to keep, for this order's page alone."""
    response.set_cookie(
        COOKIE,
        visit,
        max_age=VISIT_LASTS,
        path=f"/t/{link_token}",
        secure=wiring.public_url.startswith("https:"),
        httponly=True,
        samesite="Lax",
    )


def drop_visit(response: Response, link_token: str) -> None:
    """Have the browser forget its visit to an order."""
    response.delete_cookie(COOKIE, path=f"/t/{link_token}", httponly=True, samesite="Lax")


def believed(wiring: Wiring, request: Request, visitor: Visitor) -> bool:
    """Tell whether a form was sent from this visitor's own page.

    Our pages name no referrer, for which browsers write "null" as the origin: it says nothing.
    """
    origin = request.headers.get("Origin", "null")
    ours = {urlsplit(wiring.public_url).netloc, request.host}
    if origin != "null" and origin.partition("://")[2] not in ours:
        return False
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return False
    link_token = str((request.view_args or {})["token"])
    whose = _whose(visitor.visit, link_token)
    return is_form_proof(wiring, whose, request.form.get(FORM_PROOF, ""))


def _whose(visit: str, link_token: str) -> str:
    return f"shopper's page:{visit or link_token}"
