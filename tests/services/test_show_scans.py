"""Scans we hear of appear on the platform's own order page: each once, oldest first, if wanted."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.errors import ProviderError, RejectedError, ScopeMissingError
from domain.shipment import Scan
from domain.shop_api import ShopSession
from domain.shop_task import ShopTask
from domain.status import Status
from domain.tracking import DeliveryWindow
from jobs.poll_carriers import poll_round
from services.change_settings import set_show_scans
from services.run_shop_tasks import run_next
from services.show_scans import LONGEST, show_scans
from services.wiring import Wiring
from storage.shop_tasks import ShopTaskRow
from storage.shown_scans import ShownScanRow
from tests.fake_shop_api import FakeShopApi
from tests.fakes import NOON, SteppingClock, scan
from tests.services.deliver import deliver
from tests.services.shops_that_answer import answering, grant_access
from tests.shop_bodies import shopify_fulfilment, shopify_order

ORDER = 5_820_982_511_634_001
MORNING = NOON - timedelta(hours=3)


@dataclass
class SlowApi(FakeShopApi):
    """A platform that takes longer for a scan than a task may last."""

    clock: SteppingClock = field(default_factory=SteppingClock)

    def show_scan(self, shop: ShopSession, scan: Scan) -> str:
        self.clock.now += LONGEST + timedelta(seconds=1)
        return super().show_scan(shop, scan)


@pytest.fixture
def api() -> FakeShopApi:
    return FakeShopApi()


@pytest.fixture
def wired(wiring: Wiring, api: FakeShopApi) -> Wiring:
    return answering(wiring, api)


@pytest.fixture
def shipped(wired: Wiring, shop_id: int) -> int:
    """A shop that wants scans shown; its one order travels in TP1."""
    grant_access(wired, shop_id)
    set_show_scans(wired, shop_id, "link", on=True)
    told = shopify_order(fulfillments=[shopify_fulfilment(ORDER, 9001, "TP1")])
    deliver(wired, shop_id, "orders/create", told)
    return shop_id


def noted(wiring: Wiring) -> Sequence[ShownScanRow]:
    with wiring.sessions() as session:
        return session.scalars(select(ShownScanRow).order_by(ShownScanRow.happened_at)).all()


def asked_for(wiring: Wiring) -> list[str]:
    with wiring.sessions() as session:
        return list(session.scalars(select(ShopTaskRow.task)))


def test_what_changes_the_status_is_shown_oldest_first_and_what_does_not_is_not(
    wired, shipped, carrier, api
) -> None:
    carrier.report(
        "TP1",
        scan(Status.OUT_FOR_DELIVERY, NOON - timedelta(hours=1)),
        scan(Status.IN_TRANSIT, MORNING),
        scan(Status.IN_TRANSIT, MORNING + timedelta(hours=1), city="Lund"),
        estimate=DeliveryWindow(NOON, NOON + timedelta(hours=4)),
    )
    poll_round(wired)
    assert asked_for(wired) == [ShopTask.SHOW_SCANS]
    assert run_next(wired)
    assert [(s.fulfilment, s.status, s.happened_at) for s in api.scans] == [
        ("9001", Status.IN_TRANSIT, MORNING),
        ("9001", Status.OUT_FOR_DELIVERY, NOON - timedelta(hours=1)),
    ]
    assert api.scans[0].estimated_at == NOON + timedelta(hours=4)
    assert api.scans[0].place is not None
    assert (api.scans[0].place.city, api.scans[0].text) == ("Malmö", "On its way")
    assert [(row.state, row.scan_platform_id) for row in noted(wired)] == [
        ("shown", "gid://shopify/FulfillmentEvent/1"),
        ("shown", "gid://shopify/FulfillmentEvent/2"),
    ]
    assert asked_for(wired) == []


def test_a_second_poll_and_a_second_run_show_nothing_again(
    wired, shipped, carrier, api, clock
) -> None:
    carrier.report("TP1", scan(Status.IN_TRANSIT, MORNING))
    poll_round(wired)
    show_scans(wired, shipped)
    clock.forward(hours=20)
    carrier.report("TP1", scan(Status.IN_TRANSIT, MORNING), scan(Status.DELIVERED, NOON))
    poll_round(wired)
    show_scans(wired, shipped)
    show_scans(wired, shipped)
    assert [s.status for s in api.scans] == [Status.IN_TRANSIT, Status.DELIVERED]


def test_nothing_is_noted_for_a_shop_that_does_not_want_it(wired, shipped, carrier) -> None:
    set_show_scans(wired, shipped, "link", on=False)
    carrier.report("TP1", scan(Status.IN_TRANSIT))
    poll_round(wired)
    assert noted(wired) == []


def test_nothing_is_noted_where_the_platform_cannot_be_asked(wiring, shipped, carrier) -> None:
    carrier.report("TP1", scan(Status.IN_TRANSIT))
    poll_round(wiring)
    assert noted(wiring) == []


def test_switching_off_drops_what_still_waits(wired, shipped, carrier, api) -> None:
    carrier.report("TP1", scan(Status.IN_TRANSIT))
    poll_round(wired)
    set_show_scans(wired, shipped, "link", on=False)
    show_scans(wired, shipped)
    assert (noted(wired), api.scans) == ([], [])


def test_scans_older_than_thirty_days_stay_off_the_page(wired, shipped, carrier) -> None:
    old = NOON - timedelta(days=31)
    carrier.report("TP1", scan(Status.IN_TRANSIT, old), scan(Status.OUT_FOR_DELIVERY, MORNING))
    poll_round(wired)
    assert [row.status for row in noted(wired)] == ["out_for_delivery"]


def test_a_parcel_handed_back_to_the_shop_is_never_shown_as_delivered(
    wired, shipped, carrier
) -> None:
    carrier.report(
        "TP1",
        scan(Status.IN_TRANSIT, MORNING - timedelta(hours=2)),
        scan(Status.RETURNING, MORNING, is_return_leg=True),
        scan(Status.DELIVERED, NOON),
    )
    poll_round(wired)
    assert [row.status for row in noted(wired)] == ["in_transit", "returning", "returned"]


def test_a_scan_the_platform_will_not_show_is_closed_with_its_reason_and_the_next_is_tried(
    wired, shipped, carrier, api
) -> None:
    carrier.report("TP1", scan(Status.IN_TRANSIT, MORNING), scan(Status.DELIVERED, NOON))
    poll_round(wired)
    api.failing.append(RejectedError("the fulfilment is cancelled", permanent=True))
    show_scans(wired, shipped)
    assert [(row.state, row.reason) for row in noted(wired)] == [
        ("failed", "the fulfilment is cancelled"),
        ("shown", ""),
    ]


@pytest.mark.parametrize("error", [ScopeMissingError("write_fulfillments"), ProviderError("502")])
def test_what_could_not_be_tried_waits_and_the_failure_is_told(
    wired, shipped, carrier, api, error
) -> None:
    carrier.report("TP1", scan(Status.IN_TRANSIT))
    poll_round(wired)
    api.failing.append(error)
    with pytest.raises(type(error)):
        show_scans(wired, shipped)
    assert [row.state for row in noted(wired)] == ["due"]
    show_scans(wired, shipped)
    assert [row.state for row in noted(wired)] == ["shown"]


def test_a_long_row_of_scans_makes_room_before_the_lease_ends(
    wired, shipped, carrier, clock
) -> None:
    carrier.report("TP1", scan(Status.IN_TRANSIT, MORNING), scan(Status.DELIVERED, NOON))
    poll_round(wired)
    again = show_scans(answering(wired, SlowApi(clock=clock)), shipped)
    assert again is not None
    assert [row.state for row in noted(wired)] == ["shown", "due"]


def test_a_scan_shown_by_a_worker_that_died_is_closed_by_its_echo_and_not_repeated(
    wired, shipped, carrier, api
) -> None:
    carrier.report("TP1", scan(Status.IN_TRANSIT, MORNING))
    poll_round(wired)
    echo = {
        "id": 777,
        "fulfillment_id": 9001,
        "order_id": ORDER,
        "status": "in_transit",
        "happened_at": MORNING.isoformat(),
    }
    row = deliver(wired, shipped, "fulfillment_events/create", echo)
    assert row.state == "ignored"
    show_scans(wired, shipped)
    assert api.scans == []
    assert [(row.state, row.scan_platform_id) for row in noted(wired)] == [("shown", "777")]
