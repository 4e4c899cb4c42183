"""Find and page orders as Shopify's `orders(query:, sortKey:)` does; knows few of its filters."""

import base64
import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from operator import attrgetter
from typing import Any

from demo.orders import Order
from demo.shopify.connections import Slice, connection, page_size
from demo.shopify.graph import GraphError, Node
from demo.shopify.order_nodes import order_node
from demo.shopify.stores import Store

RECENT = timedelta(days=60)
"""How far back an app sees that may not read all orders."""
_TERM = re.compile(r"""(\w+):(>=|<=|>|<)?(?:'([^']*)'|"([^"]*)"|(\S+))""")
_SORTS: Mapping[str, Callable[[Order], datetime]] = {
    "CREATED_AT": attrgetter("placed_at"),
    "PROCESSED_AT": attrgetter("placed_at"),
    "UPDATED_AT": attrgetter("updated_at"),
}
_MOMENTS = {"created_at": "CREATED_AT", "processed_at": "PROCESSED_AT", "updated_at": "UPDATED_AT"}
_OPERATORS: Mapping[str, Callable[[datetime, datetime], bool]] = {
    ">=": lambda a, b: a >= b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    "<": lambda a, b: a < b,
    "": lambda a, b: a.date() == b.date(),
}
Wanted = Callable[[Order], bool]


def find_orders(store: Store, search: str, now: datetime) -> Iterator[Order]:
    """Yield the orders a search finds, in no order; raise GraphError for a filter not known."""
    wanted = [*_filters(search), _visible(store, now)]
    return (order for order in store.orders() if all(test(order) for test in wanted))


def orders_connection(store: Store, arguments: Mapping[str, Any], now: datetime) -> Node:
    """Return a page of orders; a cursor marks a place that stays right when orders change."""
    sort = str(arguments.get("sortKey") or "PROCESSED_AT")
    if sort not in _SORTS:
        raise GraphError(f"the simulator cannot sort by {sort}", "notSimulated")
    size, reverse = page_size(arguments, "orders"), bool(arguments.get("reverse"))
    found = sorted(
        ((_mark(order, sort), order) for order in find_orders(store, _search(arguments), now)),
        key=lambda pair: pair[0],
        reverse=reverse,
    )
    after = _read_cursor(arguments.get("after"))
    if after:
        found = [pair for pair in found if (pair[0] < after if reverse else pair[0] > after)]
    page = [(_cursor(mark), order_node(store, order)) for mark, order in found[:size]]
    return connection("Order", Slice(page, len(found) > size, after is not None))


def _search(arguments: Mapping[str, Any]) -> str:
    return str(arguments.get("query") or "")


def _visible(store: Store, now: datetime) -> Wanted:
    if store.account.may("read_all_orders"):
        return lambda _: True
    return lambda order: order.placed_at >= now - RECENT


def _filters(search: str) -> Iterator[Wanted]:
    rest = _TERM.sub("", search).replace("AND", "").strip()
    if rest:
        raise GraphError(f"the simulator cannot search for {rest!r}", "notSimulated")
    for name, comparison, *values in _TERM.findall(search):
        yield _filter(name, comparison, next((value for value in values if value), ""))


def _filter(name: str, comparison: str, value: str) -> Wanted:
    if name in _MOMENTS:
        moment_of, compare, than = _SORTS[_MOMENTS[name]], _OPERATORS[comparison], _moment(value)
        return lambda order: compare(moment_of(order).replace(microsecond=0), than)
    match name:
        case "name":
            return lambda order: order.number.removeprefix("#") == value.removeprefix("#")
        case "id":
            return lambda order: str(order.platform_id) == value
        case "email":
            return lambda order: order.email == value
        case "status":
            return lambda order: value in {"any", "cancelled" if order.cancelled_at else "open"}
        case _:
            raise GraphError(f"the simulator cannot search by {name}", "notSimulated")


def _moment(value: str) -> datetime:
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise GraphError(f"this is no moment: {value!r}", "BAD_REQUEST") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _mark(order: Order, sort: str) -> tuple[float, int]:
    return _SORTS[sort](order).timestamp(), order.platform_id


def _cursor(mark: tuple[float, int]) -> str:
    told = json.dumps({"last_value": mark[0], "last_id": str(mark[1])})
    return base64.b64encode(told.encode()).decode()


def _read_cursor(text: Any) -> tuple[float, int] | None:
    if not text:
        return None
    try:
        told = json.loads(base64.b64decode(str(text), validate=True))
        return float(told["last_value"]), int(told["last_id"])
    except (ValueError, KeyError, TypeError):
        raise GraphError("Invalid cursor for current pagination sort.", "BAD_REQUEST") from None
