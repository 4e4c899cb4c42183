"""What is said of returns is entered once, kept in two places, and lost in neither."""

from dataclasses import replace

import pytest

from domain.delivery_terms import DeliveryTerms
from domain.returns import Returns, returns_said, with_returns
from domain.self_service import Action, SelfServiceRules

PAGE, OTHER = "https://lamps.example/returns", "https://lamps.example/back?o={order}"
OLD = "https://lamps.example/old"
TERMS = DeliveryTerms(processing_days=1, version=3)
RULES = SelfServiceRules(off=frozenset({Action.PUSH}), version=5)


@pytest.mark.parametrize(
    ("terms", "rules", "said"),
    [
        ({}, {}, Returns()),
        ({"return_days": 14}, {}, Returns("", 14)),
        ({"returns_page": PAGE}, {}, Returns(PAGE, None)),
        ({}, {"returns_url": OTHER}, Returns(OTHER, 30)),
        ({"returns_page": PAGE, "return_days": 14}, {"returns_url": OTHER}, Returns(OTHER, 14)),
    ],
)
def test_what_was_said_before_holds_and_is_kept_as_it_is_unless_it_is_changed(
    terms, rules, said
) -> None:
    kept = replace(TERMS, **terms), replace(RULES, **rules)
    assert returns_said(*kept) == said
    assert with_returns(*kept, said) == kept


@pytest.mark.parametrize(
    ("wanted", "offered"),
    [
        (Returns(), 30),
        (Returns(PAGE, 14), 14),
        (Returns(OTHER, 60), 60),
        (Returns(OTHER, None), 30),
        (Returns("", 14), 14),
    ],
)
def test_what_is_entered_holds_in_both(wanted, offered) -> None:
    before = replace(TERMS, returns_page=OLD, return_days=7), replace(RULES, returns_url=OLD)
    terms, rules = with_returns(*before, wanted)
    assert terms == replace(TERMS, returns_page=wanted.page, return_days=wanted.days)
    assert rules == replace(RULES, returns_url=wanted.page, return_days=offered)


def test_a_page_alone_leaves_the_days_and_days_alone_the_page() -> None:
    before = replace(TERMS, returns_page=PAGE, return_days=7), replace(RULES, returns_url=OTHER)
    days = with_returns(*before, Returns(OTHER, 9))
    assert [days[0].returns_page, days[1].returns_url] == [PAGE, OTHER]
    page = with_returns(*before, Returns(PAGE, 7))
    assert [page[0].return_days, page[1].return_days] == [7, 30]
