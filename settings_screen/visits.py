"""Find out which merchant is looking, and in which shell; whoever cannot prove it is turned away.

Inside a platform's admin every request carries the platform's proof and no cookie counts; outside,
a signed session in a cookie counts and nothing else. A shop that is a site of its own frames us by
our plugin, which signs who comes; from then on each page hands the next its proof. None of the
three is ever accepted for another.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from flask import Request

from domain.embedding import EmbeddedApp, MerchantVisit, WebRequest
from domain.errors import BadTokenError, FrammeError, ProviderError
from domain.shop import PlatformKey, Shop
from domain.team import Role
from messages.language import Language, language_for
from services.merchant_entry import (
    BY_LINK,
    entrant_in_session,
    framed,
    open_frame,
    shops_in_session,
)
from services.plugin_proof import NotProvenError, prove_merchant
from services.prove_form import form_proof, is_form_proof
from services.welcome_shop import welcome
from services.wiring import Wiring

EMBEDDED = PlatformKey.SHOPIFY
"""The platform whose admin shows our pages."""
OWN_HEADER = "X-Framme"
"""Sent by our script only: another site's page cannot add it without asking first."""
FRAMED, FRAME, FRAME_HEADER = "framed", "frame", "X-Framme-Frame"
"""How our plugin's merchant comes in, how links in the frame go on, and how our script does."""
SHOPIFY_USER, WORDPRESS_USER = "Shopify user ", "WordPress user "
"""What the log of changes calls those whom a platform's admin names by a number."""
PROOF = "proof"
"""The field by which a form is believed where our script does not run; in a frame it is FRAME."""
_SIGNS = ("id_token", "shop", "host", "embedded")
_KEPT = ("shop", "host", "embedded", "locale")


class NotLetInError(FrammeError):
    """Nobody is signed in here, or the request was made by another site's page."""


class FrameOverError(FrammeError):
    """What opened this frame is no longer good: the page around it has to open it again."""


class NotAllowedError(FrammeError):
    """Whoever makes this `visit` may not do what was asked; the shop's owner decides."""

    def __init__(self, visit: "Visit") -> None:
        super().__init__(f"not for a {visit.role}")
        self.visit = visit


class ShopAwayError(FrammeError):
    """The merchant is proven, but the platform does not answer us; `headers` let it be framed."""

    def __init__(self, headers: Mapping[str, str]) -> None:
        super().__init__("the platform does not answer")
        self.headers = headers


@dataclass(frozen=True, slots=True)
class Visit:
    """A merchant at our screen; `kept` is the query that links within the screen carry along.

    `app` is None where the platform knows no apps. `headers` belong on documents. `framed_by` is
    the origin of a shop's own admin that frames us, `frame` what goes on proving that. `others` are
    further shops of the merchant's that this browser has been let into. `proof` goes along with
    forms outside any admin. `who` is noted with changes. In a platform's admin everybody is an
    owner: who may open an app there is the platform's matter.
    """

    shop: Shop
    embedded: bool
    language: Language
    app: EmbeddedApp | None
    kept: str
    headers: Mapping[str, str]
    others: tuple[Shop, ...] = ()
    frame: str = ""
    framed_by: str = ""
    proof: str = ""
    who: str = BY_LINK
    role: Role = Role.OWNER


def session_cookie(wiring: Wiring) -> str:
    """Name the cookie; over https with the prefix that pins it to this very host."""
    return "__Host-framme" if wiring.public_url.startswith("https:") else "framme-settings"


def origin_of(wiring: Wiring) -> str:
    """Return what browsers call the site our pages are on."""
    ours = urlsplit(wiring.public_url)
    return f"{ours.scheme}://{ours.netloc}"


def visit_of(wiring: Wiring, request: Request) -> Visit:
    """Return who looks; raise NotVerifiedError, NotLetInError, ShopAwayError."""
    if _from_frame(request):
        return _framed(wiring, request)
    cookie = request.cookies.get(session_cookie(wiring), "")
    if "Authorization" in request.headers or any(sign in request.args for sign in _SIGNS):
        return _inside(wiring, request)
    if cookie:
        return _outside(wiring, request, cookie)
    if request.method == "POST" and EMBEDDED in wiring.apps:
        return _inside(wiring, request)
    raise NotLetInError("no session")


def by_script(request: Request) -> bool:
    """Tell whether our script sent a request, and not a form by itself."""
    return OWN_HEADER in request.headers or "Authorization" in request.headers


def by_htmx(request: Request) -> bool:
    """Tell whether htmx sent a request, and so waits for a part of a page."""
    return "HX-Request" in request.headers


def _from_frame(request: Request) -> bool:
    said = FRAME_HEADER in request.headers or FRAME in request.form
    return said or FRAMED in request.args or FRAME in request.args


def language_of(request: Request, otherwise: str = "") -> Language:
    """Choose the language: the admin's, else the browser's, else the shop's."""
    accepted = request.accept_languages.best or ""
    return language_for(request.args.get("locale", ""), accepted or otherwise)


def _inside(wiring: Wiring, request: Request) -> Visit:
    app = wiring.apps.get(EMBEDDED)
    if app is None:
        raise NotLetInError("we are not an app here")
    seen = app.merchant_visit(web_request(wiring, request))
    shop = _welcomed(wiring, seen)
    kept = {name: request.args[name] for name in _KEPT if name in request.args}
    return Visit(
        shop=shop,
        embedded=True,
        language=language_of(request, shop.locale),
        app=app,
        kept=f"?{urlencode(kept)}" if kept else "",
        headers=seen.headers,
        who=f"{SHOPIFY_USER}{seen.user}",
    )


def _welcomed(wiring: Wiring, seen: MerchantVisit) -> Shop:
    try:
        return welcome(wiring, EMBEDDED, seen)
    except ProviderError as error:
        raise ShopAwayError(seen.headers) from error


def _outside(wiring: Wiring, request: Request, cookie: str) -> Visit:
    if request.method == "POST":
        if request.headers.get("Origin") != origin_of(wiring):
            raise NotLetInError("another site's page asked")
        # A form says for which session it was made: the browser may be in another shop by now.
        proven = is_form_proof(wiring, cookie, request.form.get(PROOF, ""))
        if not proven and (PROOF in request.form or OWN_HEADER not in request.headers):
            raise NotLetInError("not asked by our script, nor by a form of this session")
    try:
        entrant = entrant_in_session(wiring, cookie)
    except BadTokenError as error:
        raise NotLetInError(str(error)) from error
    shop = entrant.shop
    return Visit(
        shop=shop,
        embedded=False,
        language=language_of(request, shop.locale),
        app=wiring.apps.get(shop.platform),
        kept="",
        headers={},
        others=tuple(one for one in shops_in_session(wiring, cookie) if one.id != shop.id),
        proof=form_proof(wiring, cookie),
        who=entrant.who,
        role=entrant.role,
    )


def _framed(wiring: Wiring, request: Request) -> Visit:
    """Find out who looks within a frame of a shop's own admin: sent by our plugin, or going on."""
    shop, origin, user = _sent(wiring, request)
    frame = open_frame(wiring, shop, origin, user)
    kept = {FRAME: frame}
    if "locale" in request.args:
        kept["locale"] = request.args["locale"]
    return Visit(
        shop=shop,
        embedded=False,
        language=language_of(request, shop.locale),
        app=None,
        kept=f"?{urlencode(kept)}",
        headers={},
        frame=frame,
        framed_by=origin,
        who=f"{WORDPRESS_USER}{user}".rstrip(),
    )


def _sent(wiring: Wiring, request: Request) -> tuple[Shop, str, str]:
    try:
        if FRAMED in request.args and request.method == "GET":
            sent = prove_merchant(wiring, request.args[FRAMED])
            return sent.shop, sent.origin, sent.user
        if request.method == "POST":
            # Another site's page cannot send the header without asking first, nor know the field.
            sent_along = request.headers.get(FRAME_HEADER) or request.form.get(FRAME, "")
            return framed(wiring, sent_along)
        return framed(wiring, request.args.get(FRAME, ""))
    except (BadTokenError, NotProvenError) as error:
        raise FrameOverError(str(error)) from error


def web_request(wiring: Wiring, request: Request) -> WebRequest:
    """Return a request as platforms read it, at its public address."""
    headers = {name.lower(): value for name, value in request.headers.items()}
    query = request.query_string.decode("latin-1")
    url = f"{wiring.public_url}{request.path}{'?' if query else ''}{query}"
    return WebRequest(request.method, url, headers)
