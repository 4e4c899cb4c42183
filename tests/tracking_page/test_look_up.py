"""The look-up form: right, wrong, unknown, too often, and not a form at all."""

from collections.abc import Callable

import pytest

from domain.shop import PlatformKey
from services.wiring import Wiring
from storage.shops import mark_uninstalled
from tests.fakes import NOON
from tests.tracking_page.kept_orders import keep, told, visitor

FORM = "/track/shopify/lamps.myshopify.com"
RIGHT = {"number": "#1042", "proof": "alva@example.com"}


@pytest.fixture
def order_id(wiring: Wiring, shop_id: int) -> int:
    return keep(wiring, shop_id, told())


@pytest.mark.parametrize("number", ["#1042", "1042", " # 1042 "])
@pytest.mark.parametrize("proof", ["alva@example.com", "ALVA@Example.com ", "211 34", "21134"])
def test_the_right_number_and_proof_lead_to_the_order(
    wiring: Wiring, order_id: int, number: str, proof: str
) -> None:
    client = visitor(wiring)
    answer = client.post(FORM, data={"number": number, "proof": proof})
    assert answer.status_code == 303
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"
    page = client.get(answer.headers["Location"])
    assert "Your order has been received." in page.text


def test_the_chosen_language_comes_along(wiring: Wiring, order_id: int) -> None:
    answer = visitor(wiring).post(f"{FORM}?lang=sv", data=RIGHT)
    assert answer.headers["Location"].endswith("?lang=sv")


@pytest.mark.parametrize(
    ("number", "proof"),
    [("#1042", "beata@example.com"), ("#1042", "999 99"), ("#1042", "%"), ("#1042", "alva")],
)
def test_a_wrong_proof_is_answered_byte_for_byte_as_an_unknown_number(
    wiring: Wiring, shop_id: int, number: str, proof: str
) -> None:
    client = visitor(wiring)
    typed = {"number": number, "proof": proof}
    unknown = client.post(FORM, data=typed)
    keep(wiring, shop_id, told())
    wrong = client.post(FORM, data=typed)
    assert unknown.status_code == wrong.status_code == 422
    assert unknown.data == wrong.data
    assert list(unknown.headers) == list(wrong.headers)
    assert "We found no order" in wrong.text


def test_an_order_of_another_shop_is_not_found(
    wiring: Wiring, order_id: int, connect: Callable[..., int]
) -> None:
    connect(domain="chairs.myshopify.com")
    assert (
        visitor(wiring).post("/track/shopify/chairs.myshopify.com", data=RIGHT).status_code == 422
    )


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({"number": "", "proof": "x"}, "Please enter your order number."),
        ({"number": "1", "proof": "  "}, "Please enter your e-mail, phone or postal code."),
        ({"proof": "x"}, "Please enter your order number."),
        ({"number": "1" * 65, "proof": "x"}, "This is too long."),
        ({"number": "1\x00", "proof": "x"}, "Please use letters, digits and signs only."),
        ({}, "Please enter your order number."),
    ],
)
def test_a_faulty_field_is_named_and_nothing_typed_is_lost(
    wiring: Wiring, shop_id: int, typed: dict[str, str], problem: str
) -> None:
    answer = visitor(wiring).post(FORM, data=typed)
    assert answer.status_code == 422
    assert problem in answer.text
    assert 'aria-invalid="true"' in answer.text
    for value in typed.values():
        assert f'value="{value}"' in answer.text


def test_a_faulty_form_costs_no_attempt(wiring: Wiring, order_id: int) -> None:
    client = visitor(wiring)
    for _ in range(30):
        client.post(FORM, data={"number": "", "proof": ""})
    assert client.post(FORM, data=RIGHT).status_code == 303


def test_who_asks_too_often_is_told_when_to_come_back(wiring: Wiring, order_id: int) -> None:
    client = visitor(wiring)
    wrong = {"number": "#1042", "proof": "beata@example.com"}
    answers = [client.post(FORM, data=wrong) for _ in range(11)]
    assert [answer.status_code for answer in answers] == [422] * 10 + [429]
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert "Too many attempts" in answers[-1].text
    assert 'value="#1042"' in answers[-1].text
    assert client.post(FORM, data=RIGHT).status_code == 429


def test_a_caller_is_counted_over_all_numbers(wiring: Wiring, shop_id: int) -> None:
    client = visitor(wiring)
    numbers = [{"number": str(number), "proof": "x"} for number in range(21)]
    answers = [client.post(FORM, data=typed).status_code for typed in numbers]
    assert answers == [422] * 20 + [429]
    elsewhere = {"REMOTE_ADDR": "203.0.113.9"}
    assert client.post(FORM, data=numbers[0], environ_overrides=elsewhere).status_code == 422


def test_the_form_is_shown_empty_in_the_shops_name(wiring: Wiring, shop_id: int) -> None:
    answer = visitor(wiring).get(FORM)
    assert answer.status_code == 200
    assert "Lamps &amp; Co" in answer.text
    assert "aria-invalid" not in answer.text
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


def test_the_form_speaks_the_browsers_language_else_the_shops(
    wiring: Wiring, connect: Callable[..., int]
) -> None:
    connect(locale="sv-SE")
    client = visitor(wiring)
    assert "Hitta din beställning" in client.get(FORM, headers={"Accept-Language": "hu"}).text
    assert "Find your order" in client.get(FORM, headers={"Accept-Language": "en"}).text


@pytest.mark.parametrize(
    "address",
    [
        "/track/shopify/unknown.myshopify.com",
        "/track/woocommerce/lamps.myshopify.com",
        "/track/magento/lamps.myshopify.com",
        "/track/shopify/lamps%00",
        "/track/shopify/" + "l" * 300,
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_unknown_shop_has_no_form(
    wiring: Wiring, shop_id: int, address: str, method: str
) -> None:
    answer = visitor(wiring).open(address, method=method, data=RIGHT)
    assert answer.status_code == 404
    assert "How to find your order" in answer.text


def test_a_shop_that_has_left_has_no_form(wiring: Wiring, shop_id: int) -> None:
    with wiring.sessions.begin() as session:
        mark_uninstalled(session, shop_id, NOON)
    assert visitor(wiring).get(FORM).status_code == 404


def test_a_shop_of_the_other_platform_has_its_own_form(
    wiring: Wiring, connect: Callable[..., int]
) -> None:
    connect(PlatformKey.WOOCOMMERCE, "shop.example", "key")
    assert visitor(wiring).get("/track/woocommerce/shop.example").status_code == 200
