"""Who is forgotten by an order's number is not taken for somebody with a similar number."""

from sqlalchemy import select

from domain.shop import PlatformKey
from domain.shop_events import Shopper
from services.erase_shopper import erase_shopper
from storage.compression import decompress
from storage.webhook_inbox import InboxRow
from tests.services.deliver import deliver
from tests.shop_bodies import raw, woocommerce_order


def test_small_numbers_of_other_orders_are_not_taken_for_hers(wiring, connect) -> None:
    shop_id = connect(PlatformKey.WOOCOMMERCE, "mugs.example", webhook_key="k1")
    woo = PlatformKey.WOOCOMMERCE
    deliver(wiring, shop_id, "order.created", woocommerce_order(7), woo)
    other = woocommerce_order(31)
    other["billing"] = other["billing"] | {"email": "bo@example.com", "first_name": "Bo"}
    deliver(wiring, shop_id, "order.created", other, woo)
    assert erase_shopper(wiring, shop_id, Shopper("", "", "", ("7",))) == 1
    with wiring.sessions() as session:
        bodies = [decompress(b) for b in session.scalars(select(InboxRow.body).order_by("id"))]
    assert bodies == [b"{}", raw(other)]
