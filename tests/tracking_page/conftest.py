"""A shop whose platform obliges, and visits to its orders in whatever state a test is about."""

from collections.abc import Callable

import pytest

from domain.access import Level
from services.wiring import Wiring
from tests.fake_shop_api import FakeShopApi
from tests.tracking_page.kept_orders import site
from tests.tracking_page.shoppers import Shopper
from tests.tracking_page.visits import obliging, order_at, visiting


@pytest.fixture
def api() -> FakeShopApi:
    return FakeShopApi()


@pytest.fixture
def wired(wiring: Wiring, api: FakeShopApi, shop_id: int) -> Wiring:
    return obliging(wiring, api, shop_id)


@pytest.fixture
def visit(wired: Wiring, shop_id: int) -> Callable[..., Shopper]:
    """Return a function that opens an order at a state, for one who has shown so much."""
    app = site(wired)

    def visit(state: str, level: Level = Level.PROVEN, **changes: object) -> Shopper:
        return visiting(wired, shop_id, order_at(wired, shop_id, state, **changes), level, app)

    return visit
