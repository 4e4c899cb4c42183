"""A long export is read bit by bit: nothing twice, nothing lost, and everybody can see how far."""

from collections.abc import Iterator

import pytest
from sqlalchemy import func, select

from domain.errors import ProviderError
from domain.shop_api import Export, ExportState
from domain.shop_events import OrderTold
from domain.shop_task import Again
from services.leave_shop import leave_shop
from services.sync_orders import BATCH, backfill
from services.wiring import Wiring
from storage.order_syncs import OrderSync, advance, order_sync
from storage.orders import OrderRow
from tests.fake_embedded_app import grant
from tests.storage.told import order_told

READY = Export(
    "gid://shopify/BulkOperation/1", ExportState.READY, "https://storage.example/orders.jsonl"
)


@pytest.fixture
def granted(wired: Wiring, app, shop_id: int) -> int:
    grant(wired, shop_id, app.issue())
    return shop_id


def told(number: int) -> OrderTold:
    return order_told(platform_id=str(number), number=f"#{number}")


def progress(wiring: Wiring, shop_id: int) -> OrderSync:
    with wiring.sessions() as session:
        return order_sync(session, shop_id)


def orders(wiring: Wiring) -> int:
    with wiring.sessions() as session:
        return session.scalars(select(func.count()).select_from(OrderRow)).one()


def test_a_long_export_is_read_in_slices_and_each_order_once(wired, api, granted, clock) -> None:
    api.lines = [told(number) for number in range(1, 2 * BATCH + 6)]
    taken: list[int] = []

    def slow(_shop: object, _export: object, skip: int) -> Iterator[OrderTold]:
        for number, line in enumerate(api.lines[skip:], skip + 1):
            if number == BATCH + 1:
                clock.forward(minutes=4)
            taken.append(number)
            yield line

    api.read_export = slow
    api.exports = [READY, READY, READY]
    backfill(wired, granted)
    assert backfill(wired, granted) == Again(clock())
    assert (progress(wired, granted).orders_read, orders(wired)) == (2 * BATCH, 2 * BATCH)
    assert progress(wired, granted).finished_at is None
    assert len(taken) == 2 * BATCH
    with wired.sessions() as session:
        versions = set(session.scalars(select(OrderRow.version)))
    backfill(wired, granted)
    assert (progress(wired, granted).orders_read, orders(wired)) == (205, 205)
    with wired.sessions() as session:
        assert set(session.scalars(select(OrderRow.version))) == versions
    assert progress(wired, granted).finished_at == clock()


def test_an_export_that_breaks_off_goes_on_where_it_was(wired, api, granted) -> None:
    whole = [told(number) for number in range(1, BATCH + 11)]

    def breaks_off(_shop: object, _export: object, skip: int) -> Iterator[OrderTold]:
        yield from whole[skip : BATCH + 5]
        raise ProviderError("the export broke off")

    plain, api.read_export = api.read_export, breaks_off
    api.exports = [READY, READY]
    backfill(wired, granted)
    with pytest.raises(ProviderError, match="broke off"):
        backfill(wired, granted)
    assert progress(wired, granted).orders_read == BATCH
    api.read_export, api.lines = plain, whole
    assert backfill(wired, granted) is None
    assert orders(wired) == BATCH + 10


def test_progress_can_be_seen_after_every_batch(wired, api, granted) -> None:
    seen: list[int] = []

    def watched(_shop: object, _export: object, skip: int) -> Iterator[OrderTold]:
        for number in range(skip + 1, 2 * BATCH + 2):
            if number % BATCH == 1:
                seen.append(progress(wired, granted).orders_read)
            yield told(number)

    api.read_export = watched
    api.exports = [READY]
    backfill(wired, granted)
    backfill(wired, granted)
    assert seen == [0, BATCH, 2 * BATCH]


def test_nothing_is_downloaded_while_a_transaction_is_open(wired, api, granted) -> None:
    borrowed: list[int] = []

    def watched(_shop: object, _export: object, skip: int) -> Iterator[OrderTold]:
        for number in range(skip + 1, BATCH + 2):
            borrowed.append(wired.engine.pool.checkedout())
            yield told(number)

    api.read_export = watched
    api.exports = [READY]
    backfill(wired, granted)
    backfill(wired, granted)
    assert set(borrowed) == {0}


def test_a_worker_that_another_has_overtaken_stops(wired, api, granted) -> None:
    def overtaken(_shop: object, _export: object, skip: int) -> Iterator[OrderTold]:
        for number in range(skip + 1, 2 * BATCH):
            if number == BATCH + 1:
                with wired.sessions.begin() as session:
                    assert advance(session, granted, READY.operation, BATCH, BATCH)
            yield told(number)

    api.read_export = overtaken
    api.exports = [READY]
    backfill(wired, granted)
    assert backfill(wired, granted) is None
    assert orders(wired) == BATCH
    sync = progress(wired, granted)
    assert (sync.orders_read, sync.finished_at) == (2 * BATCH, None)


def test_a_shop_that_leaves_while_its_orders_are_read_gets_no_more(wired, api, granted) -> None:
    def leaves(_shop: object, _export: object, skip: int) -> Iterator[OrderTold]:
        for number in range(skip + 1, 2 * BATCH):
            if number == BATCH + 1:
                with wired.sessions.begin() as session:
                    leave_shop(session, wired, granted)
            yield told(number)

    api.read_export = leaves
    api.exports = [READY]
    backfill(wired, granted)
    assert backfill(wired, granted) is None
    assert orders(wired) == BATCH
    assert progress(wired, granted) == OrderSync()
