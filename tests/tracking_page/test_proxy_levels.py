"""Within the shop's own site: who has shown what sees how much, and no address opens it."""

import pytest

from services.page_address import page_address
from services.wiring import Wiring
from tests.tracking_page.fake_storefront import Storefront
from tests.tracking_page.kept_orders import keep, told

RIGHT = {"number": "#1042", "proof": "alva@example.com"}


@pytest.fixture
def order_id(wiring: Wiring, shop_id: int) -> int:
    return keep(wiring, shop_id, told(platform_id="5001", customer="77"))


@pytest.fixture
def storefront(wiring: Wiring) -> Storefront:
    return Storefront(wiring)


def token_of(wiring: Wiring, shop_id: int, order_id: int) -> str:
    return page_address(wiring, shop_id, order_id).rsplit("/", 1)[1]


def test_a_look_up_answers_with_the_order_and_what_opens_it_again(
    storefront: Storefront, order_id: int
) -> None:
    found = storefront.post("/look-up", **RIGHT).get_json()
    assert found["order"]["headline"] == "Your order has been received."
    assert found["order"]["page"] == f"https://track.example.com/t/{found['token']}"
    assert [item["title"] for item in found["order"]["items"]] == ["Lamp"]
    assert found["order"]["addresses"][0]["lines"][1] == "Storgatan 1"
    assert found["order"]["manage"].startswith(f"{found['order']['page']}/in/")


def test_what_a_look_up_has_proven_is_believed_in_a_body_and_nowhere_else(
    storefront: Storefront, order_id: int
) -> None:
    told = storefront.post("/look-up", **RIGHT)
    found = told.get_json()
    proof = {"t": found["token"], "visit": found["visit"]}
    again = storefront.post("/order", **proof)
    assert again.get_json()["order"]["items"] == found["order"]["items"]
    assert not {"token", "visit"} & set(again.get_json())
    assert again.headers["Cache-Control"] == "private, no-store"
    for less in (
        storefront.get("/order", f"t={found['token']}"),
        storefront.get("/order", f"t={found['token']}&visit={found['visit']}"),
        storefront.get("/order", f"t={found['token']}", X_Framme_Visit=found["visit"]),
        storefront.post("/order", t=found["token"], visit="x" + found["visit"][1:]),
        storefront.post("/order", t=found["token"], visit=found["token"]),
        storefront.post("/order", t=found["token"]),
    ):
        shown = less.get_json()["order"]
        assert (shown["items"], shown["manage"], shown["total"]) == ([], "", "")
        assert shown["page"] == found["order"]["page"]
        assert "Storgatan" not in less.text


def test_a_visit_to_one_order_opens_no_other(
    wiring: Wiring, storefront: Storefront, shop_id: int, order_id: int
) -> None:
    other = token_of(wiring, shop_id, keep(wiring, shop_id, told("#1043", platform_id="5002")))
    visit = storefront.post("/look-up", **RIGHT).get_json()["visit"]
    assert storefront.post("/order", t=other, visit=visit).get_json()["order"]["items"] == []


def test_who_has_proven_is_told_an_unchanged_order_once_and_never_less_than_before(
    storefront: Storefront, order_id: int
) -> None:
    told = storefront.post("/look-up", **RIGHT)
    found, etag = told.get_json(), told.headers["ETag"]
    proof = {"t": found["token"], "visit": found["visit"]}
    same = storefront.post("/order", **proof, seen=etag)
    assert (same.status_code, same.data, same.headers["ETag"]) == (204, b"", etag)
    assert storefront.post("/order", t=found["token"], seen=etag).status_code == 200
    less = storefront.get("/order", f"t={found['token']}", If_None_Match=etag)
    assert (less.status_code, less.headers["ETag"] == etag) == (200, False)


def test_who_is_logged_in_is_told_of_their_other_orders_where_the_shop_shows_them(
    wiring: Wiring, storefront: Storefront, shop_id: int, order_id: int
) -> None:
    keep(wiring, shop_id, told("#1043", platform_id="5002", customer="77"))
    keep(wiring, shop_id, told("#1044", platform_id="5003", customer="78"))
    storefront.customer = "77"
    shown = storefront.get("/order", "id=5001").get_json()["order"]
    assert [(o["number"], o["page"]) for o in shown["others"]] == [
        ("#1043", "/apps/track?order=5002")
    ]
    assert [item["title"] for item in shown["items"]] == ["Lamp"]
    assert "/in/" in shown["manage"]
