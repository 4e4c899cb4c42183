"""A merchant lets us in, the keys are proven at the shop itself, and orders are counted over."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from domain.errors import AccessRefusedError, ProviderError, ScopeMissingError
from domain.shop_api import ShopApi, ShopSession
from domain.shop_sites import Grant, ShopSites, Site
from integrations.platforms.woocommerce.api import ask_woocommerce
from integrations.platforms.woocommerce.keys import read_keys
from integrations.platforms.woocommerce.sites import woocommerce_sites
from tests.integrations.woocommerce_answers import page
from tests.integrations.woocommerce_certificate import make_certificate
from tests.integrations.woocommerce_shop import KEY, SECRET, Shop, open_shop

CALLBACK = {"back_to": "https://framme.example/done", "keys_to": "https://framme.example/keys"}


@pytest.fixture
def shop() -> Iterator[Shop]:
    with open_shop() as shop:
        yield shop


def site(shop: Shop) -> Site:
    return Site("shop.example", shop.address, shop.root, f"{shop.address}/wc-auth/v1/authorize")


def grant(key: str = KEY, secret: str = SECRET, *, may_write: bool = True) -> Grant:
    return Grant("st_1", key, secret, may_write=may_write)


@pytest.mark.parametrize(
    ("consent", "kept"),
    [
        ("https://shop.example/wc-auth/v1/authorize", {}),
        (
            "https://shop.example/?wc-auth-version=1&wc-auth-route=authorize",
            {"wc-auth-version": ["1"], "wc-auth-route": ["authorize"]},
        ),
    ],
)
def test_the_merchant_is_asked_for_what_we_need(
    shop: Shop, consent: str, kept: dict[str, list[str]]
) -> None:
    asked = shop.sites.consent_address(Site("", "", "", consent), "st_1-x", **CALLBACK)
    assert asked.startswith(consent)
    assert parse_qs(urlsplit(asked).query) == kept | {
        "app_name": ["Framme"],
        "scope": ["read_write"],
        "user_id": ["st_1-x"],
        "return_url": ["https://framme.example/done"],
        "callback_url": ["https://framme.example/keys"],
    }


def test_keys_that_the_shop_accepts_are_access(shop: Shop) -> None:
    access = shop.sites.prove(site(shop), grant())
    keys = read_keys(access.token)
    assert (keys.root, keys.key, keys.secret, keys.in_query) == (shop.root, KEY, SECRET, False)
    assert (access.refresh_token, access.expires_at, access.refresh_expires_at) == ("", None, None)
    assert access.scopes == {"read", "write"}
    assert shop.api.read_order(ShopSession("shop.example", access.token), "1") is None


def test_a_server_that_keeps_the_header_to_itself_gets_the_keys_in_the_query(
    tmp_path: Path,
) -> None:
    with open_shop(make_certificate(tmp_path), strips_authorization=True) as shop:
        assert read_keys(shop.sites.prove(site(shop), grant()).token).in_query
        with pytest.raises(AccessRefusedError):
            shop.sites.prove(site(shop), grant("ck_somebodyelses"))
        shop.strips_authorization = False
        assert not read_keys(shop.sites.prove(site(shop), grant()).token).in_query


def test_a_wrong_secret_is_not_sent_a_second_time(tmp_path: Path) -> None:
    with open_shop(make_certificate(tmp_path)) as shop:
        with pytest.raises(AccessRefusedError):
            shop.sites.prove(site(shop), grant(secret="cs_somebodyelses"))
        assert len(shop.asked) == 1


def test_over_http_a_refusal_is_final(shop: Shop) -> None:
    with pytest.raises(AccessRefusedError):
        shop.sites.prove(site(shop), grant("ck_somebodyelses"))
    assert len(shop.asked) == 1


def test_keys_that_may_only_read_are_not_even_tried(shop: Shop) -> None:
    with pytest.raises(ScopeMissingError):
        shop.sites.prove(site(shop), grant(may_write=False))
    assert shop.asked == []


def test_a_firewall_says_nothing_about_keys(shop: Shop) -> None:
    shop.instead["GET /wc/v3/orders"] = page(401)
    with pytest.raises(ProviderError) as refused:
        shop.sites.prove(site(shop), grant())
    assert type(refused.value) is ProviderError


def test_the_orders_that_are_still_there_are_told_and_those_in_the_bin_are_not(shop: Shop) -> None:
    for number in range(1, 251):
        shop.store.place(number, status="trash" if number == 7 else "processing")
    del shop.store.orders[200]
    asked = [str(number) for number in range(1, 261)]
    here = shop.sites.orders_present(shop.session(), asked)
    assert {str(n) for n in range(1, 261)} - here == {"7", "200", *map(str, range(251, 261))}
    assert len(shop.asked) == 3


def test_what_is_no_order_is_not_asked_about(shop: Shop) -> None:
    shop.store.place(31)
    assert shop.sites.orders_present(shop.session(), []) == frozenset()
    assert shop.sites.orders_present(shop.session(), ["x", "1,31", "-1"]) == frozenset()
    assert shop.asked == []
    assert shop.sites.orders_present(shop.session(), ["x", "31"]) == {"31"}


def test_both_ports_are_filled() -> None:
    api: ShopApi = ask_woocommerce(strict=True)
    sites: ShopSites = woocommerce_sites(strict=True)
    with pytest.raises(AccessRefusedError):
        api.read_order(ShopSession("shop.example", "no token of ours"), "1")
    assert sites.read_grant(
        b'{"user_id": "1", "consumer_key": "ck_12345678", "consumer_secret": "cs_12345678"}'
    ) == Grant("1", "ck_12345678", "cs_12345678", may_write=False)
