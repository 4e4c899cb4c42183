"""Make letters of messages that are due together: nothing outdated, nothing twice. It is pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from domain.here import Here
from domain.kinds import Kind, later_in_the_journey
from domain.notification import still_true
from domain.order import Order

NO_LONGER_TRUE = "no longer true"
TOLD_BY_LATER = "told by later news of the same parcel"
NO_WAY_TO_SEND = "no way to send"
"""There is no account, of the shop's or the installation's, for the channel."""
ORDER_GONE = "the order is gone"
PARCEL_GONE = "the shipment is gone"


@dataclass(frozen=True, slots=True)
class Due:
    """A message that is due, as its row has it; all in one call go to one recipient."""

    id: int
    kind: Kind
    order_id: int
    shipment_id: int | None
    about: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """What goes out in one piece; it stands for all of `told`, of which the first leads.

    All are of one kind and one order, unless it is a digest.
    """

    told: tuple[Due, ...]

    @property
    def lead(self) -> Due:
        """Return the message that the others are told with."""
        return self.told[0]


@dataclass(frozen=True, slots=True)
class Post:
    """The letters to write, and why the other messages are dropped, by id."""

    letters: tuple[Letter, ...]
    dropped: Mapping[int, str]


def compose(
    due: Sequence[Due], orders: Mapping[int, Order], here: Mapping[int, Here], *, digest: bool
) -> Post:
    """Decide what becomes of messages due to one recipient on one channel.

    `here` is the moment, by order: zones differ. Parcels of one order with the same news are told
    together; with `digest` everything is.
    """
    dropped: dict[int, str] = {}
    live: list[Due] = []
    for one in due:
        reason = _outdated(one, orders.get(one.order_id), here)
        if reason:
            dropped[one.id] = reason
        else:
            live.append(one)
    for one in live:
        if any(_says_more(other, one) for other in live):
            dropped[one.id] = TOLD_BY_LATER
    left = [one for one in live if one.id not in dropped]
    return Post(tuple(_letters(left, digest=digest)), dropped)


def _outdated(due: Due, order: Order | None, here: Mapping[int, Here]) -> str:
    if order is None:
        return ORDER_GONE
    shipment = next((s for s in order.shipments if s.id == due.shipment_id), None)
    if due.shipment_id and shipment is None:
        return PARCEL_GONE
    true = still_true(due.kind, order, shipment, here[order.id], due.about)
    return "" if true else NO_LONGER_TRUE


_TOLD_APART = frozenset({Kind.DELAY_VOUCHER, Kind.REVIEW_ASK, Kind.ACTION_REQUIRED})


def _says_more(other: Due, one: Due) -> bool:
    """Tell whether another message makes this one superfluous: later news of the same parcel."""
    if other.order_id != one.order_id or {one.kind, other.kind} & _TOLD_APART:
        return False
    same = other.shipment_id == one.shipment_id or one.shipment_id is None
    covers = same or other.kind is Kind.ALL_DELIVERED
    return covers and later_in_the_journey(other.kind, one.kind)


def _letters(live: Sequence[Due], *, digest: bool) -> Iterator[Letter]:
    if digest and len(live) > 1:
        yield Letter(tuple(sorted(live, key=lambda one: (one.order_id, one.id))))
        return
    groups: dict[tuple[int, Kind], list[Due]] = {}
    for one in sorted(live, key=lambda one: one.id):
        groups.setdefault((one.order_id, one.kind), []).append(one)
    yield from (Letter(tuple(group)) for group in groups.values())
