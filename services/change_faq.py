"""Change a shop's FAQ: its order, what is hidden, and the merchant's own words."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from domain.delivery_terms import FaqBook, Placeholder, Written, named_in_braces
from domain.errors import FrammeError
from domain.faq_book import entry_of, moved, shown, with_question, without_question, worded
from services.change_page import change_page, part_of_page
from services.page_values import text_problem
from services.publish_storefront import publish_soon
from services.wiring import Wiring

LONGEST_QUESTION, LONGEST_ANSWER = 120, 1000
MOST_OWN = 20
"""Questions of a merchant's own. Full in each letter, all fit into one JSON metafield of Shopify's.

https://shopify.dev/docs/apps/build/metafields/metafield-limits (128 KB, three bytes a letter).
"""


class FaqProblem(StrEnum):
    """Why words cannot be kept."""

    MISSING = "missing"
    """A question of the merchant's own needs both a question and an answer."""
    TOO_LONG = "too_long"
    UNREADABLE = "unreadable"
    UNKNOWN_FACT = "unknown_fact"
    """What stands in braces is nothing we can fill in."""
    TOO_MANY = "too_many"


class InvalidFaqError(FrammeError):
    """What was written cannot be kept; `problems` are by part: question, answer.

    `unknown` is what stood in braces and means nothing.
    """

    def __init__(self, problems: Mapping[str, FaqProblem], unknown: tuple[str, ...] = ()) -> None:
        super().__init__(", ".join(problems))
        self.problems = problems
        self.unknown = unknown


class NoSuchQuestionError(FrammeError):
    """The FAQ has no such entry, or one that cannot be taken away."""


@dataclass(frozen=True, slots=True)
class FaqSeen:
    """Who changes the FAQ, and the version they were shown."""

    version: int
    who: str


def move_question(wiring: Wiring, shop_id: int, id_: str, by: int, seen: FaqSeen) -> None:
    """Put an entry further down, or up where `by` is negative; raise as `write_question` does."""
    _change(wiring, shop_id, id_, seen, lambda book: moved(book, id_, by))


def show_question(wiring: Wiring, shop_id: int, id_: str, seen: FaqSeen, *, hidden: bool) -> None:
    """Hide an entry, or show it again; raise as `write_question` does."""
    _change(wiring, shop_id, id_, seen, lambda book: shown(book, id_, hidden=hidden))


def write_question(
    wiring: Wiring, shop_id: int, id_: str, words: tuple[str, Written], seen: FaqSeen
) -> None:
    """Write an entry in one language (its code and the words); empty words are ours again.

    Raises InvalidFaqError, NoSuchQuestionError, ChangedMeanwhileError.
    """
    language, written = words
    entry = entry_of(part_of_page(wiring, shop_id, FaqBook), id_)
    _refuse(written, own=entry is not None and entry.topic is None)
    _change(wiring, shop_id, id_, seen, lambda book: worded(book, id_, language, written))


def forget_words(wiring: Wiring, shop_id: int, id_: str, language: str, seen: FaqSeen) -> None:
    """Go back to our words in one language; of a merchant's own question they are simply gone."""
    _change(wiring, shop_id, id_, seen, lambda book: worded(book, id_, language, Written()))


def add_question(
    wiring: Wiring, shop_id: int, language: str, written: Written, seen: FaqSeen
) -> str:
    """Add a question of the merchant's own, and return its id; raise as `write_question` does."""
    _refuse(written, own=True)
    book = part_of_page(wiring, shop_id, FaqBook)
    if sum(entry.topic is None for entry in book.entries) >= MOST_OWN:
        raise InvalidFaqError({"question": FaqProblem.TOO_MANY})
    wanted, id_ = with_question(book, language, written)
    _keep(wiring, shop_id, wanted, seen)
    return id_


def remove_question(wiring: Wiring, shop_id: int, id_: str, seen: FaqSeen) -> None:
    """Take a question of the merchant's own away; ours are only hidden: NoSuchQuestionError."""
    entry = entry_of(part_of_page(wiring, shop_id, FaqBook), id_)
    if entry is None or entry.topic is not None:
        raise NoSuchQuestionError(id_)
    _change(wiring, shop_id, id_, seen, lambda book: without_question(book, id_))


def as_written(question: str, answer: str) -> Written:
    """Return words as they are kept: trimmed, lines ended alike."""
    lines = [line.rstrip() for line in answer.strip().replace("\r\n", "\n").split("\n")]
    return Written(" ".join(question.split()), "\n".join(lines))


def _change(
    wiring: Wiring, shop_id: int, id_: str, seen: FaqSeen, change: Callable[[FaqBook], FaqBook]
) -> None:
    book = part_of_page(wiring, shop_id, FaqBook)
    if entry_of(book, id_) is None:
        raise NoSuchQuestionError(id_)
    _keep(wiring, shop_id, change(book), seen)


def _keep(wiring: Wiring, shop_id: int, book: FaqBook, seen: FaqSeen) -> None:
    change_page(wiring, shop_id, replace(book, version=seen.version), seen.who)
    publish_soon(wiring, shop_id)


def _refuse(written: Written, *, own: bool) -> None:
    problems = dict(_problems(written, own=own))
    if problems:
        raise InvalidFaqError(problems, _unknown(written.answer))


def _problems(written: Written, *, own: bool) -> Iterator[tuple[str, FaqProblem]]:
    for part, text, longest in (
        ("question", written.question, LONGEST_QUESTION),
        ("answer", written.answer, LONGEST_ANSWER),
    ):
        problem = text_problem(text, longest, lines=part == "answer")
        if problem:
            yield part, FaqProblem(problem.value)
        elif own and not text:
            yield part, FaqProblem.MISSING
    if _unknown(written.answer):
        yield "answer", FaqProblem.UNKNOWN_FACT


def _unknown(answer: str) -> tuple[str, ...]:
    known = {one.value for one in Placeholder}
    return tuple(name for name in named_in_braces(answer) if name not in known)
