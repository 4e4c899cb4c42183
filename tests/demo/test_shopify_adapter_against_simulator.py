"""Our own adapter and the pretend Shopify understand each other, over HTTP, in every operation."""

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TypeVar

import pytest

from demo.shopify.cost import Rate
from demo.shopify.history import Crowd
from domain.errors import AccessRefusedError, ProviderError, RejectedError, ScopeMissingError
from domain.order import Address, Money
from domain.shipment import Scan
from domain.shop_api import AccountPages, Cancellation, Discount, ExportState, ShopSession
from domain.shop_events import OrderTold
from domain.status import Status
from domain.tracking import Place
from integrations.platforms.shopify.admin_api import ShopifyAdminApi
from integrations.platforms.shopify.bulk import export_client
from integrations.platforms.shopify.places import places
from integrations.platforms.shopify.transport import shop_client
from tests.demo.shopify_world import SCHEMA, SHOP, World, world

T = TypeVar("T")
NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


@dataclass
class Pair:
    """The adapter, and the world it speaks to; the session has every scope."""

    api: ShopifyAdminApi
    shop: ShopSession
    one: World


def together(story: Callable[[Pair], T], rate: Rate | None = None) -> T:
    """Run a blocking story in a thread while the pretend Shopify answers."""

    async def play() -> T:
        async with world(rate=rate, checked=SCHEMA.is_file()) as one:
            token = await one.access()
            one.grant_everything()
            with adapter(one) as api:
                pair = Pair(api, ShopSession(SHOP, token), one)
                return await asyncio.to_thread(story, pair)

    return asyncio.run(play())


@contextmanager
def adapter(one: World) -> Iterator[ShopifyAdminApi]:
    with shop_client(places(one.base)) as shops, export_client() as files:
        yield ShopifyAdminApi(shops, files, simulator=one.base)


def wait_for(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 5
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_the_shop_is_described() -> None:
    def story(pair: Pair) -> None:
        pair.one.store.plan = "growth"
        profile = pair.api.profile(pair.shop)
        store = pair.one.store
        assert (profile.name, profile.email) == (store.name, store.email)
        assert (profile.locale, set(profile.locales)) == ("sv", {"sv", "en"})
        assert (profile.plan, profile.app_handle) == ("growth", "framme")
        assert profile.account_pages is AccountPages.NEW
        assert profile.installation == store.installation
        assert profile.storefront_url == f"{pair.one.base}/storefront/{SHOP}"

    together(story)


def test_an_order_is_read_with_its_parcel_and_one_that_is_not_there_is_none() -> None:
    def story(pair: Pair) -> None:
        mine = pair.one.orders()[-1]
        told = pair.api.read_order(pair.shop, str(mine.platform_id))
        assert isinstance(told, OrderTold)
        assert (told.number, told.contact.email) == (mine.number, mine.email)
        assert len(told.items) == len(mine.story.lines)
        (parcel,) = told.shipments
        assert parcel.tracking_number == mine.parcels[0].number
        assert pair.api.read_order(pair.shop, "17") is None

    together(story)


def test_changed_orders_are_read_page_by_page_oldest_change_first() -> None:
    def story(pair: Pair) -> None:
        pair.one.store.crowd = Crowd(
            pair.one.store.keeper.stage.numbers, 35, pair.one.time.now() - timedelta(days=1)
        )
        seen, after = [], ""
        while True:
            until = pair.one.time.now()
            page = pair.api.orders_changed(pair.shop, until - timedelta(days=50), until, after)
            told = [order for order in page.orders if isinstance(order, OrderTold)]
            seen += [order.updated_at for order in told]
            after = page.after
            if not after:
                break
        assert len(seen) == 40
        assert seen == sorted(seen)

    together(story)


def test_an_export_is_asked_for_waited_for_and_read() -> None:
    def story(pair: Pair) -> None:
        pair.one.store.crowd = Crowd(pair.one.store.keeper.stage.numbers, 300, pair.one.time.now())
        begun = pair.api.begin_export(pair.shop, pair.one.time.now() - timedelta(days=60))
        with pytest.raises(ProviderError, match="another export"):
            pair.api.begin_export(pair.shop, NOW)
        wait_for(lambda: pair.api.export(pair.shop, begun.operation).state is ExportState.READY)
        export = pair.api.export(pair.shop, begun.operation)
        orders = list(pair.api.read_export(pair.shop, export, 0))
        # The shop's own five orders stand at places of the crowd's.
        assert len(orders) == 300
        assert {len(order.items) for order in orders} == {2}
        assert all(order.shipments for order in orders)

    together(story)


def test_a_scan_is_shown_on_the_order_and_comes_back_as_an_echo() -> None:
    def story(pair: Pair) -> None:
        mine = pair.one.orders()[-1]
        fulfilment = str(mine.platform_id + 500)
        scan = Scan(fulfilment, Status.OUT_FOR_DELIVERY, NOW, Place("Kiruna", "SE"), "On the van")
        event = pair.api.show_scan(pair.shop, scan)
        kept = pair.one.store.order(mine.platform_id)
        assert kept is not None
        assert [str(shown.event_id) for shown in kept.shown] == [event]
        assert kept.shown[0].status == "OUT_FOR_DELIVERY"
        assert kept.shown[0].happened_at == NOW
        assert {"fulfillment_events/create", "fulfillments/update"} <= set(pair.one.topics())
        assert str(pair.one.told("fulfillment_events/create")["id"]) == event
        assert pair.one.told("fulfillments/update")["shipment_status"] == "out_for_delivery"
        with pytest.raises(ProviderError):
            pair.api.show_scan(pair.shop, Scan("1500", Status.DELIVERED, NOW))

    together(story)


def test_an_order_is_cancelled_a_little_later_and_only_once() -> None:
    def story(pair: Pair) -> None:
        order = pair.one.simulator.merchant.sell(pair.one.store)
        wish = Cancellation(str(order.platform_id), restock=True, refund=True, notify=False)
        pair.api.cancel_order(pair.shop, wish)
        assert "orders/cancelled" not in pair.one.topics()
        wait_for(lambda: "orders/cancelled" in pair.one.topics())
        assert pair.one.told("orders/cancelled")["cancelled_at"]
        with pytest.raises(ProviderError):
            pair.api.cancel_order(pair.shop, wish)
        told = pair.api.read_order(pair.shop, str(order.platform_id))
        assert isinstance(told, OrderTold)
        assert told.cancelled_at is not None

    together(story)


def test_an_address_is_changed() -> None:
    def story(pair: Pair) -> None:
        order = pair.one.simulator.merchant.sell(pair.one.store)
        to = Address("Ella Lund", "Nygatan 1", "", "903 27", "Umeå", "", "SE")
        pair.api.change_address(pair.shop, str(order.platform_id), to)
        told = pair.api.read_order(pair.shop, str(order.platform_id))
        assert isinstance(told, OrderTold)
        assert (told.address.street, told.address.city) == ("Nygatan 1", "Umeå")
        assert pair.one.told("orders/updated")["shipping_address"]["zip"] == "903 27"

    together(story)


def test_of_a_changed_address_nothing_old_stays_and_one_of_a_sent_order_stays() -> None:
    def story(pair: Pair) -> None:
        sent = pair.one.orders()[-1]
        order = pair.one.simulator.merchant.sell(pair.one.store)
        before = replace(order.destination, company="Old & Co", region="Skåne")
        pair.one.store.keep(replace(order, moved_to=before))
        number = str(order.platform_id)
        for region in ("Västra Götaland", "AC", ""):
            to = Address("Ella Lund", "Nygatan 1", "", "903 27", "Umeå", region, "SE")
            pair.api.change_address(pair.shop, number, to)
            told = pair.api.read_order(pair.shop, number)
            assert isinstance(told, OrderTold)
            assert told.address.region == region
            assert pair.one.told("orders/updated")["shipping_address"]["company"] is None
        with pytest.raises(RejectedError, match="has been sent"):
            pair.api.change_address(pair.shop, str(sent.platform_id), to)

    together(story)


def test_a_discount_is_made_once() -> None:
    def story(pair: Pair) -> None:
        discount = Discount(
            "SORRY-1", "Late", Money(Decimal(50), "SEK"), NOW, NOW + timedelta(days=30)
        )
        pair.api.create_discount(pair.shop, discount)
        assert pair.one.store.discounts["SORRY-1"].usage_limit == 1
        with pytest.raises(ProviderError):
            pair.api.create_discount(pair.shop, discount)

    together(story)


def test_documents_are_published_on_the_installation_for_themes_to_read() -> None:
    def story(pair: Pair) -> None:
        owner = pair.api.profile(pair.shop).installation
        pair.api.publish(pair.shop, owner, {"page": '{"path":"/apps/track"}'})
        kept = pair.one.store.metafields["framme", "page"]
        assert (kept.kind, kept.value) == ("json", '{"path":"/apps/track"}')
        with pytest.raises(ProviderError):
            pair.api.publish(pair.shop, "gid://shopify/AppInstallation/1", {"page": "{}"})

    together(story)


def test_scopes_taken_back_and_tokens_gone_are_told_apart() -> None:
    def story(pair: Pair) -> None:
        order = str(pair.one.orders()[0].platform_id)
        pair.one.store.account.scopes -= {"read_orders", "write_orders"}
        with pytest.raises(ScopeMissingError):
            pair.api.read_order(pair.shop, order)
        pair.one.simulator.merchant.uninstall(pair.one.store)
        with pytest.raises(AccessRefusedError):
            pair.api.read_order(pair.shop, order)

    together(story)


def test_the_adapter_waits_out_an_empty_budget() -> None:
    def story(pair: Pair) -> None:
        order = str(pair.one.orders()[-1].platform_id)
        assert all(pair.api.read_order(pair.shop, order) for _ in range(3))

    together(story, Rate(maximum=400, restored=2000))
