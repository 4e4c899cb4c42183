"""The channels page and the forms below it: connect, change, test and remove accounts.

Each form works without our script as well; then the answer is a page.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as WsgiResponse

from messages.language import phrase
from services.enter_credentials import CredentialsRefusedError, InvalidAccountError
from services.keep_channel_account import EnteredChannel, forget_channel, keep_channel
from services.review_channels import ChannelForm, channel_form, review_channels
from services.try_carrier_account import UnknownProviderError
from services.try_channel_account import try_channel_account
from settings_screen.account_pages import OUTCOMES, TRIED, AccountPages
from settings_screen.answers import facts
from settings_screen.carriers_view import Looking
from settings_screen.channels_view import (
    CHANNELS,
    account_details,
    account_state,
    channel_fields,
    channel_lines,
)
from settings_screen.credential_form_view import (
    field_name,
    problem_words,
    refusal_words,
    values_in,
)
from settings_screen.form_fields import version_in
from settings_screen.screen import Screen
from settings_screen.visits import Visit, by_script

_OUTCOMES = {
    **OUTCOMES,
    "unclear": (
        "warning",
        phrase("Saved, but it could not be reached just now. It is tried with the next message."),
    ),
    "unknown": ("warning", phrase("There is no such provider here.")),
}


@dataclass(frozen=True, slots=True)
class _Channels(AccountPages):
    def one(self, provider: str) -> Response:
        """Show the form of an account."""
        visit = self.screen.visit()
        try:
            seen = channel_form(self.screen.wiring, visit.shop.id, provider)
        except UnknownProviderError:
            return self._unknown(visit)
        return self._form(visit, seen)

    def save(self, provider: str) -> WsgiResponse:
        """Try what was entered and keep it."""
        visit = self.screen.visit()
        entered = EnteredChannel(provider, values_in(request.form), version_in(request.form))

        def keep() -> str:
            return TRIED[keep_channel(self.screen.wiring, visit.shop.id, entered, visit.who).trial]

        try:
            return self._done(visit, provider, keep)
        except InvalidAccountError as error:
            words = problem_words(error.problems, visit.language)
        except CredentialsRefusedError as error:
            words = refusal_words(error.field, error.reason, visit.language)
        return self._not_saved(visit, entered, words)

    def confirm(self, provider: str) -> Response:
        """Ask whether an account is to be removed."""
        visit = self.screen.visit()
        try:
            seen = channel_form(self.screen.wiring, visit.shop.id, provider)
        except UnknownProviderError:
            return self._unknown(visit)
        if seen.account is None:
            return self._unknown(visit)
        return self.screen.page(
            visit, "channels/remove", account=seen.account, provided=seen.provided
        )

    def _listed(self, visit: Visit, outcome: str, status: HTTPStatus = HTTPStatus.OK) -> Response:
        seen = review_channels(self.screen.wiring, visit.shop.id)
        lines = channel_lines(seen, self._looking(visit))
        return self.screen.page(
            visit, "channels", status, lines=lines, outcome=_OUTCOMES.get(outcome)
        )

    def _form(
        self,
        visit: Visit,
        seen: ChannelForm,
        entered: EnteredChannel | None = None,
        errors: Mapping[str, str] | None = None,
    ) -> Response:
        account, language = seen.account, visit.language
        return self.screen.page(
            visit,
            "channels/form",
            HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK,
            seen=seen,
            state=account_state(account, language) if account else None,
            details=account_details(account, self._looking(visit)) if account else "",
            fields=channel_fields(seen, entered, errors or {}, language),
            outcome=_OUTCOMES.get(request.args.get("outcome", "")) if not errors else None,
        )

    def _not_saved(
        self, visit: Visit, entered: EnteredChannel, words: Mapping[str, str]
    ) -> Response:
        errors = {field_name(name): said for name, said in words.items()}
        if by_script(request):
            return facts(HTTPStatus.UNPROCESSABLE_ENTITY, errors=errors)
        seen = channel_form(self.screen.wiring, visit.shop.id, entered.provider)
        return self._form(visit, seen, entered, errors)

    def _looking(self, visit: Visit) -> Looking:
        return Looking(visit.shop, visit.language, self.screen.wiring.clock())


def add_channels(door: Blueprint, screen: Screen) -> None:
    """Add the channels page and what is below it to a blueprint."""
    pages = _Channels(screen, CHANNELS, try_channel_account, forget_channel)
    one = f"{CHANNELS}/<provider>"
    door.add_url_rule(CHANNELS, "channels", pages.all)
    door.add_url_rule(one, "channel", pages.one)
    door.add_url_rule(one, "save_channel", pages.save, methods=["POST"])
    door.add_url_rule(f"{one}/test", "test_channel", pages.test, methods=["POST"])
    door.add_url_rule(f"{one}/remove", "confirm_channel", pages.confirm)
    door.add_url_rule(f"{one}/remove", "remove_channel", pages.remove, methods=["POST"])
