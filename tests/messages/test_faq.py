"""Delivery questions are answered from facts only; a fact that is missing is a question less."""

from dataclasses import replace
from datetime import time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from domain.delivery_terms import Customs, DeliveryTerms, Method, Topic
from domain.kinds import Kind
from domain.order import Money
from domain.self_service import Action, SelfServiceRules
from domain.stage import Stage
from messages.faq import FaqFacts, delivery_faq
from messages.language import LANGUAGES, language

HOME = Method(
    {"en": "Home delivery", "sv": "Hemleverans"},
    Money(Decimal(49), "SEK"),
    Money(Decimal(500), "SEK"),
    2,
    4,
    ("SE", "NO"),
)
KIOSK = Method({"en": "Kiosk"}, Money(Decimal(0), "SEK"), days_to=1, pickup=True)
EVERYTHING = SelfServiceRules(
    off=frozenset(), returns_url="https://lamps.example/returns", cancel_within=timedelta(hours=2)
)
ALL = FaqFacts(
    shop_name="Lamps & Co",
    page="https://lamps.example/apps/track",
    carriers=("PostNord", "Budbee", "DHL"),
    pickup_points=True,
    several_parcels=True,
    days=3,
    mailed=frozenset(Kind),
    contact="help@lamps.example",
    days_to={"SE": 2, "NO": 5},
    terms=DeliveryTerms(
        methods=(HOME, KIOSK),
        cut_off=time(14),
        processing_days=0,
        customs=Customs.SHOP_PAYS,
        return_days=30,
        returns_page="https://lamps.example/returns",
    ),
    rules=EVERYTHING,
    zone=ZoneInfo("Europe/Stockholm"),
)
NOTHING = SelfServiceRules(off=frozenset(Action))
NONE = FaqFacts("Lamps & Co", "/apps/track", (), False, False, None, frozenset(), "", rules=NOTHING)


def answers(facts: FaqFacts, code: str = "en") -> dict[str, str]:
    return {one.id: one.answer for one in delivery_faq(language(code), facts)}


def terms(**changes: object) -> FaqFacts:
    return replace(ALL, terms=replace(ALL.terms, **changes))  # type: ignore[arg-type]


def rules(**changes: object) -> FaqFacts:
    return replace(ALL, rules=replace(EVERYTHING, **changes))  # type: ignore[arg-type]


def test_with_every_fact_every_topic_is_answered_in_our_order() -> None:
    assert list(answers(ALL)) == [topic.value for topic in Topic]


def test_without_facts_nothing_is_claimed() -> None:
    told = answers(NONE)
    assert set(told) == {Topic.WHERE, Topic.NO_SCANS, Topic.LATE, Topic.LOST}
    assert "rite to us" not in " ".join(told.values())


AT = "Order before 14:00 (Central European Time)"


@pytest.mark.parametrize(
    ("topic", "facts", "says"),
    [
        (Topic.WHERE, ALL, "https://lamps.example/apps/track"),
        (Topic.HOW_LONG, ALL, "within 3 days of dispatch"),
        (Topic.HOW_LONG, ALL, "Sweden: 2 days\nNorway: 5 days"),
        (Topic.HOW_LONG, replace(ALL, days=0), "within 1 day of"),
        (Topic.HOW_LONG, replace(ALL, days=None), "Home delivery: 2–4 working days\nKiosk: 1 w"),
        (
            Topic.METHODS,
            ALL,
            (
                "Home delivery: SEK\xa049.00 · free from SEK\xa0500.00 · 2–4 working days"
                " · Sweden and Norway\nKiosk: free · 1 working day · to a pick-up point"
            ),
        ),
        (Topic.METHODS, terms(methods=(Method({"sv": "Bud"}),)), "Bud"),
        (Topic.COSTS, ALL, "costs SEK\xa049.00, and nothing for orders from SEK\xa0500.00."),
        (Topic.COSTS, ALL, "Kiosk is free."),
        (Topic.COSTS, terms(methods=(replace(HOME, free_from=None),)), "costs SEK\xa049.00."),
        (Topic.CUT_OFF, ALL, f"{AT} on weekdays, and it leaves the same day."),
        (Topic.CUT_OFF, terms(processing_days=1), "and it leaves 1 working day later."),
        (Topic.CUT_OFF, terms(processing_days=3), "and it leaves 3 working days later."),
        (Topic.CUT_OFF, terms(dispatch_days=frozenset(range(7))), f"{AT} on any day, and"),
        (
            Topic.CUT_OFF,
            terms(dispatch_days=frozenset({0, 5})),
            f"{AT} on these days: Monday and Saturday, and",
        ),
        (Topic.CARRIERS, ALL, "PostNord, Budbee, and DHL"),
        (Topic.MESSAGES, ALL, "when a parcel is sent"),
        (Topic.MESSAGES, replace(ALL, mailed=frozenset({Kind.DELIVERED})), "by e-mail when it has"),
        (Topic.PICKUP, replace(ALL, pickup_points=False), "goes to a pick-up point"),
        (Topic.CUSTOMS, ALL, "We pay customs duties"),
        (Topic.CUSTOMS, terms(customs=Customs.SHOPPER_PAYS), "the carrier collects them"),
        (Topic.CUSTOMS, terms(customs=Customs.NONE_ABROAD), "nothing across a customs border"),
        (Topic.CHANGE_ADDRESS, ALL, "until we have made a parcel of it. Open your order on"),
        (Topic.CHANGE_ADDRESS, replace(ALL, rules=NOTHING), "as you can: help@lamps.example."),
        (Topic.CANCEL, ALL, "until your order is packed. You have 2 hours from when"),
        (Topic.CANCEL, rules(cancel_within=timedelta(minutes=90)), "You have 90 minutes from"),
        (Topic.CANCEL, rules(cancel_within=None), "is packed. Open your order on our tracking"),
        (Topic.CANCEL, rules(cancel_until=Stage.RECEIVED), "Write to us as soon as you can"),
        (Topic.CANCEL, replace(ALL, rules=NOTHING), "Write to us as soon as you can"),
        (Topic.NO_SCANS, ALL, "not been scanned yet, or that we cannot ask the carrier."),
        (Topic.LATE, ALL, "We also write to you when we learn of a delay. If nothing moves"),
        (Topic.LOST, ALL, "we look into it 2 working days after delivery."),
        (Topic.LOST, rules(missing_wait_days=1), "we look into it 1 working day after delivery."),
        (Topic.LOST, rules(missing_wait_days=0), "receive it. We look into it at once."),
        (Topic.LOST, replace(ALL, rules=NOTHING), "write to us: help@lamps.example."),
        (Topic.RETURNS, ALL, "within 30 days of delivery. How it works: https://lamps.example/r"),
        (Topic.RETURNS, terms(return_days=None, returns_page=""), "days of delivery. Open your"),
        (Topic.RETURNS, terms(returns_page="https://l.example/{order}"), "delivery. Open your"),
        (Topic.CONTACT, ALL, "help@lamps.example"),
    ],
)
def test_an_answer_says_what_is_true_of_the_shop(topic: Topic, facts: FaqFacts, says: str) -> None:
    assert says in answers(facts)[topic]


@pytest.mark.parametrize(
    ("topic", "facts"),
    [
        (Topic.HOW_LONG, replace(ALL, days=None, terms=DeliveryTerms())),
        (Topic.METHODS, terms(methods=())),
        (Topic.COSTS, terms(methods=(replace(HOME, price=None),))),
        (Topic.CUT_OFF, terms(cut_off=None)),
        (Topic.CUT_OFF, terms(processing_days=None)),
        (Topic.CUT_OFF, terms(dispatch_days=frozenset())),
        (Topic.CARRIERS, replace(ALL, carriers=())),
        (Topic.MESSAGES, replace(ALL, mailed=frozenset())),
        (Topic.PARCELS, replace(ALL, several_parcels=False)),
        (Topic.PICKUP, replace(ALL, pickup_points=False, terms=DeliveryTerms())),
        (Topic.CUSTOMS, terms(customs=Customs.NOT_SAID)),
        (Topic.CHANGE_ADDRESS, replace(ALL, rules=NOTHING, contact="")),
        (Topic.CANCEL, replace(ALL, rules=NOTHING, contact="")),
        (Topic.RETURNS, replace(ALL, rules=NOTHING, terms=DeliveryTerms())),
        (Topic.CONTACT, replace(ALL, contact="")),
    ],
)
def test_a_question_whose_fact_is_missing_is_left_out(topic: Topic, facts: FaqFacts) -> None:
    assert topic.value not in answers(facts)


def test_countries_that_take_as_long_as_all_are_not_named() -> None:
    assert "\n" not in answers(replace(ALL, days_to={"SE": 3}))[Topic.HOW_LONG]
    assert "Sweden: 1 day" in answers(replace(ALL, days_to={"SE": 1}))[Topic.HOW_LONG]


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_answers_the_same_questions_and_leaves_nothing_unfilled(code: str) -> None:
    shop_says = [
        ALL,
        terms(processing_days=2, customs=Customs.SHOPPER_PAYS, dispatch_days=frozenset({5})),
        rules(missing_wait_days=0, off=frozenset({Action.CANCEL, Action.CHANGE_ADDRESS})),
    ]
    for facts in shop_says:
        told = delivery_faq(language(code), facts)
        assert [one.id for one in told] == [topic.value for topic in Topic]
        said = "".join(one.question + one.answer for one in told)
        assert "%(" not in said
        assert "None" not in said


def test_methods_are_named_in_the_readers_language_or_the_shops() -> None:
    told = answers(ALL, "sv")[Topic.METHODS]
    assert told.startswith("Hemleverans")
    assert "\nKiosk" in told
