"""Webhooks are looked after daily, and made anew when the shop's own words cast doubt on them."""

import pytest

from domain.errors import AccessRefusedError
from domain.shop import PlatformKey
from domain.shop_events import AccessDoubted
from domain.shop_sites import WebhookCare
from services.apply_shop_news import apply_shop_news
from services.install_shop import NewShop, install_shop
from services.keep_webhooks import keep_webhooks
from services.review_shop import AccessState, shop_overview
from storage.shop_doors import door_of
from storage.shop_sites import shop_site
from tests.services.sites import connect_site

OURS = "https://track.example.com/webhooks/woocommerce/"


def site_of(wiring, shop_id: int):
    with wiring.sessions() as session:
        return shop_site(session, shop_id)


def doubt(wiring, shop_id: int) -> bool:
    with wiring.sessions.begin() as session:
        event = AccessDoubted("the webhook's user may no longer read orders")
        return apply_shop_news(session, wiring, shop_id, event, None)


def test_webhooks_go_to_the_shops_own_address_and_are_signed_with_its_secret(sited, sites) -> None:
    shop_id = connect_site(sited)
    assert keep_webhooks(sited, shop_id) is None
    with sited.sessions() as session:
        door = door_of(session, shop_id)
    assert door is not None
    secret = sited.vault.open(door.sealed_secret)
    assert sites.webhooks == [(f"{OURS}{door.key}", secret, OURS)]
    assert site_of(sited, shop_id).webhooks_checked_at == sited.clock()
    assert site_of(sited, shop_id).webhooks_mended == 0


def test_what_was_mended_is_counted(sited, sites) -> None:
    shop_id = connect_site(sited)
    sites.care = WebhookCare(made=1, remade=2, removed=3)
    keep_webhooks(sited, shop_id)
    keep_webhooks(sited, shop_id)
    assert site_of(sited, shop_id).webhooks_mended == 4
    assert site_of(sited, shop_id).webhooks_mended_at == sited.clock()


def test_doubted_webhooks_are_made_anew_once_a_day(sited, sites, clock) -> None:
    shop_id = connect_site(sited)
    keep_webhooks(sited, shop_id)
    assert doubt(sited, shop_id)
    keep_webhooks(sited, shop_id)
    assert sites.removed == [OURS]
    assert site_of(sited, shop_id).webhooks_doubted_at is None
    clock.forward(hours=23)
    doubt(sited, shop_id)
    assert site_of(sited, shop_id).webhooks_doubted_at is None
    clock.forward(hours=1)
    doubt(sited, shop_id)
    assert site_of(sited, shop_id).webhooks_doubted_at == clock()


def test_doubt_about_a_shop_that_is_no_site_leads_to_nothing(sited, shop_id) -> None:
    assert doubt(sited, shop_id) is False


def test_a_shop_whose_keys_were_revoked_is_said_to_refuse_us(sited, sites) -> None:
    shop_id = connect_site(sited)
    sites.keys.clear()
    with pytest.raises(AccessRefusedError):
        keep_webhooks(sited, shop_id)
    seen = shop_overview(sited, shop_id)
    assert seen.access is AccessState.REFUSED
    assert "cannot_view" in seen.access_reason


def test_shops_connected_by_hand_and_those_of_other_platforms_are_left_alone(
    sited, shop_id
) -> None:
    new = NewShop(PlatformKey.WOOCOMMERCE, "hand.example", "By hand", "en", "UTC", "")
    for one in (shop_id, install_shop(sited, new).shop_id):
        assert keep_webhooks(sited, one) is None
