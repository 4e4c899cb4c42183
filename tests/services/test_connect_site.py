"""A shop is connected by keys that the very site has accepted, once, and for nobody else."""

import pytest
from sqlalchemy import select

from domain.errors import AccessRefusedError, BadTokenError, ProviderError, UnreadablePayloadError
from domain.shop import PlatformKey
from domain.shop_sites import PluginFacts, SiteRefusedError
from domain.shop_task import ON_CONNECTION
from services.connect_site import begin_connection, connection_ended, take_keys
from services.disconnect_site import disconnect_site
from services.purge import purge_connections
from services.shop_access import session_for
from storage.shop_doors import door_of
from storage.shop_sites import sealed_plugin_secret, shop_site
from storage.shop_tasks import ShopTaskRow
from storage.shops import ShopRow, shop_by_id
from tests.fake_shop_sites import KEY, PLUGIN, SITE, grant_of
from tests.services.sites import BACK, begin, connect_site

WOO = PlatformKey.WOOCOMMERCE


def shops(wiring) -> list[str]:
    with wiring.sessions() as session:
        return list(session.scalars(select(ShopRow.domain)))


def test_keys_that_the_shop_accepts_connect_it_and_begin_its_work(sited, sites) -> None:
    shop_id = connect_site(sited)
    _, session = session_for(sited, shop_id)
    assert (session.domain, session.token) == (SITE.name, KEY)
    with sited.sessions() as session:
        asked = set(session.scalars(select(ShopTaskRow.task)))
        door, site = door_of(session, shop_id), shop_site(session, shop_id)
    assert asked == {task.value for task in ON_CONNECTION}
    assert door is not None
    assert len(door.key) == 32
    assert len(sited.vault.open(door.sealed_secret)) >= 32
    assert site is not None
    assert site.site == SITE


def test_keys_that_the_shop_refuses_connect_nothing(sited) -> None:
    state = begin(sited)
    with pytest.raises(AccessRefusedError):
        take_keys(sited, grant_of(state, key="ck_made_up"))
    assert shops(sited) == []
    assert connection_ended(sited, state).outcome == "failed"


def test_a_connection_is_used_once_even_when_the_first_keys_were_wrong(sited) -> None:
    state = begin(sited)
    with pytest.raises(AccessRefusedError):
        take_keys(sited, grant_of(state, key="ck_made_up"))
    with pytest.raises(BadTokenError):
        take_keys(sited, grant_of(state))
    assert shops(sited) == []


def test_a_connection_that_nobody_began_takes_no_keys(sited) -> None:
    begin(sited)
    with pytest.raises(BadTokenError):
        take_keys(sited, grant_of("guessed"))
    with pytest.raises(UnreadablePayloadError):
        take_keys(sited, b"webhook_id=1")
    with pytest.raises(BadTokenError):
        connection_ended(sited, "guessed")


def test_a_connection_is_over_after_half_an_hour_and_forgotten_after_a_day(sited, clock) -> None:
    state = begin(sited)
    clock.forward(minutes=30)
    with pytest.raises(BadTokenError):
        take_keys(sited, grant_of(state))
    assert connection_ended(sited, state).outcome == ""
    clock.forward(hours=23)
    assert purge_connections(sited) == 0
    clock.forward(hours=2)
    assert purge_connections(sited) == 1


def test_a_shop_that_cannot_be_found_begins_nothing(sited) -> None:
    with pytest.raises(SiteRefusedError):
        begin_connection(sited, "https://nowhere.example", "", "192.0.2.1")


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        (BACK, BACK),
        ("https://www.mugs.example/wp-admin/", "https://www.mugs.example/wp-admin/"),
        ("https://evil.example/wp-admin/", ""),
        ("http://mugs.example/wp-admin/", ""),
        ("https://mugs.example@evil.example/", ""),
        ("javascript:alert(1)", ""),
        ("", ""),
    ],
)
def test_a_merchant_is_sent_back_to_the_shop_only(sited, asked: str, kept: str) -> None:
    assert connection_ended(sited, begin(sited, back_to=asked)).back_to == kept


def test_a_plugin_that_is_there_gets_its_secret_at_once(sited, sites) -> None:
    sites.plugin = PLUGIN
    shop_id = connect_site(sited)
    (us,) = sites.introduced
    assert (us.base_url, us.shop_id) == (sited.public_url, str(shop_id))
    with sited.sessions() as session:
        sealed, site = sealed_plugin_secret(session, shop_id), shop_site(session, shop_id)
    assert sealed is not None
    assert sited.vault.open(sealed) == us.secret
    assert site is not None
    assert isinstance(site.plugin, PluginFacts)


def test_a_plugin_that_cannot_be_met_hinders_no_connection(sited, sites, caplog) -> None:
    sites.plugin, sites.plugin_refuses = PLUGIN, True
    shop_id = connect_site(sited)
    assert "other.example" in caplog.text
    with sited.sessions() as session:
        assert sealed_plugin_secret(session, shop_id) is None


def test_connecting_again_keeps_where_webhooks_go(sited) -> None:
    first = connect_site(sited)
    with sited.sessions() as session:
        before = door_of(session, first)
    assert connect_site(sited) == first
    with sited.sessions() as session:
        assert door_of(session, first) == before


def test_a_shop_that_left_and_comes_back_is_the_same_with_a_new_door(sited) -> None:
    first = connect_site(sited)
    with sited.sessions() as session:
        before, shop = door_of(session, first), shop_by_id(session, first)
    disconnect_site(sited, shop)
    assert connect_site(sited) == first
    with sited.sessions() as session:
        after, shop = door_of(session, first), shop_by_id(session, first)
    assert shop.uninstalled_at is None
    assert before is not None
    assert after is not None
    assert before.key != after.key


def test_a_shop_away_for_a_moment_is_not_connected_but_may_try_again(sited, sites) -> None:
    sites.failing = [ProviderError("no answer in time")]
    with pytest.raises(ProviderError):
        take_keys(sited, grant_of(begin(sited)))
    connect_site(sited)
    assert shops(sited) == [SITE.name]
