"""Delivery terms are kept as they were meant, or refused beside the field."""

from dataclasses import replace
from datetime import time
from decimal import Decimal

import pytest

from domain.delivery_terms import Customs, DeliveryTerms, Method
from domain.errors import ChangedMeanwhileError
from domain.order import Money
from domain.self_service import SelfServiceRules
from domain.shop import Shop
from services.change_page import change_page, change_parts, page_of
from services.change_terms import (
    MOST_METHODS,
    EnteredMethod,
    EnteredTerms,
    InvalidTermsError,
    TermsProblem,
    change_terms,
    delivery_terms,
)
from services.review_changes import review_changes
from services.wiring import Wiring
from storage.shops import shop_by_id

HOME = EnteredMethod("Home", "49", "500,50", "2", "4", "se, no SE")
WHOLE = EnteredTerms(
    methods=(HOME, EnteredMethod()),
    cut_off="14:00",
    dispatch_days=frozenset("024"),
    processing_days="0",
    customs="shop_pays",
    return_days="30",
    returns_page="https://lamps.example/returns",
)
KEPT = DeliveryTerms(
    methods=(
        Method(
            {"en": "Home"},
            Money(Decimal(49), "SEK"),
            Money(Decimal("500.50"), "SEK"),
            2,
            4,
            ("SE", "NO"),
        ),
    ),
    cut_off=time(14),
    dispatch_days=frozenset({0, 2, 4}),
    processing_days=0,
    customs=Customs.SHOP_PAYS,
    return_days=30,
    returns_page="https://lamps.example/returns",
    version=1,
)


@pytest.fixture
def shop(wiring: Wiring, shop_id: int) -> Shop:
    with wiring.sessions() as session:
        found = shop_by_id(session, shop_id)
    assert found is not None
    return replace(found, currency="SEK")


def with_method(**changes: object) -> EnteredTerms:
    return replace(WHOLE, methods=(replace(HOME, **changes),))  # type: ignore[arg-type]


def test_terms_are_kept_as_they_were_meant(wiring, shop) -> None:
    change_terms(wiring, shop, WHOLE, "anna")
    assert delivery_terms(wiring, shop.id) == KEPT
    assert page_of(wiring, shop.id).rules.returns_url == KEPT.returns_page
    change_terms(wiring, shop, EnteredTerms(version=1), "anna")
    assert delivery_terms(wiring, shop.id) == DeliveryTerms(version=2)


def test_names_in_other_languages_stay_with_their_method(wiring, shop) -> None:
    change_terms(wiring, shop, WHOLE, "anna")
    swedish = replace(HOME, name="Hem", was=0)
    other = EnteredMethod("Ombud", pickup=True)
    terms = replace(WHOLE, methods=(other, swedish), language="sv", version=1)
    change_terms(wiring, shop, terms, "anna")
    kept = delivery_terms(wiring, shop.id).methods
    assert [dict(one.names) for one in kept] == [{"sv": "Ombud"}, {"en": "Home", "sv": "Hem"}]
    nameless = replace(swedish, name="", was=1)
    terms = replace(terms, methods=(replace(other, was=0, gone=True), nameless), version=2)
    change_terms(wiring, shop, terms, "anna")
    assert [dict(one.names) for one in delivery_terms(wiring, shop.id).methods] == [{"en": "Home"}]


@pytest.mark.parametrize(
    ("entered", "problems"),
    [
        (with_method(name=""), {"name_0": TermsProblem.NO_NAME}),
        (with_method(name="", was=7), {"name_0": TermsProblem.NO_NAME}),
        (with_method(name="x" * 61), {"name_0": TermsProblem.TOO_LONG}),
        (with_method(name="a\x00"), {"name_0": TermsProblem.UNREADABLE}),
        (with_method(price="free"), {"price_0": TermsProblem.NOT_AN_AMOUNT}),
        (with_method(price="1000001"), {"price_0": TermsProblem.NOT_AN_AMOUNT}),
        (with_method(free_from="-1"), {"free_from_0": TermsProblem.NOT_AN_AMOUNT}),
        (with_method(days_from="x"), {"days_from_0": TermsProblem.NOT_A_NUMBER}),
        (with_method(days_to="91"), {"days_to_0": TermsProblem.NOT_A_NUMBER}),
        (with_method(days_from="5"), {"days_to_0": TermsProblem.ENDS_BEFORE}),
        (with_method(countries="Sweden"), {"countries_0": TermsProblem.NOT_COUNTRIES}),
        (with_method(countries="SE, QX"), {"countries_0": TermsProblem.NOT_COUNTRIES}),
        (with_method(countries="12"), {"countries_0": TermsProblem.NOT_COUNTRIES}),
        (
            with_method(countries=" ".join(f"{a}{b}" for a in "ABCDEFGH" for b in "ABCDEFGH")),
            {"countries_0": TermsProblem.TOO_MANY},
        ),
        (
            replace(WHOLE, methods=(HOME,) * (MOST_METHODS + 1)),
            {"methods": TermsProblem.TOO_MANY},
        ),
        (replace(WHOLE, cut_off="25:00"), {"cut_off": TermsProblem.NOT_A_TIME}),
        (replace(WHOLE, processing_days=""), {"processing_days": TermsProblem.NEEDS_DAYS}),
        (replace(WHOLE, processing_days="31"), {"processing_days": TermsProblem.NOT_A_NUMBER}),
        (replace(WHOLE, dispatch_days=frozenset()), {"dispatch_days": TermsProblem.NEEDS_DAYS}),
        (
            replace(WHOLE, dispatch_days=frozenset("9")),
            {"dispatch_days": TermsProblem.NOT_A_CHOICE},
        ),
        (replace(WHOLE, customs="nobody"), {"customs": TermsProblem.NOT_A_CHOICE}),
        (replace(WHOLE, return_days="0"), {"return_days": TermsProblem.NOT_A_NUMBER}),
        (replace(WHOLE, returns_page="http://x.example"), {"returns_page": TermsProblem.NOT_HTTPS}),
        (
            replace(WHOLE, returns_page="javascript:alert(1)"),
            {"returns_page": TermsProblem.NOT_HTTPS},
        ),
    ],
)
def test_what_cannot_be_meant_is_named_by_field_and_nothing_is_kept(
    wiring, shop, entered, problems
) -> None:
    with pytest.raises(InvalidTermsError) as refused:
        change_terms(wiring, shop, entered, "anna")
    assert refused.value.problems == problems
    assert delivery_terms(wiring, shop.id) == DeliveryTerms()


def test_without_a_currency_nothing_has_a_price(wiring, shop) -> None:
    with pytest.raises(InvalidTermsError) as refused:
        change_terms(wiring, replace(shop, currency=""), with_method(free_from=""), "anna")
    assert refused.value.problems == {"price_0": TermsProblem.NO_CURRENCY}


def test_returns_hold_for_self_service_as_well_and_the_rest_of_it_stays(wiring, shop) -> None:
    change_page(wiring, shop.id, SelfServiceRules(off=frozenset(), missing_wait_days=9), "anna")
    with_order = "https://lamps.example/returns?o={order}"
    for version, (page, days, told) in enumerate(
        [(with_order, "14", 14), (with_order, "", 30), ("", "", 30)]
    ):
        entered = replace(WHOLE, returns_page=page, return_days=days, version=version)
        change_terms(wiring, shop, entered, "anna")
        rules = page_of(wiring, shop.id).rules
        assert (rules.returns_url, rules.return_days) == (page, told)
        assert (rules.off, rules.missing_wait_days) == (frozenset(), 9)


def test_of_two_parts_none_is_kept_where_one_was_changed_meanwhile(wiring, shop) -> None:
    change_page(wiring, shop.id, SelfServiceRules(missing_wait_days=9), "anna")
    stale = SelfServiceRules(missing_wait_days=8)
    with pytest.raises(ChangedMeanwhileError):
        change_parts(wiring, shop.id, (DeliveryTerms(return_days=5), stale), "bo")
    assert page_of(wiring, shop.id).terms == DeliveryTerms()
    assert [one.change.who for one in review_changes(wiring, shop.id).changes] == ["anna"]


def test_terms_changed_meanwhile_are_not_overwritten(wiring, shop) -> None:
    change_terms(wiring, shop, WHOLE, "anna")
    with pytest.raises(ChangedMeanwhileError):
        change_terms(wiring, shop, replace(WHOLE, cut_off="15:00"), "bo")
    assert delivery_terms(wiring, shop.id) == KEPT
