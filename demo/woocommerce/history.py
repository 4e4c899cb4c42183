"""Make up what the pretend WooCommerce shop sold before anybody listened; tells nobody."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal

from demo.carriers.book import Book, Consignment, Report
from demo.cast import PRODUCTS, SHOPPERS, Line
from demo.numbers import Numbers
from demo.orders import Order, after, place_order
from demo.shopkeeping import whereabouts
from demo.stories import Plot, Scan, ShopAct, Story
from demo.woocommerce.order_changes import write_meta
from demo.woocommerce.order_documents import money
from demo.woocommerce.order_record import TRASH, OrderRecord
from demo.woocommerce.parcel_notes import tracking_items
from demo.woocommerce.shop import WooCommerceShop
from demo.woocommerce.site import gmt

HOW_MANY = 36
_DAYS = 75
"""So many days ago the first of them was placed: some are too old to be taken over."""
_CARRIERS = ("postnord", "dhl", "ups")
_HOME = (Scan.ANNOUNCED, Scan.COLLECTED, Scan.DEPARTED, Scan.ARRIVED, Scan.OUT, Scan.DELIVERED)
_ODD = {4: "cancelled", 9: "failed", 14: "pending", 19: "refunded", 24: "on-hold", 29: TRASH}
_NOT_SENT_YET = HOW_MANY - 2
_PACKING, _BETWEEN_SCANS = timedelta(hours=18), timedelta(hours=5)


@dataclass(frozen=True, slots=True)
class Past:
    """Writes into a shop's orders, and into what the carriers know."""

    shop: WooCommerceShop
    book: Book
    now: datetime

    def fill(self) -> None:
        """Write every order down."""
        # Numbers of a run that began a little earlier: none that this run gives away.
        numbers = Numbers(self.now - timedelta(seconds=1))
        for turn in range(HOW_MANY):
            ago = timedelta(days=_DAYS) * (HOW_MANY - turn) / HOW_MANY
            self._write(turn, place_order(turn, _story(turn), numbers, self.now - ago), numbers)

    def _write(self, turn: int, order: Order, numbers: Numbers) -> None:
        if status := _ODD.get(turn):
            self._keep(self._odd(order, status))
        elif turn >= _NOT_SENT_YET:
            self._keep(self.shop.write_down(order))
        else:
            sent = after(order, ShopAct.SHIPPED, 0, numbers, order.placed_at + _PACKING)
            self._send(sent)
            self._keep(self._sent(sent))

    def _keep(self, record: OrderRecord) -> None:
        self.shop.back.orders.add(record)

    def _sent(self, order: Order) -> OrderRecord:
        record = self.shop.write_down(order)
        record.status, record.completed_at = "completed", order.updated_at
        record.modified_at = order.updated_at
        orders = self.shop.back.orders
        write_meta(orders, record, "_wc_shipment_tracking_items", tracking_items(order))
        return record

    def _odd(self, order: Order, status: str) -> OrderRecord:
        record = self.shop.write_down(order)
        record.status = status
        record.before_trash = "processing" if status == TRASH else ""
        record.modified_at = order.placed_at + _PACKING
        if status in {"failed", "pending", "on-hold"}:
            record.paid_at = None
        if status == "on-hold":
            record.payment_method = "bacs"
        if status == "refunded":
            record.refunds = [_refund(self.shop, order.total, record.modified_at)]
        return record

    def _send(self, order: Order) -> None:
        (parcel,), to = order.parcels, order.destination
        reports = tuple(
            Report(scan, parcel.shipped_at + _BETWEEN_SCANS * n, *whereabouts(order, scan))
            for n, scan in enumerate(_HOME)
        )
        self.book.add(
            Consignment(
                carrier=parcel.carrier,
                number=parcel.number,
                city=to.city,
                country=to.country,
                postal_code=to.postal_code,
                point=f"{to.city} corner shop",
                reports=_until(reports, self.now),
            )
        )


def _until(reports: Sequence[Report], now: datetime) -> tuple[Report, ...]:
    return tuple(report for report in reports if report.at <= now)


def _story(turn: int) -> Story:
    shopper = SHOPPERS[turn % len(SHOPPERS)]
    goods = (Line(PRODUCTS[turn % 10]), Line(PRODUCTS[(turn + 3) % 10], 2))
    story = Story(Plot.HOME, "woocommerce", shopper, goods, (_CARRIERS[turn % 3],))
    return replace(story, lines=goods[: 1 + turn % 2])


def _refund(shop: WooCommerceShop, amount: Decimal, moment: datetime) -> dict[str, object]:
    return {
        "id": shop.back.orders.number(),
        "date_created_gmt": gmt(moment),
        "amount": money(amount),
        "reason": "",
        "refunded_by": 1,
        "refunded_payment": False,
        "meta_data": [],
        "line_items": [],
        "shipping_lines": [],
        "tax_lines": [],
        "fee_lines": [],
    }
