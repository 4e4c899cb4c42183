"""The delivery notes: a list to be moved, and the form of each; every note is told by its place."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as WsgiResponse

from domain.delivery_note import DeliveryNote, DeliveryNotes
from messages.language import Language, language_for
from messages.language import language as language_of
from services.change_notes import (
    LONGEST_NOTE,
    MOST_NOTES,
    MOST_PRODUCTS,
    EnteredNote,
    drop_note,
    move_note,
    save_note,
)
from services.change_page import part_of_page
from settings_screen.addresses import within
from settings_screen.answers import moved_on
from settings_screen.form_fields import FieldLine, version_in
from settings_screen.screen import LAST_ROW, Screen
from settings_screen.tracking_campaigns_routes import REMOVED
from settings_screen.tracking_forms import (
    Form,
    Trouble,
    language_choices,
    no_trouble,
    text_in,
    written_in,
)
from settings_screen.tracking_tabs import TRACKING, tabs
from settings_screen.visits import Visit

NOTES = f"{TRACKING}/notes"
NEW = "new"
_MOST = {"products": MOST_PRODUCTS, "text": LONGEST_NOTE}
_SHORT = 120


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A note in the list."""

    about: str
    text: str
    address: str
    place: int
    first: bool
    last: bool


@dataclass(frozen=True, slots=True)
class _Notes:
    screen: Screen

    def all(self) -> Response:
        """Show the notes."""
        visit = self.screen.visit()
        kept = part_of_page(self.screen.wiring, visit.shop.id, DeliveryNotes)
        return self.screen.page(
            visit,
            "tracking/notes",
            tabs=tabs("notes", visit.kept, visit.language),
            lines=_lines(kept.all, visit),
            full=len(kept.all) >= MOST_NOTES,
            version=kept.version,
            outcome=REMOVED.get(request.args.get("outcome", "")),
        )

    def new(self) -> Response:
        """Show the form of a new note."""
        visit = self.screen.visit()
        kept = part_of_page(self.screen.wiring, visit.shop.id, DeliveryNotes)
        entered = EnteredNote(written_in(visit).code, version=kept.version)
        return self._page(visit, None, entered, no_trouble())

    def show(self, place: int) -> WsgiResponse:
        """Show a note's form."""
        visit = self.screen.visit()
        note, version = self._kept(visit, place)
        if note is None:
            return moved_on(within(NOTES, visit.kept))
        written = written_in(visit).code
        products = "\n".join(note.products)
        entered = EnteredNote(written, products, note.words.get(written, ""), version)
        return self._page(visit, place, entered, no_trouble())

    def add(self) -> WsgiResponse:
        """Keep a new note."""
        return self._save(self.screen.visit(), None)

    def save(self, place: int) -> WsgiResponse:
        """Keep what was entered of a note."""
        return self._save(self.screen.visit(), place)

    def move(self, place: int) -> WsgiResponse:
        """Move a note up or down, at once."""
        visit, version = self.screen.visit(), version_in(request.form)
        wiring, shop_id = self.screen.wiring, visit.shop.id
        places = 1 if request.form.get("move") == "down" else -1
        return self._listed(
            visit, lambda: move_note(wiring, shop_id, place, places, version, visit.who), "saved"
        )

    def ask(self, place: int) -> WsgiResponse:
        """Ask whether a note is to be removed."""
        visit = self.screen.visit()
        note, version = self._kept(visit, place)
        if note is None:
            return moved_on(within(NOTES, visit.kept))
        say = visit.language.say
        return self.screen.page(
            visit,
            "tracking/remove",
            what=say("Delivery note"),
            about=_lines([note], visit)[0].text,
            address=f"{NOTES}/{place}",
            back=NOTES,
            back_label=say("Delivery notes"),
            version=version,
        )

    def remove(self, place: int) -> WsgiResponse:
        """Remove a note."""
        visit, version = self.screen.visit(), version_in(request.form)
        wiring, shop_id = self.screen.wiring, visit.shop.id
        return self._listed(
            visit, lambda: drop_note(wiring, shop_id, place, version, visit.who), "removed"
        )

    def _listed(self, visit: Visit, change: Callable[[], object], outcome: str) -> WsgiResponse:
        def changed(_: Trouble) -> WsgiResponse:
            return moved_on(within(NOTES, visit.kept, outcome="changed"))

        return Form(visit, NOTES, {}).saved(change, changed, outcome)

    def _save(self, visit: Visit, place: int | None) -> WsgiResponse:
        form, wiring, shop_id = request.form, self.screen.wiring, visit.shop.id
        entered = EnteredNote(
            written_in(visit).code,
            text_in(form, "products"),
            text_in(form, "text"),
            version_in(form),
        )
        then = NOTES if place is None else f"{NOTES}/{place}"
        most = {**_MOST, "text": MOST_NOTES} if place is None else _MOST
        return Form(visit, then, most, entered.language if place is not None else "").saved(
            lambda: save_note(wiring, shop_id, place, entered, visit.who),
            lambda trouble: self._page(visit, place, entered, trouble),
        )

    def _kept(self, visit: Visit, place: int) -> tuple[DeliveryNote | None, int]:
        kept = part_of_page(self.screen.wiring, visit.shop.id, DeliveryNotes)
        return kept.all[place] if place < len(kept.all) else None, kept.version

    def _page(
        self, visit: Visit, place: int | None, entered: EnteredNote, trouble: Trouble
    ) -> Response:
        note = self._kept(visit, place)[0] if place is not None else None
        written = language_of(entered.language)
        address = f"{NOTES}/{NEW if place is None else place}"
        return self.screen.page(
            visit,
            "tracking/note",
            trouble.status,
            made=place is not None,
            address=address,
            then=NOTES if place is None else address,
            written=written,
            choices=language_choices(address, visit.kept, written, note.words if note else ()),
            fields=_fields(entered, trouble.errors, visit.language, written),
            version=entered.version,
            outcome=REMOVED.get(trouble.outcome),
        )


def _lines(notes: Sequence[DeliveryNote], visit: Visit) -> Sequence[NoteLine]:
    own = language_for(visit.shop.locale).code
    everything = visit.language.say("Every order")
    return [
        NoteLine(
            about=", ".join(note.products) or everything,
            text=(note.words.get(own) or next(iter(note.words.values()), ""))[:_SHORT],
            address=f"{NOTES}/{at}",
            place=at + 1,
            first=at == 0,
            last=at == len(notes) - 1,
        )
        for at, note in enumerate(notes)
    ]


def _fields(
    entered: EnteredNote, errors: Mapping[str, str], language: Language, written: Language
) -> Sequence[FieldLine]:
    say = language.say
    return [
        FieldLine(
            "text",
            say("Note in %(language)s", language=written.name),
            "area",
            entered.text,
            say("Such as: Two people carry it in. Please clear the way."),
            errors.get("text", ""),
        ),
        FieldLine(
            "products",
            say("Products or tags"),
            "area",
            entered.products,
            say(
                "One a line: a word of the item's title, the beginning of its SKU, or a tag of"
                " the order. Empty for every order."
            ),
            errors.get("products", ""),
            optional=True,
        ),
    ]


def add_tracking_notes(door: Blueprint, screen: Screen) -> None:
    """Add the delivery notes to a blueprint."""
    pages, one = _Notes(screen), f"{NOTES}/<int(max={LAST_ROW}):place>"
    door.add_url_rule(NOTES, "notes", pages.all)
    door.add_url_rule(f"{NOTES}/{NEW}", "new_note", pages.new)
    door.add_url_rule(f"{NOTES}/{NEW}", "add_note", pages.add, methods=["POST"])
    door.add_url_rule(one, "note", pages.show)
    door.add_url_rule(one, "save_note", pages.save, methods=["POST"])
    door.add_url_rule(f"{one}/move", "move_note", pages.move, methods=["POST"])
    door.add_url_rule(f"{one}/remove", "ask_note", pages.ask)
    door.add_url_rule(f"{one}/remove", "remove_note", pages.remove, methods=["POST"])
