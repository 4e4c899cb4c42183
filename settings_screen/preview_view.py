"""What is shown of a message before anybody gets it: mail, text or note; it keeps nothing.

A mail is shown in a frame of its own, at an address of its own, in which nothing can run.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

from werkzeug.datastructures import MultiDict

from domain.errors import ProviderError, TooManyAttemptsError
from domain.texts import TextKey
from messages.check_texts import TextFault
from messages.language import Language, phrase
from messages.render import Rendered
from messages.short import PushText
from services.preview_message import Preview, ShownSms, UnknownOrderError, Wanted, preview
from services.send_test import BadRecipientError, FaultyTextError, NoWayError, send_test
from services.show_preview import keep_shown
from services.wiring import Wiring
from settings_screen.figures import number
from settings_screen.visits import Visit

LOOKS = {"light": phrase("Light"), "dark": phrase("Dark")}
WIDTHS = {
    "desktop": phrase("Desktop"),
    "phone": phrase("Phone"),
    "plain": phrase("Plain text"),
}
SHOWN = "/settings/messages/shown"

_SCHEME = re.compile(r"@media\s*\(\s*prefers-color-scheme\s*:\s*dark\s*\)")
_SAMPLE = phrase("Shown with a sample order.")
_REAL = phrase("Shown with the order %(number)s, as it stands now.")
_NO_ORDER = phrase("You have no order of this number.")
_SENT = phrase("Sent to %(recipient)s.")
_NOT_SENT: Mapping[type[Exception], str] = {
    UnknownOrderError: _NO_ORDER,
    FaultyTextError: phrase("Not sent: something in the text cannot be used."),
    BadRecipientError: phrase("This is not one address, or not a number with its country code."),
    NoWayError: phrase("Not sent: nothing is set up by which it could go out."),
    TooManyAttemptsError: phrase("Tried too often. Please wait ten minutes."),
}
_REFUSED = phrase("Not sent. The answer was: %(reason)s")
_LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class Looks:
    """How a preview is looked at, and with which order."""

    order: str
    look: str
    width: str


@dataclass(frozen=True, slots=True)
class PreviewView:
    """What is shown; of `frame`, `plain` and `push` there is what the channel has.

    `frame` is the address of a mail's HTML.
    """

    about: str
    looks: Looks
    subject: str = ""
    frame: str = ""
    plain: str = ""
    size: str = ""
    push: PushText | None = None
    order_error: str = ""
    faults: Mapping[str, TextFault] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SentView:
    """What became of a test."""

    words: str
    status: HTTPStatus
    tone: str


@dataclass(frozen=True, slots=True)
class PreviewDesk:
    """Renders what a merchant is writing, to be looked at or sent to themselves."""

    wiring: Wiring

    def look(
        self, visit: Visit, key: TextKey, parts: Mapping[str, str], looks: Looks
    ) -> PreviewView:
        """Show what was written."""
        try:
            seen = preview(self.wiring, visit.shop.id, Wanted(key, looks.order, parts))
        except UnknownOrderError:
            return PreviewView("", looks, order_error=visit.language.say(_NO_ORDER))
        return self._view(seen, looks, visit.language)

    def send(
        self, visit: Visit, key: TextKey, parts: Mapping[str, str], form: MultiDict[str, str]
    ) -> SentView:
        """Send what was written; say what came of it."""
        say, wanted = visit.language.say, Wanted(key, looks_in(form).order, parts)
        try:
            went_to = send_test(self.wiring, visit.shop.id, wanted, form.get("recipient", ""))
        except tuple(_NOT_SENT) as error:
            words = say(_NOT_SENT[type(error)])
        except ProviderError as error:
            words = say(_REFUSED, reason=error.reason[:_LONGEST_REASON])
        else:
            return SentView(say(_SENT, recipient=went_to), HTTPStatus.OK, "success")
        return SentView(words, HTTPStatus.UNPROCESSABLE_ENTITY, "critical")

    def _view(self, seen: Preview, looks: Looks, spoken: Language) -> PreviewView:
        about = spoken.say(_SAMPLE) if seen.sample else spoken.say(_REAL, number=seen.order_number)
        if isinstance(seen.shown, Rendered):
            token = keep_shown(self.wiring, seen.shown.html)
            return PreviewView(
                about,
                looks,
                subject=seen.shown.subject,
                frame=f"{SHOWN}/{token}?look={looks.look}",
                plain=seen.shown.text,
                faults=seen.faults,
            )
        if isinstance(seen.shown, ShownSms):
            size = _size_words(seen.shown, spoken)
            return PreviewView(about, looks, plain=seen.shown.text, size=size, faults=seen.faults)
        return PreviewView(about, looks, push=seen.shown, faults=seen.faults)


def looks_in(form: MultiDict[str, str]) -> Looks:
    """Read how somebody wants to look at a preview."""
    look, width = form.get("look", ""), form.get("width", "")
    return Looks(
        order=form.get("order", "").strip(),
        look=look if look in LOOKS else "light",
        width=width if width in WIDTHS else "desktop",
    )


def as_looked_at(html: str, look: str) -> str:
    """Return a mail as a program shows it that is dark, or one that is light."""
    return _SCHEME.sub("@media all" if look == "dark" else "@media not all", html)


def _size_words(shown: ShownSms, spoken: Language) -> str:
    size = shown.size
    return spoken.count(
        "%(num)d segment, %(characters)s characters in %(alphabet)s.",
        "%(num)d segments, %(characters)s characters in %(alphabet)s.",
        size.segments,
        characters=number(spoken, size.characters),
        alphabet=size.alphabet,
    )
