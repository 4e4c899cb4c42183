"""The carriers page and the forms below it: connect, change, test and remove accounts.

Each form works without our script as well; then the answer is a page.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as WsgiResponse

from domain.errors import ChangedMeanwhileError, TooManyAttemptsError
from messages.language import phrase
from services.enter_credentials import CredentialsRefusedError, InvalidAccountError
from services.forget_carrier_account import forget_carrier_account
from services.keep_carrier_account import Entered, keep_carrier_account
from services.review_carriers import CarrierForm, carrier_form, review_carriers
from services.try_carrier_account import Trial, UnknownProviderError, try_carrier_account
from settings_screen.addresses import within
from settings_screen.answers import facts, moved_on
from settings_screen.carrier_form_view import (
    carrier_problem_words,
    field_lines,
    in_form,
    read_form,
)
from settings_screen.carriers_view import (
    CARRIERS,
    Looking,
    account_line,
    account_lines,
    provider_line,
    provider_lines,
    unfollowed_lines,
)
from settings_screen.credential_form_view import refusal_words, version_in
from settings_screen.screen import Screen
from settings_screen.visits import Visit, by_script

OUTCOMES = {
    "works": ("success", phrase("It works: the credentials are accepted, and saved.")),
    "unclear": (
        "warning",
        phrase("Saved, but it could not be reached just now. It is tried with the next parcel."),
    ),
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
    "unknown": ("warning", phrase("There is no such carrier here.")),
    "wait": ("warning", phrase("Tried too often. Please wait ten minutes.")),
}
"""What a page says of what was done just before: the tone and the words."""
_TRIED = {Trial.WORKS: "works", Trial.UNCLEAR: "unclear"}
_TRIED_AGAIN = {
    Trial.WORKS: "still-works",
    Trial.REFUSED: "still-refused",
    Trial.UNCLEAR: "no-answer",
}
LONGEST_QUERY = 100


@dataclass(frozen=True, slots=True)
class _Carriers:
    screen: Screen

    def all(self) -> Response:
        """Show who is asked, and who could be."""
        return self._all(self.screen.visit(), request.args.get("outcome", ""))

    def one(self, provider: str) -> Response:
        """Show the form of an account."""
        visit = self.screen.visit()
        try:
            seen = carrier_form(self.screen.wiring, visit.shop.id, provider)
        except UnknownProviderError:
            return self._unknown(visit)
        return self._form(visit, seen)

    def save(self, provider: str) -> WsgiResponse:
        """Try what was entered and keep it."""
        visit = self.screen.visit()
        entered = read_form(provider, request.form)
        try:
            tried = keep_carrier_account(self.screen.wiring, visit.shop.id, entered, visit.who)
        except UnknownProviderError:
            return self._unknown(visit)
        except InvalidAccountError as error:
            return self._not_saved(
                visit, entered, carrier_problem_words(error.problems, visit.language)
            )
        except CredentialsRefusedError as error:
            words = in_form(refusal_words(error.field, error.reason, visit.language))
            return self._not_saved(visit, entered, words)
        except ChangedMeanwhileError:
            return self._on(visit, provider, "changed")
        except TooManyAttemptsError:
            return self._on(visit, provider, "wait")
        return self._on(visit, provider, _TRIED[tried.trial])

    def test(self, provider: str) -> WsgiResponse:
        """Try the credentials that are kept."""
        visit = self.screen.visit()
        try:
            tried = try_carrier_account(self.screen.wiring, visit.shop.id, provider)
        except UnknownProviderError:
            return self._unknown(visit)
        except TooManyAttemptsError:
            return self._on(visit, provider, "wait")
        return self._on(visit, provider, _TRIED_AGAIN[tried.trial])

    def confirm(self, provider: str) -> Response:
        """Ask whether an account is to be removed."""
        visit = self.screen.visit()
        try:
            seen = carrier_form(self.screen.wiring, visit.shop.id, provider)
        except UnknownProviderError:
            return self._unknown(visit)
        if seen.account is None:
            return self._unknown(visit)
        return self.screen.page(visit, "carriers/remove", account=seen.account)

    def remove(self, provider: str) -> WsgiResponse:
        """Remove an account."""
        visit = self.screen.visit()
        version = version_in(request.form)
        try:
            forget_carrier_account(self.screen.wiring, visit.shop.id, provider, version, visit.who)
        except UnknownProviderError:
            return self._unknown(visit)
        except ChangedMeanwhileError:
            return self._on(visit, provider, "changed")
        return self._on(visit, "", "removed")

    def _all(self, visit: Visit, outcome: str, status: HTTPStatus = HTTPStatus.OK) -> Response:
        wiring, known = self.screen.wiring, self.screen.wiring.carriers
        seen = review_carriers(wiring, visit.shop.id)
        query = request.args.get("q", "")[:LONGEST_QUERY]
        lines = provider_lines(seen.addable, known, visit.language, query)
        return self.screen.page(
            visit,
            "carriers",
            status,
            accounts=account_lines(seen.accounts, self._looking(visit)),
            unfollowed=unfollowed_lines(seen, known, visit.language),
            providers=lines,
            query=query,
            outcome=OUTCOMES.get(outcome),
        )

    def _form(
        self,
        visit: Visit,
        seen: CarrierForm,
        entered: Entered | None = None,
        errors: Mapping[str, str] | None = None,
    ) -> Response:
        looking, known = self._looking(visit), self.screen.wiring.carriers
        push_field = next(
            (f.label for f in seen.provider.fields if f.name == seen.provider.push_field), ""
        )
        return self.screen.page(
            visit,
            "carriers/form",
            HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK,
            provider=seen.provider,
            about=provider_line(seen.provider, known, visit.language),
            account=seen.account,
            line=account_line(seen.account, looking) if seen.account else None,
            provided=account_line(seen.provided, looking) if seen.provided else None,
            fields=field_lines(seen, entered, errors or {}, visit.language),
            version=seen.account.version if seen.account else 0,
            push_field=push_field,
            push_ready=seen.provider.push_field in seen.secrets_kept | set(seen.values),
            outcome=OUTCOMES.get(request.args.get("outcome", "")) if not errors else None,
        )

    def _not_saved(self, visit: Visit, entered: Entered, errors: Mapping[str, str]) -> Response:
        if by_script(request):
            return facts(HTTPStatus.UNPROCESSABLE_ENTITY, errors=errors)
        seen = carrier_form(self.screen.wiring, visit.shop.id, entered.provider)
        return self._form(visit, seen, entered, errors)

    def _on(self, visit: Visit, provider: str, outcome: str) -> WsgiResponse:
        """Lead on to where the outcome is told."""
        if by_script(request):
            return facts(outcome=outcome)
        address = f"{CARRIERS}/{provider}" if provider else CARRIERS
        return moved_on(within(address, visit.kept, outcome=outcome))

    def _unknown(self, visit: Visit) -> Response:
        if request.method == "POST" and by_script(request):
            return facts(HTTPStatus.NOT_FOUND)
        return self._all(visit, "unknown", HTTPStatus.NOT_FOUND)

    def _looking(self, visit: Visit) -> Looking:
        return Looking(visit.shop, visit.language, self.screen.wiring.clock())


def add_carriers(door: Blueprint, screen: Screen) -> None:
    """Add the carriers page and what is below it to a blueprint."""
    pages = _Carriers(screen)
    one = f"{CARRIERS}/<provider>"
    door.add_url_rule(CARRIERS, "carriers", pages.all)
    door.add_url_rule(one, "carrier", pages.one)
    door.add_url_rule(one, "save_carrier", pages.save, methods=["POST"])
    door.add_url_rule(f"{one}/test", "test_carrier", pages.test, methods=["POST"])
    door.add_url_rule(f"{one}/remove", "confirm_remove", pages.confirm)
    door.add_url_rule(f"{one}/remove", "remove_carrier", pages.remove, methods=["POST"])
