"""Keep what the pretend shops know of orders; how a shop would tell of them is in shops/."""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from demo.cast import Line
from demo.costs import Costs, costs_of
from demo.numbers import Numbers
from demo.stories import Platform, ShopAct, Story

AS_MANY_SHOPPERS = 12
"""The opening's orders each have a shopper of their own; later ones come back."""
BILLED_TO_A_BOX = 2
"""Which of every four orders is billed somewhere else than it goes."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A packing that has left: `lines` are places in the order's lines."""

    place: int
    carrier: str
    number: str
    shipped_at: datetime
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Destination:
    """Where an order is sent instead of to its shopper's own address."""

    name: str
    street: str
    postal_code: str
    city: str
    country: str
    region: str = ""
    company: str = ""


@dataclass(frozen=True, slots=True)
class ShownEvent:
    """An event an app has added to a parcel, as the shop's own order page shows it.

    `status` is in the platform's words.
    """

    event_id: int
    parcel: int
    status: str
    happened_at: datetime
    created_at: datetime
    message: str = ""
    city: str = ""
    country: str = ""
    postal_code: str = ""
    expected_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """An order at one moment; `place` counts the run's orders from 0.

    `attributes` are what apps have noted on it, by name.
    """

    place: int
    story: Story
    email: str
    number: str
    platform_id: int
    placed_at: datetime
    updated_at: datetime
    act: ShopAct = ShopAct.PLACED
    parcels: tuple[Parcel, ...] = ()
    cancelled_at: datetime | None = None
    moved_to: Destination | None = None
    shown: tuple[ShownEvent, ...] = ()
    note: str = ""
    attributes: tuple[tuple[str, str], ...] = ()

    @property
    def costs(self) -> Costs:
        """Return what the order costs, and why."""
        return costs_of(self.story.lines, self.place)

    @property
    def total(self) -> Decimal:
        """Return the price of everything."""
        return self.costs.total

    @property
    def tags(self) -> tuple[str, ...]:
        """Return what the shop puts on the order for what is in it."""
        return tuple(sorted({line.product.tag for line in self.story.lines} - {""}))

    @property
    def billed_to(self) -> Destination:
        """Return who pays: the shopper at home, or for one order in four at a box in town."""
        who = self.story.shopper
        street = f"Box {100 + self.place}" if self.place % 4 == BILLED_TO_A_BOX else who.street
        return Destination(who.name, street, who.postal_code, who.city, who.country)

    @property
    def destination(self) -> Destination:
        """Return where the parcels go."""
        shopper = self.story.shopper
        return self.moved_to or Destination(
            shopper.name, shopper.street, shopper.postal_code, shopper.city, shopper.country
        )

    @property
    def all_sent(self) -> bool:
        """Tell whether nothing is left to pack."""
        return len(self.parcels) == len(self.story.carriers) > 0

    def packed_in(self, parcel: Parcel) -> tuple[Line, ...]:
        """Return the lines that travel in a parcel."""
        return tuple(self.story.lines[place] for place in parcel.lines)


def place_order(place: int, story: Story, numbers: Numbers, now: datetime) -> Order:
    """Write down a new order, with an address nobody else in the run has."""
    again = f".{place}" if place >= AS_MANY_SHOPPERS else ""
    shopify = story.platform == "shopify"
    platform_id = numbers.shopify_id(place) if shopify else numbers.woocommerce_id(place)
    return Order(
        place=place,
        story=story,
        email=f"{story.shopper.mailbox}{again}@example.com",
        number=numbers.order_name(place) if shopify else str(platform_id),
        platform_id=platform_id,
        placed_at=now,
        updated_at=now,
    )


def after(order: Order, act: ShopAct, parcel: int, numbers: Numbers, now: datetime) -> Order:
    """Return the order after the shop has done something with it."""
    if act is ShopAct.CANCELLED:
        return replace(order, act=act, updated_at=now, cancelled_at=now)
    if act is not ShopAct.SHIPPED:
        return replace(order, act=act, updated_at=now)
    carrier = order.story.carriers[parcel]
    sent = Parcel(
        place=parcel,
        carrier=carrier,
        number=numbers.tracking_number(carrier, order.place, parcel),
        shipped_at=now,
        lines=tuple(range(parcel, len(order.story.lines), len(order.story.carriers))),
    )
    return replace(order, act=act, updated_at=now, parcels=(*order.parcels, sent))


class OrderBook(dict[int, Order]):
    """The orders of a run by their place: the one truth that every part of the demo reads."""

    def __init__(self) -> None:
        super().__init__()
        self._places: dict[tuple[Platform, int], int] = {}

    def __setitem__(self, place: int, order: Order) -> None:
        """Write an order down as it is now."""
        super().__setitem__(place, order)
        self._places[order.story.platform, order.platform_id] = place

    def known_as(self, platform: Platform, platform_id: int) -> Order | None:
        """Return a shop's order by the id the shop gave it, or None."""
        place = self._places.get((platform, platform_id))
        return None if place is None else self[place]
