"""What real WooCommerce shops have sent reads to what happened in them."""

import json
from pathlib import Path

import pytest

from domain.shop_events import OrderGone, OrderTold
from integrations.platforms.woocommerce import WooCommercePlatform

WOOCOMMERCE = WooCommercePlatform()
ROOT = Path(__file__).parent.parent.parent
CAPTURES = ROOT.parent / "shared" / "data" / "woocommerce" / "captures"


@pytest.mark.skipif(not CAPTURES.is_dir(), reason="the captures lie beside the repository")
def test_every_captured_body_reads_to_what_happened_in_the_shop() -> None:
    for path in sorted(CAPTURES.glob("[0-9]*.json")):
        step = path.name
        topic = json.loads(path.read_bytes())["headers"].get("X-WC-Webhook-Topic", "")
        event = WOOCOMMERCE.read_event(topic, json.loads(path.read_bytes())["body"].encode())
        unbought = any(word in step for word in ("draft", "created-pending", "force-deleted"))
        nothing = not topic.startswith("order.") or unbought
        expected = type(None) if nothing else OrderGone if "order-trashed" in step else OrderTold
        assert type(event) is expected, step
