"""A form is believed from the visitor's own page only, and leads nobody to another site."""

import pytest

from domain.self_service import Action
from services.wiring import Wiring
from tests.tracking_page.kept_orders import keep, told
from tests.tracking_page.shoppers import Shopper, shopper


@pytest.fixture
def alva(wiring: Wiring, shop_id: int) -> Shopper:
    return shopper(wiring, shop_id, keep(wiring, shop_id, told()))


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 303),
        ({"Origin": "null"}, 303),
        ({"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}, 303),
        ({"Origin": "https://track.example.com"}, 303),
        ({"Origin": "https://evil.example"}, 422),
        ({"Origin": "https://track.example.com.evil.example"}, 422),
        ({"Origin": "https://evil.example/https://track.example.com"}, 422),
        ({"Origin": "http://["}, 422),
        ({"Origin": ""}, 422),
        ({"Sec-Fetch-Site": "cross-site"}, 422),
        ({"Sec-Fetch-Site": "same-site"}, 422),
    ],
)
def test_a_form_that_another_sites_page_sends_is_not_believed(
    alva: Shopper, headers: dict[str, str], status: int
) -> None:
    data = {"proof": alva.form_proof(), "answer": "alva@example.com"}
    answer = alva.client.post(f"{alva.path}/prove", data=data, headers=headers)
    assert answer.status_code == status
    assert bool(alva.cookie()) is (status == 303)


@pytest.mark.parametrize("action", Action)
def test_no_form_leads_to_another_site_not_even_by_ours(alva: Shopper, action: Action) -> None:
    elsewhere = {Action.PICKUP_POINT, Action.RETURN, Action.REORDER, Action.CALENDAR}
    proven = alva.send("/prove", answer="211 34", then=action.value)
    place = "#actions-title" if action in elsewhere else f"/do/{action}"
    assert proven.headers["Location"] == alva.path + place
