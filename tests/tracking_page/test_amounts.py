"""What a total is made of."""

from decimal import Decimal

import pytest

from domain.order import Amounts, Money
from tests.tracking_page.whole_order import ENGLISH, SWEDISH, whole
from tracking_page.amounts import amounts


@pytest.mark.parametrize(
    ("told", "listed"),
    [
        (Amounts(), ["Total SEK\xa0100.00"]),
        (
            Amounts(Decimal(60), Decimal(20), Decimal(40), Decimal(25)),
            [
                "Subtotal SEK\xa080.00",
                "Discount -SEK\xa020.00",
                "Delivery SEK\xa040.00",
                "Taxes, included SEK\xa025.00",
                "Total SEK\xa0100.00",
            ],
        ),
        (
            Amounts(Decimal(75), Decimal(0), Decimal(0), Decimal(25)),
            [
                "Subtotal SEK\xa075.00",
                "Delivery SEK\xa00.00",
                "Taxes SEK\xa025.00",
                "Total SEK\xa0100.00",
            ],
        ),
        (Amounts(shipping=Decimal(9)), ["Delivery SEK\xa09.00", "Total SEK\xa0100.00"]),
        (Amounts(tax=Decimal(0)), ["Total SEK\xa0100.00"]),
    ],
    ids=["a total alone", "tax inside", "tax on top", "delivery alone", "no tax"],
)
def test_a_total_is_taken_apart_as_far_as_the_shop_tells_and_adds_up(
    told: Amounts, listed: list[str]
) -> None:
    order = whole(amounts=told, total=Money(Decimal(100), "SEK"))
    assert [f"{one.label} {one.value}" for one in amounts(ENGLISH, order)] == listed


def test_money_is_written_as_the_reader_writes_it_and_nothing_without_a_total() -> None:
    assert amounts(SWEDISH, whole())[-1].value == "646,00\xa0kr"
    assert amounts(ENGLISH, whole(total=None)) == ()
