"""A merchant hands a shopper's data out or has it erased; nothing of the shopper is noted."""

import json
from dataclasses import replace

import pytest
from sqlalchemy import select

from domain.errors import BadTokenError
from services.answer_by_hand import erase_by_hand, export_by_hand
from services.find_shopper import NoSuchShopperError, find_shopper, open_found, seal_found
from services.run_shop_tasks import run_next
from storage.audit_log import AuditRow
from storage.orders import OrderRow
from tests.services.deliver import deliver
from tests.shop_bodies import shopify_order

ALVA, BO = "alva@example.com", "bo@example.com"


@pytest.fixture
def bought(wiring, shop_id):
    """A shop with two orders of hers and one of his."""
    for number, email in ((1001, ALVA), (1002, ALVA), (1003, BO)):
        told = shopify_order(number, email=email, contact_email=email, customer=None)
        deliver(wiring, shop_id, "orders/create", told)
    return shop_id


@pytest.mark.parametrize("named", [ALVA, " ALVA@Example.com ", "#1001", "1002"])
def test_a_shopper_is_found_by_address_or_by_any_order_with_all_of_theirs(
    wiring, bought, named
) -> None:
    found = find_shopper(wiring, bought, named)
    assert (found.named, found.orders) == (named.strip(), 2)


@pytest.mark.parametrize("named", ["", "#", "9999", "@", "alva@", "a b@example.com"])
def test_who_is_nobody_is_not_found(wiring, bought, named) -> None:
    with pytest.raises(NoSuchShopperError):
        find_shopper(wiring, bought, named)


def test_a_shopper_of_another_shop_is_nobody_here(wiring, bought, connect) -> None:
    other = connect(domain="other.myshopify.com")
    with pytest.raises(NoSuchShopperError):
        find_shopper(wiring, other, "#1001")
    assert find_shopper(wiring, other, ALVA).orders == 0


def test_a_copy_holds_theirs_and_nobody_elses(wiring, bought) -> None:
    found = find_shopper(wiring, bought, "#1001")
    gathered = export_by_hand(wiring, bought, found.shopper, "kim@team.example")
    told = json.loads(gathered.document)
    assert {order["number"] for order in told["orders"]} == {"#1001", "#1002"}
    assert BO not in gathered.document


def test_whom_one_means_is_read_back_for_ten_minutes_by_the_same_shop(
    wiring, bought, connect, clock
) -> None:
    found = find_shopper(wiring, bought, "#1001")
    sealed = seal_found(wiring, bought, found)
    assert ALVA not in sealed
    assert open_found(wiring, bought, sealed) == found
    with pytest.raises(BadTokenError):
        open_found(wiring, connect(domain="other.myshopify.com"), sealed)
    for wrong in ("", "x", sealed[:-4]):
        with pytest.raises(BadTokenError):
            open_found(wiring, bought, wrong)
    clock.forward(minutes=10)
    with pytest.raises(BadTokenError):
        open_found(wiring, bought, sealed)


def test_erasing_forgets_all_of_theirs_within_the_next_tasks(wiring, bought) -> None:
    erase_by_hand(wiring, bought, find_shopper(wiring, bought, "#1001"), "kim@team.example")
    while run_next(wiring):
        pass
    with wiring.sessions() as session:
        left = set(session.scalars(select(OrderRow.email)))
    assert left == {"", BO}
    with pytest.raises(NoSuchShopperError):
        find_shopper(wiring, bought, "#1001")


def test_the_log_of_changes_names_no_shopper(wiring, bought) -> None:
    found = find_shopper(wiring, bought, "#1001")
    export_by_hand(wiring, bought, found.shopper, "kim@team.example")
    erase_by_hand(wiring, bought, replace(found, named=ALVA), "kim@team.example")
    with wiring.sessions() as session:
        rows = session.scalars(select(AuditRow).order_by(AuditRow.id)).all()
    assert [(row.what, row.subject, row.after) for row in rows] == [
        ("shopper exported", "", {"orders": 2}),
        ("shopper erased", "", {"orders": 2}),
    ]
