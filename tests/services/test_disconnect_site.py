"""A shop that parts with us is tidied up, and nothing of its keys is left here."""

from domain.errors import ProviderError
from services.disconnect_site import disconnect_site, part_with_site
from storage.orders_to_read import orders_to_read, want_orders_read
from storage.shop_access import sealed_access
from storage.shop_doors import door_of
from storage.shop_sites import sealed_plugin_secret, shop_site
from storage.shops import shop_by_id
from tests.fake_shop_sites import PLUGIN
from tests.services.sites import connect_site


def shop_of(wiring, shop_id: int):
    with wiring.sessions() as session:
        return shop_by_id(session, shop_id)


def nothing_is_left(wiring, shop_id: int) -> bool:
    with wiring.sessions() as session:
        door = door_of(session, shop_id)
        return (
            sealed_access(session, shop_id) is None
            and sealed_plugin_secret(session, shop_id) is None
            and shop_site(session, shop_id) is None
            and door is not None
            and door.sealed_secret is None
            and not orders_to_read(session, shop_id, 10)
        )


def test_webhooks_go_the_plugin_forgets_us_and_we_forget_the_keys(sited, sites) -> None:
    sites.plugin = PLUGIN
    shop_id = connect_site(sited)
    with sited.sessions.begin() as session:
        want_orders_read(session, shop_id, ["1"])
    assert disconnect_site(sited, shop_of(sited, shop_id)) is True
    assert sites.removed == ["https://track.example.com/webhooks/woocommerce/"]
    assert sites.dismissed == 1
    assert shop_of(sited, shop_id).uninstalled_at == sited.clock()
    assert nothing_is_left(sited, shop_id)


def test_a_shop_that_does_not_answer_is_left_all_the_same(sited, sites, caplog) -> None:
    shop_id = connect_site(sited)
    sites.failing = [ProviderError("no answer in time")]
    assert disconnect_site(sited, shop_of(sited, shop_id)) is False
    assert "no answer in time" in caplog.text
    assert nothing_is_left(sited, shop_id)


def test_a_shop_of_a_platform_that_is_switched_off_is_left_too(sited, wiring) -> None:
    from dataclasses import replace

    shop_id = connect_site(sited)
    off = replace(sited, sites={})
    assert disconnect_site(off, shop_of(sited, shop_id)) is False
    assert nothing_is_left(sited, shop_id)


def test_a_plugin_that_says_farewell_tidies_up_by_itself(sited, sites) -> None:
    shop_id = connect_site(sited)
    part_with_site(sited, shop_of(sited, shop_id))
    assert sites.removed == []
    assert nothing_is_left(sited, shop_id)
