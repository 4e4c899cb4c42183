"""The page inside a shop's own site: one shell for everybody, and data for whom it belongs to."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.stage import Stage
from runtime.clock import utc_now
from services.page_address import page_address
from services.wiring import Wiring
from storage.shops import mark_uninstalled
from tests.fakes import NOON
from tests.session_tokens import signed_proxy_query
from tests.tracking_page.fake_storefront import Storefront, app_of_shoppers
from tests.tracking_page.kept_orders import keep, told

OTHER_SHOP = "chairs.myshopify.com"
RIGHT = {"number": "#1042", "proof": "alva@example.com"}
PATHS = ("/words", "/order?t=x", "/order?id=5001", "/orders")


@pytest.fixture
def order_id(wiring: Wiring, shop_id: int) -> int:
    return keep(wiring, shop_id, told(platform_id="5001", customer="77"))


@pytest.fixture
def storefront(wiring: Wiring) -> Storefront:
    return Storefront(wiring)


def token_of(wiring: Wiring, shop_id: int, order_id: int) -> str:
    return page_address(wiring, shop_id, order_id).rsplit("/", 1)[1]


def test_the_page_is_the_same_bytes_for_every_request_shop_and_shopper(
    wiring: Wiring, storefront: Storefront, order_id: int, connect: Callable[..., int]
) -> None:
    connect(domain=OTHER_SHOP, locale="sv")
    somebody = Storefront(
        wiring, OTHER_SHOP, customer="77", path="/tools/find", shopper="203.0.113.1"
    )
    answers = [
        storefront.get(""),
        storefront.get("/"),
        storefront.get("", "t={{ shop.email }}&lang=sv&<script>=1", Accept_Language="sv"),
        somebody.get("", "order=5001"),
        Storefront(wiring, "unknown.myshopify.com").get(""),
    ]
    assert {answer.status_code for answer in answers} == {200}
    assert {answer.headers["Content-Type"] for answer in answers} == {"application/liquid"}
    assert len({answer.data for answer in answers}) == 1


def test_the_page_asks_the_theme_for_shop_data_only(storefront: Storefront) -> None:
    outside_raw = re.sub(r"(?s){% raw %}.*?{% endraw %}", "", storefront.get("").text)
    asked = set(re.findall(r"{{-?\s*(.*?)\s*-?}}", outside_raw))
    assert asked == {"request.locale.iso_code | escape", "shop.email | escape"}


@pytest.mark.parametrize(("locale", "title"), [("hu", "Find your"), ("zh-TW", "查詢訂單")])
def test_the_theme_shows_the_form_in_its_own_language(
    storefront: Storefront, locale: str, title: str
) -> None:
    storefront.locale = locale
    page = storefront.in_theme(storefront.get("").text).partition("<script")[0]
    assert page.count("<form") == page.count("<h1") == 1
    assert title in page
    assert f'data-lang="{locale}"' in page


def test_script_and_style_are_small_and_the_shell_cannot_be_left_by_them(
    storefront: Storefront,
) -> None:
    shell = storefront.get("").text
    parts = re.findall(r"(?s)<(script|style)>{% raw %}(.*?){% endraw %}</\1>", shell)
    sizes = {name: len(content.encode()) for name, content in parts}
    assert sizes.keys() == {"script", "style"}
    assert sizes["script"] < 20_000  # Two files, of 10,000 each at most.
    assert sizes["style"] < 20_000
    for name, content in parts:
        assert f"</{name}" not in content
        assert "endraw" not in content
        assert "HTML(" not in content.replace(" ", "")
        assert "innerHTML" not in content


def test_nothing_is_shown_unless_the_platform_signed(wiring: Wiring, order_id: int) -> None:
    app = app_of_shoppers(wiring).test_client()
    forged = signed_proxy_query(secret="another secret")
    stale = signed_proxy_query(now=utc_now() - timedelta(seconds=91))
    for query in ("", "shop=lamps.myshopify.com&signature=", forged, stale):
        assert app.get(f"/proxy?{query}").status_code == 401
        for path in PATHS:
            answer = app.get(f"/proxy{path}{'&' if '?' in path else '?'}{query}")
            assert answer.status_code == 401
            assert set(answer.get_json()) == {"error"}
        assert app.post(f"/proxy/look-up?{query}", data=RIGHT).status_code == 401


@pytest.mark.parametrize("path", PATHS)
def test_answers_are_kept_by_nobody_found_by_no_search_and_set_no_cookie(
    storefront: Storefront, order_id: int, path: str
) -> None:
    for answer in (storefront.get(*path.split("?")), storefront.get("")):
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "Set-Cookie" not in answer.headers


def test_a_wrong_proof_is_answered_byte_for_byte_as_an_unknown_number(
    wiring: Wiring, storefront: Storefront, shop_id: int
) -> None:
    typed = {"number": "#1042", "proof": "beata@example.com"}
    unknown = storefront.post("/look-up", "lang=sv", **typed)
    keep(wiring, shop_id, told())
    wrong = storefront.post("/look-up", "lang=sv", **typed)
    assert unknown.status_code == wrong.status_code == 422
    assert unknown.data == wrong.data
    assert list(unknown.headers) == list(wrong.headers)


def test_what_is_missing_is_said_by_field(storefront: Storefront, shop_id: int) -> None:
    answer = storefront.post("/look-up", number="#1042")
    assert answer.status_code == 422
    assert answer.get_json()["fields"] == {
        "proof": "Please enter your e-mail, phone or postal code."
    }


def test_shoppers_behind_the_same_proxy_are_counted_apart(
    storefront: Storefront, shop_id: int
) -> None:
    def guess(number: int) -> int:
        return storefront.post("/look-up", number=str(number), proof="a@example.com").status_code

    assert [guess(number) for number in range(21)] == [422] * 20 + [429]
    storefront.shopper = "198.51.100.8"
    assert guess(22) == 422


def test_an_address_a_shopper_writes_is_not_believed(storefront: Storefront, shop_id: int) -> None:
    codes = []
    for number in range(21):
        storefront.shopper = f"10.0.0.{number}, 198.51.100.7"
        answer = storefront.post("/look-up", number=str(number), proof="a@example.com")
        codes.append(answer.status_code)
    assert codes[-1] == 429
    assert answer.headers["Retry-After"] == "600"
    assert set(answer.get_json()) == {"error"}


def test_a_link_of_another_shop_opens_nothing_here(
    wiring: Wiring, storefront: Storefront, connect: Callable[..., int], order_id: int
) -> None:
    other = connect(domain=OTHER_SHOP)
    token = token_of(wiring, other, keep(wiring, other, told("#9")))
    assert Storefront(wiring, OTHER_SHOP).get("/order", f"t={token}").status_code == 200
    foreign = storefront.get("/order", f"t={token}")
    invented = storefront.get("/order", "t=" + "A" * 32)
    assert foreign.status_code == invented.status_code == 404
    assert foreign.data == invented.data


def test_customers_have_their_own_orders_and_nobody_elses(
    wiring: Wiring, storefront: Storefront, shop_id: int, order_id: int
) -> None:
    keep(wiring, shop_id, told("#1043", platform_id="5002", customer="77", placed_at=NOON))
    keep(wiring, shop_id, told("#1044", platform_id="5003", customer="78"))
    keep(wiring, shop_id, told("#1045", platform_id="5004"))
    storefront.customer = "77"
    listed = storefront.get("/orders").get_json()["orders"]
    assert [order["id"] for order in listed] == ["5002", "5001"]
    assert listed[0]["page"] == "/apps/track?order=5002"
    assert storefront.get("/order", "id=5001").get_json()["order"]["number"] == "#1042"
    unknown = storefront.get("/order", "id=123")
    for foreign in ("id=5003", "id=5004", "id=", "id=5001%20OR%201=1"):
        answer = storefront.get("/order", foreign)
        assert (answer.status_code, answer.data) == (404, unknown.data)


def test_who_is_not_logged_in_has_an_empty_list_and_words_for_it(
    wiring: Wiring, storefront: Storefront, shop_id: int, order_id: int
) -> None:
    keep(wiring, shop_id, told("#1045", platform_id="5004"))
    answer = storefront.get("/orders")
    assert answer.status_code == 200
    assert answer.get_json()["orders"] == []
    assert answer.get_json()["words"]["log_in"]
    assert storefront.get("/order", "id=5004").status_code == 404


def test_a_customer_of_the_same_id_in_another_shop_is_somebody_else(
    wiring: Wiring, order_id: int, connect: Callable[..., int]
) -> None:
    connect(domain=OTHER_SHOP)
    there = Storefront(wiring, OTHER_SHOP, customer="77")
    assert there.get("/orders").get_json()["orders"] == []
    assert there.get("/order", "id=5001").status_code == 404


def test_an_unchanged_order_is_not_told_twice(
    wiring: Wiring, storefront: Storefront, shop_id: int, order_id: int
) -> None:
    query = f"t={token_of(wiring, shop_id, order_id)}"
    etag = storefront.get("/order", query).headers["ETag"]
    again = storefront.get("/order", query, If_None_Match=etag)
    assert (again.status_code, again.data) == (304, b"")
    assert storefront.get("/order", query + "&lang=sv", If_None_Match=etag).status_code == 200
    packed = told(platform_id="5001", stage=Stage.PACKED, updated_at=NOON + timedelta(minutes=1))
    keep(wiring, shop_id, packed)
    assert storefront.get("/order", query, If_None_Match=etag).status_code == 200
    storefront.customer = "77"
    own = storefront.get("/order", "id=5001")
    assert storefront.get("/order", "id=5001", If_None_Match=own.headers["ETag"]).status_code == 304


def test_words_are_told_in_the_language_of_the_page_else_of_the_shop(
    wiring: Wiring, storefront: Storefront, connect: Callable[..., int]
) -> None:
    connect(locale="sv")
    said = [
        storefront.get("/words", query).get_json()["words"]["submit"]
        for query in ("lang=en-GB", "lang=sv-SE", "lang=xx", "lang=" + "s" * 5000, "")
    ]
    assert said == ["Show my order", *["Visa min beställning"] * 4]


def test_a_shop_that_left_and_a_platform_we_are_not_on_show_nothing(
    wiring: Wiring, storefront: Storefront, shop_id: int, order_id: int
) -> None:
    assert Storefront(replace(wiring, apps={})).get("").status_code == 404
    assert Storefront(replace(wiring, apps={})).get("/words").status_code == 404
    with wiring.sessions.begin() as session:
        mark_uninstalled(session, shop_id, NOON)
    token = token_of(wiring, shop_id, order_id)
    assert storefront.get("/order", f"t={token}").status_code == 404
    assert storefront.post("/look-up", **RIGHT).status_code == 404
