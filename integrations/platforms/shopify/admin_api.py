"""Fill the port ShopApi with Shopify's GraphQL Admin API: what is asked, and what the answers mean.

No answer is kept, and no decision made.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

import httpx

from domain.errors import CodeTakenError, ProviderError, RejectedError
from domain.order import Address
from domain.shipment import Scan
from domain.shop_api import (
    Cancellation,
    Discount,
    Export,
    ExportState,
    OrderPage,
    ShopProfile,
    ShopSession,
)
from domain.shop_events import OrderTold
from integrations.platforms import clean_text
from integrations.platforms.shopify import changes
from integrations.platforms.shopify.bulk import ExportReader, export_client
from integrations.platforms.shopify.graphql import AdminGraphql, operation, part
from integrations.platforms.shopify.graphql_orders import global_id, number_in, told_by_graphql
from integrations.platforms.shopify.places import places
from integrations.platforms.shopify.profiles import read_profile
from integrations.platforms.shopify.transport import shop_client

Fields = Mapping[str, Any]

DOCUMENTS_AT_ONCE = 25
_SINCE = "1970-01-01T00:00:00Z"
"""Stands in orders_to_export.graphql where the day goes: a bulk query takes no variables."""
_ANOTHER_EXPORT = timedelta(minutes=5)
_MOST_PAGES = 100
_STATES: Mapping[object, ExportState] = {
    "CREATED": ExportState.RUNNING,
    "RUNNING": ExportState.RUNNING,
    "COMPLETED": ExportState.READY,
}
"""The others (canceled, failed, expired) mean that there is nothing to be read."""


class ShopifyAdminApi:
    """Shops as Shopify shows them to apps.

    `shops` speaks to shops, `files` to where exports lie. `simulator` is the address of a stand-in
    for Shopify, in development.
    """

    def __init__(
        self,
        shops: httpx.Client,
        files: httpx.Client,
        *,
        simulator: str = "",
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._graphql = AdminGraphql(shops, sleep)
        self._exports = ExportReader(files, simulator)

    def profile(self, shop: ShopSession) -> ShopProfile:
        """Return what Shopify says of the shop."""
        return read_profile(self._graphql.ask(shop, "profile", {}))

    def read_order(self, shop: ShopSession, order: str) -> OrderTold | None:
        """Return one order by its id, or None."""
        data = self._graphql.ask(shop, "order", {"id": global_id("Order", order)})
        found = data.get("order")
        return self._told(shop, found) if found else None

    def orders_changed(
        self, shop: ShopSession, since: datetime, until: datetime, after: str
    ) -> OrderPage:
        """Return a page of the orders changed in [since, until], oldest change first."""
        begin, end = changes.instant(since), changes.instant(until)
        changed = f"updated_at:>='{begin}' AND updated_at:<='{end}'"
        data = self._graphql.ask(
            shop, "orders_changed", {"changed": changed, "after": after or None}
        )
        page = part(data, "orders")
        orders = tuple(self._told(shop, order) for order in _nodes(page))
        return OrderPage(orders, _next_page(page), orders[-1].updated_at if orders else None)

    def begin_export(self, shop: ShopSession, since: datetime) -> Export:
        """Ask for every order placed since; while another export runs, raise ProviderError."""
        query = operation("orders_to_export").replace(_SINCE, changes.instant(since))
        data = self._graphql.ask(shop, "begin_export", {"query": query})
        told = part(data, "bulkOperationRunQuery")
        if any(error.get("code") in _BUSY for error in told.get("userErrors") or ()):
            raise ProviderError("another export runs in the shop", retry_after=_ANOTHER_EXPORT)
        _refuse_if_rejected(told)
        return Export(str(part(told, "bulkOperation").get("id")), ExportState.RUNNING)

    def export(self, shop: ShopSession, operation: str) -> Export:
        """Return how far an export is; one that Shopify no longer knows has failed."""
        told = self._graphql.ask(shop, "export", {"id": operation}).get("node")
        if not told:
            return Export(operation, ExportState.FAILED, reason="Shopify does not know it")
        state = _STATES.get(told.get("status"), ExportState.FAILED)
        return Export(
            operation=operation,
            state=state,
            url=told.get("url") or "",
            objects=_count(told.get("objectCount")),
            reason=_reason(told) if state is ExportState.FAILED else "",
        )

    def read_export(self, _shop: ShopSession, export: Export, skip: int) -> Iterator[OrderTold]:
        """Yield the orders of a finished export as they are read, but for the first ones."""
        return islice(self._exports.read(export.url), skip, None)

    def show_scan(self, shop: ShopSession, scan: Scan) -> str:
        """Show a scan on the order page; return the digits of its id there.

        Raises RejectedError for a status Shopify has no event for.
        """
        told = self._change(shop, "show_scan", changes.scan_to_show(scan), "fulfillmentEventCreate")
        return number_in((told.get("fulfillmentEvent") or {}).get("id"))

    def cancel_order(self, shop: ShopSession, what: Cancellation) -> None:
        """Cancel an order; Shopify does it a little later, and tells by webhook."""
        self._change(shop, "cancel_order", changes.cancellation(what), "orderCancel")

    def change_address(self, shop: ShopSession, order: str, address: Address) -> None:
        """Write a new delivery address into an order, unless anything of it has been sent."""
        changes.refuse_if_over(self._found(shop, "order_state", order))
        self._change(shop, "change_address", changes.new_address(order, address), "orderUpdate")

    def note_instructions(self, shop: ShopSession, order: str, text: str) -> None:
        """Write instructions among an order's attributes, beside those it has."""
        found = self._found(shop, "custom_attributes", order)
        told = changes.instructions(order, found.get("customAttributes"), text)
        self._change(shop, "note_instructions", told, "orderUpdate")

    def create_discount(self, shop: ShopSession, discount: Discount) -> None:
        """Make a discount code that can be used once; raise CodeTakenError where there is one."""
        told = changes.discount_code(discount)
        self._change(shop, "create_discount", told, "discountCodeBasicCreate")

    def publish(self, shop: ShopSession, owner: str, values: Mapping[str, str]) -> None:
        """Publish JSON documents by key on our installation, for the storefront to read."""
        told = changes.documents(owner, values)
        for start in range(0, len(told), DOCUMENTS_AT_ONCE):
            some = {"documents": told[start : start + DOCUMENTS_AT_ONCE]}
            self._change(shop, "publish", some, "metafieldsSet")

    def _found(self, shop: ShopSession, name: str, order: str) -> Fields:
        """Ask something of one order; raise RejectedError where there is none such."""
        found = self._graphql.ask(shop, name, {"id": global_id("Order", order)}).get("order")
        if not isinstance(found, dict):
            raise RejectedError("the shop has no such order", permanent=True)
        return found

    def _change(self, shop: ShopSession, name: str, variables: Fields, field: str) -> Fields:
        told = part(self._graphql.ask(shop, name, variables), field)
        _refuse_if_rejected(told)
        return told

    def _told(self, shop: ShopSession, order: Fields) -> OrderTold:
        """Tell an order, asking for the lines that did not fit into the first answer."""
        parcels = []
        for parcel in order.get("fulfillments") or ():
            packed = self._all(shop, parcel, "fulfilment_lines")
            parcels.append({**parcel, "fulfillmentLineItems": packed})
        lines = self._all(shop, order, "order_lines")
        return told_by_graphql({**order, "lineItems": lines, "fulfillments": parcels})

    def _all(self, shop: ShopSession, owner: Fields, name: str) -> Fields:
        thing, connection = _CONTINUES[name]
        page = part(owner, connection)
        nodes, after = list(_nodes(page)), _next_page(page)
        for _ in range(_MOST_PAGES):
            if not after:
                return {"nodes": nodes}
            data = self._graphql.ask(shop, name, {"id": owner.get("id"), "after": after})
            page = part(data, thing, connection)
            nodes += _nodes(page)
            after = _next_page(page)
        raise ProviderError("an order has more lines than can be read")


_TAKEN = "TAKEN"
_BUSY = ("OPERATION_IN_PROGRESS", "LIMIT_REACHED")
_CONTINUES = {
    "order_lines": ("order", "lineItems"),
    "fulfilment_lines": ("fulfillment", "fulfillmentLineItems"),
}


def _nodes(page: Fields) -> list[Fields]:
    nodes = page.get("nodes")
    return [node for node in nodes if isinstance(node, dict)] if isinstance(nodes, list) else []


def _next_page(page: Fields) -> str:
    told = part(page, "pageInfo")
    return str(told.get("endCursor") or "") if told.get("hasNextPage") else ""


def _count(told: object) -> int:
    return int(str(told)) if str(told).isdecimal() else 0


def _reason(told: Fields) -> str:
    return clean_text(f"{told.get('status')} {told.get('errorCode') or ''}", 100)


def _refuse_if_rejected(told: Fields) -> None:
    errors = [*(told.get("userErrors") or ()), *(told.get("orderCancelUserErrors") or ())]
    if errors:
        reasons = (f"{'.'.join(e.get('field') or ())}: {e.get('message')}" for e in errors)
        reason = clean_text("; ".join(one.removeprefix(": ") for one in reasons), 300)
        taken = any(error.get("code") == _TAKEN for error in errors)
        kind = CodeTakenError if taken else RejectedError
        raise kind(reason, permanent=True)


def ask_shopify(simulator: str = "") -> ShopifyAdminApi:
    """Return shops as a process asks them: at Shopify, or at a simulator's address."""
    return ShopifyAdminApi(shop_client(places(simulator)), export_client(), simulator=simulator)
