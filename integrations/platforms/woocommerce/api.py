"""Fill the port ShopApi with WooCommerce's REST interface: what is asked, and what answers mean.

No answer is kept, and no decision made.
"""

import logging
from collections.abc import Iterator, Mapping
from datetime import datetime
from http import HTTPStatus
from typing import Any

from domain.errors import ProviderError, RejectedError, UnreadablePayloadError
from domain.order import Address
from domain.shipment import Scan
from domain.shop_api import (
    Cancellation,
    Discount,
    Export,
    OrderPage,
    ShopProfile,
    ShopSession,
)
from domain.shop_events import OrderGone, OrderTold, ShipmentTold
from integrations.platforms.woocommerce import cancelling, changes
from integrations.platforms.woocommerce.changed_orders import changed_orders
from integrations.platforms.woocommerce.exports import begin_export, export, exported_orders
from integrations.platforms.woocommerce.fulfilments import has_fulfilments, shipments_fulfilled
from integrations.platforms.woocommerce.orders import (
    IN_BIN,
    gone,
    is_bought,
    not_bought,
    read_order,
    tell,
)
from integrations.platforms.woocommerce.pages import Pages
from integrations.platforms.woocommerce.profiles import read_profile
from integrations.platforms.woocommerce.refusals import NO_SUCH_ORDER
from integrations.platforms.woocommerce.rest import ORDERS, Answer, Question, Rest
from integrations.platforms.woocommerce.schemas import WooCommerceOrder

_MISSING = frozenset({HTTPStatus.NOT_FOUND})
log = logging.getLogger(__name__)


class WooCommerceApi:
    """Shops as WooCommerce shows them to who has keys."""

    def __init__(self, rest: Rest, pages: Pages) -> None:
        self._rest = rest
        self._pages = pages

    def profile(self, shop: ShopSession) -> ShopProfile:
        """Return what a shop says of itself."""
        return read_profile(self._rest, self._pages, shop)

    def read_order(self, shop: ShopSession, order: str) -> OrderTold | OrderGone | None:
        """Return one order by its id, or that it is in the bin; None when it was deleted for good.

        One that nothing has been bought with yet is gone as well: it comes back when it is paid.
        """
        answer = self._rest.ask(shop, Question(f"{ORDERS}/{order}", also=_MISSING))
        if answer.code == NO_SUCH_ORDER:
            return None
        if answer.code:
            # WooCommerce itself is missing: that says nothing about the order.
            raise ProviderError(f"HTTP {answer.status} ({answer.code})")
        try:
            return self._told(shop, answer.fields)
        except UnreadablePayloadError as error:
            raise ProviderError(f"the order cannot be read: {error}", permanent=True) from None

    def orders_changed(
        self, shop: ShopSession, since: datetime, until: datetime, after: str
    ) -> OrderPage:
        """Return a page of the orders changed in [since, until], those in the bin first."""

        def listing(params: Mapping[str, str]) -> Answer:
            return self._rest.get(shop, ORDERS, params)

        page = changed_orders(listing, since, until, after)
        return OrderPage(
            tuple(self._readable(shop, page.orders)), str(page.after or ""), page.read_until
        )

    def begin_export(self, shop: ShopSession, since: datetime) -> Export:
        """Return an export of every order placed since; it can be read at once."""
        return begin_export(self._rest, shop, since)

    def export(self, shop: ShopSession, operation: str) -> Export:
        """Return the same export again."""
        return export(self._rest, shop, operation)

    def read_export(self, shop: ShopSession, export: Export, skip: int) -> Iterator[OrderTold]:
        """Yield the orders of an export but for the first `skip`, asking for a hundred at a time.

        Fulfilments are not asked for: orders that have some are told in part.
        """
        for payload in exported_orders(self._rest, shop, export.operation, skip):
            try:
                yield tell(read_order(payload))
            except UnreadablePayloadError as error:
                _note_unreadable(payload, error)

    def show_scan(self, shop: ShopSession, scan: Scan) -> str:  # noqa: ARG002 - the port's
        """Refuse: WooCommerce has no place for a carrier's scans."""
        raise RejectedError("WooCommerce has no place for scans", permanent=True)

    def cancel_order(self, shop: ShopSession, what: Cancellation) -> None:
        """Cancel an order."""
        cancelling.cancel_order(self._rest, shop, what)

    def change_address(self, shop: ShopSession, order: str, address: Address) -> None:
        """Write a new delivery address into an order."""
        changes.change_address(self._rest, shop, order, address)

    def note_instructions(self, shop: ShopSession, order: str, text: str) -> None:
        """Put instructions below the note that the shopper left with the order."""
        changes.note_instructions(self._rest, shop, order, text)

    def create_discount(self, shop: ShopSession, discount: Discount) -> None:
        """Make a discount code that can be used once."""
        changes.create_discount(self._rest, shop, discount)

    def publish(self, shop: ShopSession, owner: str, values: Mapping[str, str]) -> None:  # noqa: ARG002
        """Refuse: our plugin asks us for what it shows."""
        raise RejectedError("WooCommerce has no place for our documents", permanent=True)

    def _readable(
        self, shop: ShopSession, payloads: list[dict[str, Any]]
    ) -> Iterator[OrderTold | OrderGone]:
        """Tell what can be told: one broken order must not hold up those behind it for ever."""
        for payload in payloads:
            if is_bought(payload):
                try:
                    yield self._told(shop, payload)
                except UnreadablePayloadError as error:
                    _note_unreadable(payload, error)

    def _told(self, shop: ShopSession, payload: Mapping[str, Any]) -> OrderTold | OrderGone:
        if payload.get("status") == IN_BIN:
            return gone(payload)
        if not is_bought(payload):
            return not_bought(payload)
        order = read_order(payload)
        return tell(order, self._fulfilled(shop, order))

    def _fulfilled(self, shop: ShopSession, order: WooCommerceOrder) -> list[ShipmentTold] | None:
        """Return an order's fulfilments; None where they are switched off, and cannot be known."""
        if not has_fulfilments(order.meta_data):
            return []
        answer = self._rest.ask(shop, Question(f"{ORDERS}/{order.id}/fulfillments", also=_MISSING))
        if answer.code:
            return None
        return list(shipments_fulfilled(answer.rows, order.date_modified_gmt))


def _note_unreadable(payload: Mapping[str, Any], error: UnreadablePayloadError) -> None:
    order = payload.get("id")
    named = {"order": order if isinstance(order, int) else None}
    log.warning("an order of a WooCommerce shop cannot be read: %s", error, extra=named)


def ask_woocommerce(*, strict: bool) -> WooCommerceApi:
    """Return shops as a process asks them; `strict` means https and public addresses only."""
    return WooCommerceApi(Rest(strict=strict), Pages(strict=strict))
