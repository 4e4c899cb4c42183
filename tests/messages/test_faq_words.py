"""A merchant's own words lie over ours, stand on facts, and are left out where one is unknown."""

import pytest

from domain.delivery_terms import FaqBook, FaqEntry, Placeholder, Topic, Written
from messages.faq import Faq, delivery_faq, spoken_faq
from messages.language import language
from tests.messages.test_faq import ALL, NONE

ENGLISH, SWEDISH, GERMAN = language("en"), language("sv"), language("de")


def book(*entries: FaqEntry) -> FaqBook:
    return FaqBook(entries)


def late(question: str = "", answer: str = "", code: str = "en") -> FaqEntry:
    return FaqEntry("late", Topic.LATE, written={code: Written(question, answer)})


def own(answer: str = "Yes.", code: str = "en") -> FaqEntry:
    return FaqEntry("own-1", written={code: Written("Gift wrap?", answer)})


def first(entry: FaqEntry, spoken: str = "en") -> Faq:
    return delivery_faq(language(spoken), ALL, book(entry))[0]


def test_a_merchants_question_keeps_our_answer_and_the_other_way_round() -> None:
    ours = next(one for one in delivery_faq(ENGLISH, ALL) if one.id == "late")
    assert first(late("Too slow?")) == Faq("Too slow?", ours.answer, "late")
    assert first(late(answer="We hurry.")) == Faq(ours.question, "We hurry.", "late")
    assert first(late("Too slow?", code="sv")) == ours


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ("{days} days, {cut_off}", "3 days, 14:00"),
        ("{carriers}", "PostNord, Budbee, and DHL"),
        ("See {page} or {contact}", "See https://lamps.example/apps/track or help@lamps.example"),
    ],
)
def test_facts_are_put_into_a_merchants_answer(answer: str, says: str) -> None:
    assert first(late(answer=answer)).answer == says
    assert first(own(answer)).answer == says


def test_an_answer_that_stands_on_an_unknown_fact_is_left_out_and_says_why() -> None:
    entries = book(late(answer="Within {days} days, ask {contact}"))
    assert "late" not in [one.id for one in delivery_faq(ENGLISH, NONE, entries)]
    told = spoken_faq(ENGLISH, NONE, entries)[0]
    assert (told.faq, list(told.missing)) == (None, [Placeholder.DAYS, Placeholder.CONTACT])
    assert told.ours.question == "My parcel is late. What happens now?"


def test_an_own_question_not_written_in_a_language_stays_in_the_shops() -> None:
    assert first(own(), "sv") == Faq("Gift wrap?", "Yes.", "own-1", "en")
    assert first(own(), "en").tag == ""
    german = delivery_faq(GERMAN, ALL, book(own("{cut_off} · {carriers}")))[0]
    assert german.answer == "14:00 · PostNord, Budbee, and DHL"
    assert "own-1" not in [one.id for one in delivery_faq(GERMAN, ALL, book(own(code="sv")))]


def test_the_merchants_order_is_kept_and_what_is_hidden_is_not_told() -> None:
    entries = book(own(), FaqEntry("contact", Topic.CONTACT), FaqEntry("late", Topic.LATE, True))
    told = [one.id for one in delivery_faq(SWEDISH, ALL, entries)]
    assert told[:3] == ["own-1", "contact", "where"]
    assert "late" not in told
    assert [one.entry.id for one in spoken_faq(SWEDISH, ALL, entries)][:3] == [
        "own-1",
        "contact",
        "late",
    ]
