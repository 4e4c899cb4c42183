"""Check the domain of a shop's sender: a button of the brand page, which shows what was found."""

from dataclasses import dataclass

from flask import Blueprint, request
from werkzeug.wrappers import Response as WsgiResponse

from domain.errors import ProviderError, TooManyAttemptsError
from services.check_sender import NoSenderError, check_sender
from settings_screen.addresses import within
from settings_screen.answers import facts, moved_on
from settings_screen.brand_routes import BRAND
from settings_screen.screen import Screen
from settings_screen.visits import by_script


@dataclass(frozen=True, slots=True)
class _Sender:
    screen: Screen

    def check(self) -> WsgiResponse:
        """Look at the sender's domain; the brand page tells the outcome."""
        visit, outcome = self.screen.visit(), "checked"
        try:
            check_sender(self.screen.wiring, visit.shop.id)
        except TooManyAttemptsError:
            outcome = "wait"
        except ProviderError:
            outcome = "no-answer"
        except NoSenderError:
            outcome = "no-sender"
        if by_script(request):
            return facts(outcome=outcome)
        return moved_on(within(BRAND, visit.kept, outcome=outcome))


def add_sender(door: Blueprint, screen: Screen) -> None:
    """Add the check to a blueprint."""
    door.add_url_rule(f"{BRAND}/check", "check_sender", _Sender(screen).check, methods=["POST"])
