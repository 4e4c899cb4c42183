"""A row of each table that holds a shop's page, and what shoppers prove, ask and report on it."""

from storage.campaign_counts import CampaignCountRow
from storage.incidents import IncidentRow
from storage.inquiries import InquiryRow
from storage.one_time_codes import OneTimeCodeRow
from storage.page_parts import PagePartRow
from storage.shopper_visits import ShopperVisitRow
from tests.fakes import NOON

_ORDER = {"shop_id": 1, "order_id": 1}
OF_PAGES = (
    (PagePartRow, {"shop_id": 1, "part": "design", "document": {}, "version": 1}),
    (CampaignCountRow, {"shop_id": 1, "campaign": "a", "day": NOON.date()}),
    (InquiryRow, {**_ORDER, "kind": "contact", "created_at": NOON}),
    (
        IncidentRow,
        {
            **_ORDER,
            "shipment_id": 1,
            "kind": "not_received",
            "reported_at": NOON,
            "due_at": NOON,
        },
    ),
    (OneTimeCodeRow, {**_ORDER, "mark": b"a", "created_at": NOON, "expires_at": NOON}),
    (ShopperVisitRow, {**_ORDER, "level": 1, "created_at": NOON, "expires_at": NOON}),
)
