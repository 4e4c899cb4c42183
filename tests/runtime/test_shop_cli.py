"""bin/framme shop, as an operator asks how shops are and has their orders read again."""

from dataclasses import replace

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from domain.shop import PlatformKey
from domain.shop_api import Export, ExportState
from runtime.shop_cli import shop
from services.run_shop_tasks import run_next
from services.sync_orders import backfill, reconcile
from services.welcome_shop import welcome_by_code
from storage.order_syncs import count_failed
from storage.shop_access import mark_refused
from storage.shop_tasks import ShopTaskRow
from tests.fake_embedded_app import OUT_OF_ORDER, FakeEmbeddedApp, GuardedShopApi, with_app
from tests.storage.told import order_told

OPERATION = "gid://shopify/BulkOperation/1"


@pytest.fixture
def api(wiring) -> GuardedShopApi:
    return GuardedShopApi(desk=FakeEmbeddedApp(wiring.clock))


@pytest.fixture
def wired(wiring, api):
    return with_app(wiring, api.desk, api)


@pytest.fixture
def run(wired):
    def run(*words: str) -> Result:
        return CliRunner().invoke(shop, words, obj=lambda: wired)

    return run


@pytest.fixture
def granted(wired, api) -> int:
    domain = "lamps.myshopify.com"
    return welcome_by_code(wired, PlatformKey.SHOPIFY, domain, api.desk.issue()).id


def test_a_shop_with_nothing_to_tell_is_one_line(run, granted) -> None:
    line = "     1  shopify  lamps.myshopify.com  lamps.myshopify.com\n"
    assert run("list").output == line


def test_a_shops_work_is_listed_below_it(run, wired, api, granted, clock) -> None:
    backfill(wired, granted)
    assert "orders being read: 0, 0 of them broken" in run("list").output
    api.exports = [Export(OPERATION, ExportState.READY, "https://storage.example/x")]
    api.lines = [order_told()]
    backfill(wired, granted)
    with wired.sessions.begin() as session:
        count_failed(session, granted, 2)
    clock.forward(hours=1)
    reconcile(wired, granted)
    api.failing = [replace(OUT_OF_ORDER)]
    run_next(wired)
    with wired.sessions.begin() as session:
        mark_refused(session, granted, 2, "invalid_grant", clock())
    listed = run("list").output.splitlines()
    assert "        access refused since 2026-11-20 13:00: invalid_grant" in listed
    assert "        orders read by 2026-11-20 12:00: 1, 2 of them broken" in listed
    assert "        changes read until 2026-11-20 12:59" in listed
    assert "        set_up failed: HTTP 502" in listed


def test_a_shop_that_left_says_so(run, wired, granted) -> None:
    with wired.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE shops SET uninstalled_at = now()")
    assert "(left)" in run("list").output


def test_all_orders_are_read_again_when_the_operator_says_so(run, wired, granted) -> None:
    with wired.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM shop_tasks")
    assert run("sync", "lamps.myshopify.com").output == "The orders of shop 1 will be read.\n"
    with wired.sessions() as session:
        assert set(session.scalars(select(ShopTaskRow.task))) == {"backfill", "reconcile"}


def test_a_shop_that_cannot_be_asked_is_an_error_in_plain_words(run, wired) -> None:
    result = run("sync", "lamps.myshopify.com")
    words = "there is no shop lamps.myshopify.com that grants access to its orders."
    assert (result.exit_code, result.output) == (1, f"Error: {words}\n")
