"""What can be done about an order: offered, or refused in words, by state, proof and rules."""

import pytest

from domain.access import Level
from domain.self_service import Action
from tests.services.self_serving import (
    rule,
)
from tests.tracking_page.shoppers import Shopper
from tests.tracking_page.visits import STATES, without_proof

FORM, PROVE, LATE, AWAY, GONE = "form", "prove", "409", "away", "404"
CAN: dict[str, dict[Action, str]] = {
    "new": {
        Action.CANCEL: FORM,
        Action.CHANGE_ADDRESS: FORM,
        Action.INSTRUCTIONS: FORM,
        Action.CONTACT: FORM,
        Action.REORDER: AWAY,
        Action.PUSH: AWAY,
    },
    "under way": {
        Action.CONTACT: FORM,
        Action.PICKUP_POINT: AWAY,
        Action.REORDER: AWAY,
        Action.CALENDAR: AWAY,
        Action.PUSH: AWAY,
    },
    "delivered": {
        Action.CONTACT: FORM,
        Action.NOT_RECEIVED: FORM,
        Action.RETURN: AWAY,
        Action.REORDER: AWAY,
        Action.PUSH: AWAY,
    },
    "cancelled": {Action.CONTACT: FORM, Action.REORDER: AWAY, Action.PUSH: AWAY},
}
"""What can be done by one who has shown everything; the rest is refused with words."""
NEEDS_CODE = {Action.CHANGE_ADDRESS, Action.PUSH}


def outcome(one: Shopper, action: Action) -> str:
    answer = one.look(f"/do/{action}")
    if answer.status_code == 303:
        place = answer.headers["Location"]
        return PROVE if place.startswith(f"{one.path}/prove?then={action}") else AWAY
    if answer.status_code == 200:
        assert f'action="{one.path}/do/{action}' in answer.text
        return FORM
    assert f'action="{one.path}/do/' not in answer.text
    if answer.status_code == 409:
        assert 'class="notice" role="alert"' in answer.text
    return str(answer.status_code)


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("state", STATES)
def test_an_action_is_offered_or_refused_by_state_and_proof(state, level, visit) -> None:
    one = visit(state, level)
    for action in Action:
        expected = CAN[state].get(action, LATE)
        needed = Level.CODED if action in NEEDS_CODE else Level.PROVEN
        if expected != LATE and action is not Action.CALENDAR and level < needed:
            expected = PROVE
        assert outcome(one, action) == expected, action


def test_the_page_lists_what_can_be_done_and_says_why_the_rest_cannot(visit) -> None:
    one = visit("under way")
    page = one.look().text
    assert f'href="{one.path}/do/contact?lang=en"' in page
    assert f'href="{one.path}/delivery.ics?lang=en"' in page
    assert 'href="https://testpost.example/en/TP1"' in page
    assert 'href="https://lamps.example/cart/901:1?storefront=true"' in page
    assert "The order can no longer be cancelled here." in page
    assert f"{one.path}/do/cancel" not in page
    stranger = without_proof(one)
    assert "lamps.example/cart" not in stranger.look().text
    assert f'href="{one.path}/do/contact?lang=en"' in stranger.look().text


def test_what_the_merchant_does_not_offer_is_neither_shown_nor_found(
    wired, shop_id, visit, api
) -> None:
    one = visit("new", Level.CODED)
    rule(wired, shop_id, off=frozenset(Action))
    assert "What you can do" not in one.look().text
    for action in Action:
        assert one.look(f"/do/{action}").status_code == 404
        assert one.send(f"/do/{action}", text="x").status_code == 404
    assert one.look("/delivery.ics").status_code == 404
    assert one.look("/do/anything").status_code == 404
    assert api.changes == []
