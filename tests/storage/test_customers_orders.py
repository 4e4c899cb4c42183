"""Whose order an order is: learnt once, never unlearnt, and asked for within one shop."""

from collections.abc import Callable
from datetime import timedelta

from services.wiring import Wiring
from storage.customers_orders import earlier_orders, id_of_customers_order, ids_of_customer
from storage.gone_orders import mark_deleted
from storage.order_reading import read_order
from tests.fakes import NOON
from tests.tracking_page.kept_orders import keep, told


def test_a_later_telling_that_lacks_the_customer_does_not_unmake_them(
    wiring: Wiring, shop_id: int
) -> None:
    order_id = keep(wiring, shop_id, told(customer="77"))
    keep(wiring, shop_id, told(updated_at=NOON + timedelta(minutes=1)))
    with wiring.sessions() as session:
        assert ids_of_customer(session, shop_id, "77", 20) == [order_id]


def test_a_customer_who_comes_to_be_known_later_is_written(wiring: Wiring, shop_id: int) -> None:
    order_id = keep(wiring, shop_id, told())
    keep(wiring, shop_id, told(customer="77", updated_at=NOON + timedelta(minutes=1)))
    with wiring.sessions() as session:
        assert ids_of_customer(session, shop_id, "77", 20) == [order_id]


def test_the_newest_orders_come_first_and_not_more_than_asked_for(
    wiring: Wiring, shop_id: int
) -> None:
    ids = [
        keep(wiring, shop_id, told(f"#{n}", customer="77", placed_at=NOON + timedelta(days=n)))
        for n in range(4)
    ]
    with wiring.sessions() as session:
        assert ids_of_customer(session, shop_id, "77", 3) == ids[:0:-1]


def test_guests_have_no_orders_in_common(wiring: Wiring, shop_id: int) -> None:
    keep(wiring, shop_id, told())
    with wiring.sessions() as session:
        assert ids_of_customer(session, shop_id, "", 20) == []
        assert id_of_customers_order(session, shop_id, "", "platform #1042") is None


def test_a_deleted_order_and_another_shops_are_nobodys(
    wiring: Wiring, shop_id: int, connect: Callable[..., int]
) -> None:
    other = connect(domain="chairs.myshopify.com")
    keep(wiring, other, told(customer="77"))
    keep(wiring, shop_id, told(customer="77"))
    with wiring.sessions.begin() as session:
        mark_deleted(session, shop_id, "platform #1042", NOON)
        assert ids_of_customer(session, shop_id, "77", 20) == []
        assert id_of_customers_order(session, shop_id, "77", "platform #1042") is None
        assert id_of_customers_order(session, other, "77", "platform #1042") is not None


def test_earlier_orders_are_the_same_customers_at_the_same_shop_placed_before_and_not_deleted(
    wiring: Wiring, shop_id: int, connect: Callable[..., int]
) -> None:
    def kept(number: int, days: int, shop: int = shop_id, customer: str = "77") -> int:
        placed = NOON + timedelta(days=days)
        return keep(wiring, shop, told(f"#{number}", customer=customer, placed_at=placed))

    def earlier(order_id: int) -> int | None:
        with wiring.sessions() as session:
            order = read_order(session, shop_id, order_id)
            assert order is not None
            return earlier_orders(session, order)

    first, again, third = kept(1, 0), kept(2, 3), kept(3, 9)
    at_once = kept(4, 3)
    kept(5, 1, shop=connect(domain="chairs.myshopify.com"))
    kept(6, 1, customer="78")
    guest = kept(7, 5, customer="")
    counted = [earlier(id_) for id_ in (first, again, at_once, third, guest)]
    assert counted == [0, 1, 1, 3, None]
    with wiring.sessions.begin() as session:
        mark_deleted(session, shop_id, "platform #1", NOON)
    assert [earlier(id_) for id_ in (again, third)] == [0, 2]
