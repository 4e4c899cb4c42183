"""Let a shop act on its orders and a carrier scan its parcels; when, is decided elsewhere."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from random import Random
from typing import Protocol

from demo.carriers.book import Book, Consignment, Report
from demo.cast import TRICKSTER
from demo.clock import StoryClock
from demo.numbers import Numbers
from demo.orders import Order, OrderBook, Parcel, after, place_order
from demo.stories import Platform, Scan, ShopAct, Story

log = logging.getLogger(__name__)

_AT_ORIGIN = frozenset({Scan.ANNOUNCED, Scan.COLLECTED, Scan.DEPARTED, Scan.BACK})
_ON_THE_WAY = frozenset({Scan.ARRIVED, Scan.LATE, Scan.DAMAGED, Scan.GOING_BACK})
ORIGIN, HUB = "Borås", "Jönköping"
_SCRIPT_IN_A_SCAN = 'Arrived at <script>alert("scan")</script> <b>terminal</b>'


class Shop(Protocol):
    """A shop that can be told what was done with an order."""

    def open(self) -> None:
        """Begin."""
        ...

    def tell(self, order: Order, act: ShopAct) -> None:
        """Let the product know, as the platform would."""
        ...


@dataclass(frozen=True, slots=True)
class Stage:
    """Everything that is moved about; `orders` may be shared with others who act."""

    clock: StoryClock
    shops: Mapping[Platform, Shop]
    book: Book
    numbers: Numbers
    chance: Random
    orders: OrderBook = field(default_factory=OrderBook)


class Shopkeeper:
    """Does what shops and carriers do; `pace` is how many seconds a parcel is promised to take."""

    def __init__(self, stage: Stage, pace: float) -> None:
        self.stage = stage
        self._pace = pace

    def place(self, place: int, story: Story) -> Order:
        """Take a new order."""
        now = self.stage.clock.now()
        return self._tell(place_order(place, story, self.stage.numbers, now), ShopAct.PLACED)

    def act(self, order: Order, act: ShopAct, parcel: int = 0) -> Order:
        """Do something with an order; one that was called off stays as it is."""
        if order.cancelled_at:
            return order
        stage = self.stage
        changed = after(order, act, parcel, stage.numbers, stage.clock.now())
        if act is ShopAct.SHIPPED:
            self._hand_over(changed, changed.parcels[-1])
        return self._tell(changed, act)

    def scan(self, order: Order, scan: Scan, place: int = 0) -> None:
        """Let the carrier scan a parcel now; one that was never sent is not scanned."""
        book, now = self.stage.book, self.stage.clock.now()
        parcel = next((sent for sent in order.parcels if sent.place == place), None)
        if parcel is None:
            return
        if scan is Scan.LATE:
            book.expect(parcel.carrier, parcel.number, now + timedelta(seconds=self._pace))
        city, country = whereabouts(order, scan)
        report = Report(scan, now, city, country)
        if order.story.shopper is TRICKSTER and scan is Scan.ARRIVED:
            report = replace(report, text=_SCRIPT_IN_A_SCAN)
        book.scan_now(parcel.carrier, parcel.number, report)

    def _tell(self, order: Order, act: ShopAct) -> Order:
        self.stage.orders[order.place] = order
        log.info("%s %s", order.number, act)
        self.stage.shops[order.story.platform].tell(order, act)
        return order

    def _hand_over(self, order: Order, parcel: Parcel) -> None:
        if not parcel.number:
            return
        to = order.destination
        self.stage.book.add(
            Consignment(
                carrier=parcel.carrier,
                number=parcel.number,
                city=to.city,
                country=to.country,
                postal_code=to.postal_code,
                estimate=self.stage.clock.now() + timedelta(seconds=self._pace),
                point=f"{to.city} corner shop",
            )
        )


def whereabouts(order: Order, scan: Scan) -> tuple[str, str]:
    """Return the city and the country in which a scan of a kind happens."""
    if scan in _AT_ORIGIN:
        return ORIGIN, "SE"
    if scan in _ON_THE_WAY:
        return HUB, "SE"
    return order.destination.city, order.destination.country
