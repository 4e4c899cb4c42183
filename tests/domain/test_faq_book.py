"""A FAQ is changed entry by entry, and the questions beside an order fit how it stands."""

from datetime import timedelta

import pytest

from domain.delivery_terms import FaqBook, FaqEntry, Topic, Written, all_entries
from domain.faq_book import (
    entry_of,
    moved,
    shown,
    topics_beside,
    with_question,
    without_question,
    worded,
)
from domain.order import Order
from domain.stage import Stage
from domain.status import Status
from domain.tracking import TrackingState
from tests.fakes import NOON, a_shipment, an_order

WORDS = Written("Do you gift-wrap?", "Yes.")


def ids(book: FaqBook) -> list[str]:
    return [entry.id for entry in all_entries(book)]


@pytest.mark.parametrize(("by", "place"), [(1, 2), (-1, 0), (0, 1), (-9, 0), (99, len(Topic) - 1)])
def test_an_entry_moves_so_far_and_no_further_than_the_ends(by: int, place: int) -> None:
    book = moved(FaqBook(), "how_long", by)
    assert ids(book).index("how_long") == place
    assert sorted(ids(book)) == sorted(topic.value for topic in Topic)


def test_what_is_not_there_is_neither_moved_nor_changed() -> None:
    assert moved(FaqBook(), "own-9", 1) == FaqBook()
    assert entry_of(shown(FaqBook(), "own-9", hidden=True), "own-9") is None


def test_an_entry_is_hidden_and_shown_again() -> None:
    book = shown(FaqBook(), "late", hidden=True)
    assert entry_of(book, "late") == FaqEntry("late", Topic.LATE, hidden=True)
    again = shown(book, "late", hidden=False)
    assert entry_of(again, "late") == FaqEntry("late", Topic.LATE)


def test_words_are_kept_by_language_and_gone_when_they_are_empty() -> None:
    book = worded(worded(FaqBook(), "late", "sv", WORDS), "late", "de", WORDS)
    book = worded(book, "late", "sv", Written())
    entry = entry_of(book, "late")
    assert entry is not None
    assert entry.written == {"de": WORDS}


def test_own_questions_get_ids_of_their_own_and_only_they_go() -> None:
    book, first = with_question(FaqBook(), "en", WORDS)
    book, second = with_question(book, "en", WORDS)
    assert (first, second) == ("own-1", "own-2")
    assert ids(book)[-2:] == ["own-1", "own-2"]
    assert ids(without_question(book, "own-1"))[-1] == "own-2"
    assert with_question(without_question(book, "own-1"), "en", WORDS)[1] == "own-1"
    assert without_question(book, "late") == book


def standing(status: Status, *, delayed: bool = False, is_return_leg: bool = False) -> Order:
    state = TrackingState(status, delayed=delayed, is_return_leg=is_return_leg)
    return an_order(a_shipment(state=state))


@pytest.mark.parametrize(
    ("order", "topics"),
    [
        (an_order(), (Topic.CUT_OFF, Topic.CHANGE_ADDRESS, Topic.CANCEL)),
        (
            an_order(a_shipment(Status.CANCELLED), stage=Stage.RECEIVED),
            (Topic.CUT_OFF, Topic.CHANGE_ADDRESS, Topic.CANCEL),
        ),
        (an_order(stage=Stage.HANDED_TO_COURIER), (Topic.LATE, Topic.CONTACT)),
        (standing(Status.CANCELLED), (Topic.LATE, Topic.CONTACT)),
        (standing(Status.PENDING), (Topic.HOW_LONG, Topic.LATE, Topic.NO_SCANS)),
        (standing(Status.IN_TRANSIT), (Topic.HOW_LONG, Topic.LATE, Topic.NO_SCANS)),
        (standing(Status.IN_TRANSIT, delayed=True), (Topic.LATE, Topic.CONTACT)),
        (standing(Status.AVAILABLE_FOR_PICKUP), (Topic.PICKUP, Topic.CONTACT)),
        (standing(Status.AVAILABLE_FOR_PICKUP, delayed=True), (Topic.PICKUP, Topic.CONTACT)),
        (standing(Status.DELIVERED), (Topic.LOST, Topic.RETURNS)),
        (standing(Status.DELIVERED, is_return_leg=True), (Topic.LATE, Topic.CONTACT)),
        (standing(Status.EXCEPTION), (Topic.LATE, Topic.CONTACT)),
        (standing(Status.EXPIRED), (Topic.LATE, Topic.CONTACT)),
        (an_order(cancelled_at=NOON - timedelta(hours=1)), (Topic.CONTACT,)),
    ],
)
def test_the_questions_beside_an_order_fit_how_it_stands(
    order: Order, topics: tuple[Topic, ...]
) -> None:
    assert topics_beside(order) == topics
