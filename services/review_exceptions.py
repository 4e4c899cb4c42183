"""Tell a merchant which orders need a look before their shoppers ask, the most urgent first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from services.look_up_order import known_addresses, page_address
from services.wiring import Wiring
from storage.carrier_accounts import accounts_open_to
from storage.exceptions_review import TroubledOrder, count_troubled, troubled_orders

__all__ = [
    "ExceptionBoard",
    "Exceptions",
    "PausedAccount",
    "TroubledOrder",
    "count_exceptions",
    "review_exceptions",
]

LOOKED_AT = timedelta(days=60)
A_PAGE = 50


@dataclass(frozen=True, slots=True)
class PausedAccount:
    """An account of the shop's that a carrier refuses; `reason` is its answer."""

    provider: str
    label: str
    reason: str


@dataclass(frozen=True, slots=True)
class ExceptionBoard:
    """One page of orders, of `pages`; `addresses` are their tracking pages, by order id."""

    paused: Sequence[PausedAccount]
    orders: Sequence[TroubledOrder]
    addresses: Mapping[int, str]
    found: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class Exceptions:
    """How much needs a look."""

    orders: int
    paused: Sequence[PausedAccount]

    @property
    def all(self) -> int:
        """Return how many lines there are."""
        return self.orders + len(self.paused)


def count_exceptions(wiring: Wiring, shop_id: int) -> Exceptions:
    """Count what needs a look."""
    with wiring.sessions() as session:
        orders = count_troubled(session, shop_id, wiring.clock() - LOOKED_AT)
    return Exceptions(orders, _paused(wiring, shop_id))


def review_exceptions(wiring: Wiring, shop_id: int, page: int = 1) -> ExceptionBoard:
    """Return a page of what needs a look; one beyond the last is the last."""
    since = wiring.clock() - LOOKED_AT
    with wiring.sessions() as session:
        found = count_troubled(session, shop_id, since)
        pages = max(1, -(-found // A_PAGE))
        shown = min(max(page, 1), pages)
        orders = troubled_orders(session, shop_id, since, A_PAGE, (shown - 1) * A_PAGE)
    ids = [order.order_id for order in orders]
    known = known_addresses(wiring, shop_id, ids) if ids else {}
    new = {id_: page_address(wiring, shop_id, id_) for id_ in ids if id_ not in known}
    paused = _paused(wiring, shop_id)
    return ExceptionBoard(paused, orders, {**known, **new}, found, shown, pages)


def _paused(wiring: Wiring, shop_id: int) -> list[PausedAccount]:
    providers = wiring.switchboard.providers
    with wiring.sessions() as session:
        kept = accounts_open_to(session, shop_id)
    return [
        PausedAccount(one.provider, providers[one.provider].label, one.paused_reason)
        for one in kept
        if one.shop_id is not None and one.paused_at and one.provider in providers
    ]
