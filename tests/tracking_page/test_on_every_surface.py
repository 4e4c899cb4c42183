"""What an order is shown with wherever its shopper looks: campaigns for them, and the way here."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from flask import Flask

from domain.access import Level
from domain.campaign import Audience, Campaign, Campaigns, CampaignWords
from domain.page_domain import PageDomain
from domain.self_service import SelfServiceRules
from services.change_page import change_page
from services.page_address import page_address
from services.wiring import Wiring
from tests.fake_shop_sites import with_plugin
from tests.fakes import NOON
from tests.plugin_tokens import plugin_headers
from tests.services.sites import connect_site
from tests.session_tokens import account_headers
from tests.tracking_page.fake_storefront import Storefront, app_of_shoppers
from tests.tracking_page.kept_orders import keep, told
from tests.tracking_page.visits import visiting
from tracking_page.plugin_api import plugin_blueprint

HTTPS = "https://track.example.com"
CAMPAIGNS = Campaigns(
    (
        Campaign("a", "", {"en": CampaignWords("A first lamp")}, audience=Audience.FIRST_ORDER),
        Campaign("b", "", {"en": CampaignWords("Another lamp")}, audience=Audience.COMING_BACK),
    )
)


def hosted(wiring: Wiring, shop_id: int, order_id: int, _: str) -> str:
    return str(visiting(wiring, shop_id, order_id, Level.PROVEN).look().text)


def linked(wiring: Wiring, shop_id: int, order_id: int, _: str) -> str:
    return str(visiting(wiring, shop_id, order_id, Level.LINK).look().text)


def proxy_linked(wiring: Wiring, shop_id: int, order_id: int, _: str) -> str:
    token = page_address(wiring, shop_id, order_id).rsplit("/", 1)[1]
    return str(Storefront(wiring).get("/order", f"t={token}").text)


def proxy(wiring: Wiring, _: int, __: int, platform_id: str) -> str:
    return str(Storefront(wiring, customer="77").get("/order", f"id={platform_id}").text)


def account(wiring: Wiring, _: int, __: int, platform_id: str) -> str:
    path = f"/account-api/order?id={platform_id}"
    return str(
        app_of_shoppers(wiring).test_client().get(path, headers=account_headers(customer="77")).text
    )


def plugin(wiring: Wiring, shop_id: int, _: int, platform_id: str) -> str:
    app = Flask("plugin api under test", static_folder=None)
    app.register_blueprint(plugin_blueprint(wiring))
    path = f"/shop-api/v1/order?id={platform_id}&lang=en"
    headers = plugin_headers(wiring, shop_id)
    return str(app.test_client().get(path, headers=headers, base_url=HTTPS).text)


Surface = Callable[[Wiring, int, int, str], str]
SURFACES = (hosted, linked, proxy, proxy_linked, account, plugin)


@pytest.fixture(params=SURFACES, ids=lambda one: str(one.__name__))
def surface(request: pytest.FixtureRequest) -> Surface:
    chosen: Surface = request.param
    return chosen


@pytest.fixture
def place(surface: Surface, wiring: Wiring, connect: Callable[..., int]) -> tuple[Wiring, int]:
    """Return the shop that has the surface, and what it is served with."""
    if surface is not plugin:
        return wiring, connect()
    sited = with_plugin(wiring)
    return sited, connect_site(sited)


def an_order(wiring: Wiring, shop_id: int, number: int) -> tuple[int, str]:
    """Keep an order of a day; return its id, and the platform's."""
    placed, id_ = NOON + timedelta(days=number), f"500{number}"
    order = told(f"#{number}", platform_id=id_, customer="77", placed_at=placed)
    return keep(wiring, shop_id, order), id_


def test_who_comes_back_sees_what_is_for_them_wherever_they_look(
    surface: Surface, place: tuple[Wiring, int]
) -> None:
    wiring, shop_id = place
    change_page(wiring, shop_id, CAMPAIGNS, "anna")
    orders = [an_order(wiring, shop_id, number) for number in (1, 2)]
    first, second = (surface(wiring, shop_id, *order) for order in orders)
    assert ("A first lamp" in first, "Another lamp" in first) == (True, False)
    assert ("A first lamp" in second, "Another lamp" in second) == (False, True)


@pytest.mark.parametrize("own", ["", "track.lamps.example"])
def test_an_answer_beside_an_order_leads_to_that_orders_page(
    surface: Surface, place: tuple[Wiring, int], own: str
) -> None:
    wiring, shop_id = place
    change_page(wiring, shop_id, SelfServiceRules(off=frozenset()), "anna")
    change_page(wiring, shop_id, PageDomain(own, proven=bool(own)), "anna")
    order_id, id_ = an_order(wiring, shop_id, 1)
    page = page_address(wiring, shop_id, order_id)
    assert page.startswith(f"https://{own}/t/" if own else f"{HTTPS}/t/")
    said = unescape(re.sub("<[^>]+>", "", surface(wiring, shop_id, order_id, id_)))
    assert f"Yes, until your order is packed. Open your order on our tracking page, {page}." in said
    assert f"{HTTPS}/track/" not in said
