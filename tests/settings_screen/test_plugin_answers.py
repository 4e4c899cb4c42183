"""What the plugin's own page is told of the connection, and how the plugin ends it."""

import pytest

from domain.errors import ProviderError
from services.keep_webhooks import keep_webhooks
from storage.order_syncs import OrderSyncRow
from tests.fake_shop_api import FakeShopApi
from tests.fake_shop_sites import PLUGIN, FakeShopSites, with_sites
from tests.fakes import NOON
from tests.plugin_tokens import plugin_headers
from tests.services.sites import connect_site
from tests.settings_screen.merchants import site

HTTPS = "https://track.example.com"


@pytest.fixture
def sites() -> FakeShopSites:
    return FakeShopSites(plugin=PLUGIN)


@pytest.fixture
def sited(wiring, sites):
    return with_sites(wiring, sites, FakeShopApi())


@pytest.fixture
def client(sited):
    return site(sited).test_client()


def test_the_plugin_is_told_how_the_connection_stands(client, sited, sites) -> None:
    shop_id = connect_site(sited)
    path = "/shop-api/v1/status?lang=sv_SE"
    told = client.get(path, headers=plugin_headers(sited, shop_id), base_url=HTTPS).get_json()
    assert told["access"] == "ok"
    assert told["orders"] == {"state": "waiting", "read": 0, "expected": None}
    assert told["webhooks"] == {"checked_at": None}
    keep_webhooks(sited, shop_id)
    sites.keys.clear()
    with pytest.raises(ProviderError):
        keep_webhooks(sited, shop_id)
    told = client.get(path, headers=plugin_headers(sited, shop_id), base_url=HTTPS).get_json()
    assert told["access"] == "refused"
    assert told["webhooks"]["checked_at"] == sited.clock().isoformat()
    assert [notice["tone"] for notice in told["notices"]] == ["critical"]


def test_the_plugin_ends_the_connection(client, sited) -> None:
    shop_id = connect_site(sited)
    headers = plugin_headers(sited, shop_id)
    parted = client.post("/shop-api/v1/disconnect", headers=headers, base_url=HTTPS)
    assert parted.status_code == 200
    again = client.post("/shop-api/v1/disconnect", headers=headers, base_url=HTTPS)
    assert again.status_code == 401


@pytest.mark.parametrize(
    ("sync", "state"),
    [
        ({"operation": "since"}, "running"),
        ({"failed_reason": "HTTP 503"}, "failed"),
        ({"finished_at": NOON}, "done"),
    ],
)
def test_the_plugin_is_told_how_far_the_past_is_read(client, sited, sync, state) -> None:
    shop_id = connect_site(sited)
    with sited.sessions.begin() as session:
        row = session.get(OrderSyncRow, shop_id)
        for name, value in sync.items():
            setattr(row, name, value)
    headers = plugin_headers(sited, shop_id)
    told = client.get("/shop-api/v1/status", headers=headers, base_url=HTTPS).get_json()
    assert told["orders"]["state"] == state
