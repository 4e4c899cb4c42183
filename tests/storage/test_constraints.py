"""What must never be, the database itself refuses, whichever code is wrong."""

import re
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select, text, update
from sqlalchemy.exc import IntegrityError

from domain.status import Status
from services.wiring import Wiring
from storage.notifications import NotificationRow, NotificationState
from storage.order_items import OrderItemRow
from storage.orders import OrderRow
from storage.poll_schedule import PollRow
from storage.promises import PromiseRow
from storage.schema import Table
from storage.shipments import ShipmentItemRow, ShipmentRow
from storage.shops import ShopRow
from storage.tracking_events import TrackingEventRow, add_events
from storage.tracking_links import TrackingLinkRow
from storage.webhook_inbox import InboxRow, InboxState
from tests.fakes import NOON, scan
from tests.storage.merchant_rows import OF_MESSAGES
from tests.storage.sample_rows import (
    DELIVERY,
    LINE,
    MESSAGE,
    OF_APPS,
    OF_CARRIERS,
    OF_SITES,
    PARCEL,
    PROMISE,
    SHOP,
)
from tests.storage.told import ship, write


@pytest.fixture
def filled(wiring: Wiring, shop_id: int) -> Wiring:
    """Shop 1 with order 1 (lines at 0 and 1) and its shipments 1 (TP1) and 2 (no number)."""
    order_id = write(wiring, shop_id)
    shipment_id = ship(wiring, shop_id, order_id)
    assert (shop_id, order_id, shipment_id) == (1, 1, 1)
    ship(wiring, shop_id, order_id, "")
    return wiring


def put(wiring: Wiring, table: type[Table], *rows: Mapping[str, Any]) -> None:
    with wiring.engine.begin() as connection:
        for row in rows:
            connection.execute(insert(table).values(**row))


ALLOWED = [
    (ShopRow, SHOP),
    (InboxRow, DELIVERY),
    (NotificationRow, MESSAGE),
    (ShipmentRow, PARCEL),
    (PromiseRow, PROMISE),
    (OrderItemRow, LINE),
]


@pytest.mark.parametrize(("table", "row"), ALLOWED, ids=lambda v: getattr(v, "__tablename__", ""))
def test_a_row_that_breaks_no_rule_is_taken(
    filled: Wiring, table: type[Table], row: Mapping[str, Any]
) -> None:
    put(filled, table, row)


@pytest.mark.parametrize(
    ("table", "rows", "rule"),
    [
        pytest.param(
            InboxRow,
            [DELIVERY, DELIVERY | {"topic": "orders/updated"}],
            "uq_webhook_inbox_shop_id_dedupe_key",
            id="a delivery twice",
        ),
        pytest.param(
            InboxRow, [DELIVERY | {"state": "lost"}], "ck_webhook_inbox_state", id="an odd state"
        ),
        pytest.param(
            InboxRow,
            [DELIVERY | {"shop_id": 99}],
            "fk_webhook_inbox_shop_id_shops",
            id="a delivery for nobody",
        ),
        pytest.param(
            NotificationRow,
            [MESSAGE, MESSAGE | {"recipient": "other@example.com"}],
            "uq_notifications_shop_id_dedupe_key",
            id="an occasion announced twice",
        ),
        pytest.param(
            NotificationRow,
            [MESSAGE | {"state": "lost"}],
            "ck_notifications_state",
            id="a message in an odd state",
        ),
        pytest.param(
            ShipmentRow,
            [PARCEL | {"tracking_number": "TP1"}],
            "uq_shipments_order_number",
            id="a number twice in an order",
        ),
        pytest.param(
            ShipmentRow,
            [PARCEL | {"tracking_number": "", "platform_id": "9001"}],
            "uq_shipments_order_unnumbered",
            id="a fulfilment without a number twice",
        ),
        pytest.param(
            ShipmentRow, [PARCEL | {"status": "lost"}], "ck_shipments_status", id="an odd status"
        ),
        pytest.param(
            PromiseRow,
            [PROMISE | {"earliest": NOON + timedelta(seconds=1)}],
            "ck_promises_window",
            id="a window that ends before it begins",
        ),
        pytest.param(
            OrderItemRow, [LINE | {"quantity": 0}], "ck_order_items_quantity", id="none of a thing"
        ),
        pytest.param(
            OrderItemRow,
            [LINE | {"quantity": -1}],
            "ck_order_items_quantity",
            id="less than none of a thing",
        ),
        pytest.param(
            OrderItemRow,
            [LINE | {"position": 1}],
            "uq_order_items_order_id_position",
            id="two lines at one place",
        ),
        pytest.param(
            ShipmentItemRow,
            [{"shipment_id": 1, "platform_id": "71", "quantity": 0}],
            "ck_shipment_items_quantity",
            id="an empty parcel",
        ),
        pytest.param(
            ShopRow,
            [SHOP, SHOP | {"name": "Again"}],
            "uq_shops_platform_domain",
            id="a shop connected twice",
        ),
        pytest.param(
            ShopRow,
            [SHOP | {"webhook_key": "k"}, SHOP | {"domain": "b.example", "webhook_key": "k"}],
            "uq_shops_webhook_key",
            id="one address for two shops",
        ),
        pytest.param(ShopRow, [SHOP | {"domain": "Other.com"}], "ck_shops_domain", id="capitals"),
        pytest.param(ShopRow, [SHOP | {"domain": ""}], "ck_shops_domain", id="a nameless shop"),
        pytest.param(
            ShopRow, [SHOP | {"platform": "magento"}], "ck_shops_platform", id="an odd platform"
        ),
    ],
)
def test_a_row_that_breaks_a_rule_is_refused(
    filled: Wiring, table: type[Table], rows: list[Mapping[str, Any]], rule: str
) -> None:
    with pytest.raises(IntegrityError, match=re.escape(f'"{rule}"')):
        put(filled, table, *rows)


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        pytest.param({"total": None}, "ck_orders_money", id="a currency without an amount"),
        pytest.param({"currency": None}, "ck_orders_money", id="an amount without a currency"),
        pytest.param({"version": 0}, "ck_orders_version", id="a version before the first"),
    ],
)
def test_an_order_cannot_be_changed_into_nonsense(
    filled: Wiring, changes: dict[str, Any], rule: str
) -> None:
    with pytest.raises(IntegrityError, match=re.escape(f'"{rule}"')), filled.engine.begin() as own:
        own.execute(update(OrderRow).values(**changes))


def test_the_same_key_is_another_occasion_in_another_shop(filled: Wiring) -> None:
    put(filled, ShopRow, SHOP)
    put(filled, InboxRow, DELIVERY, DELIVERY | {"shop_id": 2})
    put(filled, NotificationRow, MESSAGE, MESSAGE | {"shop_id": 2})


@pytest.mark.parametrize("status", sorted(Status))
def test_every_status_of_the_vocabulary_can_be_kept(filled: Wiring, status: Status) -> None:
    put(filled, ShipmentRow, PARCEL | {"status": status.value})


def test_every_state_of_a_delivery_and_of_a_message_can_be_kept(filled: Wiring) -> None:
    put(filled, InboxRow, *(DELIVERY | {"dedupe_key": s, "state": s.value} for s in InboxState))
    put(
        filled,
        NotificationRow,
        *(MESSAGE | {"dedupe_key": s, "state": s.value} for s in NotificationState),
    )


def put_all(wiring: Wiring, rows: Iterable[tuple[type[Table], Mapping[str, Any]]]) -> None:
    for table, row in rows:
        put(wiring, table, row)


NO_SHOPS = {"site_connections"}
"""Begun before there is a shop; gone a day after they are over."""


def test_a_shop_that_is_erased_takes_everything_with_it(filled: Wiring) -> None:
    put(filled, InboxRow, DELIVERY)
    put(filled, NotificationRow, MESSAGE)
    put(filled, PromiseRow, PROMISE)
    put(filled, ShipmentItemRow, {"shipment_id": 1, "platform_id": "71", "quantity": 1})
    put_all(filled, (*OF_CARRIERS, *OF_APPS, *OF_SITES, *OF_MESSAGES))
    put(filled, PollRow, {"shipment_id": 1, "lane_id": 1, "next_poll_at": NOON})
    link = {"shop_id": 1, "order_id": 1, "created_at": NOON, "expires_at": NOON}
    put(filled, TrackingLinkRow, link)
    with filled.sessions.begin() as session:
        add_events(session, [(1, scan(Status.IN_TRANSIT))])
    assert set(Table.metadata.tables) - NO_SHOPS == _tables_with_rows(filled)
    with filled.engine.begin() as connection:
        connection.execute(text("DELETE FROM shops"))
    assert _tables_with_rows(filled) == set()


def _tables_with_rows(wiring: Wiring) -> set[str]:
    with wiring.engine.connect() as connection:
        return {
            name
            for name, table in Table.metadata.tables.items()
            if connection.execute(select(table).limit(1)).one_or_none()
        }


def test_an_event_is_kept_once_however_often_it_is_reported(filled: Wiring) -> None:
    seen = scan(Status.IN_TRANSIT)
    for _ in range(2):
        with filled.sessions.begin() as session:
            add_events(session, [(1, seen), (2, seen)])
    with filled.sessions() as session:
        kept = session.execute(select(TrackingEventRow.shipment_id)).scalars().all()
    assert sorted(kept) == [1, 2]
