"""A merchant of several shops goes from one to the other without signing in anew."""

from urllib.parse import urlsplit

import pytest

from domain.shop import PlatformKey
from services.merchant_entry import MOST_SHOPS, Entrant, invite, open_session, shops_in_session
from storage.shops import mark_uninstalled, shop_by_id
from tests.settings_screen.merchants import outside, site

HTTPS = "https://track.example.com"
WOO = PlatformKey.WOOCOMMERCE


@pytest.fixture
def shops(connect) -> list[int]:
    return [
        connect(WOO, domain, webhook_key=domain)
        for domain in ("one.example", "two.example", "three.example")
    ]


@pytest.fixture
def client(wiring, shops):
    browser = site(wiring).test_client()
    for domain in ("one.example", "two.example"):
        browser.get(urlsplit(invite(wiring, WOO, domain)).path, base_url=HTTPS)
    return browser


def shown(client) -> str:
    page: str = client.get("/settings", base_url=HTTPS).text
    return page.split('<p class="shop" dir="auto">')[1].split("<", maxsplit=1)[0]


def switch(client, wiring, shop_id: int):
    path = f"/settings/shop/{shop_id}"
    return client.post(path, headers=outside(wiring), base_url=HTTPS)


def names(wiring, shops, new: list[str]) -> None:
    with wiring.sessions.begin() as session:
        from storage.shops import ShopRow

        for shop_id, name in zip(shops, new, strict=True):
            session.get(ShopRow, shop_id).name = name


def test_the_shop_entered_last_is_shown_and_the_others_are_one_press_away(client, wiring, shops):
    names(wiring, shops, ["One", "Two", "Three"])
    assert shown(client) == "Two"
    assert f'data-post="/settings/shop/{shops[0]}"' in client.get("/settings", base_url=HTTPS).text
    assert switch(client, wiring, shops[0]).status_code == 200
    assert shown(client) == "One"
    assert f"/settings/shop/{shops[1]}" in client.get("/settings", base_url=HTTPS).text


def test_a_shop_one_was_never_let_into_stays_closed(client, wiring, shops) -> None:
    assert switch(client, wiring, shops[2]).status_code == 404
    assert f"/settings/shop/{shops[2]}" not in client.get("/settings", base_url=HTTPS).text


def test_a_shop_that_has_left_is_offered_no_more(client, wiring, shops, clock) -> None:
    with wiring.sessions.begin() as session:
        mark_uninstalled(session, shops[0], clock())
    assert "/settings/shop/" not in client.get("/settings", base_url=HTTPS).text


def test_each_shop_is_over_in_its_own_time(wiring, shops, clock) -> None:
    with wiring.sessions() as session:
        one, two = (shop_by_id(session, shop_id) for shop_id in shops[:2])
    first = open_session(wiring, Entrant(one))
    clock.forward(hours=8)
    both = open_session(wiring, Entrant(two), first)
    assert [shop.id for shop in shops_in_session(wiring, both)] == [two.id, one.id]
    clock.forward(hours=5)
    assert [shop.id for shop in shops_in_session(wiring, both)] == [two.id]
    assert shops_in_session(wiring, "made up") == []


def test_a_browser_keeps_ten_shops_at_most(wiring, connect) -> None:
    value = ""
    for number in range(MOST_SHOPS + 2):
        shop_id = connect(WOO, f"s{number}.example", webhook_key=f"s{number}")
        with wiring.sessions() as session:
            value = open_session(wiring, Entrant(shop_by_id(session, shop_id)), value)
    assert len(shops_in_session(wiring, value)) == MOST_SHOPS
