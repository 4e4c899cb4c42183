"""Delivery questions are answered from facts only; a fact that is missing is a question less."""

from dataclasses import replace

import pytest

from domain.kinds import Kind
from messages.faq import FaqFacts, delivery_faq
from messages.language import LANGUAGES, language

ENGLISH = language("en")
ALL = FaqFacts(
    shop_name="Lamps & Co",
    page="https://lamps.example/apps/track",
    carriers=("PostNord", "Budbee", "DHL"),
    pickup_points=True,
    several_parcels=True,
    days=3,
    told=frozenset(Kind),
    contact="help@lamps.example",
)
NONE = FaqFacts("Lamps & Co", "/apps/track", (), False, False, None, frozenset(), "")


def answers(facts: FaqFacts, code: str = "en") -> dict[str, str]:
    return {one.question: one.answer for one in delivery_faq(language(code), facts)}


def test_with_every_fact_every_question_is_answered_from_it() -> None:
    told = answers(ALL)
    assert "https://lamps.example/apps/track" in told["Where is my order?"]
    assert "within 3 days of dispatch" in told["How long does delivery take?"]
    assert "PostNord, Budbee, and DHL" in told["Who delivers my parcel?"]
    assert "when a parcel is sent" in told["Do I get a message about my delivery?"]
    assert "help@lamps.example" in told["How do I reach you about a delivery?"]
    assert len(told) == 9


def test_without_facts_nothing_is_claimed() -> None:
    told = answers(NONE)
    assert set(told) == {
        "Where is my order?",
        "Why does my tracking number show nothing?",
        "My parcel is marked as delivered, but I do not have it. What now?",
    }
    assert "write to us" not in " ".join(told.values())


@pytest.mark.parametrize(("days", "words"), [(0, "1 day "), (1, "1 day "), (2, "2 days ")])
def test_a_number_of_days_reads_well(days: int, words: str) -> None:
    told = answers(replace(ALL, days=days))
    assert f"within {words}of dispatch" in told["How long does delivery take?"]


def test_only_messages_that_are_sent_are_promised() -> None:
    told = answers(replace(ALL, told=frozenset({Kind.DELIVERED})))
    assert (
        told["Do I get a message about my delivery?"]
        == "We write to you by e-mail when it has been delivered."
    )


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_answers_the_same_questions(code: str) -> None:
    told = delivery_faq(language(code), ALL)
    assert len(told) == len(delivery_faq(ENGLISH, ALL))
    assert all("%(" not in one.question + one.answer for one in told)
