"""Numbers are in the carriers' formats, and no two runs share one."""

from datetime import timedelta

from demo.numbers import AT_MOST_ORDERS, Numbers, _ups, _with_check_digit
from tests.demo.playing import NUMBERS, START


def test_a_ups_number_ends_in_its_check_digit() -> None:
    # The example in UPS's own documents.
    assert _ups("999AA1012345678") == "1Z999AA10123456784"
    assert len(NUMBERS.tracking_number("ups", 3, 1)) == 18


def test_a_dhl_waybill_ends_in_its_remainder_by_seven() -> None:
    number = NUMBERS.tracking_number("dhl", 3, 1)
    assert len(number) == 10
    assert int(number[:9]) % 7 == int(number[9])


def test_a_postnord_number_ends_in_the_check_digit_of_an_sscc() -> None:
    # GS1's own example of an SSCC.
    assert _with_check_digit("37610425002123456") == "376104250021234569"
    number = NUMBERS.tracking_number("postnord", 3, 1)
    assert number == _with_check_digit(number[:-1])
    assert len(number) == 18


def test_an_untracked_parcel_has_no_number() -> None:
    assert NUMBERS.tracking_number("", 3, 0) == ""


def test_a_later_run_shares_no_number_with_an_earlier_one() -> None:
    def every_number(numbers: Numbers) -> set[object]:
        orders = range(AT_MOST_ORDERS)
        carriers = ("postnord", "dhl", "ups")
        return {
            number
            for order in orders
            for number in (
                numbers.shopify_id(order),
                numbers.woocommerce_id(order),
                numbers.order_name(order),
                *(numbers.tracking_number(c, order, part) for c in carriers for part in range(3)),
            )
        }

    first, second = every_number(NUMBERS), every_number(Numbers(START + timedelta(seconds=1)))
    assert len(first) == AT_MOST_ORDERS * 12
    assert not first & second


def test_shopifys_ids_are_64_bit_and_beyond_what_javascript_can_count() -> None:
    assert 2**53 < NUMBERS.shopify_id(0) < 2**63
