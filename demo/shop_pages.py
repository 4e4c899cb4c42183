"""Show the demo in a browser: orders, parcels and the speed; everything shown is escaped."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from demo.carriers import dhl, postnord, ups
from demo.carriers.book import Book, Report
from demo.director import Director
from demo.mailbox import Mailbox
from demo.orders import Order, Parcel
from demo.progress import STEPS, is_trouble, stage_of, step_of
from demo.shops.postman import Postman

HERE = Path(__file__).parent
LABELS = {"postnord": "PostNord", "dhl": "DHL", "ups": "UPS"}
SPEEDS = ((0.0, "Pause"), (1.0, "1×"), (10.0, "10×"))
_WORDS = {"postnord": postnord.WORDS, "dhl": dhl.WORDS, "ups": ups.WORDS}
_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "img-src data:; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)


@dataclass(frozen=True, slots=True)
class ParcelRow:
    """One parcel in an order's card."""

    carrier: str
    label: str
    number: str
    said: str


@dataclass(frozen=True, slots=True)
class Card:
    """One order in the overview."""

    number: str
    shopper: str
    email: str
    goods: tuple[str, ...]
    plot: str
    stage: str
    step: int
    trouble: bool
    parcels: tuple[ParcelRow, ...]
    page_link: str
    mails: int
    newest_mail: int


@dataclass(frozen=True, slots=True)
class Door:
    """A way into one of the shops' pages."""

    label: str
    path: str


@dataclass(frozen=True, slots=True)
class ShopColumn:
    """One shop with its orders, newest first, and the ways into its own pages."""

    label: str
    cards: Sequence[Card]
    doors: Sequence[Door]


@dataclass(frozen=True, slots=True)
class Choice:
    """One button of the speed control."""

    speed: float
    label: str
    chosen: bool


SHOPS = {"Shopify shop": "shopify", "WooCommerce shop": "woocommerce"}
DOORS = {
    "shopify": (Door("Admin", "/shopify/admin"),),
    "woocommerce": (
        Door("Shop", "/woocommerce/"),
        Door("My account", "/woocommerce/my-account/"),
        Door("Track an order", "/woocommerce/track/"),
        Door("wp-admin", "/woocommerce/wp-admin/"),
        Door("Counter", "/woocommerce/counter"),
    ),
}


class Pages:
    """Writes pages from the templates folder; `web_url` is where the product is."""

    def __init__(self, web_url: str) -> None:
        self._web_url = web_url
        self._templates = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
        )

    def page(self, template: str, here: str, **values: Any) -> web.Response:
        """Answer with a page; all values are escaped in it."""
        text = self._templates.get_template(template).render(
            here=here, web_url=self._web_url, **values
        )
        headers = {"Content-Security-Policy": _POLICY, "Cache-Control": "no-store"}
        return web.Response(text=text, content_type="text/html", headers=headers)


class ShopPages:
    """The overview, the carriers' view of a parcel, and the speed control."""

    def __init__(
        self, pages: Pages, director: Director, book: Book, mailbox: Mailbox, postman: Postman
    ) -> None:
        self._pages = pages
        self._director = director
        self._book = book
        self._mailbox = mailbox
        self._postman = postman

    def routes(self) -> list[web.AbstractRouteDef]:
        """Return the pages' addresses."""
        return [
            web.get("/", self._overview),
            web.get("/parcel/{carrier}/{number}", self._parcel),
            web.post("/speed", self._speed),
            web.static("/static", HERE / "static"),
        ]

    async def _overview(self, _: web.Request) -> web.Response:
        speed = self._book.clock.speed
        shops = [self._column(label, key) for label, key in SHOPS.items()]
        return self._pages.page(
            "overview.html",
            "overview",
            shops=shops,
            steps=STEPS,
            tally=self._postman.tally,
            mails=self._mailbox.count,
            speeds=[Choice(s, label, s == speed) for s, label in SPEEDS],
        )

    def _column(self, label: str, platform: str) -> ShopColumn:
        orders = reversed(self._director.orders.values())
        mine = [order for order in orders if order.story.platform.startswith(platform)]
        return ShopColumn(label, [self._card(order) for order in mine], DOORS[platform])

    def _card(self, order: Order) -> Card:
        last = [self._last(parcel) for parcel in order.parcels]
        mails = self._mailbox.to(order.email)
        return Card(
            number=order.number,
            shopper=order.story.shopper.name,
            email=order.email,
            goods=tuple(line.product.title for line in order.story.lines),
            plot=order.story.plot,
            stage=stage_of(order, last),
            step=step_of(order, last),
            trouble=is_trouble(order, last),
            parcels=tuple(map(_row, order.parcels, last)),
            page_link=next((mail.page_link for mail in mails if mail.page_link), ""),
            mails=len(mails),
            newest_mail=mails[0].place if mails else 0,
        )

    def _last(self, parcel: Parcel) -> Report | None:
        known = self._book.find(parcel.carrier, parcel.number)
        return known.reports[-1] if known and known.reports else None

    async def _parcel(self, request: web.Request) -> web.Response:
        carrier = request.match_info["carrier"]
        parcel = self._book.find(carrier, request.match_info["number"])
        if parcel is None:
            raise web.HTTPNotFound
        scans = [
            {"said": said(carrier, r), "at": r.at, "city": r.city, "country": r.country}
            for r in reversed(parcel.reports)
        ]
        return self._pages.page(
            "parcel.html", "parcel", parcel=parcel, label=LABELS[carrier], scans=scans
        )

    async def _speed(self, request: web.Request) -> web.Response:
        form = await request.post()
        wanted = next((s for s, _ in SPEEDS if str(s) == form.get("speed")), None)
        if wanted is None:
            raise web.HTTPBadRequest(text="The speed must be one of the buttons'.")
        self._book.clock.set_speed(wanted)
        raise web.HTTPSeeOther("/")


def said(carrier: str, report: Report) -> str:
    """Return what a carrier says of a scan."""
    return report.text or _WORDS[carrier][report.scan][-1]


def _row(parcel: Parcel, last: Report | None) -> ParcelRow:
    words = said(parcel.carrier, last) if last else ""
    waiting = "no scan yet" if parcel.number else "nobody scans it"
    label = LABELS.get(parcel.carrier, "")
    return ParcelRow(parcel.carrier, label, parcel.number, words or waiting)


@web.middleware
async def same_site_only(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Refuse what another site's page asks of this one behind the viewer's back."""
    origin = request.headers.get("Origin")
    if request.method == "POST" and origin and urlsplit(origin).netloc != request.host:
        raise web.HTTPForbidden
    return await handler(request)
