"""A shopper who has read a code sees their own other orders, and never a stranger's."""

from typing import Any

import pytest

from domain.access import Level
from domain.order import Contact
from services.look_up_order import OrderStory, open_link, tell_story
from services.other_orders import other_orders
from services.wiring import Wiring
from storage.gone_orders import mark_deleted
from tests.fakes import NOON
from tests.tracking_page.kept_orders import keep, told

ALVA, BO = Contact("Alva", "alva@example.com", "070-1"), Contact("Bo", "bo@example.com", "070-2")
SILENT = Contact("Cleo", "", "070-3")


def story_of(wiring: Wiring, shop_id: int, **changes: Any) -> OrderStory:
    story = tell_story(wiring, shop_id, keep(wiring, shop_id, told(**changes)))
    assert story is not None
    return story


def numbers(wiring: Wiring, story: OrderStory, level: Level = Level.CODED) -> list[str]:
    return [one.order.number for one, _ in other_orders(wiring, story, level)]


def test_the_newest_five_others_are_shown_with_their_pages(wiring, shop_id) -> None:
    story = story_of(wiring, shop_id, contact=ALVA)
    for n in range(7):
        placed = NOON.replace(day=n + 1)
        keep(wiring, shop_id, told(f"#{n}", contact=ALVA, placed_at=placed))
    found = other_orders(wiring, story, Level.CODED)
    assert [one.order.number for one, _ in found] == ["#6", "#5", "#4", "#3", "#2"]
    for one, address in found:
        assert open_link(wiring, address.rpartition("/t/")[2]).order_id == one.order.id


@pytest.mark.parametrize("level", [Level.LINK, Level.PROVEN])
def test_who_has_read_no_code_is_shown_none(wiring, shop_id, level) -> None:
    story = story_of(wiring, shop_id, contact=ALVA)
    keep(wiring, shop_id, told("#2", contact=ALVA))
    assert numbers(wiring, story, level) == []


@pytest.mark.parametrize(
    ("mine", "other", "shown"),
    [
        pytest.param(("", ALVA), ("", ALVA), True, id="a guest's, of the same mailbox"),
        pytest.param(("", ALVA), ("7", ALVA), True, id="an account's, of the guest's mailbox"),
        pytest.param(("7", ALVA), ("7", ALVA), True, id="the same account's"),
        pytest.param(("7", ALVA), ("8", ALVA), False, id="her mail typed by another account"),
        pytest.param(("7", ALVA), ("", ALVA), False, id="her mail typed at an account's order"),
        pytest.param(("7", BO), ("7", ALVA), False, id="a gift's reader sees the giver's"),
        pytest.param(("", ALVA), ("", BO), False, id="somebody else's"),
        pytest.param(("", SILENT), ("", SILENT), False, id="two guests without a mailbox"),
        pytest.param(("7", SILENT), ("7", SILENT), True, id="an account with a phone"),
    ],
)
def test_others_are_of_the_same_mailbox_and_account(wiring, shop_id, mine, other, shown) -> None:
    story = story_of(wiring, shop_id, customer=mine[0], contact=mine[1])
    keep(wiring, shop_id, told("#2", customer=other[0], contact=other[1]))
    assert numbers(wiring, story) == (["#2"] if shown else [])


def test_other_shops_and_deleted_orders_are_left_out(wiring, shop_id, connect) -> None:
    story = story_of(wiring, shop_id, contact=ALVA)
    keep(wiring, connect(domain="chairs.myshopify.com"), told("#2", contact=ALVA))
    keep(wiring, shop_id, told("#3", contact=ALVA))
    with wiring.sessions.begin() as session:
        mark_deleted(session, shop_id, "platform #3", NOON)
    assert numbers(wiring, story) == []
