"""What a merchant says of delivery, and the FAQ's entries: found, ordered, filled from facts."""

import pytest

from domain.delivery_terms import (
    FaqBook,
    FaqEntry,
    Method,
    Placeholder,
    Topic,
    all_entries,
    entries_in_order,
    filled,
    missing_facts,
    named_in_braces,
)

OWN = FaqEntry("own-1")
KNOWN = {Placeholder.DAYS: "3", Placeholder.PAGE: "https://x.example", Placeholder.CONTACT: ""}


@pytest.mark.parametrize(
    ("names", "language", "called"),
    [
        ({"en": "Home", "sv": "Hem"}, "sv", "Hem"),
        ({"en": "Home", "sv": "Hem"}, "de", "Home"),
        ({"sv": "Hem"}, "de", "Hem"),
        ({"sv": "Hem", "de": ""}, "de", "Hem"),
        ({}, "de", ""),
    ],
)
def test_a_method_is_called_in_the_language_or_the_shops_or_as_it_can(
    names: dict[str, str], language: str, called: str
) -> None:
    assert Method(names).name_in(language, "en") == called


def test_a_book_nobody_wrote_asks_every_topic_in_our_order() -> None:
    assert [entry.topic for entry in entries_in_order(FaqBook())] == list(Topic)
    assert [entry.id for entry in all_entries(FaqBook())] == [topic.value for topic in Topic]


def test_a_books_order_comes_first_and_topics_it_does_not_know_after() -> None:
    hidden = FaqEntry("where", Topic.WHERE, hidden=True)
    book = FaqBook((OWN, hidden))
    assert all_entries(book)[:3] == (OWN, hidden, FaqEntry("how_long", Topic.HOW_LONG))
    assert len(all_entries(book)) == len(Topic) + 1
    assert hidden not in entries_in_order(book)
    assert len(entries_in_order(book)) == len(Topic)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", ()),
        ("no braces", ()),
        ("{days} to {page}, {days}", ("days", "page")),
        ("{} { days } {Days} {not closed", ("", " days ", "Days")),
        ("{{days}}", ("days",)),
    ],
)
def test_what_stands_in_braces_is_found_whatever_it_is(text: str, names: tuple[str, ...]) -> None:
    assert named_in_braces(text) == names


@pytest.mark.parametrize(
    ("text", "read", "missing"),
    [
        ("Always.", "Always.", []),
        ("Within {days} days: {page}", "Within 3 days: https://x.example", []),
        ("Ask {contact}", None, [Placeholder.CONTACT]),
        ("{carriers}, {days}", None, [Placeholder.CARRIERS]),
        ("{nothing}", None, []),
    ],
)
def test_an_answer_is_filled_from_facts_or_is_none(
    text: str, read: str | None, missing: list[Placeholder]
) -> None:
    assert filled(text, KNOWN) == read
    assert missing_facts(text, KNOWN) == missing


def test_a_fact_that_looks_like_a_placeholder_is_not_filled_again() -> None:
    facts = {Placeholder.CARRIERS: "{page}", Placeholder.PAGE: "x"}
    assert filled("{carriers}", facts) == "{page}"
