"""What a platform says of the shop itself: farewells, permissions, plans, exports, forgetting."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from domain.preferences import SILENCE
from domain.shop import PlatformKey
from domain.shop_task import ShopTask
from services.apply_shop_event import apply_waiting
from services.change_settings import read_settings, set_show_scans
from services.wiring import Wiring
from storage.compression import compress
from storage.notifications import NotificationRow
from storage.order_syncs import begin_backfill
from storage.orders import OrderRow
from storage.privacy_requests import PrivacyRequestRow
from storage.settings import notification_settings
from storage.shop_tasks import ShopTaskRow
from storage.shops import ShopRow, introduce_shop, shop_by_id
from storage.webhook_inbox import Delivery, InboxRow, keep
from tests.fakes import NOON
from tests.services.deliver import deliver, the_order
from tests.services.shops_that_answer import grant_access
from tests.shop_bodies import raw, shopify_fulfilment, shopify_order

DATA_REQUEST = {
    "shop_id": 1,
    "shop_domain": "lamps.myshopify.com",
    "orders_requested": [1001],
    "customer": {"id": 5, "email": "alva@example.com", "phone": ""},
    "data_request": {"id": 9999},
}
REDACT = {
    "shop_id": 1,
    "shop_domain": "lamps.myshopify.com",
    "orders_to_redact": [1001],
    "customer": {"id": 5, "email": "alva@example.com", "phone": ""},
}
SHOP_REDACT = {"shop_id": 1, "shop_domain": "lamps.myshopify.com"}


def tasks(wiring: Wiring) -> list[str]:
    with wiring.sessions() as session:
        return sorted(session.scalars(select(ShopTaskRow.task)))


def count(wiring: Wiring, table: type) -> int:
    with wiring.sessions() as session:
        return session.execute(select(func.count()).select_from(table)).scalar_one()


def requests(wiring: Wiring) -> Sequence[PrivacyRequestRow]:
    with wiring.sessions() as session:
        return session.scalars(select(PrivacyRequestRow).order_by(PrivacyRequestRow.id)).all()


def together(wiring: Wiring, shop_id: int, *told: tuple[str, Any]) -> None:
    """Keep several deliveries and apply them in one batch."""
    rows = [
        Delivery(shop_id, "shopify", topic, f"at-once-{n}", compress(raw(body)))
        for n, (topic, body) in enumerate(told)
    ]
    with wiring.engine.begin() as connection:
        keep(connection, rows, wiring.clock())
    assert apply_waiting(wiring) == len(told)


def say_farewell(wiring: Wiring, shop_id: int, at: datetime) -> str:
    body = compress(raw({"id": 1}))
    row = Delivery(shop_id, "shopify", "app/uninstalled", f"bye-{at}", body, triggered_at=at)
    with wiring.engine.begin() as connection:
        keep(connection, [row], wiring.clock())
    apply_waiting(wiring)
    with wiring.sessions() as session:
        return session.scalars(select(InboxRow.state).order_by(InboxRow.id.desc())).first() or ""


def test_a_farewell_from_before_the_return_is_ignored(wiring, shop_id) -> None:
    grant_access(wiring, shop_id)
    assert say_farewell(wiring, shop_id, NOON - timedelta(minutes=1)) == "ignored"
    with wiring.sessions() as session:
        assert shop_by_id(session, shop_id).uninstalled_at is None
    assert say_farewell(wiring, shop_id, NOON + timedelta(minutes=1)) == "applied"
    with wiring.sessions() as session:
        assert shop_by_id(session, shop_id).uninstalled_at == NOON


def test_permissions_given_let_waiting_scans_go_on(wiring, shop_id) -> None:
    grant_access(wiring, shop_id)
    body = {"previous": [], "current": ["read_orders", "write_fulfillments"]}
    deliver(wiring, shop_id, "app/scopes_update", body)
    with wiring.sessions() as session:
        from storage.shop_access import sealed_access

        access = sealed_access(session, shop_id)
    assert access is not None
    assert list(access.scopes) == ["read_orders", "write_fulfillments"]
    assert tasks(wiring) == [ShopTask.SHOW_SCANS]


def test_another_plan_is_kept_and_compared_with_what_is_used(wiring, shop_id) -> None:
    body = {"app_subscription": {"status": "ACTIVE", "plan_handle": "growth", "name": "Growth"}}
    deliver(wiring, shop_id, "app_subscriptions/update", body)
    with wiring.sessions() as session:
        assert shop_by_id(session, shop_id).plan == "growth"
    assert tasks(wiring) == [ShopTask.REVIEW_PLAN]


@pytest.mark.parametrize(("operation", "state"), [("77", "applied"), ("78", "ignored")])
def test_the_end_of_an_export_is_acted_on_when_it_is_the_one_we_wait_for(
    wiring, shop_id, operation, state
) -> None:
    waited_for = f"gid://shopify/BulkOperation/{operation}"
    with wiring.sessions.begin() as session:
        begin_backfill(session, shop_id, "gid://shopify/BulkOperation/77", NOON, NOON)
    body = {"admin_graphql_api_id": waited_for, "status": "completed", "type": "query"}
    assert deliver(wiring, shop_id, "bulk_operations/finish", body).state == state
    assert tasks(wiring) == ([ShopTask.BACKFILL] if state == "applied" else [])


def test_a_request_is_kept_sealed_with_its_date_and_asked_for(wiring, shop_id) -> None:
    assert deliver(wiring, shop_id, "customers/data_request", DATA_REQUEST).state == "applied"
    (request,) = requests(wiring)
    assert (request.kind, request.dedupe_key) == ("export", "export:9999")
    assert request.due_by == NOON + timedelta(days=30)
    assert request.sealed_subject is not None
    assert b"alva" not in request.sealed_subject
    assert "alva@example.com" in wiring.vault.open(request.sealed_subject)
    assert tasks(wiring) == [ShopTask.ANSWER_PRIVACY]


@pytest.mark.parametrize(
    ("topic", "body"), [("customers/data_request", DATA_REQUEST), ("customers/redact", REDACT)]
)
def test_the_same_request_told_twice_is_one(wiring, shop_id, topic, body) -> None:
    deliver(wiring, shop_id, topic, body)
    assert deliver(wiring, shop_id, topic, body).state == "ignored"
    assert len(requests(wiring)) == 1


def test_requests_for_two_shoppers_are_two_and_their_keys_name_nobody(wiring, shop_id) -> None:
    deliver(wiring, shop_id, "customers/redact", REDACT)
    deliver(wiring, shop_id, "customers/redact", REDACT | {"orders_to_redact": [1002]})
    keys = {request.dedupe_key for request in requests(wiring)}
    assert len(keys) == 2
    assert "alva" not in "".join(keys)


def test_a_shop_to_be_forgotten_takes_everything_with_it_its_own_deliveries_too(
    wiring, shop_id, connect
) -> None:
    parcel = shopify_fulfilment(1001, 9001, "TP1")
    deliver(wiring, shop_id, "orders/create", shopify_order(1001, fulfillments=[parcel]))
    other = connect(domain="other.myshopify.com")
    deliver(wiring, other, "orders/create", shopify_order(1001))
    say_farewell(wiring, shop_id, NOON)
    together(
        wiring,
        shop_id,
        ("shop/redact", SHOP_REDACT),
        ("orders/updated", shopify_order(1002)),
        ("customers/redact", REDACT),
    )
    with wiring.sessions() as session:
        assert session.scalars(select(ShopRow.id)).all() == [other]
        assert set(session.scalars(select(InboxRow.shop_id))) == {other}
        assert set(session.scalars(select(NotificationRow.shop_id))) == {other}
    assert (count(wiring, OrderRow), requests(wiring)) == (1, [])
    assert the_order(wiring, other, 1001).number == "#1001"


def test_a_shop_that_came_back_is_not_forgotten(wiring, shop_id) -> None:
    deliver(wiring, shop_id, "orders/create", shopify_order(1001))
    assert deliver(wiring, shop_id, "shop/redact", SHOP_REDACT).state == "ignored"
    assert count(wiring, OrderRow) == 1


def test_the_end_of_a_plan_may_be_late_so_the_platform_is_asked(wiring, shop_id) -> None:
    active = {"app_subscription": {"status": "ACTIVE", "plan_handle": "growth", "name": "Growth"}}
    ended = {"app_subscription": {"status": "CANCELLED", "plan_handle": "starter", "name": "S"}}
    for body in (active, ended):
        deliver(wiring, shop_id, "app_subscriptions/update", body)
    with wiring.sessions() as session:
        assert shop_by_id(session, shop_id).plan == "growth"
    assert ShopTask.SET_UP in tasks(wiring)


def test_a_shop_that_nobody_has_opened_yet_is_heard_and_writes_to_nobody(wiring) -> None:
    with wiring.sessions.begin() as session:
        shop_id = introduce_shop(session, PlatformKey.SHOPIFY, "new.myshopify.com", wiring.clock())
        assert notification_settings(session, shop_id) == SILENCE


@pytest.mark.parametrize("loses", ["app/scopes_update", "app/uninstalled"])
def test_scans_are_shown_no_longer_when_the_permission_is_gone(wiring, shop_id, loses) -> None:
    grant_access(wiring, shop_id)
    set_show_scans(wiring, shop_id, "link", on=True)
    body = {"previous": ["write_fulfillments"], "current": ["read_orders"]}
    deliver(wiring, shop_id, loses, body)
    assert not read_settings(wiring, shop_id).show_scans
