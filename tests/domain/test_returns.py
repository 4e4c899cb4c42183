"""What is said of returns is entered once, kept in two places, and the same in both."""

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
def test_what_was_said_in_two_places_is_read_as_one(terms, rules, said) -> None:
    assert returns_said(replace(TERMS, **terms), replace(RULES, **rules)) == said


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


def test_days_entered_with_self_service_outlive_the_page() -> None:
    kept = TERMS, replace(RULES, returns_url=OLD, return_days=14)
    terms, rules = with_returns(*kept, Returns("", returns_said(*kept).days))
    assert (terms.return_days, rules.return_days, rules.returns_url) == (14, 14, "")


def test_what_differed_is_settled_by_saving_it_as_it_is_shown() -> None:
    kept = replace(TERMS, returns_page=PAGE, return_days=30), replace(RULES, return_days=14)
    terms, rules = with_returns(*kept, returns_said(*kept))
    assert (terms.returns_page, terms.return_days) == (rules.returns_url, rules.return_days)
