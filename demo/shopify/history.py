"""Make up what happened before the app was installed: some orders with parcels, or a crowd."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from demo.carriers.book import Consignment, Report
from demo.cast import PRODUCTS, SHOPPERS, Line
from demo.numbers import Numbers
from demo.orders import Order, after, place_order
from demo.shopkeeping import Shopkeeper, whereabouts
from demo.stories import Plot, Scan, ShopAct, Story

FIRST_PLACE = 40
"""Behind the places of the stories."""
_HOME = (Scan.ANNOUNCED, Scan.COLLECTED, Scan.DEPARTED, Scan.ARRIVED, Scan.OUT, Scan.DELIVERED)
_PAST = ((31, 6, "postnord"), (12, 6, "dhl"), (5, 6, "ups"), (2, 4, "postnord"), (1, 2, "dhl"))
"""How many days ago, how many scans so far, whose parcel."""


def fill_past(keeper: Shopkeeper) -> None:
    """Write orders of the last weeks into a shop's book, without telling anybody."""
    stage = keeper.stage
    for turn, (days, scans, carrier) in enumerate(_PAST):
        place = FIRST_PLACE + turn
        placed = stage.clock.now() - timedelta(days=days, hours=turn)
        order = _sent(place, carrier, stage.numbers, placed)
        stage.orders[place] = order
        parcel = order.parcels[0]
        reports = tuple(
            Report(scan, placed + timedelta(hours=20 + 4 * n), *whereabouts(order, scan))
            for n, scan in enumerate(_HOME[:scans])
        )
        to = order.destination
        stage.book.add(
            Consignment(
                carrier=carrier,
                number=parcel.number,
                city=to.city,
                country=to.country,
                postal_code=to.postal_code,
                point=f"{to.city} corner shop",
                reports=tuple(r for r in reports if r.at <= stage.clock.now()),
            )
        )


@dataclass(frozen=True, slots=True)
class Crowd(Mapping[int, Order]):
    """Any number of sent orders of the last weeks, each made up when it is read."""

    numbers: Numbers
    size: int
    newest: datetime

    def __getitem__(self, place: int) -> Order:
        """Return the order at a place, or raise KeyError."""
        if not 0 <= place < self.size:
            raise KeyError(place)
        placed = self.newest - timedelta(seconds=10 * (self.size - place))
        return _sent(place, "postnord", self.numbers, placed)

    def __iter__(self) -> Iterator[int]:
        """Yield every place, the oldest order's first."""
        return iter(range(self.size))

    def __len__(self) -> int:
        """Return how many there are."""
        return self.size


def _sent(place: int, carrier: str, numbers: Numbers, placed: datetime) -> Order:
    shopper = SHOPPERS[place % len(SHOPPERS)]
    goods = (Line(PRODUCTS[place % 10]), Line(PRODUCTS[(place + 3) % 10], 2))
    story = Story(Plot.HOME, "shopify", shopper, goods, (carrier,))
    order = place_order(place, story, numbers, placed)
    sent = after(order, ShopAct.SHIPPED, 0, numbers, placed + timedelta(hours=18))
    return replace(sent, updated_at=placed + timedelta(hours=18))
