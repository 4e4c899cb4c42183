"""Keep orders in the real database, the way shops tell of them, for tests of the pages."""

from datetime import datetime
from decimal import Decimal

from flask import Flask
from flask.testing import FlaskClient

from domain.order import Address, Contact, Item, Money
from domain.shop import PlatformKey
from domain.shop_events import OrderTold
from domain.stage import Stage
from services.import_order import import_order
from services.page_address import page_address
from services.wiring import Wiring
from storage.orders import order_id_of
from tests.fake_shop_api import FakeShopApi
from tests.fakes import NOON
from tracking_page.access_routes import access_blueprint
from tracking_page.action_routes import actions_blueprint
from tracking_page.routes import blueprint


def told(number: str = "#1042", **changes: object) -> OrderTold:
    """Return an order of one lamp, as a shop tells it."""
    values: dict[str, object] = {
        "platform_id": f"platform {number}",
        "number": number,
        "placed_at": NOON,
        "updated_at": NOON,
        "stage": Stage.RECEIVED,
        "contact": Contact("Alva Åkesson", "alva@example.com", ""),
        "address": Address("Alva Åkesson", "Storgatan 1", "", "211 34", "Malmö", "", "SE"),
        "locale": "",
        "items": (Item("71", "Lamp", 1, unit_price=Money(Decimal(249), "SEK")),),
        "shipments": (),
        "total": Money(Decimal(249), "SEK"),
    }
    return OrderTold(**{**values, **changes})  # type: ignore[arg-type]


def keep(wiring: Wiring, shop_id: int, order: OrderTold) -> int:
    """Keep an order, or what has changed of it, and return its id; its platform has it as well."""
    api = wiring.shop_apis.get(PlatformKey.SHOPIFY)
    if isinstance(api, FakeShopApi):
        api.orders[order.platform_id] = order
    with wiring.sessions.begin() as session:
        import_order(session, wiring, shop_id, order)
        order_id = order_id_of(session, shop_id, order.platform_id)
    assert order_id is not None
    return order_id


def move_on(wiring: Wiring, shop_id: int, stage: Stage, at: datetime) -> None:
    """Let the shop say that the order has reached a stage."""
    keep(wiring, shop_id, told(stage=stage, updated_at=at))


def path_to(wiring: Wiring, shop_id: int, order_id: int) -> str:
    """Return the path of an order's page."""
    return page_address(wiring, shop_id, order_id).removeprefix(wiring.public_url)


def site(wiring: Wiring) -> Flask:
    """Return an application with the shopper's pages and nothing else."""
    app = Flask("tracking page under test", static_folder=None)
    app.register_blueprint(blueprint(wiring))
    app.register_blueprint(access_blueprint(wiring))
    app.register_blueprint(actions_blueprint(wiring))
    return app


def visitor(wiring: Wiring) -> FlaskClient:
    """Return a browser without JavaScript."""
    return site(wiring).test_client()
