"""Our plugin exports and erases a shopper for WordPress's own tools, and of its own shop only."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from services.run_shop_tasks import run_next
from services.wiring import Wiring
from storage.orders import OrderRow
from tests.fake_shop_sites import with_plugin
from tests.plugin_tokens import plugin_headers
from tests.services.sites import connect_site
from tests.tracking_page.kept_orders import keep, told
from tracking_page.plugin_api import plugin_blueprint

ALVA = "alva@example.com"


@pytest.fixture
def sited(wiring: Wiring) -> Wiring:
    return with_plugin(wiring)


@pytest.fixture
def shop(sited: Wiring) -> int:
    """A site with one order."""
    shop_id = connect_site(sited)
    keep(sited, shop_id, told())
    return shop_id


@pytest.fixture
def client(sited: Wiring) -> FlaskClient:
    app = Flask("plugin api under test", static_folder=None)
    app.register_blueprint(plugin_blueprint(sited))
    return app.test_client()


def ask(client: FlaskClient, sited: Wiring, shop: int, what: str, email: str) -> TestResponse:
    return client.post(
        f"/shop-api/v1/privacy/{what}",
        data={"email": email, "lang": "en"},
        headers=plugin_headers(sited, shop),
        base_url="https://track.example.com",
    )


def addresses(wiring: Wiring) -> list[str]:
    while run_next(wiring):
        pass
    with wiring.sessions() as session:
        return list(session.scalars(select(OrderRow.email).order_by(OrderRow.id)))


def test_all_that_is_kept_is_told_and_kept_by_nobody(client, sited, shop) -> None:
    answer = ask(client, sited, shop, "export", " Alva@example.com ")
    (order,) = answer.get_json()["orders"]
    assert (order["number"], order["contact"]["email"]) == ("#1042", ALVA)
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_an_erasure_is_taken_on_and_is_of_that_shop_alone(client, sited, shop, connect) -> None:
    keep(sited, connect(), told())
    answer = ask(client, sited, shop, "erase", ALVA.upper())
    assert answer.get_json() == {
        "message": "What Framme keeps about this address is erased within a few minutes."
    }
    assert addresses(sited) == ["", ALVA]


@pytest.mark.parametrize("email", ["", "  ", "bo@example.com"])
def test_nobody_else_is_told_of_or_forgotten(client, sited, shop, email) -> None:
    assert ask(client, sited, shop, "export", email).get_json()["orders"] == []
    assert ask(client, sited, shop, "erase", email).status_code == 200
    assert addresses(sited) == [ALVA]


@pytest.mark.parametrize("what", ["export", "erase"])
def test_one_who_proves_nothing_is_told_nothing(client, sited, shop, what) -> None:
    headers = {"Authorization": "Bearer none"}
    answer = client.post(f"/shop-api/v1/privacy/{what}", data={"email": ALVA}, headers=headers)
    assert answer.status_code == 401
    assert ALVA not in answer.text
    assert addresses(sited) == [ALVA]
