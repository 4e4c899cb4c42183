"""Alive, ready, and in figures; and what a request leaves in the log."""

import logging
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient

from app import create_app
from domain.status import Status
from domain.tracking import TrackingEvent
from jobs.poll_carriers import poll_round
from runtime.database import make_engine
from tests.app_config import CONFIG
from tests.fakes import NOON, scan
from tests.services.deliver import deliver
from tests.shop_bodies import shopify_fulfilment, shopify_order


def client(wiring, **changes: Any) -> FlaskClient:
    return create_app(wiring, replace(CONFIG, **changes)).test_client()


def test_alive_asks_nobody(wiring) -> None:
    dark = replace(wiring, engine=make_engine("postgresql://postgres@127.0.0.1:9/none"))
    assert client(dark).get("/healthz").json == {"status": "alive"}


def test_ready_names_everything_that_is_missing(wiring) -> None:
    dark = replace(wiring, engine=make_engine("postgresql://postgres@127.0.0.1:9/none"))
    answer = client(dark).get("/readyz")
    assert answer.status_code == 503
    assert (answer.json or {})["missing"] == [
        "database",
        "worker:inbox",
        "worker:carriers",
        "worker:messages",
        "worker:events",
        "worker:shops",
        "scheduler",
    ]


def test_figures_are_shown_by_setting_only(wiring) -> None:
    assert client(wiring).get("/metrics").status_code == 404


def test_figures_count_what_waits_what_failed_and_what_nobody_understands(
    wiring, shop_id, carrier, clock
) -> None:
    deliver(wiring, shop_id, "orders/create", b"{")
    told = shopify_order(fulfillments=[shopify_fulfilment(5_820_982_511_634_001, 9, "TP1")])
    deliver(wiring, shop_id, "orders/create", told)
    mystery = TrackingEvent(NOON, "??", "Something", None)
    carrier.report("TP1", scan(Status.IN_TRANSIT), mystery)
    poll_round(wiring)
    clock.forward(days=3)
    figures = client(wiring, metrics=True).get("/metrics").text
    for line in (
        'framme_inbox_deliveries{state="failed"} 1.0',
        'framme_inbox_deliveries{state="applied"} 1.0',
        'framme_notifications{kind="shipped",state="due"} 1.0',
        'framme_polls_overdue{provider="testpost"} 1.0',
        'framme_carrier_accounts{provider="testpost",state="well"} 1.0',
        'carrier_unmapped_code_total{carrier="testpost",code="??"} 1.0',
    ):
        assert line in figures
    assert "alva" not in figures


def test_a_request_is_logged_without_the_key_in_its_address(
    wiring, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "framme.web"):
        client(wiring).get("/t/AAAAsecretAAAA")
    assert "secret" not in caplog.text
    assert "/t/<" in caplog.text


def test_webhooks_are_taken_in_front_of_the_pages(wiring) -> None:
    assert client(wiring).get("/webhooks/shopify").status_code == 405


def test_the_demo_is_linked_only_where_it_runs(wiring) -> None:
    assert client(wiring).get("/demo").status_code == 404
    demo = client(wiring, demo_url="http://127.0.0.1:8025")
    assert demo.get("/demo").status_code == 200


def test_the_shoppers_address_is_believed_from_known_proxies_only(wiring, shop_id) -> None:
    form = {"number": "1", "proof": "x@example.com"}
    path = "/track/shopify/lamps.myshopify.com"
    forged = client(wiring)
    statuses = {
        forged.post(path, data=form, headers={"X-Forwarded-For": f"10.0.0.{n}"}).status_code
        for n in range(25)
    }
    assert 429 in statuses
