"""Say no: to whoever proves nothing, and while the platform does not answer."""

from dataclasses import dataclass
from http import HTTPStatus

from flask import Blueprint, Response, request

from domain.embedding import NotVerifiedError
from domain.errors import BadTokenError, OverloadedError, ProviderError, TooManyAttemptsError
from domain.team import Role
from messages.language import phrase
from settings_screen.answers import as_told, facts, outside_page, said
from settings_screen.screen import Screen
from settings_screen.visits import (
    FrameOverError,
    NotAllowedError,
    NotLetInError,
    ShopAwayError,
    by_htmx,
    by_script,
    language_of,
)

_LOOKS = phrase("You can look at everything here, but not change it. Ask the shop's owner.")
_EDITS = phrase("Only an owner of this shop can do that.")
NOT_ALLOWED = {Role.VIEWER: _LOOKS, Role.EDITOR: _EDITS, Role.OWNER: _EDITS}
"""What somebody reads who may not do what they tried."""


@dataclass(frozen=True, slots=True)
class _Refusals:
    screen: Screen

    def not_verified(self, error: NotVerifiedError) -> Response:
        return as_told(error.answer)

    def not_let_in(self, _error: NotLetInError) -> Response:
        if request.method == "POST":
            return facts(HTTPStatus.UNAUTHORIZED)
        return self.screen.outside("signed_out", HTTPStatus.UNAUTHORIZED)

    def not_allowed(self, error: NotAllowedError) -> Response:
        visit = error.visit
        words = visit.language.say(NOT_ALLOWED[visit.role])
        if by_htmx(request):
            return said(facts(HTTPStatus.FORBIDDEN), words)
        if by_script(request):
            return facts(HTTPStatus.FORBIDDEN, said=words)
        return self.screen.page(visit, "not_allowed", HTTPStatus.FORBIDDEN, words=words)

    def frame_over(self, _error: FrameOverError) -> Response:
        if request.method == "POST":
            return facts(HTTPStatus.UNAUTHORIZED)
        text = self.screen.templates.fill("frame_over.html", language_of(request))
        answer = outside_page(text, HTTPStatus.UNAUTHORIZED)
        # It says nothing and does nothing, and must be seen where it stands.
        policy = answer.headers["Content-Security-Policy"]
        answer.headers["Content-Security-Policy"] = policy.replace(" frame-ancestors 'none'", "")
        return answer

    def link_over(self, _error: BadTokenError) -> Response:
        return self.screen.outside("link_over", HTTPStatus.NOT_FOUND)

    def too_many(self, error: TooManyAttemptsError) -> Response:
        answer = self.screen.outside("try_later", HTTPStatus.TOO_MANY_REQUESTS)
        answer.headers["Retry-After"] = str(max(1, round(error.retry_after.total_seconds())))
        return answer

    def shop_away(self, error: ShopAwayError) -> Response:
        if request.method == "POST":
            return facts(HTTPStatus.SERVICE_UNAVAILABLE)
        return self.screen.shop_away(error)

    def away(self, _error: Exception) -> Response:
        return self.screen.outside("try_later", HTTPStatus.SERVICE_UNAVAILABLE)


def add_refusals(door: Blueprint, screen: Screen) -> None:
    """Have a blueprint answer what its pages raise."""
    refusals = _Refusals(screen)
    door.register_error_handler(NotVerifiedError, refusals.not_verified)
    door.register_error_handler(NotLetInError, refusals.not_let_in)
    door.register_error_handler(NotAllowedError, refusals.not_allowed)
    door.register_error_handler(FrameOverError, refusals.frame_over)
    door.register_error_handler(BadTokenError, refusals.link_over)
    door.register_error_handler(TooManyAttemptsError, refusals.too_many)
    door.register_error_handler(ShopAwayError, refusals.shop_away)
    door.register_error_handler(OverloadedError, refusals.away)
    door.register_error_handler(ProviderError, refusals.away)
