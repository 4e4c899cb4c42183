"""The shop's own domain for its tracking pages: what to enter where, and whether it leads here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as WsgiResponse

from domain.errors import ChangedMeanwhileError, ProviderError, TooManyAttemptsError
from messages.language import Language, phrase
from services.change_page_domain import (
    DomainReview,
    HostTakenError,
    NoHostError,
    change_domain,
    check_domain,
    domain_review,
)
from settings_screen.form_fields import FieldLine, version_in
from settings_screen.messages_routes import OUTCOMES
from settings_screen.screen import Screen
from settings_screen.tracking_forms import Form, Trouble
from settings_screen.tracking_tabs import TRACKING, tabs
from settings_screen.visits import Visit

DOMAIN = f"{TRACKING}/domain"
_OUTCOMES = {
    **OUTCOMES,
    "proven": ("success", phrase("It leads here: links in new messages use it from now on.")),
    "no-alias": ("warning", phrase("It does not lead here yet. It can take an hour to be seen.")),
    "no-owner": (
        "warning",
        phrase("It leads here, but its TXT record is not seen yet. It can take an hour."),
    ),
    "no-answer": (
        "warning",
        phrase("The domain could not be checked just now. Please try again in a minute."),
    ),
    "no-host": ("warning", phrase("Enter a host first, and save it.")),
    "taken": ("critical", phrase("Another shop uses this host already.")),
    "wait": ("warning", phrase("Tried too often. Please wait ten minutes.")),
}
_FAILED: Mapping[type[Exception], str] = {
    NoHostError: "no-host",
    HostTakenError: "taken",
    TooManyAttemptsError: "wait",
    ProviderError: "no-answer",
    ChangedMeanwhileError: "changed",
}


@dataclass(frozen=True, slots=True)
class RecordLine:
    """A record to be entered where the domain is kept."""

    kind: str
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class _Domain:
    screen: Screen

    def show(self) -> Response:
        """Show the host, and what it needs."""
        visit = self.screen.visit()
        trouble = Trouble(HTTPStatus.OK, {}, request.args.get("outcome", ""))
        return self._page(visit, trouble)

    def save(self) -> WsgiResponse:
        """Keep a host."""
        visit, typed = self.screen.visit(), request.form.get("host", "")
        wiring, shop_id, version = self.screen.wiring, visit.shop.id, version_in(request.form)
        return Form(visit, DOMAIN, {}).saved(
            lambda: change_domain(wiring, shop_id, typed, version, visit.who),
            lambda trouble: self._page(visit, trouble, typed),
        )

    def check(self) -> WsgiResponse:
        """Look where the host leads; the page tells the outcome."""
        visit = self.screen.visit()
        try:
            found = check_domain(self.screen.wiring, visit.shop.id, visit.who)
        except tuple(_FAILED) as error:
            return Form(visit, DOMAIN, {}).on(_FAILED[type(error)])
        if found.leads:
            return Form(visit, DOMAIN, {}).on("proven" if found.owned else "no-owner")
        return Form(visit, DOMAIN, {}).on("no-alias")

    def _page(self, visit: Visit, trouble: Trouble, typed: str | None = None) -> Response:
        review = domain_review(self.screen.wiring, visit.shop.id)
        return self.screen.page(
            visit,
            "tracking/domain",
            trouble.status,
            tabs=tabs("domain", visit.kept, visit.language),
            field=_field(review, trouble, typed, visit.language),
            host=review.domain.host,
            proven=review.domain.proven,
            records=_records(review),
            version=review.domain.version,
            outcome=_OUTCOMES.get(trouble.outcome),
        )


def _field(
    review: DomainReview, trouble: Trouble, typed: str | None, language: Language
) -> FieldLine:
    return FieldLine(
        "host",
        language.say("Host"),
        "text",
        review.domain.host if typed is None else typed,
        language.say("One of your domain that nothing else uses, such as track.yourshop.com."),
        trouble.errors.get("host", ""),
        optional=True,
    )


def _records(review: DomainReview) -> Sequence[RecordLine]:
    if not review.domain.host:
        return ()
    return (
        RecordLine("CNAME", review.domain.host, review.alias_of),
        RecordLine("TXT", review.owner_name, review.owner_text),
    )


def add_tracking_domain(door: Blueprint, screen: Screen) -> None:
    """Add the shop's own domain to a blueprint."""
    pages = _Domain(screen)
    door.add_url_rule(DOMAIN, "page_domain", pages.show)
    door.add_url_rule(DOMAIN, "save_page_domain", pages.save, methods=["POST"])
    door.add_url_rule(f"{DOMAIN}/check", "check_page_domain", pages.check, methods=["POST"])
