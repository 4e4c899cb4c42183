"""What shoppers may do is kept as entered, and what the storefront says of it is published soon."""

import pytest

from domain.self_service import Action, SelfServiceRules
from domain.shop_task import ShopTask
from services.change_page import change_page, part_of_page
from services.change_self_service import EnteredSelfService, change_self_service
from services.page_values import InvalidPageError
from services.wiring import Wiring
from storage.shop_tasks import ShopTaskRow

PAGE = "https://lamps.example/returns?o={order}"


def asked_for(wiring: Wiring) -> list[str]:
    with wiring.sessions() as session:
        return [row.task for row in session.query(ShopTaskRow)]


def test_a_change_is_kept_and_published_soon(wiring: Wiring, shop_id: int) -> None:
    entered = EnteredSelfService(frozenset({Action.CANCEL.value}))
    change_self_service(wiring, shop_id, entered, "anna")
    kept = part_of_page(wiring, shop_id, SelfServiceRules)
    assert kept.off == frozenset(Action) - {Action.CANCEL}
    assert asked_for(wiring) == [ShopTask.PUBLISH]


def test_what_the_delivery_terms_say_of_returns_stays_as_it_is(wiring, shop_id) -> None:
    change_page(wiring, shop_id, SelfServiceRules(returns_url=PAGE, return_days=14), "anna")
    change_self_service(wiring, shop_id, EnteredSelfService(version=1), "bo")
    kept = part_of_page(wiring, shop_id, SelfServiceRules)
    assert (kept.returns_url, kept.return_days, kept.off) == (PAGE, 14, frozenset(Action))


def test_what_is_refused_has_nothing_published(wiring: Wiring, shop_id: int) -> None:
    entered = EnteredSelfService(missing_wait_days="x")
    with pytest.raises(InvalidPageError):
        change_self_service(wiring, shop_id, entered, "anna")
    assert asked_for(wiring) == []
