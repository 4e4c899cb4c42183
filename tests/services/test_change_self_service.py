"""What shoppers may do is kept as entered, and what the storefront says of it is published soon."""

import pytest

from domain.self_service import Action, SelfServiceRules
from domain.shop_task import ShopTask
from services.change_page import part_of_page
from services.change_self_service import EnteredSelfService, change_self_service
from services.page_values import InvalidPageError
from services.wiring import Wiring
from storage.shop_tasks import ShopTaskRow


def asked_for(wiring: Wiring) -> list[str]:
    with wiring.sessions() as session:
        return [row.task for row in session.query(ShopTaskRow)]


def test_a_change_is_kept_and_published_soon(wiring: Wiring, shop_id: int) -> None:
    entered = EnteredSelfService(frozenset({Action.CANCEL.value}))
    change_self_service(wiring, shop_id, entered, "anna")
    kept = part_of_page(wiring, shop_id, SelfServiceRules)
    assert kept.off == frozenset(Action) - {Action.CANCEL}
    assert asked_for(wiring) == [ShopTask.PUBLISH]


def test_what_is_refused_has_nothing_published(wiring: Wiring, shop_id: int) -> None:
    with pytest.raises(InvalidPageError):
        change_self_service(wiring, shop_id, EnteredSelfService(return_days="x"), "anna")
    assert asked_for(wiring) == []
