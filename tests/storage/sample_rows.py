"""Rows that break no rule, to be broken in one place at a time."""

from storage.carrier_accounts import CarrierAccountRow
from storage.carrier_pushes import CarrierPushRow
from storage.entry_links import EntryLinkRow
from storage.order_syncs import OrderSyncRow
from storage.orders_to_read import OrderToReadRow
from storage.poll_lanes import PollLaneRow
from storage.privacy_requests import PrivacyRequestRow
from storage.publications import PublicationRow
from storage.shop_access import ShopAccessRow
from storage.shop_sites import ShopSiteRow
from storage.shop_tasks import ShopTaskRow
from storage.shown_scans import ShownScanRow
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
ACCOUNT = {"id": 1, "shop_id": 1, "provider": "p", "push_token": "t"}
LANE = {"id": 1, "account_id": 1, "shop_id": 1}
PUSH = {"account_id": 1, "digest": b"1", "body": b"1", "received_at": NOON}
OF_CARRIERS = ((CarrierAccountRow, ACCOUNT), (PollLaneRow, LANE), (CarrierPushRow, PUSH))
OF_APPS = (
    (ShopAccessRow, {"shop_id": 1, "sealed_token": b"a", "sealed_refresh_token": b"b"}),
    (ShopTaskRow, {"shop_id": 1, "task": "set_up", "due_at": NOON}),
    (OrderSyncRow, {"shop_id": 1}),
    (PublicationRow, {"shop_id": 1, "fingerprint": "a", "published_at": NOON}),
    (EntryLinkRow, {"shop_id": 1, "digest": b"a", "expires_at": NOON}),
    (
        PrivacyRequestRow,
        {"shop_id": 1, "kind": "erase", "dedupe_key": "a", "received_at": NOON, "due_by": NOON},
    ),
    (
        ShownScanRow,
        {
            "shop_id": 1,
            "shipment_id": 1,
            "event_key": "a",
            "fulfilment": "9001",
            "status": "in_transit",
            "happened_at": NOON,
        },
    ),
)
"""A row of each table that only apps of a platform fill."""

OF_SITES = (
    (OrderToReadRow, {"shop_id": 1, "platform_id": "5001"}),
    (ShopSiteRow, {"shop_id": 1, "address": "a", "root": "a", "consent": "a"}),
)
"""A row of each table that only shops that are sites of their own fill."""
