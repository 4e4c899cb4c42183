"""An order is cancelled, sent elsewhere and given instructions at its platform, and once."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.access import Level
from domain.errors import BadTokenError
from domain.order import Address
from domain.self_service import Refusal
from domain.shop_api import Cancellation, ShopSession
from domain.shop_events import OrderGone
from domain.shop_task import ShopTask
from domain.shopper_words import LONGEST_INSTRUCTIONS, Problem
from domain.stage import Stage
from services.allow_action import ActionRefusedError, FaultyTextError
from services.cancel_for_shopper import cancel_for_shopper
from services.change_address_for_shopper import FaultyAddressError, change_address_for_shopper
from services.leave_instructions import leave_instructions
from services.look_up_order import tell_story
from storage.orders_to_read import OrderToReadRow
from storage.shop_tasks import ShopTaskRow
from tests.fake_shop_api import FakeShopApi
from tests.fakes import NOON
from tests.services.self_serving import by, inquiries, rule, serving
from tests.tracking_page.kept_orders import keep, told

NEW_HOME = Address("Alva Åkesson", "Nygatan 5", "", "211 40", "Malmö", "", "SE")
CODED = Level.CODED
LATER = NOON + timedelta(minutes=1)


def test_an_order_is_cancelled_by_the_merchants_rules_and_noted(
    served, shop_id, alvas_order, alva, shop_api
) -> None:
    rule(served, shop_id, restock=False, refund=False)
    cancel_for_shopper(served, alva)
    note = "Cancelled by the shopper on the tracking page."
    assert shop_api.changes == [Cancellation("platform #1042", False, False, True, note)]
    (noted,) = inquiries(served)
    assert (noted.kind, noted.status, noted.order_id) == ("cancel", "received", alvas_order)
    with served.sessions() as session:
        assert session.scalars(select(OrderToReadRow.platform_id)).all() == ["platform #1042"]
        assert ShopTask.READ_ORDERS in session.scalars(select(ShopTaskRow.task)).all()


def test_the_merchants_limit_counts_as_the_platform_tells_the_order_now(
    served, alva, shop_api
) -> None:
    """The news that the order is packed is still on its way to us."""
    packed = told(stage=Stage.PACKED, updated_at=LATER)
    shop_api.orders[packed.platform_id] = packed
    with pytest.raises(ActionRefusedError) as refused:
        cancel_for_shopper(served, alva)
    assert refused.value.refusal is Refusal.TOO_LATE
    assert (shop_api.changes, inquiries(served)) == ([], [])


def test_an_address_changed_at_the_platform_meanwhile_is_what_the_new_one_is_held_against(
    served, alva, shop_api
) -> None:
    abroad = told(address=replace(NEW_HOME, country="NO"), updated_at=LATER)
    shop_api.orders[abroad.platform_id] = abroad
    with pytest.raises(FaultyAddressError) as faulty:
        change_address_for_shopper(served, alva, NEW_HOME)
    assert faulty.value.problems == {"country": Problem.OTHER_COUNTRY}
    assert shop_api.changes == []


def test_an_order_the_shop_has_put_away_is_gone_for_its_shopper_too(served, alva, shop_api) -> None:
    away = OrderGone("platform #1042", LATER)
    for act in (
        lambda: cancel_for_shopper(served, alva),
        lambda: change_address_for_shopper(served, alva, NEW_HOME),
    ):
        shop_api.orders = {away.platform_id: away}
        with pytest.raises(BadTokenError):
            act()
    assert shop_api.changes == []


class SlowShop(FakeShopApi):
    """A platform that is asked by one while another waits."""

    started = threading.Event()
    go_on = threading.Event()

    def cancel_order(self, shop: ShopSession, what: Cancellation) -> None:
        self.started.set()
        assert self.go_on.wait(20)
        super().cancel_order(shop, what)


def test_two_who_cancel_at_once_and_a_third_later_cancel_once(wiring, shop_id) -> None:
    slow = SlowShop()
    served = serving(wiring, slow, shop_id)
    alva = by(shop_id, keep(served, shop_id, told()))
    both = [threading.Thread(target=cancel_for_shopper, args=(served, alva)) for _ in range(2)]
    both[0].start()
    assert slow.started.wait(20)
    both[1].start()
    slow.go_on.set()
    for one in both:
        one.join(30)
        assert not one.is_alive()
    cancel_for_shopper(served, alva)
    assert len(slow.changes) == 1
    assert len(inquiries(served)) == 1


def test_another_address_is_written_into_the_order(served, alva, shop_api) -> None:
    change_address_for_shopper(served, alva, replace(NEW_HOME, street=" Nygatan 5 "))
    assert shop_api.changes == [("platform #1042", NEW_HOME)]
    assert [noted.kind for noted in inquiries(served)] == ["change_address"]


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        ({"country": "NO"}, {"country": Problem.OTHER_COUNTRY}),
        ({"street": "", "city": "x" * 101}, {"street": Problem.MISSING, "city": Problem.TOO_LONG}),
        ({"name": "A\x00"}, {"name": Problem.UNSEEN}),
    ],
)
def test_a_faulty_address_never_reaches_the_platform(
    served, alva, shop_api, changes, problems
) -> None:
    with pytest.raises(FaultyAddressError) as faulty:
        change_address_for_shopper(served, alva, replace(NEW_HOME, **changes))
    assert faulty.value.problems == problems
    assert shop_api.changes == []


def test_instructions_go_to_the_platform_and_onto_the_page_once(
    served, shop_id, alvas_order, alva, shop_api
) -> None:
    before = tell_story(served, shop_id, alvas_order)
    for _ in range(2):
        leave_instructions(served, alva, " Ring\r\n twice\u202e ")
    after = tell_story(served, shop_id, alvas_order)
    assert before is not None
    assert after is not None
    assert shop_api.changes == [("platform #1042", "Ring twice")]
    assert after.order.instructions == "Ring twice"
    assert after.order.version > before.order.version
    keep(served, shop_id, told(updated_at=LATER))
    told_anew = tell_story(served, shop_id, alvas_order)
    assert told_anew is not None
    assert told_anew.order.instructions == "Ring twice"
    leave_instructions(served, alva, "")
    assert shop_api.changes[1:] == [("platform #1042", "")]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", Problem.MISSING),
        ("\u202e\x00", Problem.MISSING),
        ("x" * (LONGEST_INSTRUCTIONS + 1), Problem.TOO_LONG),
    ],
)
def test_instructions_that_say_nothing_or_too_much_are_not_taken(
    served, alva, shop_api, text, problem
) -> None:
    with pytest.raises(FaultyTextError) as faulty:
        leave_instructions(served, alva, text)
    assert faulty.value.problem is problem
    assert shop_api.changes == []
