"""An account page that asks again is told nothing it has already, and nothing that is another's."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from services.page_address import page_address
from services.wiring import Wiring
from tests.session_tokens import account_headers
from tests.tracking_page.fake_storefront import app_of_shoppers
from tests.tracking_page.kept_orders import keep, told
from tests.tracking_page.test_account_api import LISTED, ORDER, ask


@pytest.fixture
def client(wiring: Wiring, shop_id: int) -> FlaskClient:
    """A browser in a shop that has one order, of customer 77."""
    order_id = keep(wiring, shop_id, told(platform_id="5001", customer="77"))
    page_address(wiring, shop_id, order_id)
    return app_of_shoppers(wiring).test_client()


@pytest.mark.parametrize(("path", "customer"), [(ORDER, "77"), (ORDER, ""), (f"{LISTED}?", "77")])
def test_what_a_block_has_already_is_not_told_again_until_it_changes(
    wiring: Wiring, client: FlaskClient, path: str, customer: str
) -> None:
    first = ask(client, path, customer)
    assert first.headers["Access-Control-Expose-Headers"] == "ETag, Retry-After"
    headers = account_headers("lamps.myshopify.com", customer)
    headers["If-None-Match"] = first.headers["ETag"]
    again = client.get(path, headers=headers)
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Cache-Control"] == "private, no-store"
    assert again.headers["Access-Control-Allow-Origin"] == "*"
    assert client.get(f"{path}&lang=sv", headers=headers).status_code == 200
    with wiring.sessions.begin() as session:
        session.execute(text("UPDATE orders SET version = version + 1"))
    changed = client.get(path, headers=headers)
    assert changed.status_code == 200
    assert changed.headers["ETag"] != first.headers["ETag"]


def test_what_a_customer_has_is_no_answer_to_who_has_not_logged_in_nor_to_another(
    client: FlaskClient,
) -> None:
    etag = {"If-None-Match": ask(client, ORDER, "77").headers["ETag"]}
    stranger = account_headers("lamps.myshopify.com", "") | etag
    assert client.get(ORDER, headers=stranger).status_code == 200
    another = account_headers("lamps.myshopify.com", "78") | etag
    assert client.get(ORDER, headers=another).status_code == 404
