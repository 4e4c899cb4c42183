"""Every act looks at the rules, the proof and the order anew, and says what stands against it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.access import Level
from domain.errors import (
    BadTokenError,
    ProviderError,
    RejectedError,
    ScopeMissingError,
    TooManyAttemptsError,
)
from domain.order import Address
from domain.self_service import WRITES_ORDERS, Action, Refusal
from domain.shop import PlatformKey
from services.allow_action import (
    ActionRefusedError,
    NotDoneError,
    WhyNot,
    allowed,
)
from services.cancel_for_shopper import cancel_for_shopper
from services.change_address_for_shopper import change_address_for_shopper
from services.contact_shop import contact_shop
from services.leave_instructions import leave_instructions
from services.offer_actions import offers
from services.report_missing import found_parcel, report_missing
from tests.fakes import NOON
from tests.services.self_serving import by, delivered, inquiries, rule, sent
from tests.services.shops_that_answer import grant_access
from tests.tracking_page.kept_orders import keep, told

NEW_HOME = Address("Alva Åkesson", "Nygatan 5", "", "211 40", "Malmö", "", "SE")
CODED = Level.CODED
LATER = NOON + timedelta(minutes=1)


def acts(parcel: int = 1):
    """Yield every act with the action it is."""
    yield Action.CANCEL, cancel_for_shopper
    yield Action.CHANGE_ADDRESS, lambda w, who: change_address_for_shopper(w, who, NEW_HOME)
    yield Action.INSTRUCTIONS, lambda w, who: leave_instructions(w, who, "Ring twice")
    yield Action.CONTACT, lambda w, who: contact_shop(w, who, "Where is it?")
    yield Action.NOT_RECEIVED, lambda w, who: report_missing(w, who, parcel, "")
    yield Action.NOT_RECEIVED, lambda w, who: found_parcel(w, who, parcel)


def test_every_act_looks_at_the_rules_anew_and_does_nothing_against_them(
    served, shop_id, alva, shop_api
) -> None:
    rule(served, shop_id, off=frozenset(Action))
    for _, act in acts():
        with pytest.raises(ActionRefusedError) as refused:
            act(served, alva)
        assert refused.value.refusal is Refusal.NOT_OFFERED
    assert shop_api.changes == []
    assert inquiries(served) == []


@pytest.mark.parametrize("level", [Level.LINK, Level.PROVEN])
def test_no_act_is_done_for_who_has_not_shown_enough(served, shop_id, shop_api, level) -> None:
    order_id = sent(served, shop_id, "TP1")
    parcel = delivered(served, "TP1")
    fresh = keep(served, shop_id, told("#2"))
    needs_code = {Action.CHANGE_ADDRESS}
    for action, act in acts(parcel):
        if level is Level.PROVEN and action not in needs_code:
            continue
        whose = order_id if action is Action.NOT_RECEIVED else fresh
        with pytest.raises(ActionRefusedError) as refused:
            act(served, by(shop_id, whose, level))
        assert refused.value.refusal is Refusal.NOT_PROVEN
    assert shop_api.changes == []


def test_an_order_of_another_shop_or_one_that_is_gone_is_acted_on_by_nobody(
    served, alvas_order, shop_api, connect
) -> None:
    other = connect(domain="other.myshopify.com")
    grant_access(served, other)
    for _, act in acts():
        for shop, order in ((other, alvas_order), (other, 9_999)):
            with pytest.raises(BadTokenError):
                act(served, by(shop, order, CODED))
    assert shop_api.changes == []


PLATFORM_ACTS = {action: act for action, act in acts() if action in WRITES_ORDERS}


@pytest.mark.parametrize("action", PLATFORM_ACTS)
@pytest.mark.parametrize(
    ("error", "why"),
    [
        (RejectedError("the order is archived", permanent=True), WhyNot.REJECTED),
        (ScopeMissingError("write_orders"), WhyNot.NOT_ALLOWED),
        (ProviderError("HTTP 502"), WhyNot.LATER),
    ],
)
def test_what_the_platform_does_not_do_is_said_and_can_be_tried_again(
    served, alva, shop_api, action, error, why
) -> None:
    act = PLATFORM_ACTS[action]
    shop_api.failing.append(error)
    with pytest.raises(NotDoneError) as failed:
        act(served, alva)
    assert failed.value.why is why
    assert inquiries(served) == []
    act(served, alva)
    assert len(shop_api.changes) == 1


def test_a_shop_that_does_not_let_us_in_does_nothing(served, shop_api, connect) -> None:
    other = connect(domain="other.myshopify.com")
    rule(served, other, off=frozenset())
    order_id = keep(served, other, told())
    with pytest.raises(NotDoneError) as failed:
        cancel_for_shopper(served, by(other, order_id))
    assert failed.value.why is WhyNot.NOT_ALLOWED
    assert shop_api.changes == []


def test_an_order_sent_or_cancelled_since_it_was_shown_is_left_alone(
    served, shop_id, shop_api
) -> None:
    on_its_way = sent(served, shop_id, "TP1")
    over = keep(served, shop_id, told("#2", cancelled_at=NOON))
    for action, act in acts():
        if action not in {Action.CANCEL, Action.CHANGE_ADDRESS}:
            continue
        for order, expected in ((on_its_way, Refusal.TOO_LATE), (over, Refusal.CANCELLED)):
            with pytest.raises(ActionRefusedError) as refused:
                act(served, by(shop_id, order, CODED))
            assert refused.value.refusal is expected
    assert shop_api.changes == []


def test_acts_on_one_order_are_counted_and_those_on_another_are_not(served, shop_id, alva) -> None:
    for number in range(10):
        leave_instructions(served, alva, f"Ring {number} times")
    with pytest.raises(TooManyAttemptsError):
        leave_instructions(served, alva, "Ring once more")
    leave_instructions(served, by(shop_id, keep(served, shop_id, told("#2"))), "Knock")


def test_a_shop_that_has_left_offers_only_what_needs_nothing_of_it(served, shop_id, alva) -> None:
    story = allowed(served, alva, Action.CONTACT)
    left = replace(story, shop=replace(story.shop, uninstalled_at=NOON))
    there = {one.action for one in offers(left, CODED, NOON) if one.refusal is None}
    assert there.isdisjoint({Action.CANCEL, Action.CONTACT, Action.INSTRUCTIONS})


@pytest.mark.parametrize(("restock", "expected"), [(True, None), (False, Refusal.NOT_OFFERED)])
def test_woocommerce_always_gives_the_stock_back_so_keeping_it_offers_no_cancelling(
    served, shop_id, alva, restock, expected
) -> None:
    rule(served, shop_id, restock=restock)
    story = allowed(served, alva, Action.CONTACT)
    shop = replace(story.shop, platform=PlatformKey.WOOCOMMERCE)
    there = offers(replace(story, shop=shop), CODED, NOON)
    assert next(one.refusal for one in there if one.action is Action.CANCEL) is expected
