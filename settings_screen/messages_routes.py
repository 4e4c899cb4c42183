"""The notifications page: which kinds of message go out how; each row is saved at once.

Without our scripts a row is a form of its own, and the answer a page.
"""

from dataclasses import dataclass
from http import HTTPStatus

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as WsgiResponse

from domain.errors import ChangedMeanwhileError
from domain.kinds import Kind
from messages.language import phrase
from services.change_settings import read_settings, see_messages, set_show_scans
from services.choose_kinds import (
    KindChoice,
    WaitOutOfBoundsError,
    choose_kind,
    review_kinds,
)
from services.review_shop import shop_overview
from settings_screen.addresses import within
from settings_screen.answers import facts, moved_on, said
from settings_screen.doubles import LABELS, WHERE, double_lines
from settings_screen.kinds_view import (
    MESSAGES,
    UNDO,
    Happened,
    UnreadableFormError,
    bounds_words,
    changed_switch,
    groups,
    kind_line,
    read_choice,
    saved_words,
)
from settings_screen.screen import Screen
from settings_screen.visits import Visit, by_htmx, by_script
from settings_screen.words import CHANNELS

SAVED = phrase("Saved")
UNDONE = phrase("Undone")
CHANGED = phrase("Not saved: this was changed meanwhile, perhaps in another tab. It now stands so.")
NOT_GRANTED = phrase("Open Framme in the shop's admin to switch this on: Shopify asks you there.")
NO_SUCH_KIND = phrase("There is no such message. Please reload the page.")
OUTCOMES = {"saved": ("success", SAVED), "changed": ("warning", CHANGED)}
"""What the page says of what was done just before, where our scripts do not run."""


@dataclass(frozen=True, slots=True)
class _Messages:
    screen: Screen

    def all(self) -> Response:
        """Show what may be sent, and what may be shown by the platform."""
        visit = self.screen.visit()
        see_messages(self.screen.wiring, visit.shop.id)
        return self._page(visit)

    def save(self, kind: str) -> WsgiResponse:
        """Keep what was chosen for a kind."""
        visit = self.screen.visit()
        if kind not in list(Kind):
            return facts(HTTPStatus.NOT_FOUND, said=visit.language.say(NO_SUCH_KIND))
        chosen = Kind(kind)
        typed = request.form.get("wait", "")
        try:
            choice = read_choice(chosen, request.form)
            before = choose_kind(self.screen.wiring, visit.shop.id, choice, visit.who)
        except UnreadableFormError as error:
            problem = visit.language.say(str(error))
            return self._refused(visit, Happened(chosen, problem, typed))
        except WaitOutOfBoundsError as error:
            problem = bounds_words(error.bounds, visit.language)
            return self._refused(visit, Happened(chosen, problem, typed))
        except ChangedMeanwhileError:
            return self._changed(visit, chosen)
        return self._saved(visit, before, choice)

    def _saved(self, visit: Visit, before: KindChoice, choice: KindChoice) -> WsgiResponse:
        if not by_htmx(request):
            return self._on(visit, choice.kind, "saved")
        undone = UNDO in request.form
        answer = self._row(visit, Happened(choice.kind, before=before, undone=undone))
        if undone:
            focus = changed_switch(before, choice)
            return said(answer, visit.language.say(UNDONE), focus=focus)
        return said(answer, saved_words(before, choice, visit.language), offered=True)

    def save_scans(self) -> WsgiResponse:
        """Show carrier scans on the platform's order pages, or no longer."""
        visit, wiring = self.screen.visit(), self.screen.wiring
        wanted = bool(request.form.get("scans"))
        if wanted and self._must_ask(visit):
            problem = visit.language.say(NOT_GRANTED)
            if by_script(request):
                return facts(HTTPStatus.UNPROCESSABLE_ENTITY, errors={"scans": problem})
            return self._page(visit, HTTPStatus.UNPROCESSABLE_ENTITY, scans_problem=problem)
        if visit.app:
            set_show_scans(wiring, visit.shop.id, visit.who, on=wanted)
        if by_script(request):
            return facts(said=visit.language.say(SAVED))
        return moved_on(within(MESSAGES, visit.kept, outcome="saved"))

    def _must_ask(self, visit: Visit) -> bool:
        """Tell whether the platform would have to ask, which it does within its admin only.

        There, the page has asked before it saves; word of it may reach us later than the page.
        """
        if visit.embedded or visit.app is None:
            return False
        wiring, shop_id = self.screen.wiring, visit.shop.id
        if read_settings(wiring, shop_id).show_scans:
            return False
        granted = shop_overview(wiring, shop_id).scopes
        return bool(visit.app.missing_scopes(granted, visit.app.scan_scopes))

    def _page(
        self,
        visit: Visit,
        status: HTTPStatus = HTTPStatus.OK,
        happened: Happened | None = None,
        scans_problem: str = "",
    ) -> Response:
        wiring, platform = self.screen.wiring, visit.shop.platform
        seen = review_kinds(wiring, visit.shop.id)
        missing = [visit.language.say(CHANNELS[key]) for key in CHANNELS if key not in seen.ready]
        return self.screen.page(
            visit,
            "messages",
            status,
            groups=groups(seen, visit, happened),
            missing=", ".join(missing),
            doubles=double_lines(platform, visit.language),
            platform=LABELS[platform],
            where=WHERE[platform],
            scans=read_settings(wiring, visit.shop.id).show_scans,
            scans_problem=scans_problem,
            outcome=OUTCOMES.get(request.args.get("outcome", "")) if not happened else None,
        )

    def _row(
        self, visit: Visit, happened: Happened, status: HTTPStatus = HTTPStatus.OK
    ) -> Response:
        seen = review_kinds(self.screen.wiring, visit.shop.id)
        return self.screen.part(
            visit, "messages/kind", status, line=kind_line(seen, visit, happened)
        )

    def _refused(self, visit: Visit, happened: Happened) -> Response:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if by_htmx(request):
            return said(self._row(visit, happened, status), happened.problem, offered=True)
        return self._page(visit, status, happened)

    def _changed(self, visit: Visit, kind: Kind) -> WsgiResponse:
        if not by_htmx(request):
            return self._on(visit, kind, "changed")
        words = visit.language.say(CHANGED)
        answer = self._row(visit, Happened(kind, words), HTTPStatus.CONFLICT)
        return said(answer, words, offered=True)

    def _on(self, visit: Visit, kind: Kind, outcome: str) -> WsgiResponse:
        return moved_on(f"{within(MESSAGES, visit.kept, outcome=outcome)}#kind-{kind}")


def add_messages(door: Blueprint, screen: Screen) -> None:
    """Add the notifications page to a blueprint."""
    pages = _Messages(screen)
    door.add_url_rule(MESSAGES, "messages", pages.all)
    door.add_url_rule(f"{MESSAGES}/scans", "save_scans", pages.save_scans, methods=["POST"])
    door.add_url_rule(f"{MESSAGES}/<kind>", "save_kind", pages.save, methods=["POST"])
