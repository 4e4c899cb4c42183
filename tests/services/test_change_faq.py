"""A merchant's words are kept as meant or refused by part, and no change overwrites another."""

import pytest

from domain.delivery_terms import FaqBook, Topic, Written, all_entries
from domain.errors import ChangedMeanwhileError
from domain.shop_task import ShopTask
from services.change_faq import (
    LONGEST_ANSWER,
    LONGEST_QUESTION,
    MOST_OWN,
    FaqProblem,
    FaqSeen,
    InvalidFaqError,
    NoSuchQuestionError,
    add_question,
    as_written,
    forget_words,
    move_question,
    remove_question,
    show_question,
    write_question,
)
from services.change_page import part_of_page
from services.wiring import Wiring
from storage.audit_log import changes_of
from storage.shop_tasks import ShopTaskRow

WORDS = Written("Gift wrap?", "Yes, within {days} days.")


def seen(version: int = 0) -> FaqSeen:
    return FaqSeen(version, "anna")


def book(wiring: Wiring, shop_id: int) -> FaqBook:
    return part_of_page(wiring, shop_id, FaqBook)


def test_each_change_is_kept_noted_and_published_soon(wiring, shop_id) -> None:
    own = add_question(wiring, shop_id, "en", WORDS, seen(0))
    move_question(wiring, shop_id, own, -17, seen(1))
    show_question(wiring, shop_id, "where", seen(2), hidden=True)
    write_question(wiring, shop_id, "late", ("sv", Written("Sen?", "")), seen(3))
    entries = {entry.id: entry for entry in all_entries(book(wiring, shop_id))}
    assert next(iter(entries)) == own == "own-1"
    assert entries["where"].hidden
    assert entries["late"].written == {"sv": Written("Sen?", "")}
    assert len(entries) == len(Topic) + 1
    forget_words(wiring, shop_id, "late", "sv", seen(4))
    remove_question(wiring, shop_id, own, seen(5))
    left = all_entries(book(wiring, shop_id))
    assert (len(left), any(entry.written for entry in left)) == (len(Topic), False)
    with wiring.sessions() as session:
        noted = [change for _, _, change in changes_of(session, shop_id, 9)]
        tasks = [row.task for row in session.query(ShopTaskRow)]
    assert [(one.who, one.what) for one in noted] == [("anna", "page_faq")] * 6
    assert tasks == [ShopTask.PUBLISH]


@pytest.mark.parametrize(
    ("written", "problems", "unknown"),
    [
        (Written("", "Yes."), {"question": FaqProblem.MISSING}, ()),
        (Written("Wrap?", ""), {"answer": FaqProblem.MISSING}, ()),
        (Written("W" * (LONGEST_QUESTION + 1), "Y"), {"question": FaqProblem.TOO_LONG}, ()),
        (Written("W", "Y" * (LONGEST_ANSWER + 1)), {"answer": FaqProblem.TOO_LONG}, ()),
        (Written("Wrap\u202e", "Yes."), {"question": FaqProblem.UNREADABLE}, ()),
        (Written("W", "{dayz} {page} {x}"), {"answer": FaqProblem.UNKNOWN_FACT}, ("dayz", "x")),
        (Written("W", "{}"), {"answer": FaqProblem.UNKNOWN_FACT}, ("",)),
    ],
)
def test_words_that_cannot_be_used_are_refused_by_part(
    wiring, shop_id, written, problems, unknown
) -> None:
    with pytest.raises(InvalidFaqError) as refused:
        add_question(wiring, shop_id, "en", written, seen())
    assert (refused.value.problems, refused.value.unknown) == (problems, unknown)
    assert book(wiring, shop_id) == FaqBook()


def test_our_own_questions_may_be_left_empty_but_not_stand_on_nothing(wiring, shop_id) -> None:
    with pytest.raises(InvalidFaqError):
        write_question(wiring, shop_id, "late", ("en", Written("", "{nothing}")), seen())
    write_question(wiring, shop_id, "late", ("en", Written("", "{contact}\nand more")), seen())
    entry = next(one for one in all_entries(book(wiring, shop_id)) if one.id == "late")
    assert entry.written == {"en": Written("", "{contact}\nand more")}


def test_a_change_made_upon_an_older_list_overwrites_nothing(wiring, shop_id) -> None:
    add_question(wiring, shop_id, "en", WORDS, seen())
    kept = book(wiring, shop_id)
    with pytest.raises(ChangedMeanwhileError):
        move_question(wiring, shop_id, "late", -1, seen(0))
    with pytest.raises(ChangedMeanwhileError):
        add_question(wiring, shop_id, "en", WORDS, seen(7))
    assert book(wiring, shop_id) == kept


def test_what_is_not_there_cannot_be_changed_and_ours_cannot_be_removed(wiring, shop_id) -> None:
    for change in (
        lambda: move_question(wiring, shop_id, "own-9", 1, seen()),
        lambda: write_question(wiring, shop_id, "nothing", ("en", WORDS), seen()),
        lambda: remove_question(wiring, shop_id, "own-1", seen()),
        lambda: remove_question(wiring, shop_id, "late", seen()),
    ):
        with pytest.raises(NoSuchQuestionError):
            change()


def test_there_are_as_many_own_questions_as_a_storefront_can_hold(wiring, shop_id) -> None:
    for number in range(MOST_OWN):
        add_question(wiring, shop_id, "en", WORDS, seen(number))
    with pytest.raises(InvalidFaqError) as refused:
        add_question(wiring, shop_id, "en", WORDS, seen(MOST_OWN))
    assert refused.value.problems == {"question": FaqProblem.TOO_MANY}


def test_words_are_trimmed_and_their_lines_end_alike() -> None:
    assert as_written("  Gift \n wrap? ", " a \r\nb\r\n\r\n") == Written("Gift wrap?", "a\nb")
