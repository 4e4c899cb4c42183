"""What a shopper sends twice at once is one thing; of one being forgotten nothing more is kept."""

from collections.abc import Callable
from threading import Thread

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from domain.errors import BadTokenError
from domain.self_service import Action
from domain.shop_api import ShopSession
from domain.shop_events import Shopper
from services.allow_action import Acting
from services.contact_shop import contact_shop
from services.erase_shopper import erase_shopper
from services.leave_instructions import leave_instructions
from services.report_missing import report_missing
from services.wiring import Wiring
from storage.incidents import open_due_incidents
from storage.inquiries import NewInquiry, add_inquiry
from storage.order_locks import hold_order, lock_orders_by_id
from storage.orders import OrderRow
from storage.shopper_data import forget_orders
from tests.fake_shop_api import FakeShopApi
from tests.fakes import NOON
from tests.services.self_serving import by, delivered, incidents, inquiries, sent, serving

WORDS = "Behind the beehive"
SOMEBODY_WAITS = text("SELECT count(*) > 0 FROM pg_locks WHERE NOT granted")
Act = Callable[[Wiring, Acting, int], None]
ACTS: tuple[Act, ...] = (
    lambda served, alva, _: contact_shop(served, alva, WORDS),
    lambda served, alva, parcel: report_missing(served, alva, parcel, WORDS),
)


@pytest.fixture
def order_id(served: Wiring, shop_id: int) -> int:
    return sent(served, shop_id, "TP1")


@pytest.fixture
def parcel(served: Wiring, order_id: int) -> int:
    return delivered(served, "TP1")


def started(session: Session, act: Callable[[], None]) -> tuple[Thread, list[Exception]]:
    """Begin something beside an open transaction: it waits for that, or is done."""
    failed: list[Exception] = []

    def acting() -> None:
        try:
            act()
        except BadTokenError as error:
            failed.append(error)

    thread = Thread(target=acting)
    thread.start()
    while thread.is_alive() and not session.execute(SOMEBODY_WAITS).scalar_one():
        pass
    return thread, failed


def test_a_question_sent_twice_at_once_is_one_question(served, shop_id, order_id) -> None:
    with served.sessions.begin() as session:
        assert hold_order(session, shop_id, order_id)
        add_inquiry(session, shop_id, NewInquiry(order_id, Action.CONTACT, WORDS), NOON)
        second, _ = started(session, lambda: contact_shop(served, by(shop_id, order_id), WORDS))
    second.join()
    assert len(inquiries(served)) == 1


@pytest.mark.parametrize("act", ACTS, ids=["asked", "reported"])
def test_nothing_is_kept_of_what_is_written_while_the_shopper_is_forgotten(
    served, shop_id, order_id, parcel, act, clock
) -> None:
    clock.forward(days=7)
    with served.sessions.begin() as session:
        lock_orders_by_id(session, [order_id])
        forget_orders(session, shop_id, [order_id], NOON)
        late, failed = started(session, lambda: act(served, by(shop_id, order_id), parcel))
    late.join()
    assert (len(failed), inquiries(served), incidents(served)) == (1, [], [])


def test_nor_of_instructions_that_the_platform_takes_meanwhile(wiring, shop_id) -> None:
    class Forgetting(FakeShopApi):
        def note_instructions(self, shop: ShopSession, order: str, text: str) -> None:
            super().note_instructions(shop, order, text)
            erase_shopper(wiring, shop_id, Shopper("", "alva@example.com", "", ()))

    served = serving(wiring, Forgetting(), shop_id)
    leave_instructions(served, by(shop_id, sent(served, shop_id)), WORDS)
    with served.sessions() as session:
        assert session.scalars(select(OrderRow.instructions)).all() == [""]


def test_nobody_is_forgotten_while_their_report_becomes_an_inquiry(
    served, shop_id, order_id, parcel, clock
) -> None:
    report_missing(served, by(shop_id, order_id), parcel, WORDS)
    clock.forward(days=7)
    with served.sessions.begin() as session:
        assert len(open_due_incidents(session, clock(), 9)) == 1
        with served.sessions() as other:
            other.execute(text("SET LOCAL lock_timeout = '50ms'"))
            with pytest.raises(OperationalError):
                lock_orders_by_id(other, [order_id])


def test_incidents_come_shop_by_shop_and_one_whose_order_is_held_comes_later(
    served, shop_id, order_id, parcel, connect, clock
) -> None:
    shops = (connect(domain="other.myshopify.com"), shop_id)
    for shop, number in zip(shops, ("X1", "X2"), strict=True):
        order = sent(served, shop, number, number=f"#{number}")
        report_missing(served, by(shop, order), delivered(served, number), "")
    report_missing(served, by(shop_id, order_id), parcel, "")
    clock.forward(days=7)
    with served.sessions.begin() as holding, served.sessions.begin() as session:
        assert hold_order(holding, shop_id, order_id)
        opened = open_due_incidents(session, clock(), 9)
        assert [one.shop_id for one in opened] == sorted(shops)
        assert order_id not in [one.order_id for one in opened]
