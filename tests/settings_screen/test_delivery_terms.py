"""The delivery terms' form: rows come and go, errors stand beside fields, none is lost."""

from decimal import Decimal

import pytest
from sqlalchemy import text

from domain.delivery_terms import Customs
from services.change_terms import delivery_terms
from tests.settings_screen.merchants import grant, headers, inside, let_in, outside, site
from tests.settings_screen.pages import HTTPS, plainly, words

PAGE = "/settings/tracking/terms"
HOME = {
    "name_0": "Home delivery",
    "price_0": "49",
    "free_from_0": "500",
    "days_from_0": "2",
    "days_to_0": "4",
    "countries_0": "SE",
    "cut_off": "14:00",
    "processing_days": "0",
    "customs": "shopper_pays",
    "return_days": "30",
    **{f"dispatch_{day}": "on" for day in range(5)},
}


@pytest.fixture
def browser(wiring, shop_id):
    assert shop_id
    with wiring.engine.begin() as connection:
        connection.execute(text("UPDATE shops SET currency = 'SEK'"))
    return let_in(wiring)


def page(browser, query: str = "") -> str:
    answer = browser.get(PAGE + query, base_url=HTTPS)
    assert answer.status_code == 200
    return str(answer.text)


def test_terms_are_saved_without_scripts_and_shown_again_with_room_for_more(
    wiring, shop_id, browser
) -> None:
    empty = page(browser)
    assert "Price (SEK)" in words(empty)
    assert "name_1" not in empty
    answer = plainly(browser, PAGE, empty, **HOME)
    assert answer.headers["Location"].endswith("terms?outcome=saved&written=en")
    kept = delivery_terms(wiring, shop_id)
    assert (kept.methods[0].names["en"], kept.customs) == ("Home delivery", Customs.SHOPPER_PAYS)
    shown = page(browser)
    for value in ("Home delivery", "49", "14:00", "SE"):
        assert f'value="{value}"' in shown
    assert 'name="name_1"' in shown
    assert "Remove this way of delivery" in words(shown)


def test_a_row_is_removed_and_another_added_in_another_language(wiring, shop_id, browser) -> None:
    plainly(browser, PAGE, page(browser), **HOME)
    swedish = page(browser, "?written=sv")
    assert 'value="Home delivery"' not in swedish
    sent = {**HOME, "name_0": "", "gone_0": "on", "name_1": "Ombud", "pickup_1": "on"}
    plainly(browser, PAGE, swedish, **sent)
    [method] = delivery_terms(wiring, shop_id).methods
    assert (dict(method.names), method.pickup) == ({"sv": "Ombud"}, True)


def test_errors_stand_beside_their_fields_and_what_was_typed_stays(
    wiring, shop_id, browser
) -> None:
    wrong = {**HOME, "price_0": "cheap", "days_to_0": "1", "processing_days": ""}
    told = browser.post(PAGE, data=wrong, headers=outside(wiring), base_url=HTTPS)
    assert told.status_code == 422
    assert told.json["errors"] == {
        "price_0": "Please enter an amount up to 1,000,000, such as 10 or 4.50.",
        "days_to_0": "It cannot end before it begins.",
        "processing_days": "The time above needs this as well.",
    }
    none = {name: value for name, value in HOME.items() if not name.startswith("dispatch")}
    told = browser.post(PAGE, data=none, headers=outside(wiring), base_url=HTTPS)
    assert set(told.json["errors"]) == {"dispatch_0"}
    plain = plainly(browser, PAGE, page(browser), **wrong)
    assert plain.status_code == 422
    assert 'value="cheap"' in plain.text
    assert delivery_terms(wiring, shop_id).version == 0


def test_another_tabs_change_is_told_and_not_overwritten(wiring, shop_id, browser) -> None:
    shown = page(browser)
    plainly(browser, PAGE, shown, **HOME)
    answer = plainly(browser, PAGE, shown, **{**HOME, "price_0": "1"})
    assert answer.status_code == 409
    price = delivery_terms(wiring, shop_id).methods[0].price
    assert price is not None
    assert price.amount == Decimal(49)


def test_in_the_admin_terms_are_saved_by_our_script(wiring, shop_id, browser) -> None:
    grant(wiring, shop_id)
    client = site(wiring).test_client()
    answer = client.post(PAGE, data={**HOME, "version": "0"}, headers=headers(), base_url=HTTPS)
    assert answer.json == {"outcome": "saved", "then": f"{PAGE}?written=en"}
    assert 'value="Home delivery"' in client.get(inside(PAGE), base_url=HTTPS).text
