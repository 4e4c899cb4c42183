"""What a real WooCommerce shop sent, in any order and twice over: the same orders come of it.

Every captured delivery goes through the real door with its own signature. The shop is asked over
HTTP and answers what it had in the end.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from werkzeug.test import Client
from werkzeug.wrappers import Response

from domain.shop import PlatformKey
from domain.shop_api import Access
from domain.shop_sites import Site
from domain.stage import Stage
from domain.status import Status
from services.accept_webhook import WebhookDoor
from services.apply_shop_event import apply_waiting
from services.read_orders import read_orders_again
from services.shop_access import sealed
from services.sync_orders import reconcile
from services.wiring import Wiring
from storage.order_reading import live_orders, read_orders
from storage.shop_access import keep_access
from storage.shop_doors import give_door
from storage.shop_sites import keep_site
from storage.shops import introduce_shop
from tests.conftest import empty
from tests.fakes import SteppingClock
from tests.integrations.woocommerce_shop import Shop, open_shop
from webhooks.receiver import receive_webhooks

CAPTURES = Path(__file__).parents[3] / "shared" / "data" / "woocommerce" / "captures"
pytestmark = pytest.mark.skipif(
    not CAPTURES.is_dir(), reason="the captures lie beside the repository"
)
SECRET, KEY = "whsec_test_123", "an-address-nobody-guesses"
BEFORE = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
AFTER = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
RECONCILIATION = -1
IN_THE_END = {21: "11_", 23: "17_", 25: "25_"}
"""The capture that shows how an order was left; 24 was deleted before anybody heard of it."""


@dataclass(frozen=True)
class Capture:
    name: str
    headers: dict[str, str]
    body: bytes


def captures() -> list[Capture]:
    found = []
    for path in sorted(CAPTURES.glob("[0-9]*.json")):
        told = json.loads(path.read_text())
        if "wc-auth" not in path.name:
            found.append(Capture(path.name, told["headers"], told["body"].encode()))
    return found


ALL = captures() if CAPTURES.is_dir() else []


def the_truth() -> dict[int, dict[str, Any]]:
    bodies = {capture.name[:3]: capture.body for capture in ALL}
    return {order: json.loads(bodies[prefix]) for order, prefix in IN_THE_END.items()}


@pytest.fixture(scope="module")
def shop() -> Iterator[Shop]:
    with open_shop() as shop:
        shop.store.orders = the_truth()
        fulfilments = json.loads((CAPTURES / "rest_fulfillments_list.json").read_text())
        shop.store.fulfilments = {23: fulfilments}
        yield shop


@pytest.fixture
def asking(wiring: Wiring, shop: Shop) -> Wiring:
    woocommerce = PlatformKey.WOOCOMMERCE
    return replace(wiring, shop_apis={woocommerce: shop.api}, sites={woocommerce: shop.sites})


def connected(wiring: Wiring, shop: Shop) -> int:
    clock = cast("SteppingClock", wiring.clock)
    clock.now = BEFORE
    token = shop.session().token
    access = Access(token, "", None, None, frozenset({"read", "write"}))
    with wiring.sessions.begin() as session:
        shop_id = introduce_shop(session, PlatformKey.WOOCOMMERCE, "mugs.example", BEFORE)
        give_door(session, shop_id, KEY, wiring.vault.seal(SECRET))
        keep_access(session, shop_id, sealed(wiring, access))
        keep_site(session, shop_id, Site("mugs.example", shop.address, shop.root, ""))
    clock.now = AFTER
    return shop_id


def deliver(client: Client, capture: Capture) -> None:
    headers = {name: value for name, value in capture.headers.items() if name != "Content-Length"}
    path = f"/webhooks/woocommerce/{KEY}"
    assert client.post(path, data=capture.body, headers=headers).status_code == 200


def play(wiring: Wiring, shop_id: int, steps: list[int]) -> None:
    """Deliver captures by number, each applied at once, and reconcile where a step says so."""
    client = Client(receive_webhooks(WebhookDoor(wiring), Response("the pages", 418)))
    for step in steps:
        if step == RECONCILIATION:
            reconcile(wiring, shop_id)
        else:
            deliver(client, ALL[step])
            while apply_waiting(wiring):
                pass
    read_orders_again(wiring, shop_id)


def state(wiring: Wiring, shop_id: int) -> dict[str, object]:
    """Return everything a shopper or merchant could see of the shop's orders."""
    with wiring.sessions() as session:
        ids = [str(order) for order in range(1, 40)]
        found = live_orders(session, shop_id, ids)
        orders = read_orders(session, [order_id for order_id, *_ in found.values()], whole=True)
        failed = session.execute(text("SELECT count(*) FROM webhook_inbox WHERE state = 'failed'"))
        assert failed.scalar_one() == 0
    return {
        order.platform_id: (
            order.stage,
            order.cancelled_at,
            order.total,
            order.contact,
            order.items,
            sorted(
                (s.tracking_number, s.carrier_text, s.items, s.state.status)
                for s in order.shipments
            ),
        )
        for order in orders.values()
    }


def check(told: dict[str, object]) -> None:
    """Compare with what was done in the shop, by the reader's own eyes."""
    assert set(told) == {"21", "23", "25"}
    stages = {number: order[0] for number, order in told.items()}  # type: ignore[index]
    assert stages == {
        "21": Stage.READY_FOR_DISPATCH,
        "23": Stage.READY_FOR_DISPATCH,
        "25": Stage.RECEIVED,
    }
    (ups,) = told["23"][5]  # type: ignore[index]
    assert ups[0] == "1Z999AA10123456784"
    assert [(item.platform_id, item.quantity) for item in ups[2]] == [("15", 2)]
    assert ups[3] is Status.PENDING
    (noted,) = told["21"][5]  # type: ignore[index]
    assert noted[0]
    assert told["25"][5] == []  # type: ignore[index]


def test_every_capture_is_accepted_and_ends_in_the_right_orders(asking, shop) -> None:
    shop_id = connected(asking, shop)
    play(asking, shop_id, list(range(len(ALL))))
    check(state(asking, shop_id))


def test_webhooks_alone_lead_there_but_for_what_only_asking_can_tell(asking, shop) -> None:
    shop_id = connected(asking, shop)
    play(asking, shop_id, [n for n, capture in enumerate(ALL) if "order." in capture.name])
    check(state(asking, shop_id))


@given(
    steps=st.permutations([*range(len(ALL)), RECONCILIATION]),
    again=st.lists(st.integers(0, max(len(ALL) - 1, 0)), max_size=12),
)
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_in_any_order_twice_over_and_with_one_reconciliation_the_end_is_the_same(
    asking, shop, redis_connection, steps, again
) -> None:
    empty(asking.engine, redis_connection)
    shop_id = connected(asking, shop)
    play(asking, shop_id, [*steps, *again])
    check(state(asking, shop_id))
