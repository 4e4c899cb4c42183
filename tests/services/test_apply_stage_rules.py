"""A shop's own words for stages: heard when an order is told, and applied to the open ones."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update

from domain.shop import PlatformKey
from domain.stage import Stage
from domain.stage_names import StageNames
from services import apply_stage_rules as module
from services.apply_stage_rules import apply_stage_rules, restage_orders
from services.change_page import change_page, part_of_page
from services.run_shop_tasks import run_next
from services.wiring import Wiring
from storage.notifications import NotificationRow
from storage.orders import OrderRow
from tests.fakes import NOON, scan
from tests.services.deliver import deliver, the_order
from tests.shop_bodies import shopify_fulfilment, shopify_order, woocommerce_order

LATER = NOON + timedelta(minutes=1)
BOXED: dict[Stage, tuple[str, ...]] = {Stage.PACKED: ("i lådan",)}


def teach(wiring: Wiring, shop_id: int, words: dict[Stage, tuple[str, ...]]) -> None:
    known = part_of_page(wiring, shop_id, StageNames)
    change_page(wiring, shop_id, StageNames(words=words, version=known.version), "link")


def tell(wiring: Wiring, shop_id: int, number: int = 1001, **changes: Any) -> Stage:
    deliver(wiring, shop_id, "orders/updated", shopify_order(number, **changes))
    return the_order(wiring, shop_id, number).stage


def test_a_tag_of_the_shops_own_tells_the_stage(wiring, shop_id) -> None:
    teach(wiring, shop_id, BOXED)
    assert tell(wiring, shop_id, tags="vip, I-lådan") is Stage.PACKED
    assert tell(wiring, shop_id, updated=LATER, tags="vip") is Stage.RECEIVED
    parcel = shopify_fulfilment(1001, 9001, "TP1", updated=LATER)
    told = tell(wiring, shop_id, updated=LATER, tags="i lådan", fulfillments=[parcel])
    assert told is Stage.READY_FOR_DISPATCH


def test_a_status_of_the_shops_own_and_a_note_do_too(wiring, connect) -> None:
    shop_id = connect(platform=PlatformKey.WOOCOMMERCE, domain="lampor.example")
    teach(wiring, shop_id, {Stage.BEING_PREPARED: ("in-production",), **BOXED})

    def told(topic: str, body: object) -> str:
        return str(deliver(wiring, shop_id, topic, body, PlatformKey.WOOCOMMERCE).state)

    told("order.updated", woocommerce_order(31, status="in-production"))
    assert the_order(wiring, shop_id, 31).stage is Stage.BEING_PREPARED
    note = {"action": "x", "arg": {"order_id": 31, "customer_note": "<p>I lådan</p>"}}
    assert told("action.woocommerce_new_customer_note", note) == "applied"
    assert the_order(wiring, shop_id, 31).stage is Stage.PACKED
    other = {"action": "x", "arg": {"order_id": 404, "customer_note": "Tack för beställningen"}}
    assert told("action.woocommerce_new_customer_note", other) == "ignored"


def test_another_shops_words_mean_nothing_here(wiring, shop_id, connect) -> None:
    teach(wiring, connect(domain="other.myshopify.com"), BOXED)
    assert tell(wiring, shop_id, tags="i lådan") is Stage.RECEIVED


@pytest.fixture
def tagged(wiring: Wiring, shop_id: int) -> int:
    """Orders with the tag: open, cancelled, deleted, old, with a number, scanned; one without."""
    for number in (1001, 1003, 1004):
        tell(wiring, shop_id, number, tags="i lådan")
    tell(wiring, shop_id, 1002, tags="i lådan", cancelled_at=NOON.isoformat())
    numbered = [shopify_fulfilment(1005, 9005, "TP5")]
    tell(wiring, shop_id, 1005, tags="i lådan", fulfillments=numbered)
    tell(wiring, shop_id, 1006, tags="vip")
    deliver(wiring, shop_id, "orders/delete", {"id": 1003})
    with wiring.sessions.begin() as session:
        old = update(OrderRow).where(OrderRow.platform_id == "1004")
        session.execute(old.values(placed_at=NOON - timedelta(days=60, seconds=1)))
    return shop_id


def stages(wiring: Wiring) -> dict[str, tuple[str, int]]:
    with wiring.sessions() as session:
        rows = session.execute(select(OrderRow.platform_id, OrderRow.stage, OrderRow.version))
        return {row.platform_id: (row.stage, row.version) for row in rows}


def messages(wiring: Wiring) -> int:
    with wiring.sessions() as session:
        return session.execute(select(func.count()).select_from(NotificationRow)).scalar_one()


def test_changed_rules_are_applied_to_open_orders_without_a_word_to_shoppers(
    wiring, tagged
) -> None:
    before, told = stages(wiring), messages(wiring)
    teach(wiring, tagged, BOXED)
    apply_stage_rules(wiring, tagged)
    while run_next(wiring):
        pass
    after = stages(wiring)
    assert {number for number in after if after[number] != before[number]} == {"1001"}
    assert after["1001"] == (Stage.PACKED, before["1001"][1] + 1)
    assert messages(wiring) == told


def test_rules_taken_back_let_orders_stand_where_their_platform_says(wiring, tagged) -> None:
    teach(wiring, tagged, {Stage.PACKED: ("vip", "i lådan")})
    restage_orders(wiring, tagged)
    teach(wiring, tagged, {Stage.BEING_PREPARED: ("vip",)})
    restage_orders(wiring, tagged)
    after = stages(wiring)
    assert after["1001"][0] == Stage.RECEIVED
    assert after["1006"][0] == Stage.BEING_PREPARED
    again = stages(wiring)
    restage_orders(wiring, tagged)
    assert stages(wiring) == again, "applied once more they change nothing"


def test_a_scan_outdoes_every_rule(wiring, tagged, carrier) -> None:
    from domain.status import Status
    from jobs.poll_carriers import poll_round

    carrier.report("TP5", scan(Status.IN_TRANSIT))
    poll_round(wiring)
    teach(wiring, tagged, BOXED)
    restage_orders(wiring, tagged)
    assert stages(wiring)["1005"][0] == Stage.HANDED_TO_COURIER


def test_more_than_a_batch_is_read_anew_whole(wiring, shop_id, connect) -> None:
    tell(wiring, shop_id, tags="i lådan")
    other = connect(domain="other.myshopify.com")
    with wiring.sessions.begin() as session:
        order = session.scalars(select(OrderRow)).one()
        values = {c.name: getattr(order, c.name) for c in OrderRow.__table__.c if c.name != "id"}
        copies = [{**values, "platform_id": f"c{n}"} for n in range(module.AT_A_TIME + 5)]
        theirs = [{**values, "platform_id": "theirs", "shop_id": other}]
        session.bulk_insert_mappings(OrderRow, copies + theirs)
    teach(wiring, shop_id, BOXED)
    restage_orders(wiring, shop_id)
    left = [number for number, (stage, _) in stages(wiring).items() if stage != Stage.PACKED]
    assert left == ["theirs"]
