"""What happens to the demo's orders, as data: scripts in percent of a story, and who plays them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from random import Random
from typing import Literal

from demo.cast import ODD_PRODUCTS, PRODUCTS, RIGHT_TO_LEFT, SHOPPERS, TRICKSTER, Line, Shopper

Platform = Literal["shopify", "woocommerce"]


class ShopAct(StrEnum):
    """What the shop does with an order."""

    PLACED = "placed"
    PREPARING = "being prepared"
    PACKED = "packed"
    SHIPPED = "shipped"
    CANCELLED = "cancelled"


class Scan(StrEnum):
    """What a carrier reports of a parcel, whichever carrier it is."""

    ANNOUNCED = "announced"
    COLLECTED = "collected"
    ARRIVED = "arrived"
    DEPARTED = "departed"
    LATE = "late"
    OUT = "out"
    NOT_HOME = "not_home"
    AT_POINT = "at_point"
    FETCHED = "fetched"
    DELIVERED = "delivered"
    DAMAGED = "damaged"
    GOING_BACK = "going_back"
    BACK = "back"


class Noted(StrEnum):
    """How a WooCommerce shop writes down what it has sent; Shopify has one way only."""

    TRACKING = "by a shipment-tracking plugin"
    FULFILMENTS = "by WooCommerce's own fulfilments"
    PLUGIN = "by the product's own plugin"


@dataclass(frozen=True, slots=True)
class Beat:
    """One thing that happens, at a percentage of the story, to the order or one of its parcels."""

    at: float
    what: ShopAct | Scan
    parcel: int = 0


class Plot(StrEnum):
    """How a story goes."""

    HOME = "delivered at home"
    PICKUP = "fetched at a pick-up point"
    DELAYED = "delayed, then delivered"
    MISSED = "nobody home, then a pick-up point"
    SPLIT = "three parcels, three carriers"
    TWO = "two parcels, two carriers"
    UNTRACKED = "sent as a letter, no tracking number"
    CANCELLED = "cancelled"
    RETURNED = "damaged and returned"
    NO_SCANS = "a label, and then nothing"


@dataclass(frozen=True, slots=True)
class Story:
    """An order to be: `carriers` has one entry per parcel, empty for a parcel nobody tracks."""

    plot: Plot
    platform: Platform
    shopper: Shopper
    lines: tuple[Line, ...]
    carriers: tuple[str, ...]
    noted: Noted = Noted.TRACKING

    @property
    def beats(self) -> tuple[Beat, ...]:
        """Return what happens, in order."""
        return SCRIPTS[self.plot]


def _in_shop(*parcels: int) -> tuple[Beat, ...]:
    acts = ((0, ShopAct.PLACED), (7, ShopAct.PREPARING), (14, ShopAct.PACKED))
    shipped = (Beat(20 + 6 * n, ShopAct.SHIPPED, n) for n in parcels)
    return (*(Beat(at, act) for at, act in acts), *shipped)


def _way(scans: Mapping[int, Scan], parcel: int = 0) -> tuple[Beat, ...]:
    start = {21 + 6 * parcel: Scan.ANNOUNCED, 30 + 6 * parcel: Scan.COLLECTED}
    return _way_ends({**start, **scans}, parcel)


def _way_ends(scans: Mapping[int, Scan], parcel: int = 0) -> tuple[Beat, ...]:
    return tuple(Beat(at, scan, parcel) for at, scan in scans.items())


def _script(*parts: tuple[Beat, ...]) -> tuple[Beat, ...]:
    return tuple(sorted((beat for part in parts for beat in part), key=lambda beat: beat.at))


_TO_THE_DOOR = {40: Scan.DEPARTED, 55: Scan.ARRIVED, 75: Scan.OUT, 100: Scan.DELIVERED}

SCRIPTS: Mapping[Plot, tuple[Beat, ...]] = {
    Plot.HOME: _script(_in_shop(0), _way(_TO_THE_DOOR)),
    Plot.PICKUP: _script(
        _in_shop(0),
        _way({45: Scan.DEPARTED, 60: Scan.ARRIVED, 75: Scan.AT_POINT, 150: Scan.FETCHED}),
    ),
    Plot.DELAYED: _script(
        _in_shop(0),
        _way({45: Scan.DEPARTED, 60: Scan.LATE, 130: Scan.ARRIVED}),
        _way_ends({150: Scan.OUT, 180: Scan.DELIVERED}),
    ),
    Plot.MISSED: _script(
        _in_shop(0),
        _way({50: Scan.ARRIVED, 65: Scan.OUT, 85: Scan.NOT_HOME}),
        _way_ends({115: Scan.AT_POINT, 180: Scan.FETCHED}),
    ),
    Plot.SPLIT: _script(
        _in_shop(0, 1, 2),
        _way(_TO_THE_DOOR, 0),
        _way({60: Scan.ARRIVED, 90: Scan.OUT, 120: Scan.DELIVERED}, 1),
        _way({70: Scan.DEPARTED, 110: Scan.ARRIVED, 150: Scan.OUT, 190: Scan.DELIVERED}, 2),
    ),
    Plot.TWO: _script(
        _in_shop(0, 1),
        _way(_TO_THE_DOOR, 0),
        _way({60: Scan.ARRIVED, 90: Scan.OUT, 120: Scan.DELIVERED}, 1),
    ),
    Plot.UNTRACKED: _in_shop(0),
    Plot.CANCELLED: (
        Beat(0, ShopAct.PLACED),
        Beat(10, ShopAct.PREPARING),
        Beat(35, ShopAct.CANCELLED),
    ),
    Plot.RETURNED: _script(
        _in_shop(0),
        _way({50: Scan.ARRIVED, 70: Scan.DAMAGED, 110: Scan.GOING_BACK, 190: Scan.BACK}),
    ),
    Plot.NO_SCANS: _script(_in_shop(0), (Beat(22, Scan.ANNOUNCED),)),
}


def _goods(*numbers: int) -> tuple[Line, ...]:
    return tuple(Line(PRODUCTS[n], 1 + n % 2) for n in numbers)


def _odd(n: int) -> tuple[Line, ...]:
    return (Line(ODD_PRODUCTS[n], 2 - n), Line(PRODUCTS[5]))


OPENING: tuple[Story, ...] = (
    Story(Plot.HOME, "shopify", SHOPPERS[0], _goods(1, 4), ("postnord",)),
    Story(Plot.HOME, "woocommerce", SHOPPERS[1], _goods(5, 7), ("dhl",)),
    Story(Plot.SPLIT, "shopify", SHOPPERS[3], _goods(0, 3, 8), ("postnord", "dhl", "ups")),
    Story(Plot.MISSED, "woocommerce", SHOPPERS[4], _goods(2), ("postnord",), Noted.PLUGIN),
    Story(Plot.DELAYED, "shopify", SHOPPERS[7], _goods(8, 0), ("ups",)),
    Story(Plot.PICKUP, "shopify", SHOPPERS[2], _goods(6), ("postnord",)),
    Story(Plot.HOME, "shopify", TRICKSTER, _odd(1), ("dhl",)),
    Story(Plot.CANCELLED, "woocommerce", SHOPPERS[8], _goods(9), ()),
    Story(
        Plot.TWO,
        "woocommerce",
        RIGHT_TO_LEFT,
        _odd(0),
        ("postnord", "dhl"),
        Noted.FULFILMENTS,
    ),
    Story(Plot.UNTRACKED, "shopify", SHOPPERS[6], _goods(4), ("",)),
    Story(Plot.RETURNED, "woocommerce", SHOPPERS[9], _goods(1, 2), ("ups",)),
    Story(Plot.NO_SCANS, "shopify", SHOPPERS[5], _goods(3), ("dhl",)),
)

_LATER = (Plot.HOME, Plot.PICKUP, Plot.DELAYED, Plot.MISSED, Plot.SPLIT, Plot.TWO, Plot.RETURNED)
_HOW_OFTEN = (6, 3, 2, 2, 1, 1, 1)
_PARCELS = {Plot.SPLIT: 3, Plot.TWO: 2}


def later_story(chance: Random) -> Story:
    """Invent one more order, mostly one that goes well."""
    (plot,) = chance.choices(_LATER, _HOW_OFTEN)
    parcels = _PARCELS.get(plot, 1)
    carriers = chance.sample(("postnord", "dhl", "ups"), parcels)
    return Story(
        plot,
        "shopify" if plot is Plot.SPLIT else chance.choice(("shopify", "woocommerce")),
        chance.choice(SHOPPERS),
        _goods(*chance.sample(range(len(PRODUCTS)), max(2, parcels))),
        tuple(carriers),
        chance.choice(tuple(Noted)),
    )
