"""What the forms of the FAQ share: what was typed, upon which version, and what is answered."""

from collections.abc import Callable
from http import HTTPStatus

from flask import request
from werkzeug.wrappers import Response as WsgiResponse

from domain.delivery_terms import Written
from domain.errors import ChangedMeanwhileError
from messages.language import phrase
from services.change_faq import FaqSeen, InvalidFaqError, NoSuchQuestionError, as_written
from settings_screen.faq_view import faq_problems
from settings_screen.form_fields import version_in
from settings_screen.messages_routes import OUTCOMES
from settings_screen.tracking_forms import CHANGED, Form, Trouble, faulty, written_in
from settings_screen.visits import Visit

FAQ_OUTCOMES = {
    **OUTCOMES,
    "added": ("success", phrase("Added at the end of the list.")),
    "removed": ("success", phrase("Removed.")),
    "ours": ("success", phrase("It is our text again.")),
    "gone": ("warning", phrase("There is no such question any more.")),
}


def done(
    form: Form,
    change: Callable[[], object],
    again: Callable[[Trouble], WsgiResponse],
    outcome: str,
) -> WsgiResponse:
    """Change something and lead on; show the form again where that cannot be."""
    try:
        change()
    except InvalidFaqError as error:
        errors = faq_problems(error, form.visit.language)
        return form.refused(faulty(errors), again)
    except NoSuchQuestionError:
        return form.refused(Trouble(HTTPStatus.NOT_FOUND, {}, "gone"), again)
    except ChangedMeanwhileError:
        return form.refused(CHANGED, again)
    return form.on(outcome)


def form_of(visit: Visit, then: str) -> Form:
    """Return a form that leads on in the language it was written in."""
    return Form(visit, then, {}, written_in(visit).code)


def typed() -> Written:
    """Return the words that were sent, as they are kept."""
    return as_written(request.form.get("question", ""), request.form.get("answer", ""))


def seen_by(visit: Visit) -> FaqSeen:
    """Return who changes the FAQ, and upon which version."""
    return FaqSeen(version_in(request.form), visit.who)
