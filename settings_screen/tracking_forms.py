"""What whole forms of the settings share: how they are saved, and the language of their words."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus

from flask import request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as WsgiResponse

from domain.errors import ChangedMeanwhileError
from messages.language import LANGUAGES, Language, language_for
from messages.language import language as language_of
from services.page_values import InvalidPageError
from settings_screen.addresses import within
from settings_screen.answers import facts, moved_on
from settings_screen.editor_view import Choice
from settings_screen.tracking_words import problem_words
from settings_screen.visits import Visit, by_script

WRITTEN = "written"
"""The field that says in which language the words of a form are."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a form was not saved: by field, or an outcome of the whole."""

    status: HTTPStatus
    errors: Mapping[str, str]
    outcome: str = ""


CHANGED = Trouble(HTTPStatus.CONFLICT, {}, "changed")
"""Somebody else has saved it meanwhile."""


def no_trouble() -> Trouble:
    """Return none, with the outcome that an address tells of what was done just before."""
    return Trouble(HTTPStatus.OK, {}, request.args.get("outcome", ""))


def faulty(errors: Mapping[str, str]) -> Trouble:
    """Return that fields are not as they must be."""
    return Trouble(HTTPStatus.UNPROCESSABLE_ENTITY, errors)


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a visit: `then` is where it leads, `most` how much its fields may hold.

    `written` is the language its words are in: one stays with it.
    """

    visit: Visit
    then: str
    most: Mapping[str, int]
    written: str = ""

    def saved(
        self,
        change: Callable[[], object],
        again: Callable[[Trouble], WsgiResponse],
        outcome: str = "saved",
    ) -> WsgiResponse:
        """Change something and lead on; show the form again where that cannot be."""
        try:
            change()
        except InvalidPageError as error:
            errors = problem_words(error.problems, self.most, self.visit.language)
            return self.refused(faulty(errors), again)
        except ChangedMeanwhileError:
            return self.refused(CHANGED, again)
        return self.on(outcome)

    def refused(self, trouble: Trouble, again: Callable[[Trouble], WsgiResponse]) -> WsgiResponse:
        """Say why something was not saved."""
        if not by_script(request):
            return again(trouble)
        if trouble.outcome:
            return facts(trouble.status, outcome=trouble.outcome)
        return facts(trouble.status, errors=dict(trouble.errors))

    def on(self, outcome: str) -> WsgiResponse:
        """Lead on to where the outcome is told."""
        carried = {WRITTEN: self.written}
        if by_script(request):
            return facts(outcome=outcome, then=within(self.then, "", **carried))
        return moved_on(within(self.then, self.visit.kept, outcome=outcome, **carried))


def written_in(visit: Visit) -> Language:
    """Return the language in which the words of the present form are: the shop's, unless chosen."""
    chosen = request.form.get(WRITTEN) or request.args.get(WRITTEN, "")
    return language_of(chosen) if chosen in LANGUAGES else language_for(visit.shop.locale)


def language_choices(
    address: str, kept: str, chosen: Language, filled: Iterable[str]
) -> Sequence[Choice]:
    """Return the same form in every language, those that have words first, marked."""
    there = set(filled)
    codes = sorted(LANGUAGES, key=lambda code: code not in there)
    return [
        Choice(
            within(address, kept, **{WRITTEN: code}),
            f"{language_of(code).name} ✓" if code in there else language_of(code).name,
            code == chosen.code,
            language_of(code).tag,
        )
        for code in codes
    ]


def text_in(form: MultiDict[str, str], name: str) -> str:
    """Read a text as it was typed, with plain ends of lines."""
    return form.get(name, "").replace("\r\n", "\n").strip()
