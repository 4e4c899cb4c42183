"""Find orders as WooCommerce's list of orders does; parameters are read in listing.py."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from demo.woocommerce.order_record import TRASH, OrderRecord

ORDERINGS = ("date", "modified", "id", "include", "title", "slug")


@dataclass(frozen=True, slots=True)
class OrderQuery:
    """What is looked for; moments are outside what they bound, as they are for WordPress.

    `statuses` empty: everything but the bin. None of the others is asked for by None or "".
    """

    statuses: frozenset[str] = frozenset()
    after: datetime | None = None
    before: datetime | None = None
    modified_after: datetime | None = None
    modified_before: datetime | None = None
    include: frozenset[int] | None = None
    exclude: frozenset[int] = frozenset()
    customer: int | None = None
    search: str = ""
    drafts: bool = True
    ordering: str = field(default="date")
    ascending: bool = False


def found(orders: Iterable[OrderRecord], query: OrderQuery) -> list[OrderRecord]:
    """Return every order that is meant, in order."""
    kept = [order for order in orders if _meant(order, query)]
    return sorted(kept, key=lambda order: _rank(order, query), reverse=not query.ascending)


def _meant(order: OrderRecord, query: OrderQuery) -> bool:
    return (
        _has_status(order, query)
        and _between(order.created_at, query.after, query.before)
        and _between(order.modified_at, query.modified_after, query.modified_before)
        and (query.include is None or order.id in query.include)
        and order.id not in query.exclude
        and query.customer in {None, order.customer}
        and (not query.search or _says(order, query.search.lower()))
    )


def _has_status(order: OrderRecord, query: OrderQuery) -> bool:
    if order.status == "checkout-draft" and not query.drafts:
        return False
    return order.status in query.statuses if query.statuses else order.status != TRASH


def _between(moment: datetime, after: datetime | None, before: datetime | None) -> bool:
    whole = moment.replace(microsecond=0)
    return (after is None or whole > after) and (before is None or whole < before)


def _says(order: OrderRecord, text: str) -> bool:
    goods = (str(line["name"]) for line in order.lines)
    said = [str(order.id), *order.billing.values(), *order.shipping.values(), *goods]
    return any(text in one.lower() for one in said)


def _rank(order: OrderRecord, query: OrderQuery) -> tuple[datetime | int, int]:
    match query.ordering:
        case "modified":
            return order.modified_at.replace(microsecond=0), order.id
        case "date":
            return order.created_at.replace(microsecond=0), order.id
        case _:
            return order.id, 0
