"""The carriers page and the forms below it: connect, change, test and remove accounts.

Each form works without our script as well; then the answer is a page.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as WsgiResponse

from messages.language import phrase
from services.enter_credentials import CredentialsRefusedError, InvalidAccountError
from services.forget_carrier_account import forget_carrier_account
from services.keep_carrier_account import Entered, keep_carrier_account
from services.review_carriers import CarrierForm, carrier_form, review_carriers
from services.try_carrier_account import UnknownProviderError, try_carrier_account
from settings_screen.account_pages import OUTCOMES, TRIED, AccountPages
from settings_screen.answers import facts
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
from settings_screen.credential_form_view import refusal_words
from settings_screen.screen import Screen
from settings_screen.visits import Visit, by_script

_OUTCOMES = {
    **OUTCOMES,
    "unclear": (
        "warning",
        phrase("Saved, but it could not be reached just now. It is tried with the next parcel."),
    ),
    "unknown": ("warning", phrase("There is no such carrier here.")),
}
LONGEST_QUERY = 100


@dataclass(frozen=True, slots=True)
class _Carriers(AccountPages):
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
        visit, entered = self.screen.visit(), read_form(provider, request.form)

        def keep() -> str:
            wiring, shop_id = self.screen.wiring, visit.shop.id
            return TRIED[keep_carrier_account(wiring, shop_id, entered, visit.who).trial]

        try:
            return self._done(visit, provider, keep)
        except InvalidAccountError as error:
            words = carrier_problem_words(error.problems, visit.language)
        except CredentialsRefusedError as error:
            words = in_form(refusal_words(error.field, error.reason, visit.language))
        return self._not_saved(visit, entered, words)

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

    def _listed(self, visit: Visit, outcome: str, status: HTTPStatus = HTTPStatus.OK) -> Response:
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
            outcome=_OUTCOMES.get(outcome),
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
            outcome=_OUTCOMES.get(request.args.get("outcome", "")) if not errors else None,
        )

    def _not_saved(self, visit: Visit, entered: Entered, errors: Mapping[str, str]) -> Response:
        if by_script(request):
            return facts(HTTPStatus.UNPROCESSABLE_ENTITY, errors=errors)
        seen = carrier_form(self.screen.wiring, visit.shop.id, entered.provider)
        return self._form(visit, seen, entered, errors)

    def _looking(self, visit: Visit) -> Looking:
        return Looking(visit.shop, visit.language, self.screen.wiring.clock())


def add_carriers(door: Blueprint, screen: Screen) -> None:
    """Add the carriers page and what is below it to a blueprint."""
    pages = _Carriers(screen, CARRIERS, try_carrier_account, forget_carrier_account)
    one = f"{CARRIERS}/<provider>"
    door.add_url_rule(CARRIERS, "carriers", pages.all)
    door.add_url_rule(one, "carrier", pages.one)
    door.add_url_rule(one, "save_carrier", pages.save, methods=["POST"])
    door.add_url_rule(f"{one}/test", "test_carrier", pages.test, methods=["POST"])
    door.add_url_rule(f"{one}/remove", "confirm_remove", pages.confirm)
    door.add_url_rule(f"{one}/remove", "remove_carrier", pages.remove, methods=["POST"])
