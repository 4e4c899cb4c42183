"""A page that would tell something new is told anew, whoever has the old one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.access import Level
from domain.kinds import ChannelKey, Kind
from domain.status import Status
from domain.tracking import ProofOfDelivery
from jobs.poll_carriers import poll_round
from services.look_up_order import open_link
from services.open_incidents import open_incidents
from services.report_missing import found_parcel, report_missing
from services.review_exceptions import review_exceptions
from services.settle_exceptions import put_aside
from services.wiring import Wiring
from tests.fake_shop_api import FakeShopApi
from tests.fakes import NOON, scan
from tests.services.due_messages import choose
from tests.services.self_serving import by, delivered, incidents, parcels
from tests.tracking_page.kept_orders import keep, told
from tests.tracking_page.shoppers import Shopper
from tests.tracking_page.visits import obliging, visiting, without_proof


@pytest.fixture
def wired(wiring: Wiring, shop_id: int) -> Wiring:
    return obliging(wiring, FakeShopApi(), shop_id)


@pytest.fixture
def order_id(wired: Wiring, shop_id: int) -> int:
    return keep(wired, shop_id, told(shipments=parcels("TP1")))


def told_anew(one: Shopper, act: Callable[[], object]) -> str:
    """Look, let something happen at the same moment, and return what a new look brings."""
    etag = one.look().headers["ETag"]
    assert one.look(If_None_Match=etag).status_code == 304
    act()
    page = one.look(If_None_Match=etag)
    assert page.status_code == 200
    return page.text


def test_an_answer_that_brings_nothing_new_is_told_with_its_time(
    wired, shop_id, order_id, carrier, clock
) -> None:
    carrier.report("TP1", scan(Status.IN_TRANSIT))
    poll_round(wired)
    clock.forward(hours=20)
    one = visiting(wired, shop_id, order_id, Level.LINK)
    asked = "2026-11-21T08:00:00+00:00"
    assert asked not in one.look().text
    assert asked in told_anew(one, lambda: poll_round(wired))
    assert asked in without_proof(one).look().text


def test_a_proof_that_comes_late_is_told(wired, shop_id, order_id, carrier, clock) -> None:
    carrier.report("TP1", scan(Status.DELIVERED))
    poll_round(wired)
    clock.forward(hours=24)
    one = visiting(wired, shop_id, order_id, Level.PROVEN)
    before = open_link(wired, one.path.rsplit("/", 1)[1])
    signed = ProofOfDelivery("B. Lind")
    carrier.reports["TP1"] = replace(carrier.reports["TP1"], proof=signed, fingerprint="signed")
    assert "B. Lind" in told_anew(one, lambda: poll_round(wired))
    assert open_link(wired, one.path.rsplit("/", 1)[1]).version == before.version + 1


def test_every_turn_of_a_report_is_told(wired, shop_id, order_id, clock) -> None:
    parcel, alva = delivered(wired, "TP1", NOON - timedelta(hours=1)), by(shop_id, order_id)
    one = visiting(wired, shop_id, order_id, Level.PROVEN)
    reported = told_anew(one, lambda: report_missing(wired, alva, parcel, ""))
    assert "the shop is told on Tuesday at 09:00" in reported
    (waiting,) = incidents(wired)
    clock.now = waiting.due_at
    one = visiting(wired, shop_id, order_id, Level.PROVEN)
    assert "The shop was told today" in told_anew(one, lambda: open_incidents(wired))
    assert "The shop was told" not in told_anew(one, lambda: found_parcel(wired, alva, parcel))


def test_a_report_that_the_merchant_has_settled_is_told_no_more(
    wired, shop_id, order_id, clock
) -> None:
    parcel = delivered(wired, "TP1", NOON - timedelta(hours=1))
    clock.forward(days=7)
    report_missing(wired, by(shop_id, order_id), parcel, "")
    one = visiting(wired, shop_id, order_id, Level.PROVEN)
    assert "The shop was told today" in one.look().text
    (line,) = review_exceptions(wired, shop_id).orders
    seen = frozenset(line.troubles)
    after = told_anew(one, lambda: put_aside(wired, shop_id, order_id, seen))
    assert "The shop was told" not in after


def test_notes_to_browsers_are_offered_once_the_shop_sends_some(wired, shop_id, order_id) -> None:
    for kind in Kind:
        choose(wired, shop_id, kind, ChannelKey.EMAIL)
    one = visiting(wired, shop_id, order_id, Level.CODED)
    offered = "Get notes on this device"
    assert offered not in one.look().text
    assert offered in told_anew(
        one, lambda: choose(wired, shop_id, Kind.DELIVERED, ChannelKey.PUSH)
    )
