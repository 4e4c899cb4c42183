"""How a WooCommerce shop is asked: with keys it believes, and what its answers mean."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from domain.errors import AccessRefusedError, ProviderError, RejectedError, ScopeMissingError
from integrations.platforms.woocommerce.rest import ORDERS, PROOF, Question
from tests.integrations.woocommerce_answers import Answer, page, refusal, told
from tests.integrations.woocommerce_certificate import make_certificate
from tests.integrations.woocommerce_shop import KEY, SECRET, Shop, open_shop

ODD = {
    "include": "19,31",
    "modified_after": "2026-11-22T08:42:57",
    "search": "Åsa & co +1 ~tilde",
    "_fields": "id,status",
}
NOT_WRITING = refusal(
    "woocommerce_rest_authentication_error", "Nyckeln har inte skrivbehörighet.", 401
)


@pytest.fixture
def shop() -> Iterator[Shop]:
    with open_shop() as shop:
        shop.store.place(31)
        yield shop


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    return make_certificate(tmp_path)


@pytest.mark.parametrize("params", [{}, PROOF, ODD], ids=len)
def test_over_http_every_request_is_signed(shop: Shop, params: dict[str, str]) -> None:
    assert isinstance(shop.rest.get(shop.session(), ORDERS, params).body, list)
    (asked,) = shop.asked
    assert SECRET not in asked.line
    assert "Authorization" not in asked.headers
    assert asked.headers["user-agent"] == "Framme"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_over_http_a_change_is_signed_too(shop: Shop, method: str) -> None:
    where = {"POST": "wc/v3/coupons", "PUT": f"{ORDERS}/31", "DELETE": "wc/v3/webhooks/4"}
    shop.store.webhooks[4] = {"id": 4}
    data = None if method == "DELETE" else {"code": "Å"}
    shop.rest.change(shop.session(), Question(where[method], {"force": "true"}, method, data))
    (asked,) = shop.asked
    assert (asked.method, asked.data) == (method, data)


def test_over_https_keys_are_in_a_header(certificate: Path) -> None:
    with open_shop(certificate) as shop:
        shop.rest.get(shop.session(), ORDERS, ODD)
        (asked,) = shop.asked
        assert asked.headers["Authorization"].startswith("Basic ")
        assert KEY not in asked.line


def test_over_https_keys_may_be_in_the_query(certificate: Path) -> None:
    with open_shop(certificate, strips_authorization=True) as shop:
        with pytest.raises(AccessRefusedError):
            shop.rest.get(shop.session(), ORDERS, PROOF)
        shop.rest.get(shop.session(query=True), ORDERS, PROOF)
        assert shop.asked[1].query["consumer_secret"] == SECRET


def test_an_interface_whose_route_is_in_the_query_is_reached(certificate: Path) -> None:
    with open_shop(certificate, plain_links=True) as shop:
        shop.store.place(31)
        assert shop.rest.get(shop.session(), f"{ORDERS}/31", {"_fields": "id"}).fields == {"id": 31}
        asked = shop.asked[0]
        assert (asked.path, asked.route) == ("/index.php", "/wc/v3/orders/31")


def test_a_certificate_nobody_vouches_for_is_not_believed(certificate: Path) -> None:
    with open_shop(certificate) as shop:
        shop.certificate = ""
        with pytest.raises(ProviderError, match=r"^connection failed \(SSLError\)$"):
            shop.rest.get(shop.session(), ORDERS, PROOF)


@pytest.mark.parametrize(
    ("key", "secret"), [("ck_somebodyelses", SECRET), (KEY, "cs_somebodyelses")]
)
@pytest.mark.parametrize("secure", [False, True])
def test_wrong_keys_are_refused_and_not_named(
    key: str, secret: str, certificate: Path, *, secure: bool
) -> None:
    with (
        open_shop(certificate if secure else None) as shop,
        pytest.raises(AccessRefusedError) as refused,
    ):
        shop.rest.get(shop.session(key, secret), ORDERS, PROOF)
    assert "somebodyelses" not in str(refused.value)
    assert refused.value.credentials_refused


@pytest.mark.parametrize("scripted", [None, NOT_WRITING], ids=["English", "Swedish"])
def test_keys_that_may_only_read_lack_a_scope_whatever_the_shops_language(
    shop: Shop, scripted: Answer | None
) -> None:
    shop.permissions = "read"
    if scripted:
        shop.instead["PUT /wc/v3/orders/31"] = scripted
    with pytest.raises(ScopeMissingError):
        shop.rest.change(shop.session(), Question(f"{ORDERS}/31", method="PUT", data={}))
    assert shop.rest.get(shop.session(), ORDERS, PROOF).total == 1


def test_keys_that_may_nothing_any_more_are_refused(shop: Shop) -> None:
    with pytest.raises(AccessRefusedError):
        shop.rest.change(
            shop.session("ck_unknown"), Question(f"{ORDERS}/31", method="PUT", data={})
        )


def test_a_refusal_the_asker_understands_is_an_answer(shop: Shop) -> None:
    question = Question(f"{ORDERS}/99", also=frozenset({404}))
    answer = shop.rest.ask(shop.session(), question)
    assert (answer.status, answer.code) == (404, "woocommerce_rest_shop_order_invalid_id")
    with pytest.raises(ProviderError, match="HTTP 404"):
        shop.rest.ask(shop.session(), replace(question, also=frozenset()))
    shop.instead["GET /wc/v3/orders/99"] = page(404)
    with pytest.raises(ProviderError, match="not from WooCommerce"):
        shop.rest.ask(shop.session(), question)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (page(200), "the shop's answer is not JSON"),
        (Answer(200, b""), "the shop's answer is not JSON"),
        (Answer(200, b"\xff"), "the shop's answer is not JSON"),
        (Answer(200, b"[" * 100_000), "the shop's answer is not JSON"),
        (page(403), "something in front of the shop refused us (HTTP 403)"),
        (page(503), "HTTP 503"),
        (page(301, Location="https://new.example/"), "the shop has moved to new.example: "),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_is_not_from_the_shop_may_pass(shop: Shop, answer: Answer, reason: str) -> None:
    shop.instead["GET /wc/v3/orders"] = answer
    with pytest.raises(ProviderError) as refused:
        shop.rest.get(shop.session(), ORDERS, PROOF)
    assert type(refused.value) is ProviderError
    assert refused.value.reason.startswith(reason)
    assert not refused.value.permanent


def test_a_byte_order_mark_is_forgiven(shop: Shop) -> None:
    shop.instead["GET /wc/v3/orders"] = Answer(200, b"\xef\xbb\xbf[]")
    assert shop.rest.get(shop.session(), ORDERS, PROOF).rows == []


@pytest.mark.parametrize(("told_total", "total"), [("7", 7), ("-1", None), ("9" * 20, None)])
def test_only_a_number_is_a_total(shop: Shop, told_total: str, total: int | None) -> None:
    shop.instead["GET /wc/v3/orders"] = told([], headers={"X-WP-Total": told_total})
    assert shop.rest.get(shop.session(), ORDERS, PROOF).total == total


def test_an_answer_of_another_form_is_said_to_be_one(shop: Shop) -> None:
    orders = shop.rest.get(shop.session(), ORDERS, PROOF)
    with pytest.raises(ProviderError, match="not an object"):
        _ = orders.fields
    with pytest.raises(ProviderError, match="not a list"):
        _ = replace(orders, body={}).rows
    assert replace(orders, body=[1, None, {"id": 1}]).rows == [{"id": 1}]


def test_what_a_shop_says_of_a_change_it_refuses_is_passed_on(shop: Shop) -> None:
    with pytest.raises(RejectedError) as refused:
        shop.rest.change(shop.session(), Question(f"{ORDERS}/99", method="PUT", data={}))
    assert refused.value.reason == "Invalid ID."


def test_proxies_of_the_environment_are_not_used(shop: Shop, monkeypatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    monkeypatch.delenv("NO_PROXY", raising=False)
    assert shop.rest.get(shop.session(), ORDERS, PROOF).total == 1
