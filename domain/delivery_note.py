"""What a shop tells about the day of delivery: two people for a sofa, somebody at home for wine."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.campaign import is_about
from domain.order import Order, roll_up
from domain.status import FINAL


@dataclass(frozen=True, slots=True)
class DeliveryNote:
    """A note and the products it is for, as a campaign's `products`; none is for every order.

    `words` are plain text by language code.
    """

    products: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DeliveryNotes:
    """A shop's notes, in their order."""

    all: tuple[DeliveryNote, ...] = ()
    version: int = 0


def notes_for(notes: DeliveryNotes, order: Order) -> tuple[DeliveryNote, ...]:
    """Return the notes for an order that is still to be delivered."""
    lead = roll_up(order.shipments).lead
    if order.cancelled_at or (lead is not None and lead.state.status in FINAL):
        return ()
    return tuple(n for n in notes.all if not n.products or is_about(order, n.products))
