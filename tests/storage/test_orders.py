"""Orders are found the way shoppers write them, and never set back by older news."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.order import Contact
from storage.gone_orders import mark_deleted
from storage.order_proofs import ids_by_number_and_proof
from storage.order_reading import read_order
from storage.orders import (
    number_key,
    order_id_of,
    write_order,
)
from tests.fakes import NOON
from tests.storage.told import LAMP, SHADE, order_told, write

MAIL = "alva@example.com"


def found(wiring, shop_id: int, number: str, proof: str) -> list[int]:
    with wiring.sessions() as session:
        return list(ids_by_number_and_proof(session, shop_id, number, proof))


def reread(wiring, shop_id: int, order_id: int):
    with wiring.sessions() as session:
        return read_order(session, shop_id, order_id)


@pytest.mark.parametrize(
    ("kept", "written"),
    [
        ("#1042", "1042"),
        ("#1042", "#1042"),
        ("#1042", " # 1042 "),
        ("#1042", "##1042"),
        ("1042", "#1042"),
        ("#SE-1042-b", "se-1042-B"),
        ("#ÅÄÖ 12", "åäö12"),
        ("#1042", "10 42"),
    ],
)
def test_an_order_number_is_the_same_with_or_without_its_decoration(
    wiring, shop_id, kept: str, written: str
) -> None:
    order_id = write(wiring, shop_id, number=kept)
    assert found(wiring, shop_id, written, MAIL) == [order_id]
    assert number_key(kept) == number_key(written)


@pytest.mark.parametrize("written", ["", "#", "104", "10421", "1042%", "_042", "1042'--"])
def test_another_number_finds_nothing(wiring, shop_id, written: str) -> None:
    write(wiring, shop_id)
    assert found(wiring, shop_id, written, MAIL) == []


@pytest.mark.parametrize(
    "proof",
    ["alva@example.com", "Alva@Example.com", " ALVA@EXAMPLE.COM\n", "211 34", "21134", " 2 1134 "],
)
def test_the_e_mail_address_or_the_postal_code_is_proof(wiring, shop_id, proof: str) -> None:
    order_id = write(wiring, shop_id)
    assert found(wiring, shop_id, "1042", proof) == [order_id]


def test_a_postal_code_with_letters_is_compared_without_case_and_spaces(wiring, shop_id) -> None:
    address = order_told().address
    british = type(address)(postal_code="SW1A 1AA", country="GB")
    order_id = write(wiring, shop_id, address=british)
    assert found(wiring, shop_id, "1042", "sw1a1aa") == [order_id]


@pytest.mark.parametrize(
    "proof", ["", "  ", "%", "alva@example.co", "2113", "Alva", "+46700000001", "211-34'"]
)
def test_nothing_else_is_proof(wiring, shop_id, proof: str) -> None:
    write(wiring, shop_id)
    assert found(wiring, shop_id, "1042", proof) == []


@pytest.mark.parametrize("proof", ["", " ", "\t", "\u00a0"])
def test_an_order_without_address_is_not_proven_by_nothing(wiring, shop_id, proof: str) -> None:
    empty = type(order_told().address)()
    write(wiring, shop_id, contact=Contact(), address=empty)
    assert found(wiring, shop_id, "1042", proof) == []


def test_of_orders_with_one_number_the_newest_comes_first(wiring, shop_id) -> None:
    older = write(wiring, shop_id, placed_at=NOON - timedelta(days=300))
    newer = write(wiring, shop_id, platform_id="5002")
    assert found(wiring, shop_id, "1042", MAIL) == [newer, older]


def test_an_order_of_another_shop_or_one_deleted_is_not_found(wiring, shop_id, connect) -> None:
    write(wiring, connect(domain="other.myshopify.com"))
    write(wiring, shop_id, platform_id="5002")
    with wiring.sessions.begin() as session:
        mark_deleted(session, shop_id, "5002", NOON)
    assert found(wiring, shop_id, "1042", MAIL) == []


def test_an_order_of_another_shop_cannot_be_read(wiring, shop_id, connect) -> None:
    order_id = write(wiring, shop_id)
    stranger = connect(domain="other.myshopify.com")
    assert reread(wiring, stranger, order_id) is None
    with wiring.sessions() as session:
        assert order_id_of(session, stranger, "5001") is None
        assert order_id_of(session, shop_id, "5001") == order_id


def test_newer_news_of_an_order_replaces_it_and_moves_its_version(wiring, shop_id) -> None:
    order_id = write(wiring, shop_id)
    later = NOON + timedelta(seconds=1)
    assert write(wiring, shop_id, updated_at=later, items=(SHADE,), locale="en") == order_id
    order = reread(wiring, shop_id, order_id)
    assert (order.locale, order.items, order.version) == ("en", (SHADE,), 2)


def test_older_news_of_an_order_changes_nothing(wiring, shop_id) -> None:
    order_id = write(wiring, shop_id)
    before = reread(wiring, shop_id, order_id)
    stale = order_told(updated_at=NOON - timedelta(seconds=1), items=(), number="#1")
    with wiring.sessions.begin() as session:
        assert write_order(session, shop_id, stale) is None
    assert reread(wiring, shop_id, order_id) == before


def test_a_deleted_order_that_is_told_again_is_back(wiring, shop_id) -> None:
    order_id = write(wiring, shop_id)
    with wiring.sessions.begin() as session:
        mark_deleted(session, shop_id, "5001", NOON)
    assert write(wiring, shop_id) == order_id
    assert found(wiring, shop_id, "1042", MAIL) == [order_id]


def test_an_order_of_three_hundred_lines_keeps_their_order(wiring, shop_id) -> None:
    lines = tuple(
        type(LAMP)(f"{number}", f"Thing {number}", number, unit_price=SHADE.unit_price)
        for number in range(300, 0, -1)
    )
    order_id = write(wiring, shop_id, items=lines)
    assert reread(wiring, shop_id, order_id).items == lines


@pytest.mark.parametrize("change", [{"variant": "Blue"}, {"unit_price": SHADE.unit_price}])
def test_a_line_that_changes_in_nothing_but_its_kind_or_price_is_written_anew(
    wiring, shop_id, change
) -> None:
    order_id = write(wiring, shop_id, items=(LAMP,))
    later = NOON + timedelta(minutes=1)
    write(wiring, shop_id, items=(replace(LAMP, **change),), updated_at=later)
    assert reread(wiring, shop_id, order_id).items == (replace(LAMP, **change),)
