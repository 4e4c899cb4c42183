"""What a WooCommerce shop is called, speaks, and is paid in: from our plugin, or its settings."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from domain.errors import AccessRefusedError, ProviderError
from domain.shop_api import AccountPages, ShopProfile
from integrations.platforms.woocommerce.profiles import locale_named, zone_named
from tests.integrations.test_woocommerce_plugin import FORBIDDEN, PLUGIN
from tests.integrations.woocommerce_answers import page, refusal, told
from tests.integrations.woocommerce_certificate import make_certificate
from tests.integrations.woocommerce_shop import Shop, open_shop


@pytest.fixture
def shop() -> Iterator[Shop]:
    with open_shop() as shop:
        yield shop


def profile(shop: Shop) -> ShopProfile:
    return shop.api.profile(shop.session())


def lampor(**changes: Any) -> ShopProfile:
    values: dict[str, Any] = {
        "name": "Lampor & Co",
        "email": "hej@lampor.example",
        "locale": "sv-SE",
        "locales": ("sv-SE",),
        "time_zone": "Europe/Stockholm",
        "currency": "SEK",
        "storefront_url": "http://lampor.example",
        "account_pages": AccountPages.CLASSIC,
        "installation": "",
        "app_handle": "",
        "plan": "",
    }
    return ShopProfile(**values | changes)


def test_our_plugin_says_it_all(shop: Shop) -> None:
    shop.store.plugin = PLUGIN | {"home_url": "http://lampor.example/"}
    assert profile(shop) == lampor()
    shop.store.plugin = PLUGIN | {"locales": ["en_GB", "sv_SE", 7], "name": ""}
    assert profile(shop) == lampor(
        name=shop.address.removeprefix("http://"), locales=("sv-SE", "en-GB")
    )


def test_without_it_the_settings_are_asked(shop: Shop) -> None:
    assert profile(shop) == lampor(storefront_url=shop.address)
    assert "GET /" in shop.routes()


def test_a_site_that_thinks_it_is_open_is_known_by_how_it_is_reached(tmp_path: Path) -> None:
    with open_shop(make_certificate(tmp_path)) as shop:
        shop.store.home = shop.address.replace("https", "http")
        assert profile(shop).storefront_url == shop.address


def test_a_plugin_that_is_not_for_our_keys_is_done_without(shop: Shop) -> None:
    shop.store.plugin = PLUGIN
    shop.instead["GET /wc-framme/v1/facts"] = FORBIDDEN
    assert profile(shop) == lampor(storefront_url=shop.address)


@pytest.mark.parametrize("missing", ["404", "403"])
def test_what_keys_may_not_see_is_left_empty(shop: Shop, missing: str) -> None:
    answer = refusal("woocommerce_rest_cannot_view", "Nej.", int(missing))
    for setting in ("general/woocommerce_currency", "email/woocommerce_email_from_address"):
        shop.instead[f"GET /wc/v3/settings/{setting}"] = answer
    shop.instead["GET /wc/v3/system_status"] = answer
    shop.instead["GET /"] = page(403)
    name = shop.address.removeprefix("http://")
    assert profile(shop) == lampor(
        name=name,
        email="",
        locale="en",
        locales=("en",),
        time_zone="UTC",
        currency="",
        storefront_url=shop.address,
    )


def test_values_of_no_use_are_left_empty(shop: Shop) -> None:
    shop.store.settings = {
        "general/woocommerce_currency": "kronor",
        "email/woocommerce_email_from_address": "nobody",
    }
    shop.instead["GET /wc/v3/system_status"] = told({"environment": []})
    shop.store.home = "javascript:alert(1)"
    expected = lampor(
        email="", currency="", locale="en", locales=("en",), storefront_url=shop.address
    )
    assert profile(shop) == expected
    shop.store.settings = {}
    shop.instead["GET /wc/v3/system_status"] = told({"environment": {"language": 7}})
    assert profile(shop) == expected


@pytest.mark.parametrize(("key", "status"), [("ck_unknown", 401), ("", 403)])
def test_refused_access_is_said_before_anything_is_taken_for_missing(
    shop: Shop, key: str, status: int
) -> None:
    if not key:
        shop.instead["GET /wc/v3/orders"] = refusal("woocommerce_rest_cannot_view", "Nej.", status)
    with pytest.raises(AccessRefusedError, match=f"{status}"):
        shop.api.profile(shop.session(key) if key else shop.session())


def test_a_shop_whose_front_does_not_answer_has_no_profile_for_now(shop: Shop) -> None:
    shop.instead["GET /"] = told(["x" * 2_000_001])
    with pytest.raises(ProviderError, match="does not say what it is"):
        profile(shop)


@pytest.mark.parametrize(
    ("zone", "offset", "named"),
    [
        ("Asia/Kolkata", 5.5, "Asia/Kolkata"),
        ("", 2, "Etc/GMT-2"),
        ("", "-3", "Etc/GMT+3"),
        ("", 0, "UTC"),
        ("", 5.5, "UTC"),
        ("", "", "UTC"),
        (None, None, "UTC"),
        (7, 1, "UTC"),
        (False, "1e999", "UTC"),
    ],
)
def test_a_zone_has_a_name_where_there_is_one(
    shop: Shop, zone: object, offset: object, named: str
) -> None:
    shop.store.zone, shop.store.offset = zone, offset
    assert profile(shop).time_zone == named


@pytest.mark.parametrize(
    ("told_zone", "named"), [("+02:00", "Etc/GMT-2"), ("-11:00", "Etc/GMT+11"), ("+05:45", "UTC")]
)
def test_our_plugin_writes_offsets_as_wordpress_does(told_zone: str, named: str) -> None:
    assert zone_named(told_zone) == named


@pytest.mark.parametrize(
    ("told_locale", "named"),
    [
        ("sv_SE", "sv-SE"),
        ("fi", "fi"),
        ("de_DE_formal", "de-DE"),
        ("pt_pt_ao90", "pt-PT"),
        ("", "en"),
        ("<b>", "en"),
    ],
)
def test_wordpress_names_of_languages_are_understood(told_locale: str, named: str) -> None:
    assert locale_named(told_locale) == named
