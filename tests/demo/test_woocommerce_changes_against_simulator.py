"""Our own adapter changes orders in the pretend WooCommerce shop, and leaves alone what is over."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from demo.woocommerce.order_record import ON_DELIVERY
from domain.errors import RejectedError
from domain.order import Address, Money
from domain.shipment import Scan
from domain.shop_api import Cancellation, Discount
from domain.shop_events import OrderTold
from domain.status import Status
from tests.demo.woocommerce_pair import Pair, together


def test_orders_are_called_off_moved_and_made_good() -> None:
    def story(pair: Pair) -> None:
        mine = pair.orders()[-1]
        number = str(mine.id)
        to = Address("Ella Lund", "Nygatan 1", "", "903 27", "Umeå", "", "SE")
        mine.shipping["company"] = "Old & Co"
        pair.api.change_address(pair.shop, number, to)
        told = pair.api.read_order(pair.shop, number)
        assert isinstance(told, OrderTold)
        assert (told.address.street, told.address.city) == ("Nygatan 1", "Umeå")
        assert mine.shipping["company"] == ""
        wish = Cancellation(number, restock=True, refund=True, notify=False, note="Asked to")
        pair.api.cancel_order(pair.shop, wish)
        assert (mine.status, str(mine.refunded)) == ("cancelled", mine.total)
        ends = datetime.now(UTC) + timedelta(days=30)
        discount = Discount("SORRY-1", "Late", Money(Decimal(50), "SEK"), ends, ends)
        pair.api.create_discount(pair.shop, discount)
        with pytest.raises(RejectedError):
            pair.api.create_discount(pair.shop, discount)
        with pytest.raises(RejectedError):
            pair.api.show_scan(pair.shop, Scan("1", Status.DELIVERED, ends))

    together(story)


def test_what_was_not_paid_or_cannot_be_paid_back_is_told_apart() -> None:
    def story(pair: Pair) -> None:
        unpaid, paid = pair.orders()[-2:]
        unpaid.payment_method, unpaid.paid_at = ON_DELIVERY, None
        paid.payment_method = "bacs"
        for order in (unpaid, paid):
            assert order.status == "processing"
        wishes = [
            Cancellation(str(order.id), restock=True, refund=True, notify=False)
            for order in (unpaid, paid)
        ]
        pair.api.cancel_order(pair.shop, wishes[0])
        assert (unpaid.status, unpaid.refunds) == ("cancelled", [])
        with pytest.raises(RejectedError, match="does not support automatic refunds"):
            pair.api.cancel_order(pair.shop, wishes[1])
        assert (paid.status, paid.refunds) == ("processing", [])

    together(story)


def test_of_an_order_completed_meanwhile_nothing_is_refunded_or_moved() -> None:
    def story(pair: Pair) -> None:
        order = pair.orders()[-1]
        order.status = "completed"
        number, before = str(order.id), dict(order.shipping)
        with pytest.raises(RejectedError, match="is completed"):
            pair.api.cancel_order(
                pair.shop, Cancellation(number, restock=True, refund=True, notify=False)
            )
        with pytest.raises(RejectedError, match="is completed"):
            pair.api.change_address(pair.shop, number, Address("Ella Lund", "Nygatan 1"))
        assert (order.status, order.refunds, order.shipping) == ("completed", [], before)

    together(story)


def test_a_cancellation_that_stopped_after_the_refund_goes_on_from_there() -> None:
    def story(pair: Pair) -> None:
        order = pair.orders()[-1]
        wish = Cancellation(str(order.id), restock=True, refund=True, notify=False)
        pair.api.cancel_order(pair.shop, wish)
        order.status = "refunded"
        pair.api.cancel_order(pair.shop, wish)
        assert (order.status, len(order.refunds)) == ("cancelled", 1)

    together(story)
