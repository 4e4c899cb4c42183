"""Messages due together become letters: nothing outdated, nothing twice, one for many parcels."""

from domain.kinds import Kind
from domain.letters import (
    NO_LONGER_TRUE,
    ORDER_GONE,
    PARCEL_GONE,
    TOLD_BY_LATER,
    Due,
    Post,
    compose,
)
from domain.order import Order
from domain.status import Status, SubStatus
from tests.domain.messages import HERE, in_state, local, window
from tests.fakes import an_order


def post(*due: Due, orders: tuple[Order, ...], digest: bool = False) -> Post:
    by_id = {order.id: order for order in orders}
    return compose(due, by_id, dict.fromkeys(by_id, HERE), digest=digest)


def told(found: Post) -> list[tuple[int, ...]]:
    return [tuple(one.id for one in letter.told) for letter in found.letters]


NINE = an_order(*(in_state(Status.INFO_RECEIVED, id=number) for number in range(1, 10)))


def test_nine_parcels_of_one_order_are_one_letter() -> None:
    due = [Due(10 + number, Kind.SHIPPED, 1, number) for number in range(1, 10)]
    found = post(*due, orders=(NINE,))
    assert told(found) == [tuple(range(11, 20))]
    assert found.letters[0].lead == due[0]
    assert found.dropped == {}


def test_parcels_with_different_news_are_told_apart() -> None:
    order = an_order(in_state(Status.OUT_FOR_DELIVERY, id=1), in_state(Status.IN_TRANSIT, id=2))
    due = (Due(1, Kind.OUT_FOR_DELIVERY, 1, 1), Due(2, Kind.IN_TRANSIT, 1, 2))
    assert told(post(*due, orders=(order,))) == [(1,), (2,)]


def test_what_is_no_longer_true_or_there_is_dropped_and_says_why() -> None:
    came = an_order(in_state(Status.DELIVERED, id=1))
    found = post(
        Due(1, Kind.OUT_FOR_DELIVERY, 1, 1),
        Due(2, Kind.DELIVERED, 1, 1),
        Due(3, Kind.DELIVERED, 1, 99),
        Due(4, Kind.DELIVERED, 2, 1),
        orders=(came,),
    )
    assert told(found) == [(2,)]
    assert found.dropped == {1: NO_LONGER_TRUE, 3: PARCEL_GONE, 4: ORDER_GONE}


def test_later_news_of_the_same_parcel_makes_earlier_news_superfluous() -> None:
    late = in_state(Status.IN_TRANSIT, id=1, estimate=window(local(20, 10)))
    due = (Due(1, Kind.SHIPPED, 1, 1), Due(2, Kind.IN_TRANSIT, 1, 1), Due(3, Kind.DELAYED, 1, 1))
    found = post(*due, orders=(an_order(late),))
    assert told(found) == [(3,)]
    assert found.dropped == {1: TOLD_BY_LATER, 2: TOLD_BY_LATER}


def test_news_of_a_parcel_makes_the_receipt_superfluous_but_not_another_parcels_news() -> None:
    order = an_order(in_state(Status.IN_TRANSIT, id=1), in_state(Status.DELIVERED, id=2))
    due = (Due(1, Kind.IN_TRANSIT, 1, 1), Due(2, Kind.DELIVERED, 1, 2))
    assert told(post(*due, orders=(order,))) == [(1,), (2,)]


def test_an_order_that_is_complete_needs_no_word_of_each_parcel() -> None:
    order = an_order(in_state(Status.DELIVERED, id=1), in_state(Status.DELIVERED, id=2))
    due = (Due(1, Kind.DELIVERED, 1, 1), Due(2, Kind.ALL_DELIVERED, 1, None))
    found = post(*due, orders=(order,))
    assert (told(found), found.dropped) == ([(2,)], {1: TOLD_BY_LATER})


def test_what_the_shopper_must_do_and_a_voucher_stand_beside_other_news() -> None:
    duty = in_state(Status.EXCEPTION, SubStatus.PAYMENT_DUE, id=1, delayed=True)
    due = (Due(1, Kind.DELAYED, 1, 1), Due(2, Kind.ACTION_REQUIRED, 1, 1))
    assert told(post(*due, orders=(an_order(duty),))) == [(1,), (2,)]
    late = in_state(Status.IN_TRANSIT, id=1, estimate=window(local(20, 10)))
    due = (Due(1, Kind.DELAYED, 1, 1), Due(2, Kind.DELAY_VOUCHER, 1, None))
    assert told(post(*due, orders=(an_order(late),))) == [(1,), (2,)]


def test_a_digest_is_one_letter_about_all_orders() -> None:
    first = an_order(in_state(Status.DELIVERED, id=1))
    second = an_order(in_state(Status.IN_TRANSIT, id=2), id=2)
    due = (
        Due(3, Kind.IN_TRANSIT, 2, 2),
        Due(1, Kind.DELIVERED, 1, 1),
        Due(2, Kind.OUT_FOR_DELIVERY, 1, 1),
    )
    found = post(*due, orders=(first, second), digest=True)
    assert told(found) == [(1, 3)]
    alone = post(due[0], orders=(second,), digest=True)
    assert told(alone) == [(3,)]
    assert post(orders=(), digest=True) == Post((), {})
