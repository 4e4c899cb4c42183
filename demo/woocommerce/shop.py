"""Do in the pretend WooCommerce what the stories' orders go through; decides no story.

The block checkout is played as it is: a draft first, that everybody is told of, and a moment later
an order, told of as changed before it is told of as new.
"""

import asyncio
import html
from dataclasses import dataclass, field, replace
from random import Random

from demo.orders import Destination, Order, OrderBook, Parcel
from demo.stories import Noted, ShopAct
from demo.woocommerce import fulfilments, order_changes
from demo.woocommerce.backoffice import Backoffice
from demo.woocommerce.new_order import (
    BLOCK,
    CLASSIC,
    as_draft,
    billing_of,
    new_order,
    placed_now,
    shipping_to,
)
from demo.woocommerce.order_record import OrderRecord
from demo.woocommerce.parcel_notes import fulfilment_of, parcel_of, tracking_items

_LONGEST_DRAFT = 1.2
_STATUS = {ShopAct.PREPARING: "preparing", ShopAct.PACKED: "packed"}
_STAGE = {ShopAct.PREPARING: "being_prepared", ShopAct.PACKED: "packed"}


@dataclass(slots=True)
class WooCommerceShop:
    """The shop, as the stories know it; `book` is everybody's, and hears of what others change."""

    back: Backoffice
    book: OrderBook
    chance: Random
    _drafts: dict[int, tuple[asyncio.TimerHandle, Order]] = field(default_factory=dict)

    def open(self) -> None:
        """Listen to what happens to orders by REST, in PHP or at the counter."""
        if self._heard not in self.back.on_change:
            self.back.on_change.append(self._heard)

    def tell(self, order: Order, act: ShopAct) -> None:
        """Let the shop have done something with an order; one it has not is left alone."""
        if act is ShopAct.PLACED:
            self._place(order)
            return
        self._finish_checkout(order.platform_id)
        record = self.back.orders.find(order.platform_id)
        if record is None or record.in_bin:
            return
        match act:
            case ShopAct.SHIPPED:
                self._note_parcel(record, order, order.parcels[-1])
                if order.all_sent:
                    self.back.set_status(record, "completed")
            case ShopAct.CANCELLED:
                self.back.set_status(record, "cancelled")
            case _ if order.story.noted is Noted.PLUGIN:
                self.back.write_meta(record, {"_framme_stage": _STAGE[act]})
            case _:
                self.back.set_status(record, _STATUS[act])

    def write_down(self, order: Order, via: str = CLASSIC) -> OrderRecord:
        """Return an order as the shop keeps it, without telling anybody."""
        shopper = order.story.shopper
        record = new_order(order, self.back.site, self.back.users.account_of(shopper), via)
        language = shopper.locale[:2]
        order_changes.write_meta(self.back.orders, record, "wpml_language", language)
        return record

    def _place(self, order: Order) -> None:
        if self.chance.random() < 1 / 2:
            self.back.place(self.write_down(order))
            return
        record = self.write_down(order, BLOCK)
        as_draft(record)
        self.back.orders.add(record)
        self.back.deliveries.queue("order.updated", record.id)
        wait = self.chance.uniform(0.3, 1) * _LONGEST_DRAFT
        loop = asyncio.get_running_loop()
        handle = loop.call_later(wait, self._finish_checkout, record.id)
        self._drafts[record.id] = handle, order

    def _finish_checkout(self, number: int) -> None:
        handle, order = self._drafts.pop(number, (None, None))
        record = self.back.orders.find(number)
        if handle is None or order is None or record is None:
            return
        handle.cancel()
        record.billing, record.shipping = billing_of(order), shipping_to(order.destination)
        placed_now(record, self.back.now())
        self.back.place(record)

    def _note_parcel(self, record: OrderRecord, order: Order, parcel: Parcel) -> None:
        back = self.back
        if order.story.noted is Noted.PLUGIN:
            before = record.told("_framme_parcels") or []
            back.write_meta(record, {"_framme_parcels": [*before, parcel_of(order, parcel)]})
        elif order.story.noted is Noted.FULFILMENTS and back.site.fulfilments:
            told = fulfilment_of(order, parcel)
            fulfilments.make(back.orders, record, told, back.now())
            back.fulfilments_changed(record)
        elif items := tracking_items(order):
            back.write_meta(record, {"_wc_shipment_tracking_items": items})

    def _heard(self, record: OrderRecord) -> None:
        """Let the book know what somebody else has done to one of its orders."""
        order = self.book.known_as("woocommerce", record.id)
        if order is None or record.id in self._drafts:
            return
        if record.status == "cancelled" and not order.cancelled_at:
            now = record.modified_at
            order = replace(order, act=ShopAct.CANCELLED, cancelled_at=now, updated_at=now)
        if record.shipping != shipping_to(order.destination) | {"phone": record.shipping["phone"]}:
            order = replace(order, moved_to=_destination(record.shipping))
        self.book[order.place] = order


def _destination(shipping: dict[str, str]) -> Destination:
    told = {part: html.unescape(text) for part, text in shipping.items()}
    return Destination(
        name=f"{told['first_name']} {told['last_name']}".strip(),
        street=told["address_1"],
        postal_code=told["postcode"],
        city=told["city"],
        country=told["country"],
    )
