"""Orders are read again where a webhook could not tell all, and then it is certain what is so."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from domain.errors import ProviderError
from domain.shop_events import OrderGone, OrderTouched, StageNoted
from domain.shop_task import Again, ShopTask
from domain.stage import Stage
from services.apply_order_news import apply_order_news
from services.confirm_orders import confirm_orders
from services.read_orders import BATCH, read_orders_again, want_read
from storage.order_reading import live_orders, read_orders
from storage.orders import OrderRow
from storage.orders_to_read import orders_to_read
from storage.shop_tasks import ShopTaskRow
from tests.fakes import NOON
from tests.services.sites import connect_site
from tests.storage.told import order_told, shipment_told


@pytest.fixture
def shop(sited, clock) -> int:
    clock.forward(minutes=1)
    return connect_site(sited)


def tell(wiring, shop_id: int, news) -> bool:
    with wiring.sessions.begin() as session:
        return apply_order_news(session, wiring, shop_id, news)


def live(wiring, shop_id: int) -> set[str]:
    with wiring.sessions() as session:
        ids = list(session.scalars(select(OrderRow.platform_id)))
        return set(live_orders(session, shop_id, ids))


def the_order(wiring, shop_id: int, platform_id: str = "5001"):
    with wiring.sessions() as session:
        order_id, *_ = live_orders(session, shop_id, [platform_id])[platform_id]
        return read_orders(session, [order_id], whole=True)[order_id]


def waiting(wiring, shop_id: int) -> list[str]:
    with wiring.sessions() as session:
        return [order.platform_id for order in orders_to_read(session, shop_id, 100)]


def asked_for(wiring, shop_id: int) -> bool:
    with wiring.sessions() as session:
        return session.get(ShopTaskRow, (shop_id, ShopTask.READ_ORDERS.value)) is not None


def test_an_order_told_in_part_is_taken_over_at_once_and_read_soon(sited, site_api, shop) -> None:
    parcel = shipment_told("TP1")
    assert tell(sited, shop, order_told(shipments=(parcel,)))
    assert tell(sited, shop, order_told(partial=True, updated_at=NOON + timedelta(seconds=1)))
    assert [s.tracking_number for s in the_order(sited, shop).shipments] == ["TP1"]
    assert waiting(sited, shop) == ["5001"]
    assert asked_for(sited, shop)
    whole = order_told(updated_at=NOON + timedelta(seconds=1), shipments=(shipment_told("TP2"),))
    site_api.orders["5001"] = whole
    assert read_orders_again(sited, shop) is None
    assert [s.tracking_number for s in the_order(sited, shop).shipments] == ["TP2"]
    assert waiting(sited, shop) == []


def test_a_deletion_without_a_time_is_believed_and_looked_into(sited, site_api, shop) -> None:
    tell(sited, shop, order_told())
    assert tell(sited, shop, OrderGone("5001"))
    assert live(sited, shop) == set()
    site_api.orders["5001"] = order_told(updated_at=NOON + timedelta(seconds=9))
    read_orders_again(sited, shop)
    assert live(sited, shop) == {"5001"}


def test_a_deletion_that_was_true_is_not_undone_by_older_news(sited, site_api, shop) -> None:
    tell(sited, shop, OrderGone("5001"))
    site_api.orders["5001"] = OrderGone("5001", NOON)
    read_orders_again(sited, shop)
    for seconds in (-1, 0):
        assert not tell(sited, shop, order_told(updated_at=NOON + timedelta(seconds=seconds)))
    assert live(sited, shop) == set()
    assert tell(sited, shop, order_told(updated_at=NOON + timedelta(seconds=1)))
    assert live(sited, shop) == {"5001"}


def test_an_order_the_shop_does_not_know_was_deleted_for_good(sited, shop, clock) -> None:
    tell(sited, shop, OrderTouched("5001"))
    read_orders_again(sited, shop)
    assert not tell(sited, shop, order_told(updated_at=clock()))
    assert live(sited, shop) == set()


def test_an_order_asked_for_again_while_it_is_read_is_read_again(sited, site_api, shop) -> None:
    reads: list[str] = []
    plain = site_api.read_order

    def again(session, order: str):
        if not reads:
            want_read(sited, shop, [order])
        reads.append(order)
        return plain(session, order)

    site_api.read_order = again
    site_api.orders["5001"] = order_told()
    want_read(sited, shop, ["5001"])
    read_orders_again(sited, shop)
    assert reads == ["5001", "5001"]


def test_many_orders_are_read_in_turns_that_leave_room_for_others(sited, site_api, shop, clock):
    ids = [str(number) for number in range(1, 2 * BATCH + 1)]
    plain = site_api.read_order

    def slow(session, order: str):
        clock.forward(seconds=6)
        return plain(session, order)

    site_api.read_order = slow
    want_read(sited, shop, ids)
    assert read_orders_again(sited, shop) == Again(clock())
    assert len(waiting(sited, shop)) == BATCH
    assert read_orders_again(sited, shop) == Again(clock())
    assert waiting(sited, shop) == []
    assert read_orders_again(sited, shop) is None


def test_what_could_not_be_read_waits(sited, site_api, shop) -> None:
    want_read(sited, shop, ["1", "2"])
    site_api.failing = [ProviderError("no answer in time")]
    with pytest.raises(ProviderError):
        read_orders_again(sited, shop)
    assert waiting(sited, shop) == ["1", "2"]


def test_a_shop_that_cannot_be_asked_is_believed(wiring, connect) -> None:
    from domain.shop import PlatformKey

    by_hand = connect(PlatformKey.WOOCOMMERCE, "hand.example", webhook_key="k")
    assert tell(wiring, by_hand, order_told())
    assert tell(wiring, by_hand, OrderGone("5001"))
    assert not tell(wiring, by_hand, OrderTouched("5001"))
    assert waiting(wiring, by_hand) == []
    assert live(wiring, by_hand) == set()


def test_a_stage_in_a_note_stays_when_the_order_is_told_again(sited, shop) -> None:
    tell(sited, shop, order_told())
    assert tell(sited, shop, StageNoted("5001", Stage.PACKED))
    assert the_order(sited, shop).stage is Stage.PACKED
    tell(sited, shop, order_told(updated_at=NOON + timedelta(hours=1)))
    assert the_order(sited, shop).stage is Stage.PACKED
    assert not tell(sited, shop, StageNoted("5001", Stage.BEING_PREPARED))
    assert the_order(sited, shop).stage is Stage.PACKED


def test_orders_deleted_without_a_word_are_found_and_hidden(sited, sites, site_api, shop, clock):
    for number in ("1", "2", "3"):
        told = order_told(platform_id=number, number=f"#{number}")
        site_api.orders[number] = told
        tell(sited, shop, told)
    old = order_told(platform_id="4", placed_at=NOON - timedelta(days=90))
    tell(sited, shop, old)
    sites.present = frozenset({"1", "3"})
    site_api.orders["2"] = OrderGone("2", NOON)
    assert confirm_orders(sited, shop) is None
    assert sites.asked_present == [["1", "2", "3"]]
    assert waiting(sited, shop) == ["2"]
    read_orders_again(sited, shop)
    assert live(sited, shop) == {"1", "3", "4"}


def test_a_long_census_leaves_room_for_others_and_goes_on_where_it_was(
    sited, sites, shop, clock
) -> None:
    for number in range(1, 206):
        tell(sited, shop, order_told(platform_id=str(number), number=f"#{number}"))
    plain = sites.orders_present

    def slow(session, orders):
        clock.forward(minutes=3)
        return plain(session, orders)

    sites.orders_present = slow
    assert confirm_orders(sited, shop) == Again(clock())
    assert confirm_orders(sited, shop) is None
    assert [len(asked) for asked in sites.asked_present] == [100, 100, 5]
    assert len({order for asked in sites.asked_present for order in asked}) == 205
    assert confirm_orders(sited, shop) == Again(clock())


def test_shops_that_announce_their_deletions_are_not_asked(sited, sites, shop_id) -> None:
    assert confirm_orders(sited, shop_id) is None
    assert sites.asked_present == []


def test_a_buried_order_holds_nothing_of_anybody(sited, shop) -> None:
    tell(sited, shop, OrderGone("77", NOON))
    with sited.sessions() as session:
        row = session.scalars(select(OrderRow)).one()
        assert session.scalars(select(func.count()).select_from(OrderRow)).one() == 1
    assert (row.number, row.email, row.name, row.deleted_at) == ("", "", "", NOON)
