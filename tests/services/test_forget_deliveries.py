"""Kept deliveries that name a shopper are emptied, page by page; others are left as they are."""

import pytest
from sqlalchemy import select

from domain.shop_events import Shopper
from services.forget_deliveries import AT_A_TIME, Traces, bears, forget_deliveries
from storage.compression import compress, decompress
from storage.webhook_inbox import Delivery, InboxRow, keep
from tests.fakes import NOON
from tests.services.deliver import deliver

HER = Traces.of(Shopper("5", " Alva@Example.com", "", ("7",)), {"1001"}, {"5", ""})


@pytest.mark.parametrize(
    "body",
    [
        b'{"id": 1001}',
        b'{"id": "7"}',
        b'{"id": 9001, "order_id": 1001}',
        b'{"orders_to_redact": [3, 1001]}',
        b'{"orders_requested": [1001], "customer": null}',
        b'{"id": 1, "customer": {"id": 5}}',
        b'{"id": 1, "customer_id": 5}',
        b'{"id": 1, "note": "send it to ALVA@example.com"}',
        b"1001 and then something that is no JSON",
    ],
)
def test_a_body_that_names_her_or_her_order_bears_a_trace(body: bytes) -> None:
    assert bears(body, HER)


@pytest.mark.parametrize(
    "body",
    [
        b"{}",
        b'{"id": 2, "email": "bo@example.com"}',
        b'{"id": 2, "line_items": [{"id": 1001, "quantity": 5}]}',
        b'{"id": 10017, "customer": {"id": 55}}',
        b'[1001, "5"]',
        b"\xff\xfe",
    ],
)
def test_her_numbers_elsewhere_are_no_trace_of_her(body: bytes) -> None:
    assert not bears(body, HER)


def test_a_shopper_without_names_leaves_no_traces() -> None:
    assert not bears(
        b'{"id": "", "customer": {"id": ""}}', Traces.of(Shopper("", "", "", ()), set(), {""})
    )


def test_every_page_of_the_inbox_is_read(wiring, shop_id) -> None:
    bodies = [b'{"id": 2}'] * AT_A_TIME + [b'{"id": 1001}']
    rows = [
        Delivery(shop_id, "shopify", "carts/update", f"k{n}", compress(body))
        for n, body in enumerate(bodies)
    ]
    with wiring.engine.begin() as connection:
        keep(connection, rows, NOON)
        connection.exec_driver_sql("UPDATE webhook_inbox SET state = 'applied'")
    assert forget_deliveries(wiring, shop_id, HER) == 1
    with wiring.sessions() as session:
        last = select(InboxRow).where(InboxRow.dedupe_key == f"k{AT_A_TIME}")
        row = session.scalars(last).one()
    assert (decompress(row.body), row.state) == (b"{}", "applied")


def test_a_failed_delivery_about_her_is_closed_with_the_reason(wiring, shop_id) -> None:
    row = deliver(wiring, shop_id, "orders/create", b'{"id": 1001, "line_items": 3}')
    assert row.state == "failed"
    forget_deliveries(wiring, shop_id, HER)
    with wiring.sessions.begin() as session:
        kept = session.get(InboxRow, row.id)
        assert kept is not None
        assert (kept.state, kept.reason, decompress(kept.body)) == ("ignored", "erased", b"{}")
