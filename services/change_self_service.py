"""Change what a shop's shoppers may do by themselves, and until when."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from domain.self_service import Action, SelfServiceRules
from domain.stage import Stage
from services.change_page import change_page, part_of_page
from services.page_values import InvalidPageError, PageProblem, number_in
from services.publish_storefront import publish_soon
from services.wiring import Wiring

MOST_HOURS = 720
MOST_WAIT_DAYS = 30
CANCEL_UNTIL = tuple(Stage)[1:]
"""The stages that may end cancelling: the first one begins with the order."""


@dataclass(frozen=True, slots=True)
class EnteredSelfService:
    """What a merchant enters, as typed; `on` are names of actions.

    `cancel_within` is in hours, empty for no such limit. `version` is that of the rules it was
    shown with. What holds of returns is entered with the delivery terms.
    """

    on: frozenset[str] = frozenset()
    cancel_until: str = Stage.PACKED
    cancel_within: str = ""
    restock: bool = True
    refund: bool = True
    missing_wait_days: str = "2"
    version: int = 0


def change_self_service(
    wiring: Wiring, shop_id: int, entered: EnteredSelfService, who: str
) -> None:
    """Keep what was entered beside the rest, and have the answers that speak of it published.

    Raises InvalidPageError and ChangedMeanwhileError.
    """
    problems = dict(_problems(entered))
    if problems:
        raise InvalidPageError(problems)
    hours = entered.cancel_within
    rules = replace(
        part_of_page(wiring, shop_id, SelfServiceRules),
        off=frozenset(action for action in Action if action.value not in entered.on),
        cancel_until=Stage(entered.cancel_until),
        cancel_within=timedelta(hours=int(hours)) if hours else None,
        restock=entered.restock,
        refund=entered.refund,
        missing_wait_days=int(entered.missing_wait_days),
        version=entered.version,
    )
    change_page(wiring, shop_id, rules, who)
    publish_soon(wiring, shop_id)


def _problems(entered: EnteredSelfService) -> Iterator[tuple[str, PageProblem]]:
    if entered.cancel_until not in CANCEL_UNTIL:
        yield "cancel_until", PageProblem.NOT_A_CHOICE
    numbers = (
        ("cancel_within", entered.cancel_within or "1", 1, MOST_HOURS),
        ("missing_wait_days", entered.missing_wait_days, 0, MOST_WAIT_DAYS),
    )
    for name, typed, least, most in numbers:
        if isinstance(number_in(typed, least, most), PageProblem):
            yield name, PageProblem.NOT_A_NUMBER
