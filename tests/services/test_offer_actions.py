"""What is offered, and where it is done: with us, at the shop, or on the carrier's own page."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.access import Level
from domain.kinds import ChannelKey, Kind
from domain.order import Item
from domain.self_service import Action, Refusal, SelfServiceRules
from domain.shop import PlatformKey, Shop
from domain.status import Status
from domain.tracking import TrackingState
from services.look_up_order import OrderStory
from services.offer_actions import Offer, offers, push_on
from services.wiring import Wiring
from storage.page_documents import ShopPage
from tests.fakes import NOON, ScriptedCarrier, a_shipment, an_order
from tests.services.due_messages import choose

LAMPS = Shop(
    id=1,
    platform=PlatformKey.SHOPIFY,
    domain="lamps.myshopify.com",
    name="Lamps & Co",
    locale="en",
    time_zone="UTC",
    contact_email="help@lamps.example",
    storefront_url="https://lamps.example",
)
ITEMS = (Item("1", "Lamp", 2, product="901"), Item("2", "Shade", 1, product="902"))
LEADING = {"testpost": replace(ScriptedCarrier().known(), redirects=True)}


def story(*shipments, shop=LAMPS, carriers=LEADING, returns="", **order) -> OrderStory:
    page = ShopPage(rules=SelfServiceRules(off=frozenset(), returns_url=returns))
    return OrderStory(shop, an_order(*shipments, **order), carriers, page)


def offer(told: OrderStory, action: Action, level: Level = Level.PROVEN) -> Offer:
    return next(one for one in offers(told, level, NOON, push=True) if one.action is action)


def test_every_action_is_there_in_its_order_and_notes_to_browsers_only_where_there_are_any() -> (
    None
):
    assert [one.action for one in offers(story(), Level.LINK, NOON, push=True)] == list(Action)
    assert Action.PUSH not in {one.action for one in offers(story(), Level.CODED, NOON)}


@pytest.mark.parametrize(
    ("platform", "items", "storefront", "link"),
    [
        (
            "shopify",
            ITEMS,
            "https://lamps.example",
            "https://lamps.example/cart/901:2,902:1?storefront=true",
        ),
        (
            "shopify",
            (*ITEMS, Item("3", "Gift", 1)),
            "https://a.example",
            "https://a.example/cart/901:2,902:1?storefront=true",
        ),
        ("shopify", (Item("1", "Lamp", 1, product="9/../x"),), "https://a.example", ""),
        ("shopify", ITEMS, "", ""),
        ("shopify", ITEMS, "javascript:alert(1)//", ""),
        (
            "woocommerce",
            ITEMS[:1],
            "https://a.example/shop",
            "https://a.example/shop/?add-to-cart=901&quantity=2",
        ),
        ("woocommerce", ITEMS, "https://a.example", ""),
    ],
)
def test_buying_again_leads_to_a_filled_cart_in_the_shop(platform, items, storefront, link) -> None:
    shop = replace(LAMPS, platform=PlatformKey(platform), storefront_url=storefront)
    found = offer(story(shop=shop, items=items), Action.REORDER)
    assert found == Offer(Action.REORDER, None if link else Refusal.NOT_OFFERED, link)


ARRIVED = a_shipment(state=TrackingState(Status.DELIVERED, since=NOON - timedelta(days=1)))


@pytest.mark.parametrize(
    ("template", "number", "link"),
    [
        ("https://a.example/returns", "#1042", "https://a.example/returns"),
        ("https://a.example/r?order={order}", "#10 4&2", "https://a.example/r?order=10%204%262"),
        ("https://a.example/{order}", "../../x", "https://a.example/..%2F..%2Fx"),
        ("javascript:alert({order})", "1", ""),
        ("", "1", ""),
    ],
)
def test_returns_lead_to_the_merchants_page_whatever_an_order_is_called(
    template, number, link
) -> None:
    found = offer(story(ARRIVED, returns=template, number=number), Action.RETURN)
    assert (found.link, found.refusal) == (link, None if link else Refusal.NOT_OFFERED)


@pytest.mark.parametrize(
    ("carriers", "refusal"),
    [
        (LEADING, None),
        ({"testpost": ScriptedCarrier().known()}, Refusal.NOT_OFFERED),
        ({}, Refusal.NOT_OFFERED),
        ({"testpost": replace(LEADING["testpost"], link="")}, Refusal.NOT_OFFERED),
    ],
)
def test_another_pick_up_point_is_chosen_on_the_page_of_a_carrier_that_lets_one(
    carriers, refusal
) -> None:
    told = story(a_shipment(Status.IN_TRANSIT), carriers=carriers)
    found = offer(told, Action.PICKUP_POINT)
    link = "" if refusal else "https://testpost.example/en/TP123456789SE"
    assert found == Offer(Action.PICKUP_POINT, refusal, link)


@pytest.mark.parametrize("action", [Action.PICKUP_POINT, Action.REORDER])
def test_no_link_that_names_a_parcel_or_a_product_is_given_before_a_proof(action) -> None:
    told = story(a_shipment(Status.IN_TRANSIT), items=ITEMS)
    assert offer(told, action, Level.LINK) == Offer(action, Refusal.NOT_PROVEN, "")
    assert offer(told, action).link


def test_notes_to_browsers_are_offered_where_the_shop_sends_some(
    wiring: Wiring, shop_id: int
) -> None:
    able = replace(wiring, push_key="key")
    for kind in Kind:
        choose(able, shop_id, kind, ChannelKey.EMAIL)
    assert not push_on(able, shop_id)
    choose(able, shop_id, Kind.DELIVERED, ChannelKey.PUSH)
    assert push_on(able, shop_id)
    assert not push_on(wiring, shop_id)
