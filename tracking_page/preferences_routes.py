"""The page on which a shopper rules the messages of a shop, by the link in a mail, and no other.

The link is the proof: there is no session, so a form made elsewhere can say nothing that whoever
made it could not say himself. Reading changes nothing, for mail scanners open every link.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import wraps
from http import HTTPStatus

from flask import Blueprint, Response, request

from domain.errors import (
    BadTokenError,
    ChangedMeanwhileError,
    FrammeError,
    OverloadedError,
    TooManyAttemptsError,
)
from domain.kinds import ChannelKey
from messages.language import phrase
from services.second_recipient import leave
from services.shopper_wishes import (
    AskedTooOftenError,
    SecondView,
    ShopperView,
    UnwantedError,
    erase_me,
    open_wishes,
    save_wishes,
    switch_mails,
)
from services.wiring import Wiring
from tracking_page.answers import sent_on
from tracking_page.preferences_answers import Pages, asked, reader_of
from tracking_page.preferences_form import ChosenWishes, chosen_wishes, with_problem
from tracking_page.preferences_view import masked, preferences_page

MEANWHILE = phrase(
    "These choices were changed in another window. This is how they are now; nothing was saved."
)
FAULTY = phrase("Nothing was saved yet. Please look at what is marked.")
TOO_MANY = phrase("Too many attempts. Please wait a while and try again.")
NOT_NOW = phrase("This cannot be saved right now. Please try again in a minute.")
ASKED_OFTEN = phrase("Enough was sent to others today. Please try again tomorrow.")
UNWANTED = phrase("No messages can be sent to this address.")

_REFUSALS: Mapping[type[FrammeError], tuple[str, HTTPStatus]] = {
    AskedTooOftenError: (ASKED_OFTEN, HTTPStatus.TOO_MANY_REQUESTS),
    UnwantedError: (UNWANTED, HTTPStatus.UNPROCESSABLE_ENTITY),
    TooManyAttemptsError: (TOO_MANY, HTTPStatus.TOO_MANY_REQUESTS),
    OverloadedError: (NOT_NOW, HTTPStatus.SERVICE_UNAVAILABLE),
}
_AT_THE_FIELD = (AskedTooOftenError, UnwantedError)

Shown = Callable[[ShopperView, str], Response]
ShownToSecond = Callable[[SecondView], Response]


@dataclass(frozen=True, slots=True)
class _Preferences:
    wiring: Wiring
    pages: Pages

    def show(self, view: ShopperView, _token: str) -> Response:
        """Show how things stand."""
        return self._form(view, saved="saved" in request.args)

    def save(self, view: ShopperView, token: str) -> Response:
        """Keep what was chosen, or say beside the field why not."""
        chosen = chosen_wishes(request.form, view)
        if chosen.problems:
            return self._form(view, chosen, FAULTY, HTTPStatus.UNPROCESSABLE_ENTITY)
        try:
            save_wishes(self.wiring, view, chosen.wanted)
        except ChangedMeanwhileError:
            fresh = open_wishes(self.wiring, token)
            if not isinstance(fresh, ShopperView):
                raise
            return self._form(fresh, None, MEANWHILE, HTTPStatus.CONFLICT)
        except tuple(_REFUSALS) as error:
            return self._refused(view, chosen, error)
        lang = f"&lang={asked().chosen}" if asked().chosen else ""
        return sent_on(f"/p/{token}?saved=1{lang}#saved")

    def ask_to_stop(self, view: ShopperView, _token: str) -> Response:
        """Show a page with one button: whoever only looks at an address stops nothing."""
        return self._unsubscribed(view, mails_on=view.mails_on)

    def stop(self, view: ShopperView, _token: str) -> Response:
        """Send no more mails, whoever asks: the reader, or their mail program (RFC 8058)."""
        switch_mails(self.wiring, view, on=False)
        return self._unsubscribed(view, mails_on=False)

    def begin_again(self, view: ShopperView, _token: str) -> Response:
        """Send mails again to one who has stopped them."""
        switch_mails(self.wiring, view, on=True)
        return self._unsubscribed(view, mails_on=True)

    def back(self, _view: ShopperView, token: str) -> Response:
        """Lead whoever looks at where a form is sent to, by a link or a reload, to the form."""
        lang = f"?lang={asked().chosen}" if asked().chosen else ""
        return sent_on(f"/p/{token}/unsubscribe{lang}")

    def ask_to_erase(self, view: ShopperView, _token: str) -> Response:
        """Say what would be erased, and ask once more."""
        return self._erasing(view)

    def erase(self, view: ShopperView, _token: str) -> Response:
        """Have everything forgotten that is kept of this shopper in this shop."""
        try:
            erase_me(self.wiring, view)
        except (TooManyAttemptsError, OverloadedError) as error:
            return self._erasing(view, *_REFUSALS[type(error)])
        return self._erasing(view, done=True)

    def second(self, view: SecondView) -> Response:
        """Show the second recipient that they can leave; there is nothing else for them."""
        there = view.recipient.address if view.recipient else ""
        reader = reader_of(view)
        return self.pages.fill("preferences_second.html", view, reader, address=masked(there))

    def leave(self, view: SecondView) -> Response:
        """Send nothing more to the second recipient."""
        if view.recipient:
            leave(self.wiring, view.shop, view.recipient)
        return self.second(replace(view, recipient=None))

    def opened(self, show: Shown, to_second: ShownToSecond) -> Callable[[str], Response]:
        """Open the link first; whatever is wrong with it, the answer is the same."""

        @wraps(show)
        def shown(token: str) -> Response:
            try:
                view = open_wishes(self.wiring, token)
            except BadTokenError:
                return self.pages.gone()
            return to_second(view) if isinstance(view, SecondView) else show(view, token)

        return shown

    def _form(
        self,
        view: ShopperView,
        chosen: ChosenWishes | None = None,
        notice: str = "",
        status: HTTPStatus = HTTPStatus.OK,
        *,
        saved: bool = False,
    ) -> Response:
        reader = reader_of(view)
        page = preferences_page(view, reader, self.wiring.push_key, chosen)
        name = "preferences.html"
        return self.pages.fill(
            name, view, reader, status=status, page=page, notice=notice, saved=saved
        )

    def _refused(self, view: ShopperView, chosen: ChosenWishes, error: FrammeError) -> Response:
        problem, status = _REFUSALS[type(error)]
        if not isinstance(error, _AT_THE_FIELD):
            return self._form(view, chosen, problem, status)
        name = "second" if view.wishes.also_to or view.kept.asking else "also_to"
        return self._form(view, with_problem(chosen, name, problem), FAULTY, status)

    def _unsubscribed(self, view: ShopperView, *, mails_on: bool) -> Response:
        name, to = "preferences_unsubscribe.html", masked(view.address)
        return self.pages.fill(name, view, reader_of(view), mails_on=mails_on, address=to)

    def _erasing(
        self,
        view: ShopperView,
        notice: str = "",
        status: HTTPStatus = HTTPStatus.OK,
        *,
        done: bool = False,
    ) -> Response:
        return self.pages.fill(
            "preferences_erase.html",
            view,
            reader_of(view),
            status=status,
            notice=notice,
            done=done,
            address=masked(view.address),
            texts_refused=ChannelKey.SMS in view.suppressed,
        )


def preferences_blueprint(wiring: Wiring) -> Blueprint:
    """Return the pages behind the links in mails, for an application to register at its root."""
    door = Blueprint("preferences", __name__)
    ours = _Preferences(wiring, Pages())
    for path, see, do, leaves in (
        ("", ours.show, ours.save, ours.second),
        ("/unsubscribe", ours.ask_to_stop, ours.stop, ours.leave),
        ("/erase", ours.ask_to_erase, ours.erase, ours.second),
    ):
        address, name = f"/p/<token>{path}", path[1:]
        door.add_url_rule(address, f"see{name}", ours.opened(see, ours.second))
        door.add_url_rule(address, f"do{name}", ours.opened(do, leaves), methods=["POST"])
    again, back = (ours.opened(step, ours.second) for step in (ours.begin_again, ours.back))
    door.add_url_rule("/p/<token>/subscribe", "subscribe", again, methods=["POST"])
    door.add_url_rule("/p/<token>/subscribe", "see_subscribe", back)
    return door
