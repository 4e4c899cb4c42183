"""A row of each table that holds what a merchant sets for messages and who may set it."""

from storage.api_keys import ApiKeyRow
from storage.audit_log import AuditRow
from storage.brands import BrandRow
from storage.channel_accounts import ChannelAccountRow
from storage.dismissed_exceptions import DismissedExceptionRow
from storage.event_deliveries import EventDeliveryRow
from storage.event_endpoints import EventEndpointRow
from storage.kind_choices import KindChoiceRow
from storage.members import MemberRow
from storage.message_lanes import MessageLaneRow
from storage.message_rules import MessageRulesRow
from storage.push_subscriptions import PushSubscriptionRow
from storage.settings import SettingsRow
from storage.shopper_preferences import ShopperPreferencesRow
from storage.suppressions import SuppressionRow
from storage.text_versions import TextVersionRow
from storage.vouchers import VoucherRow
from tests.fakes import NOON
from tests.storage.page_rows import OF_PAGES

MEMBER = {
    "id": 1,
    "shop_id": 1,
    "email": "kim@team.example",
    "role": "viewer",
    "invited_by": "link",
    "invited_at": NOON,
}
KEY = {
    "shop_id": 1,
    "name": "Robot",
    "begins": "fk_a",
    "digest": b"a",
    "created_by": "link",
    "created_at": NOON,
}
OF_MERCHANTS = (
    (MemberRow, MEMBER),
    (ApiKeyRow, KEY),
    (AuditRow, {"shop_id": 1, "at": NOON, "who": "link", "what": "brand"}),
    (BrandRow, {"shop_id": 1}),
    (
        ChannelAccountRow,
        {
            "shop_id": 1,
            "channel": "sms",
            "provider": "p",
            "sealed_credentials": b"a",
            "report_token": "t",
        },
    ),
    (
        EventEndpointRow,
        {"id": 1, "shop_id": 1, "target": "webhook", "sealed_secret": b"a", "created_at": NOON},
    ),
    (KindChoiceRow, {"shop_id": 1, "kind": "delivered", "channels": ["email"]}),
    (MessageLaneRow, {"shop_id": 1, "channel": "email"}),
    (MessageRulesRow, {"shop_id": 1}),
    (SettingsRow, {"shop_id": 1, "show_scans": True}),
    (
        TextVersionRow,
        {
            "shop_id": 1,
            "kind": "shipped",
            "language": "en",
            "channel": "sms",
            "saved_at": NOON,
            "saved_by": "link",
        },
    ),
    (
        DismissedExceptionRow,
        {"shop_id": 1, "order_id": 1, "troubles": ["parcel:1"], "dismissed_at": NOON},
    ),
)
OF_SHOPPERS = (
    (ShopperPreferencesRow, {"shop_id": 1, "address": "a@example.com"}),
    (
        SuppressionRow,
        {
            "shop_id": 1,
            "channel": "email",
            "address": "a@example.com",
            "reason": "bounced",
            "since": NOON,
        },
    ),
    (
        PushSubscriptionRow,
        {"shop_id": 1, "order_id": 1, "endpoint": "e", "sealed_keys": b"a", "created_at": NOON},
    ),
    (
        EventDeliveryRow,
        {
            "shop_id": 1,
            "endpoint_id": 1,
            "order_id": 1,
            "event": "msg_a",
            "kind": "parcel.delivered",
            "body": b"{}",
            "created_at": NOON,
            "next_attempt_at": NOON,
        },
    ),
    (
        VoucherRow,
        {
            "shop_id": 1,
            "order_id": 1,
            "code": "A",
            "worth": 5,
            "currency": "SEK",
            "ends_at": NOON,
            "promised_at": NOON,
        },
    ),
)
"""A row of each table that holds what shoppers wish, and what was sent because of it."""
OF_MESSAGES = (*OF_MERCHANTS, *OF_SHOPPERS, *OF_PAGES)
