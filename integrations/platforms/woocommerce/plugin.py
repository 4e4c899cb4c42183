"""Speak to our own plugin in a shop, where it is installed; what it says is not acted upon here."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from domain.errors import ProviderError, UnreadablePayloadError
from domain.shop_api import ShopSession
from domain.shop_sites import Introduction, PluginFacts, PluginRefusedError
from integrations.platforms import CURRENCY, EMAIL, Matching, Reading, RecordSchema, Text
from integrations.platforms.woocommerce.fields import HtmlText, HtmlWebAddress
from integrations.platforms.woocommerce.refusals import shops_words
from integrations.platforms.woocommerce.rest import Answer, Question, Rest

_CONNECTION, _FACTS = "wc-framme/v1/connection", "wc-framme/v1/facts"
_NOT_THERE = "rest_no_route"
_LONGEST_CHECK = 64


@dataclass(frozen=True, slots=True)
class Told:
    """All that our plugin tells of itself and its site."""

    plugin: str
    home_url: str
    admin_url: str
    account_url: str
    tracking_url: str
    name: str
    email: str
    locale: str
    locales: tuple[str, ...]
    time_zone: str
    currency: str
    cron_disabled: bool
    secret_check: str


class _Flag(Reading[bool]):
    empty = False

    def read(self, value: Any) -> bool:
        """Take nothing but true for true."""
        return value is True


class _Words(Reading[tuple[str, ...]]):
    empty = ()

    def read(self, value: Any) -> tuple[str, ...]:
        """Keep what is text."""
        entries = value if isinstance(value, list) else []
        return tuple(Text(35).read(entry) for entry in entries[:100] if isinstance(entry, str))


class _ToldSchema(RecordSchema):
    record = Told
    plugin = Text(40, required=True)
    home_url = HtmlWebAddress()
    admin_url = HtmlWebAddress()
    account_url = HtmlWebAddress()
    tracking_url = HtmlWebAddress()
    name = HtmlText(200)
    email = Matching(EMAIL, 254)
    locale = Text(35)
    locales = _Words()
    time_zone = Text(64)
    currency = Matching(CURRENCY)
    cron_disabled = _Flag()
    secret_check = Text(_LONGEST_CHECK)


_TOLD = _ToldSchema()


def introduce(rest: Rest, shop: ShopSession, us: Introduction) -> PluginFacts | None:
    """Tell the plugin how to reach us; None when it is not there. Raises PluginRefusedError."""
    data = {"base_url": us.base_url, "shop_id": us.shop_id, "secret": us.secret}
    also = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT})
    answer = rest.change(shop, Question(_CONNECTION, method="PUT", data=data, also=also))
    if answer.status == HTTPStatus.CONFLICT:
        raise PluginRefusedError(shops_words(answer.body))
    return _facts(answer)


def plugin_facts(rest: Rest, shop: ShopSession) -> PluginFacts | None:
    """Return what the plugin says; None when it is not there."""
    return _facts(rest.ask(shop, Question(_FACTS, also=frozenset({HTTPStatus.NOT_FOUND}))))


def told_by_plugin(rest: Rest, shop: ShopSession) -> Told | None:
    """Return all that the plugin tells of the site; None when it is not there, or not for us."""
    missing = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.FORBIDDEN})
    answer = rest.ask(shop, Question(_FACTS, also=missing))
    return None if answer.status == HTTPStatus.FORBIDDEN else _told(answer)


def dismiss(rest: Rest, shop: ShopSession) -> None:
    """Have the plugin forget how to reach us; nothing happens when it is not there."""
    also = frozenset({HTTPStatus.NOT_FOUND})
    _is_there(rest.change(shop, Question(_CONNECTION, method="DELETE", also=also)))


def _facts(answer: Answer) -> PluginFacts | None:
    told = _told(answer)
    if told is None:
        return None
    return PluginFacts(
        version=told.plugin,
        admin_address=told.admin_url,
        account_address=told.account_url,
        tracking_address=told.tracking_url,
        background_stopped=told.cron_disabled,
        secret_check=told.secret_check,
    )


def _told(answer: Answer) -> Told | None:
    if not _is_there(answer):
        return None
    fields: Mapping[str, Any] = answer.fields
    try:
        told: Told = _TOLD.read(fields)
    except UnreadablePayloadError as error:
        raise ProviderError(f"what our plugin tells cannot be read: {error}") from None
    return told


def _is_there(answer: Answer) -> bool:
    if answer.status == HTTPStatus.NOT_FOUND and answer.code != _NOT_THERE:
        raise ProviderError(f"HTTP {answer.status} ({answer.code})")
    return answer.status != HTTPStatus.NOT_FOUND
