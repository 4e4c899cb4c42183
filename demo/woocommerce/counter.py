"""Let a viewer stand behind the pretend shop's counter: sell, send, scan, throw away, revoke."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from demo.carriers.book import CARRIERS
from demo.cast import PRODUCTS, SHOPPERS, Line
from demo.orders import Order
from demo.shopkeeping import Shopkeeper
from demo.stories import Noted, Plot, Scan, ShopAct, Story
from demo.woocommerce.backoffice import Backoffice
from demo.woocommerce.first_connection import PLUGINS_PAGE
from demo.woocommerce.order_record import OrderRecord
from demo.woocommerce.pages import SitePages
from demo.woocommerce.users import MERCHANT

BELOW = "/counter"
FIRST_OWN_PLACE = 50
"""Places of orders a viewer places: behind those of the stories and of the past."""
_SHOWN = 40
_ACTS = {"prepare": ShopAct.PREPARING, "pack": ShopAct.PACKED, "cancel": ShopAct.CANCELLED}
_ORDER = BELOW + "/orders/{order:[0-9]{1,18}}"


@dataclass(frozen=True, slots=True)
class Counter:
    """A page with buttons, each of which leads back to it."""

    back: Backoffice
    keeper: Shopkeeper
    pages: SitePages
    web_url: str

    def routes(self) -> list[web.RouteDef]:
        """Return the addresses."""
        return [
            web.get(BELOW, self._page),
            web.post(BELOW + "/sell", self._sell),
            web.post(BELOW + "/switch", self._switch),
            web.post(BELOW + "/revoke", self._revoke),
            web.post(_ORDER + "/{act:prepare|pack|cancel|send}", self._act),
            web.post(_ORDER + "/{act:trash|untrash|erase}", self._bin),
            web.post(_ORDER + "/scan", self._scan),
            web.post(_ORDER + "/note", self._note),
        ]

    async def _page(self, _: web.Request) -> web.Response:
        newest = sorted(self.back.orders.all(), key=lambda o: (o.created_at, o.id), reverse=True)
        return self.pages.page(
            "counter.html",
            orders=[self._row(record) for record in newest[:_SHOWN]],
            shoppers=SHOPPERS,
            ways=tuple(Noted),
            scans=tuple(Scan),
            keys=list(self.back.keys.all()),
            webhooks=list(self.back.webhooks.all()),
            merchant_may=self._merchant_may(),
            connect=f"{self.web_url}/connect/woocommerce",
            back=f"{self.back.site.home}{PLUGINS_PAGE}",
        )

    def _row(self, record: OrderRecord) -> Mapping[str, Any]:
        order = self._played(record.id)
        parcels = [parcel for parcel in order.parcels if parcel.number] if order else []
        left = order is not None and not order.all_sent and not order.cancelled_at
        return {"record": record, "left": left and not record.in_bin, "parcels": parcels}

    async def _sell(self, request: web.Request) -> web.Response:
        form, chance = await request.post(), self.keeper.stage.chance
        by = next(
            (s for s in SHOPPERS if s.mailbox == form.get("shopper")), chance.choice(SHOPPERS)
        )
        noted = next((way for way in Noted if way == form.get("noted")), Noted.TRACKING)
        two = form.get("parcels") == "2"
        goods = (Line(PRODUCTS[chance.randrange(10)], 2), Line(PRODUCTS[chance.randrange(10)]))
        carriers = tuple(chance.sample(CARRIERS, 2 if two else 1))
        plot = Plot.TWO if two else Plot.HOME
        place = max((FIRST_OWN_PLACE - 1, *self.keeper.stage.orders)) + 1
        self.keeper.place(place, Story(plot, "woocommerce", by, goods, carriers, noted))
        raise self._done()

    async def _act(self, request: web.Request) -> web.Response:
        order = self._played(int(request.match_info["order"]))
        if order is None:
            raise web.HTTPConflict(text="This order is none of this run's.")
        act = request.match_info["act"]
        if act in _ACTS:
            self.keeper.act(order, _ACTS[act])
        elif not order.all_sent:
            self.keeper.act(order, ShopAct.SHIPPED, len(order.parcels))
        raise self._done()

    async def _bin(self, request: web.Request) -> web.Response:
        record = self._record(request)
        acts = {
            "trash": self.back.trash,
            "untrash": self.back.untrash,
            "erase": self.back.erase,
        }
        acts[request.match_info["act"]](record)
        raise self._done()

    async def _scan(self, request: web.Request) -> web.Response:
        order, form = self._played(int(request.match_info["order"])), await request.post()
        try:
            scan, parcel = Scan(str(form.get("scan"))), int(str(form.get("parcel")))
        except ValueError:
            raise web.HTTPBadRequest(text="There is no such scan.") from None
        if order is not None:
            self.keeper.scan(order, scan, parcel)
        raise self._done()

    async def _note(self, request: web.Request) -> web.Response:
        record, form = self._record(request), await request.post()
        if text := str(form.get("note", "")).strip():
            self.back.add_note(record, text, to_customer=True, author="The merchant")
        raise self._done()

    async def _switch(self, request: web.Request) -> web.Response:
        what, site = str((await request.post()).get("what")), self.back.site
        if what == "fulfilments":
            site.fulfilments = not site.fulfilments
        elif what == "rights" and (merchant := self.back.users.find(MERCHANT)):
            merchant.manager = not merchant.manager
        raise self._done()

    async def _revoke(self, request: web.Request) -> web.Response:
        key = str((await request.post()).get("key", ""))
        if key.isdecimal():
            self.back.keys.revoke(int(key))
        raise self._done()

    def _played(self, number: int) -> Order | None:
        return self.keeper.stage.orders.known_as("woocommerce", number)

    def _record(self, request: web.Request) -> OrderRecord:
        record = self.back.orders.find(int(request.match_info["order"]))
        if record is None:
            raise web.HTTPNotFound
        return record

    def _merchant_may(self) -> bool:
        merchant = self.back.users.find(MERCHANT)
        return merchant is not None and merchant.manager

    def _done(self) -> web.HTTPSeeOther:
        return web.HTTPSeeOther(f"{self.back.site.home}{BELOW}")
