"""The front door over WSGI: what it answers, and that nothing refused leaves a row."""

import gzip
from typing import Any

import pytest
from sqlalchemy import func, select
from werkzeug.test import Client, EnvironBuilder
from werkzeug.wrappers import Response

from domain.shop import PlatformKey
from services.accept_webhook import MAX_BODY, WebhookDoor
from services.apply_shop_event import apply_waiting
from services.wiring import Wiring
from storage.webhook_inbox import InboxRow
from tests.shop_bodies import (
    raw,
    shopify_headers,
    shopify_order,
    woocommerce_headers,
    woocommerce_order,
)
from webhooks.receiver import receive_webhooks

BODY = raw(shopify_order())


@pytest.fixture
def client(wiring: Wiring) -> Client:
    return Client(receive_webhooks(WebhookDoor(wiring), Response("the pages", 418)))


def rows(wiring: Wiring) -> int:
    with wiring.sessions() as session:
        return session.execute(select(func.count()).select_from(InboxRow)).scalar_one()


def post(client: Client, body: bytes, headers: dict[str, str], **more: Any) -> int:
    response = client.post("/webhooks/shopify", data=body, headers=headers, **more)
    assert response.data == b""
    return response.status_code


def test_a_signed_delivery_is_stored_before_it_is_answered(client, wiring, shop_id) -> None:
    assert post(client, BODY, shopify_headers(BODY)) == 200
    assert rows(wiring) == 1


def test_header_names_are_recognised_however_the_server_writes_them(
    client, wiring, shop_id
) -> None:
    headers = {name.upper(): value for name, value in shopify_headers(BODY).items()}
    assert post(client, BODY, headers) == 200


@pytest.mark.parametrize(
    "change",
    [
        {"x-shopify-hmac-sha256": "AAAA"},
        {"x-shopify-hmac-sha256": ""},
        {"x-shopify-hmac-sha256": "not base64 é"},
        {"x-shopify-hmac-sha256": None},
    ],
)
def test_a_bad_signature_is_401_and_leaves_nothing(client, wiring, shop_id, change) -> None:
    headers = {k: v for k, v in {**shopify_headers(BODY), **change}.items() if v is not None}
    assert post(client, BODY, headers) == 401
    assert rows(wiring) == 0


def test_one_changed_byte_is_401(client, wiring, shop_id) -> None:
    assert post(client, BODY.replace(b"Lamp", b"Lamq"), shopify_headers(BODY)) == 401
    assert rows(wiring) == 0


def test_the_first_delivery_of_a_shop_we_have_not_met_is_stored(client, wiring) -> None:
    assert post(client, BODY, shopify_headers(BODY)) == 200
    assert rows(wiring) == 1


def test_a_farewell_of_a_shop_we_have_not_met_is_200_and_leaves_nothing(client, wiring) -> None:
    assert post(client, BODY, shopify_headers(BODY, "app/uninstalled")) == 200
    assert rows(wiring) == 0


@pytest.mark.parametrize("shop", ["", "evil.example", "x.myshopify.com.evil.example", "-.x"])
def test_a_shop_that_is_no_shopify_domain_is_not_looked_for(client, shop_id, shop) -> None:
    assert post(client, BODY, shopify_headers(BODY, shop=shop)) == 404


def test_five_megabytes_are_413_and_leave_nothing(client, wiring, shop_id) -> None:
    big = b'{"note": "' + b"x" * (5 * 1024 * 1024) + b'"}'
    assert post(client, big, shopify_headers(big)) == 413
    assert rows(wiring) == 0


def test_a_sender_silent_about_its_length_is_read_up_to_the_limit_only(wiring, shop_id) -> None:
    taken: list[int] = []

    class Endless:
        def read(self, size: int) -> bytes:
            taken.append(size)
            return b"x" * size

    environ = EnvironBuilder("/webhooks/shopify", method="POST").get_environ()
    environ |= {"wsgi.input": Endless(), "CONTENT_LENGTH": ""}
    answers: list[str] = []
    receiver = receive_webhooks(WebhookDoor(wiring), Response("pages"))
    list(receiver(environ, lambda status, _headers: answers.append(status)))
    assert answers == ["413 Content Too Large"]
    assert sum(taken) == MAX_BODY + 1


def test_a_gzip_bomb_is_never_opened(client, wiring, shop_id) -> None:
    bomb = gzip.compress(b"\0" * (200 * 1024 * 1024), 9)
    headers = shopify_headers(bomb) | {"content-encoding": "gzip"}
    assert post(client, bomb, headers) == 200
    apply_waiting(wiring)
    with wiring.sessions() as session:
        row = session.scalars(select(InboxRow)).one()
    assert row.state == "failed"


def test_wrong_json_is_kept_and_fails_later_where_an_operator_sees_it(
    client, wiring, shop_id
) -> None:
    body = b'{"id": '
    assert post(client, body, shopify_headers(body)) == 200
    apply_waiting(wiring)
    with wiring.sessions() as session:
        row = session.scalars(select(InboxRow)).one()
    assert (row.state, bool(row.reason)) == ("failed", True)


def test_woocommerce_deliveries_and_pings_have_an_address_of_their_own(
    client, wiring, connect
) -> None:
    connect(PlatformKey.WOOCOMMERCE, "mugs.example", webhook_key="k1")
    body = raw(woocommerce_order())
    path = "/webhooks/woocommerce/k1"
    assert client.post(path, data=body, headers=woocommerce_headers(body)).status_code == 200
    assert client.post(path, data={"webhook_id": "4"}).status_code == 200
    assert client.post(path, data=body).status_code == 401
    unknown = client.post("/webhooks/woocommerce/k2", data=body, headers=woocommerce_headers(body))
    assert unknown.status_code == 404
    assert rows(wiring) == 1


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/webhooks/shopify", 405),
        ("POST", "/webhooks/shopify/extra", 404),
        ("POST", "/webhooks/", 404),
        ("POST", "/webhooks/woocommerce", 404),
        ("POST", "/webhooks/woocommerce/", 404),
        ("POST", "/webhooks/woocommerce/a/b", 404),
        ("POST", "/webhooks/magento", 404),
        ("GET", "/t/abc", 418),
        ("GET", "/", 418),
    ],
)
def test_every_other_address_is_refused_or_passed_on(client, method, path, status) -> None:
    response = client.open(path, method=method)
    assert response.status_code == status
    assert (response.headers.get("Allow") == "POST") == (status == 405)


def test_a_database_that_is_gone_gives_503_so_that_the_sender_tries_again(
    wiring, connect, postgres_url
) -> None:
    from dataclasses import replace

    from runtime.database import make_engine

    connect()
    door = WebhookDoor(wiring)
    client = Client(receive_webhooks(door, Response("pages")))
    assert post(client, BODY, shopify_headers(BODY)) == 200
    gone = make_engine("postgresql://postgres@127.0.0.1:9/none")
    dark = WebhookDoor(replace(wiring, engine=gone))
    dark._known.update(door._known)
    client = Client(receive_webhooks(dark, Response("pages")))
    assert post(client, BODY, shopify_headers(BODY)) == 503
    assert rows(wiring) == 1
    gone.dispose()
