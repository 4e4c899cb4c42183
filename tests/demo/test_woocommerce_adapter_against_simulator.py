"""Our own adapter and the pretend WooCommerce shop understand each other, over HTTP."""

import json
from datetime import timedelta

import pytest

from demo.stories import Noted, Plot, ShopAct
from demo.woocommerce.key_authentication import WINDOW
from domain.errors import AccessRefusedError, ProviderError, ScopeMissingError
from domain.shop_events import OrderGone, OrderTold
from domain.shop_sites import Grant, Introduction, SiteProblem, SiteRefusedError
from tests.demo.woocommerce_pair import Pair, together
from tests.demo.woocommerce_world import World

FACTS = {
    "plugin": "1.0.0",
    "name": "Harbour Goods",
    "email": "hello@harbour.example",
    "locale": "sv_SE",
    "locales": ["sv_SE", "en_GB"],
    "time_zone": "Europe/Stockholm",
    "currency": "SEK",
    "cron_disabled": False,
}


def test_the_shop_is_found_from_any_address_of_it() -> None:
    def story(pair: Pair) -> None:
        home = pair.one.home
        for typed in (home, f"{home}/", f"{home}/counter", f"{home}/wp-admin/admin.php?page=x"):
            site = pair.sites.find(typed)
            assert (site.address, site.root) == (home, f"{home}/wp-json/")
        host = home.removeprefix("http://")
        assert pair.site.name == host
        assert pair.sites.find(host).address == home
        with pytest.raises(SiteRefusedError) as refused:
            pair.sites.find("http://127.0.0.1:9/")
        assert refused.value.problem is SiteProblem.NO_ANSWER

    together(story)


def test_wrong_keys_prove_nothing() -> None:
    def story(pair: Pair) -> None:
        key = pair.one.key
        for consumer_key, secret in ((key.consumer_key, "cs_0"), ("ck_0", key.consumer_secret)):
            with pytest.raises(AccessRefusedError):
                pair.sites.prove(pair.site, Grant("s", consumer_key, secret, may_write=True))
        with pytest.raises(ScopeMissingError):
            pair.sites.prove(pair.site, Grant("s", "ck", "cs", may_write=False))

    together(story)


def test_the_shop_describes_itself_without_the_plugin_and_with_it() -> None:
    def without(pair: Pair) -> None:
        profile = pair.api.profile(pair.shop)
        assert (profile.name, profile.email) == ("Harbour Goods", "hello@harbour.example")
        assert (profile.locale, profile.time_zone) == ("en-GB", "Europe/Stockholm")
        assert (profile.currency, profile.storefront_url) == ("SEK", pair.one.home)

    def with_plugin(pair: Pair) -> None:
        pair.one.listener.say("/woocommerce/wp-json/wc-framme/v1/facts", FACTS)
        assert pair.api.profile(pair.shop).locales == ("sv-SE", "en-GB")

    together(without)
    together(with_plugin, php="listener")


def test_the_plugin_is_introduced_asked_and_dismissed_and_missed_where_it_is_not() -> None:
    us = Introduction("http://127.0.0.1:9", "7", "s" * 43)

    def without(pair: Pair) -> None:
        assert pair.sites.introduce(pair.shop, us) is None
        assert pair.sites.plugin_facts(pair.shop) is None
        pair.sites.dismiss(pair.shop)

    def with_plugin(pair: Pair) -> None:
        pair.one.listener.say("/woocommerce/wp-json/wc-framme/v1/connection", FACTS)
        facts = pair.sites.introduce(pair.shop, us)
        assert facts is not None
        assert facts.version == "1.0.0"
        pair.sites.dismiss(pair.shop)
        told, dismissed = pair.one.listener.heard
        assert json.loads(told.body)["shop_id"] == "7"
        assert (told.method, dismissed.method) == ("PUT", "DELETE")
        assert told.headers["x-pretend-user"] == "1"

    together(without)
    together(with_plugin, php="listener")


def test_an_order_is_read_with_its_parcel_and_those_in_the_bin_or_gone_are_told_apart() -> None:
    def story(pair: Pair) -> None:
        mine = pair.orders()[30]
        told = pair.api.read_order(pair.shop, str(mine.id))
        assert isinstance(told, OrderTold)
        assert (told.number, told.contact.email) == (str(mine.id), mine.billing["email"])
        (parcel,) = told.shipments
        (noted,) = mine.told("_wc_shipment_tracking_items")
        assert parcel.tracking_number == noted["tracking_number"]
        binned = next(order for order in pair.orders() if order.in_bin)
        assert isinstance(pair.api.read_order(pair.shop, str(binned.id)), OrderGone)
        assert pair.api.read_order(pair.shop, "17") is None

    together(story)


@pytest.mark.parametrize("noted", Noted)
def test_two_parcels_are_read_with_what_is_in_them_however_they_are_noted(noted: Noted) -> None:
    def story(pair: Pair) -> None:
        number = pair.in_shop(lambda: sent_in_two(pair.one, noted))
        told = pair.api.read_order(pair.shop, str(number))
        assert isinstance(told, OrderTold)
        assert len(told.shipments) == 2
        held = sum(item.quantity for shipment in told.shipments for item in shipment.items)
        ordered = sum(item.quantity for item in told.items)
        assert held == (0 if noted is Noted.TRACKING else ordered)

    together(story)


def sent_in_two(one: World, noted: Noted) -> int:
    order = one.place(noted, Plot.TWO, block=False)
    for parcel in range(2):
        order = one.keeper.act(order, ShopAct.SHIPPED, parcel)
    return order.platform_id


def test_changed_orders_are_read_from_the_bin_and_the_shelf_oldest_change_first() -> None:
    def story(pair: Pair) -> None:
        until = pair.one.time.now()
        seen, gone, after = [], 0, ""
        while True:
            page = pair.api.orders_changed(pair.shop, until - timedelta(days=90), until, after)
            seen += [order.updated_at for order in page.orders if isinstance(order, OrderTold)]
            gone += sum(isinstance(order, OrderGone) for order in page.orders)
            after = page.after
            if not after:
                break
        # Neither the one that waits for its payment nor the one that failed was bought.
        assert len(seen) >= 33
        assert seen == sorted(seen)
        assert gone >= 1

    together(story)


def test_every_order_since_a_day_is_exported_from_where_we_were() -> None:
    def story(pair: Pair) -> None:
        since = pair.one.time.now() - timedelta(days=60)
        export = pair.api.begin_export(pair.shop, since)
        orders = list(pair.api.read_export(pair.shop, export, 0))
        assert export.orders == len(orders) > 20
        assert min(order.placed_at for order in orders) >= since
        assert list(pair.api.read_export(pair.shop, export, 7)) == orders[7:]

    together(story)


def test_webhooks_are_made_once_mended_and_removed() -> None:
    def story(pair: Pair) -> None:
        ours = f"{pair.one.outside}/webhooks/woocommerce/"
        address = f"{ours}unguessable"

        def keep() -> tuple[int, int, int]:
            care = pair.sites.keep_webhooks(pair.shop, address, "hush", ours)
            return care.made, care.remade, care.removed

        made, *nothing = keep()
        assert made >= 4
        assert nothing == [0, 0]
        assert pair.one.listener.topics() == ["ping"] * made
        assert keep() == (0, 0, 0)
        webhooks = list(pair.one.back.webhooks.all())
        webhooks[0].status = "disabled"
        webhooks[1].delivery_url = f"{ours}of-before"
        assert keep() == (1, 1, 1)
        pair.in_shop(lambda: pair.one.back.touch(pair.orders()[-1]))
        assert [heard.path for heard in pair.deliver()] == ["/webhooks/woocommerce/unguessable"]
        assert pair.sites.remove_webhooks(pair.shop, ours) == made
        assert list(pair.one.back.webhooks.all()) == []

    together(story)


def test_which_orders_are_still_there_is_known() -> None:
    def story(pair: Pair) -> None:
        orders = pair.orders()
        asked = [str(order.id) for order in orders] + ["17", "x"]
        here = {str(order.id) for order in orders if not order.in_bin}
        assert pair.sites.orders_present(pair.shop, asked) == here
        assert pair.sites.orders_present(pair.shop, []) == frozenset()

    together(story)


def test_lost_rights_revoked_keys_and_a_wrong_clock_are_told_apart() -> None:
    def story(pair: Pair) -> None:
        merchant = pair.one.back.users.find(1)
        merchant.manager = False
        with pytest.raises(AccessRefusedError):
            pair.api.read_order(pair.shop, "17")
        merchant.manager = True
        pair.one.time.passed = 2 * WINDOW
        with pytest.raises(ProviderError):
            pair.api.read_order(pair.shop, "17")
        pair.one.time.passed = 0
        pair.one.back.keys.revoke(pair.one.key.id)
        with pytest.raises(AccessRefusedError):
            pair.api.read_order(pair.shop, "17")

    together(story)
