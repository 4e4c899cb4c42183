"""Tell our plugin in a shop how the connection stands, for its admin page; or end it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus

from flask import Blueprint, Response, request

from domain.shop import Shop
from messages.language import Language, language_for, phrase
from services.disconnect_site import part_with_site
from services.plugin_proof import NotProvenError, asking_shop
from services.review_carriers import carriers_in_short
from services.review_exceptions import count_exceptions
from services.review_shop import shop_overview
from services.wiring import Wiring
from settings_screen.answers import facts
from settings_screen.attention_view import attention
from settings_screen.connection_facts import connection_facts

PARTED = phrase("The shop is disconnected.")
_LONGEST_LOCALE = 35


@dataclass(frozen=True, slots=True)
class _PluginAnswers:
    wiring: Wiring

    def status(self, shop: Shop) -> Response:
        """Say how the connection stands."""
        seen = shop_overview(self.wiring, shop.id)
        language = _language(shop.locale)
        found = count_exceptions(self.wiring, shop.id)
        carriers = carriers_in_short(self.wiring, shop.id)
        calling = attention(found, carriers, self.wiring, "", language)
        told = connection_facts(seen, calling, shop, language)
        return facts(HTTPStatus.OK, **told)

    def disconnect(self, shop: Shop) -> Response:
        """End the connection; the plugin tidies up in the shop."""
        part_with_site(self.wiring, shop)
        return facts(said=_language(shop.locale).say(PARTED))

    def proven(self, answer: Callable[[Shop], Response]) -> Callable[[], Response]:
        """Let in only the plugin of a shop that is connected."""

        @wraps(answer)
        def answered() -> Response:
            try:
                return answer(asking_shop(self.wiring, request.headers.get("Authorization", "")))
            except NotProvenError as error:
                return facts(HTTPStatus.UNAUTHORIZED, error=_language("").say(error.told))

        return answered


def _language(otherwise: str) -> Language:
    return language_for(request.args.get("lang", "")[:_LONGEST_LOCALE], otherwise)


def add_plugin_answers(door: Blueprint, wiring: Wiring) -> None:
    """Add what our plugin asks for on the merchant's behalf to a blueprint."""
    answers = _PluginAnswers(wiring)
    door.add_url_rule("/shop-api/v1/status", "plugin_status", answers.proven(answers.status))
    door.add_url_rule(
        "/shop-api/v1/disconnect",
        "plugin_disconnect",
        answers.proven(answers.disconnect),
        methods=["POST"],
    )
