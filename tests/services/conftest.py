"""A shop's platform on which we are installed as an app, scripted, for tests that ask it."""

import pytest

from services.wiring import Wiring
from tests.fake_embedded_app import FakeEmbeddedApp, GuardedShopApi, with_app
from tests.fake_shop_api import FakeShopApi
from tests.fake_shop_sites import FakeShopSites, with_sites


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
