"""Rows that break no rule, to be broken in one place at a time."""

from tests.fakes import NOON

SHOP = {
    "platform": "shopify",
    "domain": "other.myshopify.com",
    "name": "Other",
    "locale": "en",
    "time_zone": "UTC",
    "contact_email": "",
    "installed_at": NOON,
}
DELIVERY = {
    "shop_id": 1,
    "platform": "shopify",
    "topic": "orders/create",
    "dedupe_key": "a",
    "body": b"",
    "received_at": NOON,
    "next_attempt_at": NOON,
}
MESSAGE = {
    "shop_id": 1,
    "order_id": 1,
    "shipment_id": 1,
    "kind": "shipped",
    "channel": "email",
    "recipient": "alva@example.com",
    "dedupe_key": "shipped:shipment:1:email",
    "next_attempt_at": NOON,
    "created_at": NOON,
}
PARCEL = {
    "shop_id": 1,
    "order_id": 1,
    "platform_id": "9002",
    "carrier": "testpost",
    "carrier_text": "TestPost",
    "tracking_number": "TP2",
    "tracking_url": "",
    "shipped_at": NOON,
    "told_at": NOON,
}
PROMISE = {
    "shop_id": 1,
    "order_id": 1,
    "shipment_id": 1,
    "earliest": NOON,
    "latest": NOON,
    "source": "testpost",
    "basis": "carrier estimate",
    "made_at": NOON,
}
LINE = {
    "order_id": 1,
    "platform_id": "73",
    "position": 2,
    "title": "Bulb",
    "variant": "",
    "sku": "",
    "quantity": 1,
    "image_url": "",
}
