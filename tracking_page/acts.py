"""Have done what a shopper's form asks, and put what stands against it into words."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

from domain.errors import OverloadedError, TooManyAttemptsError
from domain.self_service import Action
from domain.shopper_words import tidy
from messages.language import phrase
from services.allow_action import Acting, FaultyTextError, NotDoneError, WhyNot
from services.cancel_for_shopper import cancel_for_shopper
from services.change_address_for_shopper import FaultyAddressError, change_address_for_shopper
from services.contact_shop import contact_shop
from services.leave_instructions import leave_instructions
from services.report_missing import found_parcel, report_missing
from services.wiring import Wiring
from tracking_page.act_forms import ActForm, problem_texts
from tracking_page.action_view import FOUND, TAKEN_BACK

FAULTY = phrase("Nothing was sent yet. Please look at what is marked.")
TOO_MANY = phrase("Too many attempts. Please wait a while and try again.")
NOT_NOW = phrase("This cannot be done right now. Please try again in a minute.")
_NOT_DONE: Mapping[WhyNot, str] = {
    WhyNot.REJECTED: phrase(
        "The shop's system did not accept this: nothing has changed. Please write to the shop."
    ),
    WhyNot.NOT_ALLOWED: phrase(
        "The shop has not switched this on completely: nothing has changed. Please write to the"
        " shop."
    ),
    WhyNot.LATER: phrase(
        "The shop's system does not answer, so we do not know whether this was done. Please look at"
        " your order in a few minutes before you try again."
    ),
}
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Failed:
    """Why nothing was done: a notice, and problems by field; all untranslated.

    `retry_after` is in seconds, 0 for any time. As it comes it is a form nobody has sent yet.
    """

    notice: str = ""
    problems: Mapping[str, str] = field(default_factory=dict)
    status: HTTPStatus = HTTPStatus.OK
    retry_after: int = 0


def _missing(wiring: Wiring, acting: Acting, form: ActForm) -> None:
    if form.found:
        found_parcel(wiring, acting, form.parcel)
    else:
        report_missing(wiring, acting, form.parcel, form.text)


DOES: Mapping[Action, Callable[[Wiring, Acting, ActForm], None]] = {
    Action.CANCEL: lambda wiring, acting, _: cancel_for_shopper(wiring, acting),
    Action.CHANGE_ADDRESS: lambda wiring, acting, form: change_address_for_shopper(
        wiring, acting, form.address
    ),
    Action.INSTRUCTIONS: lambda wiring, acting, form: leave_instructions(wiring, acting, form.text),
    Action.CONTACT: lambda wiring, acting, form: contact_shop(wiring, acting, form.text),
    Action.NOT_RECEIVED: _missing,
}
"""What is done with us; the other actions are done elsewhere."""


def attempt(wiring: Wiring, acting: Acting, action: Action, form: ActForm) -> str | Failed:
    """Do it; return the word for what was done, or why it was not.

    Raises ActionRefusedError and BadTokenError.
    """
    try:
        DOES[action](wiring, acting, form)
    except FaultyAddressError as error:
        return _faulty(problem_texts(error.problems))
    except FaultyTextError as error:
        return _faulty(problem_texts({"text": error.problem}))
    except NotDoneError as error:
        ids = {"shop": acting.shop_id, "order": acting.order_id}
        log.warning("a shopper's %s was not done: %s", action, error.why, extra=ids)
        later = error.why is WhyNot.LATER
        status = HTTPStatus.SERVICE_UNAVAILABLE if later else HTTPStatus.UNPROCESSABLE_ENTITY
        return Failed(_NOT_DONE[error.why], status=status)
    except TooManyAttemptsError as error:
        seconds = max(1, round(error.retry_after.total_seconds()))
        return Failed(TOO_MANY, status=HTTPStatus.TOO_MANY_REQUESTS, retry_after=seconds)
    except OverloadedError:
        return Failed(NOT_NOW, status=HTTPStatus.SERVICE_UNAVAILABLE)
    return _done(action, form)


def _done(action: Action, form: ActForm) -> str:
    if action is Action.INSTRUCTIONS and not tidy(form.text):
        return TAKEN_BACK
    return FOUND if form.found and action is Action.NOT_RECEIVED else action.value


def _faulty(problems: Mapping[str, str]) -> Failed:
    return Failed(FAULTY, problems, HTTPStatus.UNPROCESSABLE_ENTITY)
