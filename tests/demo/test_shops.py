"""The pretend Shopify shop signs as Shopify does, and says things the product can read."""

import base64
import hashlib
import hmac
from random import Random
from urllib.parse import urlsplit

import pytest

from demo.orders import Order
from demo.shops.delivery import Delivery
from demo.shops.postman import Postman
from demo.shops.shopify import ShopifyShop
from demo.shops.shopify_bodies import order_body
from demo.stories import Plot, ShopAct
from domain.ports import RawDelivery
from domain.shop_events import FulfilmentTold, OrderTold
from domain.stage import Stage
from integrations.platforms.shopify import ShopifyPlatform
from tests.demo.playing import order_of

SHIPPED = (ShopAct.SHIPPED, 0)


class Pigeonhole(Postman):
    """Keeps what is sent instead of sending it."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: list[Delivery] = []

    def send(self, delivery: Delivery, delay: float = 0) -> None:
        assert delay >= 0
        self.kept.append(delivery)


def shopify_shop(postman: Postman, seed: int = 1) -> ShopifyShop:
    return ShopifyShop(
        "demo-shop.myshopify.com", "app secret", "http://127.0.0.1:9", postman, Random(seed)
    )


def raw(delivery: Delivery) -> RawDelivery:
    return RawDelivery(delivery.body, {k.lower(): v for k, v in delivery.headers.items()})


def shopify_delivery(topic: str = "orders/updated", order: Order | None = None) -> Delivery:
    order = order or order_of(Plot.HOME, SHIPPED, platform="shopify")
    shop = shopify_shop(Pigeonhole())
    body = order_body(order, shop.domain)
    return shop.delivery(topic, body, "event", order.updated_at)


def test_shopifys_signature_is_the_hmac_of_the_bytes_that_are_sent() -> None:
    delivery = shopify_delivery()
    own = hmac.new(b"app secret", delivery.body, hashlib.sha256).digest()
    assert delivery.headers["X-Shopify-Hmac-Sha256"] == base64.b64encode(own).decode()
    assert set(delivery.headers) >= {
        "X-Shopify-Topic",
        "X-Shopify-Shop-Domain",
        "X-Shopify-Webhook-Id",
        "X-Shopify-Event-Id",
        "X-Shopify-Triggered-At",
        "X-Shopify-API-Version",
    }
    assert urlsplit(delivery.url).path == "/webhooks/shopify"


def test_the_product_reads_a_shopify_order_with_its_parcel() -> None:
    delivery = shopify_delivery()
    told = ShopifyPlatform().verify_webhook(raw(delivery), ["app secret"])
    event = ShopifyPlatform().read_event(told.topic, delivery.body)
    assert isinstance(event, OrderTold)
    assert int(event.platform_id) > 2**53
    assert event.stage is Stage.PACKED
    assert event.contact.email == "ella.lund@example.com"
    assert event.locale == "sv-SE"
    assert [shipment.carrier_text for shipment in event.shipments] == ["PostNord"]
    assert event.shipments[0].tracking_number.startswith("37350")


@pytest.mark.parametrize(
    ("act", "stage"),
    [(ShopAct.PREPARING, Stage.BEING_PREPARED), (ShopAct.PACKED, Stage.PACKED)],
)
def test_the_stages_before_the_carrier_are_told(act: ShopAct, stage: Stage) -> None:
    order = order_of(Plot.HOME, (act, 0), platform="shopify")
    told = ShopifyPlatform().read_event("orders/updated", shopify_delivery(order=order).body)
    assert isinstance(told, OrderTold)
    assert told.stage is stage


def test_the_split_order_has_each_line_in_one_of_three_parcels() -> None:
    order = order_of(Plot.SPLIT, *((ShopAct.SHIPPED, parcel) for parcel in range(3)))
    event = ShopifyPlatform().read_event("orders/updated", shopify_delivery(order=order).body)
    assert isinstance(event, OrderTold)
    assert [s.carrier_text for s in event.shipments] == ["PostNord", "DHL Express", "UPS"]
    travelling = [item.platform_id for s in event.shipments for item in s.items]
    assert sorted(travelling) == sorted(item.platform_id for item in event.items)


def test_a_letter_has_no_number() -> None:
    letter = order_of(Plot.UNTRACKED, SHIPPED)
    read = ShopifyPlatform().read_event("orders/updated", shopify_delivery(order=letter).body)
    assert isinstance(read, OrderTold)
    assert [shipment.tracking_number for shipment in read.shipments] == [""]


def test_shipping_is_told_twice_under_one_event_id_and_two_webhook_ids() -> None:
    pigeonhole = Pigeonhole()
    order = order_of(Plot.HOME, SHIPPED, platform="shopify")
    shopify_shop(pigeonhole, seed=4).tell(order, ShopAct.SHIPPED)
    topics = {delivery.headers["X-Shopify-Topic"] for delivery in pigeonhole.kept}
    assert topics == {"fulfillments/create", "orders/updated"}
    assert len({d.headers["X-Shopify-Event-Id"] for d in pigeonhole.kept}) == 1
    assert len({d.headers["X-Shopify-Webhook-Id"] for d in pigeonhole.kept}) == 2
    (fulfilment, *_) = [d for d in pigeonhole.kept if d.label == "fulfillments/create"]
    event = ShopifyPlatform().read_event("fulfillments/create", fulfilment.body)
    assert isinstance(event, FulfilmentTold)


def test_some_shopify_deliveries_come_twice_byte_for_byte() -> None:
    pigeonhole = Pigeonhole()
    shop = shopify_shop(pigeonhole)
    for _ in range(100):
        shop.tell(order_of(Plot.HOME, platform="shopify"), ShopAct.PLACED)
    ids = [delivery.headers["X-Shopify-Webhook-Id"] for delivery in pigeonhole.kept]
    assert 102 <= len(ids) <= 130
    assert len(set(ids)) == 100
    assert len(set(map(id, pigeonhole.kept))) == 100
