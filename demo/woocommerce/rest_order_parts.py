"""Answer what REST asks of an order's notes and refunds, and write new ones."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from aiohttp import web

from demo.woocommerce.backoffice import Backoffice
from demo.woocommerce.json_text import as_json
from demo.woocommerce.key_authentication import KeyAuthentication
from demo.woocommerce.listing import page_of
from demo.woocommerce.order_changes import SYSTEM
from demo.woocommerce.order_documents import links, money
from demo.woocommerce.order_record import WITHOUT_REFUNDS, OrderRecord
from demo.woocommerce.rest_body import sent_object
from demo.woocommerce.rest_errors import RestError, missing_parameter
from demo.woocommerce.rest_orders import ORDER, wanted_order
from demo.woocommerce.site import gmt
from demo.woocommerce.users import User

_NO_REFUNDS = "The payment gateway for this order does not support automatic refunds."


@dataclass(frozen=True, slots=True)
class RestOrderParts:
    """Notes and refunds, below their order."""

    back: Backoffice
    door: KeyAuthentication

    def routes(self) -> list[web.RouteDef]:
        """Return the addresses."""
        return [
            web.get(ORDER + "/notes", self._notes),
            web.post(ORDER + "/notes", self._write),
            web.get(ORDER + "/refunds", self._refunds),
            web.post(ORDER + "/refunds", self._refund),
        ]

    async def _notes(self, request: web.Request) -> web.Response:
        self.door.manager(request, "list")
        order = wanted_order(self.back, request)
        kind = request.query.get("type", "any")
        kept = [note for note in reversed(order.notes) if _is_kind(note, kind)]
        return as_json([self._shown(order, "notes", note) for note in kept])

    async def _write(self, request: web.Request) -> web.Response:
        user = self.door.manager(request, "create")
        order, told = wanted_order(self.back, request), await sent_object(request)
        if not told.get("note"):
            raise missing_parameter("note")
        author = user.name if told.get("added_by_user") else SYSTEM
        written = self.back.add_note(
            order,
            str(told["note"]),
            to_customer=told.get("customer_note") is True,
            author=author,
        )
        return as_json(self._shown(order, "notes", written), 201)

    async def _refunds(self, request: web.Request) -> web.Response:
        self.door.manager(request, "list")
        order = wanted_order(self.back, request)
        newest_first = order.refunds[::-1]
        site = self.back.site
        return page_of(request, newest_first, site, lambda r: self._shown(order, "refunds", r))

    async def _refund(self, request: web.Request) -> web.Response:
        user = self.door.manager(request, "create")
        order, told = wanted_order(self.back, request), await sent_object(request)
        refund = self._written_refund(order, told, user)
        order.refunds.append(refund)
        if order.refunded == Decimal(order.total):
            self.back.set_status(order, "refunded")
        else:
            self.back.touch(order)
        return as_json(self._shown(order, "refunds", refund), 201)

    def _written_refund(
        self, order: OrderRecord, told: Mapping[str, Any], user: User
    ) -> dict[str, Any]:
        left = Decimal(order.total) - order.refunded
        try:
            amount = Decimal(str(told.get("amount", "")))
        except InvalidOperation:
            amount = Decimal(0)
        if not 0 < amount <= left:
            raise RestError(400, "woocommerce_rest_invalid_order_refund", "Invalid refund amount.")
        through_gateway = told.get("api_refund", True) is not False
        if through_gateway and order.payment_method in WITHOUT_REFUNDS:
            raise RestError(500, "woocommerce_rest_cannot_create_order_refund", _NO_REFUNDS)
        return {
            "id": self.back.orders.number(),
            "date_created_gmt": gmt(self.back.now()),
            "amount": money(amount),
            "reason": str(told.get("reason", "")),
            "refunded_by": user.id,
            "refunded_payment": through_gateway,
            "meta_data": [
                {"id": self.back.orders.number(), "key": one["key"], "value": one["value"]}
                for one in told.get("meta_data", [])
            ],
            "line_items": [],
            "shipping_lines": [],
            "tax_lines": [],
            "fee_lines": [],
        }

    def _shown(self, order: OrderRecord, what: str, part: Mapping[str, Any]) -> dict[str, Any]:
        site = self.back.site
        told = links(site, f"orders/{order.id}/{what}/{part['id']}", ["GET", "DELETE"])
        told["up"] = [{"href": f"{site.rest}wc/v3/orders/{order.id}"}]
        return {**part, "date_created": site.from_gmt(part["date_created_gmt"]), "_links": told}


def _is_kind(note: Mapping[str, Any], kind: str) -> bool:
    return kind not in {"customer", "internal"} or note["customer_note"] is (kind == "customer")
