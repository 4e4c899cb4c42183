"""Data and privacy: copies, erasing that asks twice, and how long shoppers are remembered."""

import json
import re
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select

from services.run_shop_tasks import run_next
from services.set_retention import retention_of
from storage.orders import OrderRow
from tests.services.deliver import deliver
from tests.settings_screen.merchants import grant, headers, inside, let_in, outside, site
from tests.settings_screen.pages import HTTPS, plainly, words
from tests.shop_bodies import shopify_order

PAGE = "/settings/privacy"
ALVA = "alva@example.com"


@pytest.fixture(params=["inside", "outside"])
def shell(request, wiring, shop_id):
    """Functions that open a page and post as our script does, in each shell."""
    grant(wiring, shop_id)
    for number in (1001, 1002):
        deliver(wiring, shop_id, "orders/create", shopify_order(number, email=ALVA))
    if request.param == "inside":
        client = site(wiring).test_client()
        return (
            lambda path, **query: client.get(inside(path, **query)),
            lambda path, **data: client.post(path, data=data, headers=headers()),
        )
    browser = let_in(wiring)
    return (
        lambda path, **query: browser.get(path, query_string=query, base_url=HTTPS),
        lambda path, **data: browser.post(path, data=data, headers=outside(wiring), base_url=HTTPS),
    )


@pytest.mark.parametrize("named", [ALVA, "#1001"])
def test_a_copy_of_a_shoppers_data_is_downloaded(shell, named) -> None:
    show, post = shell
    assert "Download a copy" in words(show(PAGE).text)
    answer = post(f"{PAGE}/export", shopper=named)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="shopper.json"'
    assert len(json.loads(answer.text)["orders"]) == 2


def test_whom_nobody_knows_is_told_beside_the_field(shell) -> None:
    _, post = shell
    for path in ("export", "erase/ask"):
        for named in ("", "#77", "alva@"):
            answer = post(f"{PAGE}/{path}", shopper=named)
            assert (answer.status_code, set(answer.json["errors"])) == (422, {"shopper"})


def test_a_number_that_two_shoppers_orders_share_names_neither(wiring, shop_id, shell) -> None:
    for number, email in ((1003, ALVA), (1004, "bo@example.com")):
        body = shopify_order(number, email=email, name="#77")
        deliver(wiring, shop_id, "orders/create", body)
    _, post = shell
    assert post(f"{PAGE}/export", shopper="#77").status_code == 422


def test_erasing_asks_again_and_then_forgets(wiring, shell) -> None:
    show, post = shell
    assert "Whom?" in words(show(f"{PAGE}/erase").text)
    led = post(f"{PAGE}/erase/ask", shopper="#1001").json["then"]
    asked = re.search(r"asked=([^&]+)", led)
    assert asked is not None
    assert ALVA not in led
    sure = show(f"{PAGE}/erase", asked=asked[1].replace("%3D", "=")).text
    assert "You mean the shopper of “#1001”. 2 orders of theirs are kept here." in words(sure)
    token = re.search(r'name="asked" value="([^"]+)"', sure)
    assert token is not None
    done = post(f"{PAGE}/erase", asked=token[1]).json
    assert (urlsplit(done["then"]).path, done["outcome"]) == (PAGE, "erasing")
    while run_next(wiring):
        pass
    with wiring.sessions() as session:
        assert set(session.scalars(select(OrderRow.email))) == {""}
    assert "A shopper's data erased" in words(show(PAGE).text)


def test_erasing_forgets_nobody_when_it_was_asked_too_long_ago(wiring, shell, clock) -> None:
    show, post = shell
    led = post(f"{PAGE}/erase/ask", shopper="#1001").json["then"]
    asked = re.search(r"asked=([^&]+)", led)
    assert asked is not None
    clock.forward(minutes=10)
    for wrong in (asked[1], "", "x"):
        assert post(f"{PAGE}/erase", asked=wrong).json["outcome"] == "late"
    late = show(f"{PAGE}/erase", asked="x")
    assert "outcome=late" in late.headers["Location"]
    with wiring.sessions() as session:
        assert set(session.scalars(select(OrderRow.email))) == {ALVA}


def test_how_long_shoppers_are_remembered_is_saved_once_for_all_tabs(
    wiring, shop_id, shell
) -> None:
    show, post = shell
    assert post(f"{PAGE}/retention", months=" 24 ", version="0").json["outcome"] == "kept"
    assert retention_of(wiring, shop_id) == (24, 1)
    assert 'name="months" value="24"' in show(PAGE).text
    for version in ("0", "7", "x", ""):
        late = post(f"{PAGE}/retention", months="12", version=version)
        assert late.json["outcome"] == "changed"
    assert post(f"{PAGE}/retention", months="", version="1").json["outcome"] == "kept"
    assert retention_of(wiring, shop_id) == (None, 2)


@pytest.mark.parametrize("months", ["5", "85", "-6", "many", "1e1", "²", "0012"])
def test_months_that_cannot_be_are_told_beside_the_field(wiring, shop_id, shell, months) -> None:
    _, post = shell
    answer = post(f"{PAGE}/retention", months=months, version="0")
    assert answer.status_code == 422
    assert answer.json["errors"]["months"].startswith("Please enter a whole number from 6 to 84")
    assert retention_of(wiring, shop_id) == (None, 0)


def test_all_of_it_works_without_scripts(wiring, shop_id) -> None:
    grant(wiring, shop_id)
    deliver(wiring, shop_id, "orders/create", shopify_order(1001, email=ALVA))
    browser = let_in(wiring)

    def page(path: str = PAGE) -> str:
        return browser.get(path, base_url=HTTPS).text

    wrong = plainly(browser, f"{PAGE}/export", page(), shopper="#77")
    assert wrong.status_code == 422
    assert "No such e-mail address" in words(wrong.text)
    assert plainly(browser, f"{PAGE}/export", page(), shopper=ALVA).mimetype == "application/json"
    kept = plainly(browser, f"{PAGE}/retention", page(), months="12")
    assert kept.headers["Location"] == f"{PAGE}?outcome=kept"
    nobody = plainly(browser, f"{PAGE}/erase/ask", page(f"{PAGE}/erase"), shopper="#77")
    assert nobody.status_code == 422
    led = plainly(browser, f"{PAGE}/erase/ask", page(f"{PAGE}/erase"), shopper=ALVA)
    sure = page(led.headers["Location"])
    done = plainly(browser, f"{PAGE}/erase", sure)
    assert done.headers["Location"] == f"{PAGE}?outcome=erasing"
