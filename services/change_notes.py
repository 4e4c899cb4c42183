"""Change what a shop tells about the day of delivery, note by note."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from domain.delivery_note import DeliveryNote, DeliveryNotes
from domain.errors import ChangedMeanwhileError
from services.change_page import change_page, part_of_page
from services.page_values import InvalidPageError, PageProblem, lines_in, moved, text_problem
from services.wiring import Wiring

MOST_NOTES = 20
MOST_PRODUCTS = 30
LONGEST_NOTE = 500
LONGEST_PRODUCT = 80


@dataclass(frozen=True, slots=True)
class EnteredNote:
    """What a merchant enters, as typed; `products` are one a line, the text is in one language.

    `version` is that of the notes it was shown with.
    """

    language: str
    products: str = ""
    text: str = ""
    version: int = 0


def save_note(
    wiring: Wiring, shop_id: int, place: int | None, entered: EnteredNote, who: str
) -> int:
    """Keep a note at its place, or a new one (None) at the end; return its place.

    Raises InvalidPageError and ChangedMeanwhileError.
    """
    notes = part_of_page(wiring, shop_id, DeliveryNotes)
    before = notes.all[place] if place is not None and place < len(notes.all) else None
    if place is not None and before is None:
        raise ChangedMeanwhileError("notes")
    problems = dict(_problems(entered, notes, before))
    if problems:
        raise InvalidPageError(problems)
    written = _note(entered, before)
    others = list(notes.all)
    at = len(others) if place is None else place
    others[at : at + 1] = [written]
    _keep(wiring, shop_id, others, entered.version, who)
    return at


def drop_note(wiring: Wiring, shop_id: int, place: int, version: int, who: str) -> None:
    """Remove a note; raise ChangedMeanwhileError."""
    notes = part_of_page(wiring, shop_id, DeliveryNotes)
    others = [note for at, note in enumerate(notes.all) if at != place]
    _keep(wiring, shop_id, others, version, who)


def move_note(
    wiring: Wiring, shop_id: int, place: int, places: int, version: int, who: str
) -> None:
    """Move a note so many places on, back where negative; raise ChangedMeanwhileError."""
    notes = part_of_page(wiring, shop_id, DeliveryNotes)
    _keep(wiring, shop_id, moved(notes.all, place, places), version, who)


def _keep(
    wiring: Wiring, shop_id: int, notes: Sequence[DeliveryNote], version: int, who: str
) -> None:
    change_page(wiring, shop_id, DeliveryNotes(tuple(notes), version), who)


def _problems(
    entered: EnteredNote, notes: DeliveryNotes, before: DeliveryNote | None
) -> Iterator[tuple[str, PageProblem]]:
    products = lines_in(entered.products)
    if len(products) > MOST_PRODUCTS:
        yield "products", PageProblem.TOO_MANY
    elif problem := next(filter(None, (text_problem(p, LONGEST_PRODUCT) for p in products)), None):
        yield "products", problem
    others = {code for code in before.words if code != entered.language} if before else set()
    if not entered.text and not others:
        yield "text", PageProblem.MISSING
    elif problem := text_problem(entered.text, LONGEST_NOTE, lines=True):
        yield "text", problem
    elif before is None and len(notes.all) >= MOST_NOTES:
        yield "text", PageProblem.TOO_MANY


def _note(entered: EnteredNote, before: DeliveryNote | None) -> DeliveryNote:
    note = replace(before or DeliveryNote(), products=lines_in(entered.products))
    words = {code: text for code, text in note.words.items() if code != entered.language}
    if entered.text:
        words[entered.language] = entered.text
    return replace(note, words=words)
