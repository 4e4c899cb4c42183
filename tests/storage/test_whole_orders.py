"""All that a shop tells of an order is kept; what is ours, or told elsewhere, is not unmade."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from sqlalchemy import update

from domain.order import Address, Amounts, Item, Order
from services.wiring import Wiring
from storage.order_reading import read_order
from storage.orders import OrderRow
from tests.fakes import NOON
from tests.storage.told import SHADE, write

CHAIR = Item("73", "Chair", 1, image_url="https://lamps.example/c.png", product="45000021")


def reread(wiring: Wiring, shop_id: int, order_id: int) -> Order:
    with wiring.sessions() as session:
        order = read_order(session, shop_id, order_id)
    assert order is not None
    return order


def test_an_order_is_kept_whole(wiring, shop_id) -> None:
    billing = Address("Alva Ek AB", "Box 7", "", "211 01", "Malmö", "", "SE")
    amounts = Amounts(subtotal=Decimal("548.00"), discount=Decimal("49.50"), tax=Decimal(0))
    tags = ("furniture", "Två bär, tack")
    order_id = write(
        wiring, shop_id, billing=billing, amounts=amounts, tags=tags, customer="5", items=(CHAIR,)
    )
    kept = reread(wiring, shop_id, order_id)
    assert (kept.billing, kept.amounts, kept.tags) == (billing, amounts, tags)
    assert (kept.customer, kept.items[0].product) == ("5", "45000021")
    write(wiring, shop_id, updated_at=NOON + timedelta(minutes=1))
    bare = reread(wiring, shop_id, order_id)
    assert (bare.billing, bare.amounts, bare.tags) == (Address(), Amounts(), ())
    assert bare.customer == "5"


def test_what_the_shopper_asked_of_the_driver_outlives_every_telling(wiring, shop_id) -> None:
    order_id = write(wiring, shop_id)
    with wiring.sessions.begin() as session:
        session.execute(update(OrderRow).values(instructions="Ring twice"))
    write(wiring, shop_id, updated_at=NOON + timedelta(minutes=1))
    assert reread(wiring, shop_id, order_id).instructions == "Ring twice"


def test_a_picture_and_what_a_line_is_of_stay_known_until_another_is_named(wiring, shop_id) -> None:
    order_id = write(wiring, shop_id, items=(CHAIR,))
    bare = replace(CHAIR, image_url="", product="", quantity=2)
    write(wiring, shop_id, updated_at=NOON + timedelta(minutes=1), items=(bare, SHADE))
    chair, shade = reread(wiring, shop_id, order_id).items
    assert (chair.image_url, chair.product, chair.quantity) == (
        CHAIR.image_url,
        CHAIR.product,
        2,
    )
    assert (shade.image_url, shade.product) == ("", "")
    another = replace(CHAIR, image_url="https://lamps.example/2.png", product="45000022")
    write(wiring, shop_id, updated_at=NOON + timedelta(minutes=2), items=(another,))
    (chair,) = reread(wiring, shop_id, order_id).items
    assert chair == another
