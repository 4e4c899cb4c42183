"""Who has the link proves an order by what was given when ordering, and never by guessing."""

from dataclasses import replace
from typing import Any

import pytest

from domain.access import Level
from domain.errors import TooManyAttemptsError
from domain.order import Address, Contact
from domain.shop import PlatformKey
from services.look_up_order import LinkTarget, find_shop, look_up, open_link
from services.page_address import page_address
from services.prove_order import prove
from services.shopper_visit import level_of
from services.wiring import Wiring
from tests.tracking_page.kept_orders import keep, told

CALLER = "203.0.113.7"
CONTACT = Contact("Alva Åkesson", "Alva@Example.com", "070-123 45 67")
NO_PHONE, NOBODY = replace(CONTACT, phone=""), Contact()


def looked_up(wiring: Wiring, proof: str) -> str | None:
    shop = find_shop(wiring, PlatformKey.SHOPIFY, "lamps.myshopify.com")
    assert shop is not None
    return look_up(wiring, shop, "1042", proof, CALLER)


def target_of(wiring: Wiring, shop_id: int, contact: Contact, **changes: Any) -> LinkTarget:
    order_id = keep(wiring, shop_id, told(contact=contact, **changes))
    return open_link(wiring, page_address(wiring, shop_id, order_id).rpartition("/")[2])


@pytest.mark.parametrize(
    "proof",
    [
        *("alva@example.com", " ALVA@example.com", "21134", "211 34"),
        *("+46701234567", "0701234567", "0046 70 123 45 67", "123 45 67"),
    ],
)
def test_each_of_three_things_proves_an_order(wiring, shop_id, proof: str) -> None:
    target = target_of(wiring, shop_id, CONTACT)
    visit = prove(wiring, target, proof, CALLER)
    assert visit is not None
    assert level_of(wiring, target, visit) is Level.PROVEN
    assert looked_up(wiring, proof) is not None


@pytest.mark.parametrize(
    ("contact", "proof"),
    [
        (CONTACT, "beata@example.com"),
        (CONTACT, "%"),
        (CONTACT, "0701234568"),
        (CONTACT, "234567"),
        (CONTACT, "1"),
        (CONTACT, "999 99"),
        (NO_PHONE, "0701234567"),
        (NOBODY, ""),
        (NOBODY, " "),
        (NOBODY, "0000000"),
        (replace(CONTACT, phone="112"), "112"),
    ],
)
def test_nothing_else_does(wiring, shop_id, contact: Contact, proof: str) -> None:
    target = target_of(wiring, shop_id, contact, address=Address(postal_code="211 34"))
    assert prove(wiring, target, proof, CALLER) is None
    assert looked_up(wiring, proof) is None


def test_an_order_that_names_nobody_is_proven_by_nothing(wiring, shop_id) -> None:
    target = target_of(wiring, shop_id, NOBODY, address=Address())
    assert {prove(wiring, target, one, CALLER) for one in ("", " ", "0", "-")} == {None}


def test_guessers_of_one_order_are_stopped_together(wiring, shop_id) -> None:
    target = target_of(wiring, shop_id, CONTACT)
    for guess in range(10):
        assert prove(wiring, target, f"{guess:05}", f"198.51.100.{guess}") is None
    with pytest.raises(TooManyAttemptsError):
        prove(wiring, target, "alva@example.com", CALLER)


def test_one_who_guesses_at_many_orders_is_stopped(wiring, shop_id) -> None:
    targets = [
        open_link(wiring, page_address(wiring, shop_id, keep(wiring, shop_id, told(f"#{n}")))[-32:])
        for n in range(3)
    ]
    for guess in range(20):
        assert prove(wiring, targets[guess % 2], f"{guess:05}", CALLER) is None
    with pytest.raises(TooManyAttemptsError):
        prove(wiring, targets[2], "alva@example.com", CALLER)
    assert prove(wiring, targets[2], "alva@example.com", "203.0.113.8") is not None
