"""What is done with accounts at providers, be it a carrier or a channel; knows neither."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

from flask import Response, request
from werkzeug.wrappers import Response as WsgiResponse

from domain.errors import ChangedMeanwhileError, TooManyAttemptsError
from messages.language import phrase
from services.try_carrier_account import Trial, Tried, UnknownProviderError
from services.wiring import Wiring
from settings_screen.addresses import within
from settings_screen.answers import facts, moved_on
from settings_screen.form_fields import version_in
from settings_screen.screen import Screen
from settings_screen.visits import Visit, by_script

OUTCOMES = {
    "works": ("success", phrase("It works: the credentials are accepted, and saved.")),
    "still-works": ("success", phrase("It works: the credentials are accepted.")),
    "still-refused": ("critical", phrase("The credentials are refused.")),
    "no-answer": (
        "warning",
        phrase("It could not be reached just now. Nothing was changed; try again later."),
    ),
    "removed": ("success", phrase("The account was removed, with its credentials.")),
    "changed": (
        "warning",
        phrase("Not saved: this was changed meanwhile, perhaps in another tab. It now stands so."),
    ),
    "wait": ("warning", phrase("Tried too often. Please wait ten minutes.")),
}
"""What a page says of what was done just before: the tone and the words."""
TRIED = {Trial.WORKS: "works", Trial.UNCLEAR: "unclear"}
_TRIED_AGAIN = {
    Trial.WORKS: "still-works",
    Trial.REFUSED: "still-refused",
    Trial.UNCLEAR: "no-answer",
}


@dataclass(frozen=True, slots=True)
class AccountPages(ABC):
    """The page of all accounts, at `address`, and the acts on one below it.

    `forget` is given the version that was seen and who wants it, besides shop and provider.
    """

    screen: Screen
    address: str
    try_out: Callable[[Wiring, int, str], Tried]
    forget: Callable[[Wiring, int, str, int, str], object]

    @abstractmethod
    def _listed(self, visit: Visit, outcome: str, status: HTTPStatus = HTTPStatus.OK) -> Response:
        """Show all accounts, and the outcome of what was done just before."""

    def all(self) -> Response:
        """Show all accounts."""
        return self._listed(self.screen.visit(), request.args.get("outcome", ""))

    def test(self, provider: str) -> WsgiResponse:
        """Try the credentials that are kept."""
        visit, wiring = self.screen.visit(), self.screen.wiring

        def test() -> str:
            return _TRIED_AGAIN[self.try_out(wiring, visit.shop.id, provider).trial]

        return self._done(visit, provider, test)

    def remove(self, provider: str) -> WsgiResponse:
        """Remove an account."""
        visit, version = self.screen.visit(), version_in(request.form)

        def remove() -> str:
            self.forget(self.screen.wiring, visit.shop.id, provider, version, visit.who)
            return "removed"

        return self._done(visit, provider, remove)

    def _done(self, visit: Visit, provider: str, act: Callable[[], str]) -> WsgiResponse:
        """Do something with an account, and lead on to where its outcome is told."""
        try:
            outcome = act()
        except UnknownProviderError:
            return self._unknown(visit)
        except ChangedMeanwhileError:
            outcome = "changed"
        except TooManyAttemptsError:
            outcome = "wait"
        if by_script(request):
            return facts(outcome=outcome)
        there = self.address if outcome == "removed" else f"{self.address}/{provider}"
        return moved_on(within(there, visit.kept, outcome=outcome))

    def _unknown(self, visit: Visit) -> Response:
        """Answer that there is no such provider, or no account there."""
        if request.method == "POST" and by_script(request):
            return facts(HTTPStatus.NOT_FOUND)
        return self._listed(visit, "unknown", HTTPStatus.NOT_FOUND)
