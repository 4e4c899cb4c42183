"""The webhook door against a real database."""

import threading
from collections.abc import Callable

import pytest
from sqlalchemy import event, func, select

from domain.errors import BadSignatureError
from domain.shop import PlatformKey
from services.accept_webhook import UnknownShopError, WebhookDoor
from services.wiring import Wiring
from storage.compression import decompress
from storage.shops import ShopRow, mark_uninstalled
from storage.webhook_inbox import InboxRow
from tests.shop_bodies import (
    PREVIOUS_SHOPIFY_SECRET,
    raw,
    shopify_headers,
    shopify_order,
    woocommerce_headers,
    woocommerce_order,
)

BODY = raw(shopify_order())


@pytest.fixture
def door(wiring: Wiring) -> WebhookDoor:
    return WebhookDoor(wiring)


def kept(wiring: Wiring) -> list[InboxRow]:
    with wiring.sessions() as session:
        return list(session.scalars(select(InboxRow).order_by(InboxRow.id)))


def shops(wiring: Wiring) -> list[ShopRow]:
    with wiring.sessions() as session:
        return list(session.scalars(select(ShopRow)))


def test_a_signed_delivery_is_kept_byte_for_byte(door, wiring, shop_id) -> None:
    door.accept(PlatformKey.SHOPIFY, "", shopify_headers(BODY), BODY)
    (row,) = kept(wiring)
    assert (row.shop_id, row.topic, row.state) == (shop_id, "orders/create", "new")
    assert decompress(row.body) == BODY


def test_a_repeated_delivery_is_acknowledged_but_kept_once(door, wiring, shop_id) -> None:
    headers = shopify_headers(BODY, webhook_id="the same")
    door.accept(PlatformKey.SHOPIFY, "", headers, BODY)
    door.accept(PlatformKey.SHOPIFY, "", headers, BODY)
    assert len(kept(wiring)) == 1


def test_the_same_delivery_id_of_two_shops_is_two_deliveries(door, wiring, connect) -> None:
    for shop in ("one.myshopify.com", "two.myshopify.com"):
        connect(domain=shop)
        headers = shopify_headers(BODY, webhook_id="the same", shop=shop)
        door.accept(PlatformKey.SHOPIFY, "", headers, BODY)
    assert len({row.shop_id for row in kept(wiring)}) == 2


def test_the_previous_app_secret_is_still_honoured(door, wiring, shop_id) -> None:
    headers = shopify_headers(BODY, secret=PREVIOUS_SHOPIFY_SECRET)
    door.accept(PlatformKey.SHOPIFY, "", headers, BODY)
    assert len(kept(wiring)) == 1


@pytest.mark.parametrize("secret", ["", "wrong", "hush "])
def test_a_wrong_signature_is_refused_and_nothing_is_kept(door, wiring, shop_id, secret) -> None:
    with pytest.raises(BadSignatureError):
        door.accept(PlatformKey.SHOPIFY, "", shopify_headers(BODY, secret=secret), BODY)
    assert kept(wiring) == []


def test_an_unknown_shop_is_met_only_after_the_signature(door, wiring) -> None:
    with pytest.raises(BadSignatureError):
        door.accept(PlatformKey.SHOPIFY, "", shopify_headers(BODY, secret="wrong"), BODY)
    assert shops(wiring) == []
    door.accept(PlatformKey.SHOPIFY, "", shopify_headers(BODY), BODY)
    (shop,) = shops(wiring)
    assert (shop.domain, shop.name) == ("lamps.myshopify.com", "lamps.myshopify.com")
    assert (shop.locale, shop.time_zone, shop.uninstalled_at) == ("en", "UTC", None)
    assert [row.shop_id for row in kept(wiring)] == [shop.id]


@pytest.mark.parametrize(
    "topic", ["app/uninstalled", "customers/redact", "customers/data_request", "shop/redact"]
)
def test_a_farewell_of_a_shop_we_have_not_met_is_acknowledged_and_not_kept(
    door, wiring, topic
) -> None:
    door.accept(PlatformKey.SHOPIFY, "", shopify_headers(BODY, topic), BODY)
    assert (shops(wiring), kept(wiring)) == ([], [])
    with pytest.raises(BadSignatureError):
        door.accept(PlatformKey.SHOPIFY, "", shopify_headers(BODY, topic, "wrong"), BODY)


def test_a_delivery_that_names_no_shop_meets_none(door, wiring) -> None:
    with pytest.raises(UnknownShopError):
        door.accept(PlatformKey.SHOPIFY, "", shopify_headers(BODY, shop="evil.example"), BODY)
    assert shops(wiring) == []


def test_many_first_deliveries_at_once_make_one_shop_and_are_all_kept(door, wiring) -> None:
    refused: list[Exception] = []

    def deliver() -> None:
        try:
            door.accept(PlatformKey.SHOPIFY, "", shopify_headers(BODY), BODY)
        except Exception as error:
            refused.append(error)

    threads = [threading.Thread(target=deliver) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refused == []
    assert (len(shops(wiring)), len(kept(wiring))) == (1, 16)


def test_a_shop_that_left_and_was_deleted_is_acknowledged(door, wiring, shop_id) -> None:
    door.accept(PlatformKey.SHOPIFY, "", shopify_headers(BODY), BODY)
    with wiring.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM shops")
    door.accept(PlatformKey.SHOPIFY, "", shopify_headers(BODY, "shop/redact"), BODY)
    assert (shops(wiring), kept(wiring)) == ([], [])


def test_a_woocommerce_shop_deleted_a_moment_ago_is_unknown(door, wiring, connect) -> None:
    connect(PlatformKey.WOOCOMMERCE, "mugs.example", webhook_key="k1")
    body = raw(woocommerce_order())
    door.accept(PlatformKey.WOOCOMMERCE, "k1", woocommerce_headers(body), body)
    with wiring.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM shops")
    with pytest.raises(UnknownShopError):
        door.accept(PlatformKey.WOOCOMMERCE, "k1", woocommerce_headers(body), body)


def test_a_known_shop_costs_one_statement_a_delivery(door, wiring, shop_id) -> None:
    door.accept(PlatformKey.SHOPIFY, "", shopify_headers(BODY), BODY)
    statements: list[str] = []
    listen = (wiring.engine, "before_cursor_execute", lambda *seen: statements.append(seen[2]))
    event.listen(*listen)
    door.accept(PlatformKey.SHOPIFY, "", shopify_headers(BODY), BODY)
    event.remove(*listen)
    assert len(statements) == 1


def test_a_woocommerce_shop_is_known_by_its_address_and_its_own_secret(
    door, wiring, connect: Callable[..., int]
) -> None:
    connect(PlatformKey.WOOCOMMERCE, "mugs.example", webhook_key="k1")
    connect(PlatformKey.WOOCOMMERCE, "cups.example", webhook_key="k2")
    body = raw(woocommerce_order())
    door.accept(PlatformKey.WOOCOMMERCE, "k1", woocommerce_headers(body), body)
    with pytest.raises(UnknownShopError):
        door.accept(PlatformKey.WOOCOMMERCE, "k3", woocommerce_headers(body), body)
    with pytest.raises(BadSignatureError):
        door.accept(PlatformKey.WOOCOMMERCE, "k2", woocommerce_headers(body, secret="x"), body)
    assert len(kept(wiring)) == 1


def test_deliveries_that_share_an_id_but_not_a_body_are_all_kept(door, wiring, connect) -> None:
    connect(PlatformKey.WOOCOMMERCE, "mugs.example", webhook_key="k1")
    for number in (1, 2, 3):
        body = raw(woocommerce_order(number))
        headers = woocommerce_headers(body) | {"x-wc-webhook-delivery-id": "one second"}
        door.accept(PlatformKey.WOOCOMMERCE, "k1", headers, body)
    assert len(kept(wiring)) == 3


def test_an_unsigned_ping_is_answered_and_forgotten(door, wiring) -> None:
    headers = {"content-type": "application/x-www-form-urlencoded"}
    door.accept(PlatformKey.WOOCOMMERCE, "any", headers, b"webhook_id=4")
    assert kept(wiring) == []


def test_a_shop_that_left_has_no_secret_any_more(wiring, connect) -> None:
    shop_id = connect(PlatformKey.WOOCOMMERCE, "mugs.example", webhook_key="k1")
    with wiring.sessions.begin() as session:
        mark_uninstalled(session, shop_id, wiring.clock())
    body = raw(woocommerce_order())
    with pytest.raises(BadSignatureError):
        WebhookDoor(wiring).accept(PlatformKey.WOOCOMMERCE, "k1", woocommerce_headers(body), body)


def test_a_shop_is_remembered_for_a_while_and_then_asked_for_again(wiring, connect) -> None:
    seconds = [0.0]
    door = WebhookDoor(wiring, monotonic=lambda: seconds[0])
    shop_id = connect(PlatformKey.WOOCOMMERCE, "mugs.example", webhook_key="k1")
    body = raw(woocommerce_order())
    door.accept(PlatformKey.WOOCOMMERCE, "k1", woocommerce_headers(body), body)
    with wiring.sessions.begin() as session:
        mark_uninstalled(session, shop_id, wiring.clock())
    door.accept(PlatformKey.WOOCOMMERCE, "k1", woocommerce_headers(body), body)
    seconds[0] = 21.0
    with pytest.raises(BadSignatureError):
        door.accept(PlatformKey.WOOCOMMERCE, "k1", woocommerce_headers(body), body)


def test_sixty_four_threads_with_one_id_leave_one_row(door, wiring, shop_id) -> None:
    headers = shopify_headers(BODY, webhook_id="the same")
    refused: list[Exception] = []

    def deliver() -> None:
        try:
            door.accept(PlatformKey.SHOPIFY, "", headers, BODY)
        except Exception as error:
            refused.append(error)

    threads = [threading.Thread(target=deliver) for _ in range(64)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refused == []
    with wiring.sessions() as session:
        assert session.execute(select(func.count()).select_from(InboxRow)).scalar_one() == 1


def test_a_shop_deleted_a_moment_ago_is_met_again_and_hurts_no_other_delivery(
    door, wiring, connect
) -> None:
    connect()
    gone = connect(domain="gone.myshopify.com")
    headers = shopify_headers(BODY, shop="gone.myshopify.com")
    door.accept(PlatformKey.SHOPIFY, "", headers, BODY)
    with wiring.engine.begin() as connection:
        connection.exec_driver_sql(f"DELETE FROM shops WHERE id = {gone}")
    outcomes: dict[str, str] = {}

    def deliver(shop: str) -> None:
        try:
            door.accept(PlatformKey.SHOPIFY, "", shopify_headers(BODY, shop=shop), BODY)
            outcomes[shop] = "kept"
        except Exception as error:
            outcomes[shop] = type(error).__name__

    shops = ("lamps.myshopify.com", "gone.myshopify.com")
    threads = [threading.Thread(target=deliver, args=(shop,)) for shop in shops]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes == {"lamps.myshopify.com": "kept", "gone.myshopify.com": "kept"}
    assert {row.shop_id for row in kept(wiring)} == {1, 3}
