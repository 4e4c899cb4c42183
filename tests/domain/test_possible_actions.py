"""What a shop has no way to do is never offered, whatever its merchant has switched on."""

from dataclasses import replace

import pytest

from domain.possible_actions import never_possible
from domain.self_service import Action, SelfServiceRules
from domain.shop import PlatformKey, Shop
from tests.fakes import NOON

SHOP = Shop(
    1, PlatformKey.SHOPIFY, "lamps.example", "Lamps & Co", "en", "UTC", "help@lamps.example"
)
WITHOUT_US = {Action.CALENDAR, Action.PICKUP_POINT, Action.RETURN, Action.REORDER}


@pytest.mark.parametrize(
    ("platform", "restock", "never"),
    [
        (PlatformKey.SHOPIFY, True, set()),
        (PlatformKey.SHOPIFY, False, set()),
        (PlatformKey.WOOCOMMERCE, True, set()),
        (PlatformKey.WOOCOMMERCE, False, {Action.CANCEL}),
    ],
)
def test_woocommerce_cannot_cancel_and_keep_the_stock(
    platform: PlatformKey, never: set[Action], *, restock: bool
) -> None:
    shop = replace(SHOP, platform=platform)
    assert never_possible(shop, SelfServiceRules(restock=restock)) == never


@pytest.mark.parametrize("restock", [True, False])
@pytest.mark.parametrize("platform", PlatformKey)
def test_a_shop_that_has_left_does_only_what_needs_nothing_of_us(
    platform: PlatformKey, *, restock: bool
) -> None:
    left = replace(SHOP, platform=platform, uninstalled_at=NOON)
    never = never_possible(left, SelfServiceRules(restock=restock))
    assert never == set(Action) - WITHOUT_US
