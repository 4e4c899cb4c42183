"""Tell a merchant what needs a look before their shoppers ask, the most urgent first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from services.page_address import page_addresses
from services.wiring import Wiring
from storage.exception_details import (
    MissingParcel,
    TroubledParcel,
    UnsentMessage,
    missing_parcels,
    parcels_in_trouble,
    unsent_messages,
)
from storage.exceptions_review import (
    Stopped,
    Stops,
    TroubledOrder,
    Window,
    count_troubled,
    troubled_orders,
)

__all__ = [
    "ExceptionBoard",
    "Exceptions",
    "MissingParcel",
    "OrderInTrouble",
    "StoppedThing",
    "Stops",
    "TroubledParcel",
    "UnsentMessage",
    "count_exceptions",
    "looked_at",
    "review_exceptions",
]

LOOKED_AT = timedelta(days=60)
MESSAGES_LOOKED_AT = timedelta(days=14)
A_PAGE = 50


@dataclass(frozen=True, slots=True)
class StoppedThing:
    """What stands still until the merchant does something, with the name people know it by.

    `key` is the provider's; it is empty for an address. `reason` is the other side's answer.
    """

    what: Stops
    key: str
    label: str
    reason: str


@dataclass(frozen=True, slots=True)
class OrderInTrouble:
    """A line of the board: an order with the parcel that is worst off, of `parcels` in trouble.

    `unsent` are the messages about it that did not go out, `missing` the parcels that never came,
    by their shopper's word. `page` is its tracking page.
    `troubles` is what a merchant has seen who puts the line aside.
    """

    order_id: int
    number: str
    since: datetime
    page: str
    parcel: TroubledParcel | None
    parcels: int
    unsent: tuple[UnsentMessage, ...]
    missing: tuple[MissingParcel, ...]
    troubles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Exceptions:
    """How much needs a look; `unsent` of the orders are there for a message at least."""

    orders: int
    unsent: int
    stopped: Sequence[StoppedThing]

    @property
    def all(self) -> int:
        """Return how many lines there are."""
        return self.orders + len(self.stopped)


@dataclass(frozen=True, slots=True)
class ExceptionBoard:
    """One page of orders, of `pages`."""

    counted: Exceptions
    orders: Sequence[OrderInTrouble]
    page: int
    pages: int


def looked_at(now: datetime) -> Window:
    """Return how far back the board looks."""
    return Window(now - LOOKED_AT, now - MESSAGES_LOOKED_AT)


def count_exceptions(wiring: Wiring, shop_id: int) -> Exceptions:
    """Count what needs a look, with one query."""
    with wiring.sessions() as session:
        counted = count_troubled(session, shop_id, looked_at(wiring.clock()))
    named = (_named(wiring, one) for one in counted.stopped)
    return Exceptions(counted.orders, counted.unsent, [one for one in named if one])


def review_exceptions(wiring: Wiring, shop_id: int, page: int = 1) -> ExceptionBoard:
    """Return a page of what needs a look; one beyond the last is the last."""
    counted = count_exceptions(wiring, shop_id)
    pages = max(1, -(-counted.orders // A_PAGE))
    shown = min(max(page, 1), pages)
    window = looked_at(wiring.clock())
    with wiring.sessions() as session:
        found = troubled_orders(session, shop_id, window, A_PAGE, (shown - 1) * A_PAGE)
        parcels = _parcels(session, shop_id, found)
        messages = _messages(session, shop_id, found)
        missing = _missing(session, shop_id, found)
    addresses = page_addresses(wiring, shop_id, [one.order_id for one in found])
    lines = [
        OrderInTrouble(
            order_id=one.order_id,
            number=one.number,
            since=one.since,
            page=addresses[one.order_id],
            parcel=parcels.get(one.shipments[0]) if one.shipments else None,
            parcels=len(one.shipments),
            unsent=tuple(messages[id_] for id_ in one.messages if id_ in messages),
            missing=tuple(missing[id_] for id_ in one.incidents if id_ in missing),
            troubles=one.troubles,
        )
        for one in found
    ]
    return ExceptionBoard(counted, lines, shown, pages)


def _named(wiring: Wiring, one: Stopped) -> StoppedThing | None:
    """Name what stands still; None for whom nobody could ask in any case."""
    if one.what is Stops.ENDPOINT:
        return StoppedThing(one.what, "", one.name, one.reason)
    desk = wiring.switchboard if one.what is Stops.CARRIER else wiring.channel_desk
    provider = desk.providers.get(one.name)
    return StoppedThing(one.what, one.name, provider.label, one.reason) if provider else None


def _parcels(
    session: Session, shop_id: int, found: Sequence[TroubledOrder]
) -> Mapping[int, TroubledParcel]:
    worst = [one.shipments[0] for one in found if one.shipments]
    return {one.id: one for one in parcels_in_trouble(session, shop_id, worst)}


def _messages(
    session: Session, shop_id: int, found: Sequence[TroubledOrder]
) -> Mapping[int, UnsentMessage]:
    ids = [id_ for one in found for id_ in one.messages]
    return {one.id: one for one in unsent_messages(session, shop_id, ids)} if ids else {}


def _missing(
    session: Session, shop_id: int, found: Sequence[TroubledOrder]
) -> Mapping[int, MissingParcel]:
    ids = [id_ for one in found for id_ in one.incidents]
    return {one.id: one for one in missing_parcels(session, shop_id, ids)} if ids else {}
