"""Shops' platforms, scripted: with us installed as an app, as sites, or letting shoppers act."""

import pytest

from domain.access import Level
from services.allow_action import Acting
from services.wiring import Wiring
from tests.fake_embedded_app import FakeEmbeddedApp, GuardedShopApi, with_app
from tests.fake_shop_api import FakeShopApi
from tests.fake_shop_sites import FakeShopSites, with_sites
from tests.services.self_serving import by, serving
from tests.tracking_page.kept_orders import keep, told


@pytest.fixture
def app(wiring: Wiring) -> FakeEmbeddedApp:
    return FakeEmbeddedApp(wiring.clock)


@pytest.fixture
def api(app: FakeEmbeddedApp) -> GuardedShopApi:
    return GuardedShopApi(desk=app)


@pytest.fixture
def wired(wiring: Wiring, app: FakeEmbeddedApp, api: GuardedShopApi) -> Wiring:
    """The wiring of an installation that is an app on the platform of the two above."""
    return with_app(wiring, app, api)


@pytest.fixture
def sites() -> FakeShopSites:
    return FakeShopSites()


@pytest.fixture
def site_api() -> FakeShopApi:
    return FakeShopApi()


@pytest.fixture
def sited(wiring: Wiring, sites: FakeShopSites, site_api: FakeShopApi) -> Wiring:
    """The wiring of an installation at which shops are connected as sites of their own."""
    return with_sites(wiring, sites, site_api)


@pytest.fixture
def shop_api() -> FakeShopApi:
    return FakeShopApi()


@pytest.fixture
def served(wiring: Wiring, shop_api: FakeShopApi, shop_id: int) -> Wiring:
    """The wiring of an installation at which a shop lets its shoppers do everything."""
    return serving(wiring, shop_api, shop_id)


@pytest.fixture
def alvas_order(served: Wiring, shop_id: int) -> int:
    return keep(served, shop_id, told())


@pytest.fixture
def alva(shop_id: int, alvas_order: int) -> Acting:
    """The shopper whose order that is, proven by a code."""
    return by(shop_id, alvas_order, Level.CODED)
