"""A visit opens its own order, for a while, until it or the links end; nothing else is a visit."""

from datetime import timedelta

import pytest

from domain.access import VISIT_LASTS, Level
from domain.shop import PlatformKey
from services.look_up_order import LinkTarget, open_link
from services.page_address import page_address
from services.purge import purge_visits_and_codes
from services.revoke_links import revoke_links_of
from services.shopper_visit import begin_visit, end_visits, leave_visit, level_of
from services.tracking_token import LINK, VISIT, token_for
from services.wiring import Wiring
from tests.fakes import SteppingClock
from tests.tracking_page.kept_orders import keep, told


@pytest.fixture
def target(wiring: Wiring, shop_id: int) -> LinkTarget:
    order_id = keep(wiring, shop_id, told())
    return open_link(wiring, page_address(wiring, shop_id, order_id).rpartition("/")[2])


def begun(wiring: Wiring, target: LinkTarget, level: Level = Level.PROVEN) -> str:
    return begin_visit(wiring, target.shop_id, target.order_id, level)


@pytest.mark.parametrize("level", [Level.PROVEN, Level.CODED])
def test_a_visit_is_worth_what_was_shown(wiring, target, level) -> None:
    assert level_of(wiring, target, begun(wiring, target, level)) is level


def test_a_visit_ends_after_twelve_hours(wiring, target, clock: SteppingClock) -> None:
    visit = begun(wiring, target)
    clock.now += VISIT_LASTS - timedelta(seconds=1)
    assert level_of(wiring, target, visit) is Level.PROVEN
    clock.forward(seconds=1)
    assert level_of(wiring, target, visit) is Level.LINK


def test_whoever_leaves_ends_that_visit_alone(wiring, target) -> None:
    visit, other = begun(wiring, target), begun(wiring, target)
    leave_visit(wiring, target, visit)
    leave_visit(wiring, target, "none of ours")
    assert (level_of(wiring, target, visit), level_of(wiring, target, other)) == (
        Level.LINK,
        Level.PROVEN,
    )


def test_visits_end_all_at_once(wiring, target, clock: SteppingClock) -> None:
    visits = [begun(wiring, target), begun(wiring, target, Level.CODED)]
    with wiring.sessions.begin() as session:
        end_visits(session, target.shop_id, target.order_id, clock())
    assert {level_of(wiring, target, visit) for visit in visits} == {Level.LINK}


def test_revoking_the_links_of_an_order_ends_the_visits_to_it(wiring, target) -> None:
    visit = begun(wiring, target)
    assert revoke_links_of(wiring, PlatformKey.SHOPIFY, "lamps.myshopify.com", "1042") == 1
    assert level_of(wiring, target, visit) is Level.LINK


def test_what_is_no_visit_to_this_order_is_worth_nothing(wiring, target, connect) -> None:
    second = keep(wiring, target.shop_id, told("#2"))
    shop = connect(domain="chairs.myshopify.com")
    foreign = keep(wiring, shop, told())
    visit = begun(wiring, target)
    bad = [
        "",
        "x",
        visit[:-4],
        visit + "AAAA",
        token_for(1, wiring.link_keys, LINK),
        token_for(999, wiring.link_keys, VISIT),
        token_for(1, [b"another key"], VISIT),
        begin_visit(wiring, target.shop_id, second, Level.CODED),
        begin_visit(wiring, shop, foreign, Level.CODED),
    ]
    assert {level_of(wiring, target, one) for one in bad} == {Level.LINK}


def test_visits_are_deleted_a_day_after_they_were_over(wiring, target, clock) -> None:
    begun(wiring, target)
    clock.now += VISIT_LASTS + timedelta(days=1)
    assert purge_visits_and_codes(wiring) == 0
    clock.forward(seconds=1)
    assert purge_visits_and_codes(wiring) == 1
