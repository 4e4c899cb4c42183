"""Our plugin in a shop is introduced to us, asked, and dismissed, if it is there at all."""

from collections.abc import Iterator
from typing import Any

import pytest

from domain.errors import AccessRefusedError, ProviderError
from domain.shop_sites import Introduction, PluginFacts, PluginRefusedError
from tests.integrations.woocommerce_answers import Answer, page, refusal, told
from tests.integrations.woocommerce_shop import Shop, digest_of, open_shop

US = Introduction("https://framme.example", "12", "s" * 43)
PLUGIN: dict[str, Any] = {
    "plugin": "1.0.0",
    "woocommerce": "10.5.0",
    "wordpress": "7.1.4",
    "php": "8.2.1",
    "storage": "hpos",
    "home_url": "https://lampor.example",
    "admin_url": "https://lampor.example/wp-admin/admin.php?page=framme",
    "account_url": "https://lampor.example/mitt-konto/",
    "tracking_url": "",
    "name": "Lampor & Co",
    "email": "hej@lampor.example",
    "locale": "sv_SE",
    "locales": ["sv_SE"],
    "time_zone": "Europe/Stockholm",
    "currency": "SEK",
    "cron_disabled": False,
    "fulfillments": True,
    "secret_check": digest_of("s" * 43),
}
FACTS = PluginFacts(
    version="1.0.0",
    admin_address="https://lampor.example/wp-admin/admin.php?page=framme",
    account_address="https://lampor.example/mitt-konto/",
    tracking_address="",
    background_stopped=False,
    secret_check=digest_of("s" * 43),
)
ROUTES = ("GET /wc-framme/v1/facts", "PUT /wc-framme/v1/connection")
FORBIDDEN = refusal("rest_forbidden", "Nej.", 403)


@pytest.fixture
def shop() -> Iterator[Shop]:
    with open_shop() as shop:
        shop.store.plugin = PLUGIN
        yield shop


def test_the_plugin_is_told_how_to_reach_us_and_says_what_it_is(shop: Shop) -> None:
    assert shop.sites.introduce(shop.session(), US) == FACTS
    assert shop.asked[0].data == {
        "base_url": "https://framme.example",
        "shop_id": "12",
        "secret": "s" * 43,
    }
    assert shop.sites.plugin_facts(shop.session()) == FACTS


def test_the_plugin_forgets_us(shop: Shop) -> None:
    shop.instead["DELETE /wc-framme/v1/connection"] = told({})
    shop.sites.dismiss(shop.session())
    assert shop.routes() == ["DELETE /wc-framme/v1/connection"]


def test_without_the_plugin_nothing_happens(shop: Shop) -> None:
    shop.store.plugin = None
    assert shop.sites.introduce(shop.session(), US) is None
    assert shop.sites.plugin_facts(shop.session()) is None
    shop.sites.dismiss(shop.session())


def test_a_plugin_of_another_installation_refuses_us(shop: Shop) -> None:
    words = "Framme is set up for <b>https://other.example</b>."
    shop.instead[ROUTES[1]] = refusal("framme_other_address", words, 409)
    with pytest.raises(PluginRefusedError, match=r"^Framme is set up for  https://other.example"):
        shop.sites.introduce(shop.session(), US)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (page(404), "HTTP 404, and not from WooCommerce"),
        (refusal("rest_post_invalid", "?", 404), "HTTP 404 (rest_post_invalid)"),
        (told([]), "the shop's answer is not an object"),
        (told({}), "what our plugin tells cannot be read: plugin: is missing"),
        (told({"plugin": "1.0", "name": []}), "what our plugin tells cannot be read: name: "),
    ],
    ids=lambda value: str(value)[:40],
)
def test_an_answer_that_says_nothing_is_not_a_missing_plugin(
    shop: Shop, answer: Answer, reason: str
) -> None:
    shop.instead |= dict.fromkeys(ROUTES, answer)
    for ask in (lambda: shop.sites.introduce(shop.session(), US), shop_facts(shop)):
        with pytest.raises(ProviderError) as refused:
            ask()
        assert refused.value.reason.startswith(reason)


def shop_facts(shop: Shop):
    return lambda: shop.sites.plugin_facts(shop.session())


def test_a_plugin_that_is_not_for_our_keys_refuses_them(shop: Shop) -> None:
    shop.instead[ROUTES[0]] = FORBIDDEN
    with pytest.raises(AccessRefusedError):
        shop.sites.plugin_facts(shop.session())


@pytest.mark.parametrize(("flag", "stopped"), [(True, True), (False, False), (None, False)])
def test_only_true_means_that_background_work_has_stopped(
    shop: Shop, *, flag: bool | None, stopped: bool
) -> None:
    shop.store.plugin = PLUGIN | {"cron_disabled": flag}
    facts = shop.sites.plugin_facts(shop.session())
    assert facts
    assert facts.background_stopped == stopped


def test_a_flag_in_words_is_not_believed(shop: Shop) -> None:
    shop.store.plugin = PLUGIN | {"cron_disabled": "no", "admin_url": "javascript:alert(1)"}
    facts = shop.sites.plugin_facts(shop.session())
    assert facts
    assert (facts.background_stopped, facts.admin_address) == (False, "")
