"""The editor of a message's text, with its preview, its history, and a test to send.

What htmx asks for it gets as a part of the page; without our scripts every answer is a page.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as WsgiResponse

from domain.errors import ChangedMeanwhileError
from domain.team import Role
from domain.texts import TextKey
from messages.check_texts import TextFault
from messages.language import language, phrase
from services.change_texts import (
    InvalidTextsError,
    NoSuchVersionError,
    Seen,
    read_texts,
    reset_texts,
    restore_version,
    save_texts,
)
from services.show_preview import shown_by
from settings_screen.addresses import within
from settings_screen.answers import facts, mail_page, moved_on, said
from settings_screen.carriers_view import Looking
from settings_screen.editor_view import (
    EDITOR,
    channel_choices,
    key_of,
    language_choices,
    number_in,
    part_fields,
    read_parts,
    variable_lines,
    version_lines,
)
from settings_screen.preview_view import LOOKS, WIDTHS, PreviewDesk, as_looked_at, looks_in
from settings_screen.screen import Screen
from settings_screen.visits import Visit, by_htmx, by_script
from settings_screen.words import CHANNELS, KINDS

OUTCOMES = {
    "saved": ("success", phrase("Saved. It is used from the next message on.")),
    "ours": ("success", phrase("It is our text again.")),
    "restored": ("success", phrase("The older version is used again.")),
    "faulty": (
        "critical",
        phrase("Not restored: this version uses what cannot be used any more."),
    ),
    "changed": (
        "warning",
        phrase("Not saved: this was changed meanwhile, perhaps in another tab. It now stands so."),
    ),
}
"""What a page says of what was done just before: the tone and the words."""
WRONG = phrase("Not saved: something in the text cannot be used.")
CHANGED = phrase(
    "Not saved: this was changed meanwhile, perhaps in another tab. What you wrote is still here;"
    " saving again replaces the other change."
)


@dataclass(frozen=True, slots=True)
class _Editor:
    screen: Screen
    previews: PreviewDesk

    def show(self, kind: str, channel: str, code: str) -> WsgiResponse:
        """Show a text as it is sent now."""
        visit, key = self._asked(kind, channel, code, Role.VIEWER)
        if key is None:
            return self._nowhere(visit)
        outcome = OUTCOMES.get(request.args.get("outcome", ""))
        return self._page(visit, key, outcome=outcome)

    def save(self, kind: str, channel: str, code: str) -> WsgiResponse:
        """Keep what was written."""
        visit, key = self._asked(kind, channel, code, Role.EDITOR)
        if key is None:
            return self._nowhere(visit)
        parts, wiring = read_parts(key, request.form), self.screen.wiring
        seen = Seen(number_in(request.form, "version"), visit.who)
        try:
            save_texts(wiring, visit.shop.id, key, parts, seen)
        except InvalidTextsError as error:
            outcome = ("critical", WRONG)
            status = HTTPStatus.UNPROCESSABLE_ENTITY
            return self._page(visit, key, status, parts, error.faults, outcome=outcome)
        except ChangedMeanwhileError:
            outcome = ("warning", CHANGED)
            return self._page(visit, key, HTTPStatus.CONFLICT, parts, outcome=outcome)
        if not by_htmx(request):
            return self._on(visit, key, "saved")
        answer = self._page(visit, key)
        return said(answer, visit.language.say(OUTCOMES["saved"][1]))

    def preview(self, kind: str, channel: str, code: str) -> WsgiResponse:
        """Show how what was written would look."""
        visit, key = self._asked(kind, channel, code, Role.VIEWER)
        if key is None:
            return self._nowhere(visit)
        parts = read_parts(key, request.form)
        view = self.previews.look(visit, key, parts, looks_in(request.form))
        if by_htmx(request):
            fields = part_fields(key, parts, view.faults, visit.language)
            return self.screen.part(visit, "messages/preview_part", view=view, fields=fields)
        return self._page(visit, key, HTTPStatus.OK, parts, view.faults, view=view)

    def test(self, kind: str, channel: str, code: str) -> WsgiResponse:
        """Send what was written to somebody who is to look at it."""
        visit, key = self._asked(kind, channel, code, Role.EDITOR)
        if key is None:
            return self._nowhere(visit)
        parts = read_parts(key, request.form)
        sent = self.previews.send(visit, key, parts, request.form)
        if by_htmx(request):
            return self.screen.part(visit, "messages/sent", sent.status, sent=sent)
        return self._page(visit, key, sent.status, parts, sent=sent)

    def reset(self, kind: str, channel: str, code: str) -> WsgiResponse:
        """Go back to our text."""
        visit, key = self._asked(kind, channel, code, Role.EDITOR)
        if key is None:
            return self._nowhere(visit)
        seen = Seen(number_in(request.form, "version"), visit.who)
        try:
            reset_texts(self.screen.wiring, visit.shop.id, key, seen)
        except ChangedMeanwhileError:
            return self._on(visit, key, "changed")
        return self._on(visit, key, "ours")

    def history(self, kind: str, channel: str, code: str) -> WsgiResponse:
        """Show who changed what, and when."""
        visit, key = self._asked(kind, channel, code, Role.VIEWER)
        if key is None:
            return self._nowhere(visit)
        seen = read_texts(self.screen.wiring, visit.shop.id, key)
        looking = Looking(visit.shop, visit.language, self.screen.wiring.clock())
        return self.screen.page(
            visit,
            "messages/history",
            HTTPStatus.OK,
            lines=version_lines(seen, looking),
            version=seen.version,
            **self._about(visit, key),
        )

    def restore(self, kind: str, channel: str, code: str) -> WsgiResponse:
        """Use an older version again."""
        visit, key = self._asked(kind, channel, code, Role.EDITOR)
        if key is None:
            return self._nowhere(visit)
        seen = Seen(number_in(request.form, "version"), visit.who)
        number = number_in(request.form, "number")
        try:
            restore_version(self.screen.wiring, visit.shop.id, key, number, seen)
        except (ChangedMeanwhileError, NoSuchVersionError):
            return self._on(visit, key, "changed")
        except InvalidTextsError:
            return self._on(visit, key, "faulty")
        return self._on(visit, key, "restored")

    def shown(self, token: str) -> Response:
        """Answer the preview's frame with a mail."""
        html = shown_by(self.screen.wiring, token)
        if html is None:
            return Response(status=HTTPStatus.NOT_FOUND)
        return mail_page(as_looked_at(html, request.args.get("look", "")))

    def _page(
        self,
        visit: Visit,
        key: TextKey,
        status: HTTPStatus = HTTPStatus.OK,
        parts: Mapping[str, str] | None = None,
        faults: Mapping[str, TextFault] | None = None,
        **more: object,
    ) -> Response:
        """Answer with the editor, or for htmx with its form; `parts` is what was entered."""
        seen = read_texts(self.screen.wiring, visit.shop.id, key)
        values = {
            "fields": part_fields(key, parts or seen.parts, faults or {}, visit.language),
            "own": seen.own,
            "version": seen.version,
            "form": request.form,
            "outcome": None,
            "view": None,
            "sent": None,
            "looks": LOOKS,
            "widths": WIDTHS,
            "variables": variable_lines(visit.language),
            "contact": visit.shop.contact_email,
            **self._about(visit, key),
            **more,
        }
        if by_htmx(request):
            return self.screen.part(visit, "messages/editor_form", status, **values)
        return self.screen.page(visit, "messages/editor", status, **values)

    def _about(self, visit: Visit, key: TextKey) -> Mapping[str, object]:
        return {
            "key": key,
            "address": f"{EDITOR}/{key}",
            "kind_label": visit.language.say(KINDS[key.kind].label),
            "written_in": language(key.language),
            "channel_label": visit.language.say(CHANNELS[key.channel]),
            "channels": channel_choices(key, visit.kept, visit.language),
            "languages": language_choices(key, visit.kept),
        }

    def _asked(
        self, kind: str, channel: str, code: str, needs: Role
    ) -> tuple[Visit, TextKey | None]:
        return self.screen.visit(needs), key_of(kind, channel, code)

    def _on(self, visit: Visit, key: TextKey, outcome: str) -> WsgiResponse:
        """Lead on to where the outcome is told."""
        if by_script(request):
            return facts(outcome=outcome)
        return moved_on(within(f"{EDITOR}/{key}", visit.kept, outcome=outcome))

    def _nowhere(self, visit: Visit) -> WsgiResponse:
        if request.method == "POST":
            return facts(HTTPStatus.NOT_FOUND)
        return moved_on(within(EDITOR, visit.kept))


def add_editor(door: Blueprint, screen: Screen) -> None:
    """Add the editor and what is below it to a blueprint."""
    pages = _Editor(screen, PreviewDesk(screen.wiring))
    one = f"{EDITOR}/<kind>/<channel>/<code>"
    door.add_url_rule(one, "text", pages.show)
    door.add_url_rule(one, "save_text", pages.save, methods=["POST"])
    door.add_url_rule(f"{one}/preview", "preview_text", pages.preview, methods=["POST"])
    door.add_url_rule(f"{one}/test", "test_text", pages.test, methods=["POST"])
    door.add_url_rule(f"{one}/reset", "reset_text", pages.reset, methods=["POST"])
    door.add_url_rule(f"{one}/history", "text_history", pages.history)
    door.add_url_rule(f"{one}/restore", "restore_text", pages.restore, methods=["POST"])
    door.add_url_rule(f"{EDITOR}/shown/<token>", "shown_text", pages.shown)
