"""Change the order and entries of a shop's FAQ, and choose what to answer beside an order."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import count

from domain.delivery_terms import FaqBook, FaqEntry, Topic, Written, all_entries
from domain.order import Order, roll_up
from domain.order_parcels import has_left
from domain.status import Status

_OWN = "own-"


def entry_of(book: FaqBook, id_: str) -> FaqEntry | None:
    """Return an entry by its id, hidden or not, or None."""
    return next((entry for entry in all_entries(book) if entry.id == id_), None)


def moved(book: FaqBook, id_: str, by: int) -> FaqBook:
    """Put an entry so many places further down, up where it is negative, and no further."""
    entries = list(all_entries(book))
    at = next((n for n, entry in enumerate(entries) if entry.id == id_), None)
    if at is None:
        return book
    entry = entries.pop(at)
    entries.insert(max(at + by, 0), entry)
    return replace(book, entries=tuple(entries))


def shown(book: FaqBook, id_: str, *, hidden: bool) -> FaqBook:
    """Hide an entry, or show it again."""
    return _with(book, id_, lambda entry: replace(entry, hidden=hidden))


def worded(book: FaqBook, id_: str, language: str, written: Written) -> FaqBook:
    """Write an entry in one language; empty words are ours again."""

    def change(entry: FaqEntry) -> FaqEntry:
        others = {code: one for code, one in entry.written.items() if code != language}
        mine = {language: written} if written.question or written.answer else {}
        return replace(entry, written={**others, **mine})

    return _with(book, id_, change)


def with_question(book: FaqBook, language: str, written: Written) -> tuple[FaqBook, str]:
    """Add a question of the merchant's own at the end; return its id as well."""
    taken = {entry.id for entry in book.entries}
    number = next(n for n in count(1) if f"{_OWN}{n}" not in taken)
    id_ = f"{_OWN}{number}"
    entry = FaqEntry(id_, written={language: written})
    return replace(book, entries=(*all_entries(book), entry)), id_


def without_question(book: FaqBook, id_: str) -> FaqBook:
    """Take a question of the merchant's own away; ours can only be hidden."""
    kept = tuple(entry for entry in book.entries if entry.topic is not None or entry.id != id_)
    return replace(book, entries=kept)


def _with(book: FaqBook, id_: str, change: Callable[[FaqEntry], FaqEntry]) -> FaqBook:
    entries = (change(entry) if entry.id == id_ else entry for entry in all_entries(book))
    return replace(book, entries=tuple(entries))


def topics_beside(order: Order) -> tuple[Topic, ...]:
    """Return what somebody may ask who looks at an order as it stands, the likeliest first."""
    if order.cancelled_at:
        return (Topic.CONTACT,)
    lead = roll_up(order.shipments).lead
    if lead is None:
        return _IN_TROUBLE if has_left(order) else _IN_THE_SHOP
    state = lead.state
    if state.is_return_leg:
        return _IN_TROUBLE
    late = state.delayed and state.status in _MOVING
    return _IN_TROUBLE if late else _BESIDE.get(state.status, _IN_TROUBLE)


_MOVING = (Status.PENDING, Status.INFO_RECEIVED, Status.IN_TRANSIT, Status.OUT_FOR_DELIVERY)
_IN_THE_SHOP = (Topic.CUT_OFF, Topic.CHANGE_ADDRESS, Topic.CANCEL)
_IN_TROUBLE = (Topic.LATE, Topic.CONTACT)
_BESIDE: Mapping[Status, tuple[Topic, ...]] = {
    **dict.fromkeys(_MOVING, (Topic.HOW_LONG, Topic.LATE, Topic.NO_SCANS)),
    Status.AVAILABLE_FOR_PICKUP: (Topic.PICKUP, Topic.CONTACT),
    Status.DELIVERED: (Topic.LOST, Topic.RETURNS),
}
