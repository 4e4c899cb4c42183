"""Read what a shop says of itself: through our plugin, or else in its settings."""

import re
from http import HTTPStatus

from domain.errors import ProviderError
from domain.shop_api import AccountPages, ShopProfile, ShopSession
from domain.shop_sites import SiteRefusedError
from integrations.platforms import CURRENCY, EMAIL, clean_text
from integrations.platforms.woocommerce.keys import read_keys
from integrations.platforms.woocommerce.pages import Pages
from integrations.platforms.woocommerce.plugin import told_by_plugin
from integrations.platforms.woocommerce.refusals import plain_text
from integrations.platforms.woocommerce.rest import ORDERS, PROOF, Question, Rest

_MAY_BE_MISSING = frozenset({HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND})
_SETTINGS = "wc/v3/settings"
CURRENCY_SETTING = f"{_SETTINGS}/general/woocommerce_currency"
_SENDER = f"{_SETTINGS}/email/woocommerce_email_from_address"
_STATUS = "wc/v3/system_status"
_WORDPRESS_LOCALE = re.compile(r"([A-Za-z]{2,3})(?:[_-]([A-Za-z]{2}))?(?:[_-].*)?")
_WHOLE_HOURS = re.compile(r"([+-])(\d{2}):00")
_WEB_ADDRESS = re.compile(r"https?://[^\s?#\"<>]+")


def read_profile(rest: Rest, pages: Pages, shop: ShopSession) -> ShopProfile:
    """Return a shop's profile; what its keys may not see is left empty.

    Raises AccessRefusedError, or another ProviderError.
    """
    # Said before anything is taken for missing: after it, a refusal concerns one part only.
    rest.get(shop, ORDERS, PROOF)
    told = told_by_plugin(rest, shop)
    if told is None:
        return _without_plugin(rest, pages, shop)
    locale = locale_named(told.locale)
    return _profile(
        name=told.name or shop.domain,
        email=told.email,
        locales=(locale, *map(locale_named, told.locales)),
        time_zone=zone_named(told.time_zone),
        currency=told.currency,
        home=_home(shop, told.home_url),
    )


def _without_plugin(rest: Rest, pages: Pages, shop: ShopSession) -> ShopProfile:
    root = read_keys(shop.token).root
    try:
        index = pages.index(root).fields
    except SiteRefusedError as refused:
        raise ProviderError(f"the shop does not say what it is ({refused.problem})") from None
    zone = index.get("timezone_string") or _offset(index.get("gmt_offset"))
    currency = setting(rest, shop, CURRENCY_SETTING)
    sender = setting(rest, shop, _SENDER)
    return _profile(
        name=plain_text(index.get("name"), 200) or shop.domain,
        email=sender if EMAIL.fullmatch(sender) else "",
        locales=(locale_named(_language(rest, shop)),),
        time_zone=zone_named(zone if isinstance(zone, str) else ""),
        currency=currency if CURRENCY.fullmatch(currency) else "",
        home=_home(shop, index.get("home")),
    )


def setting(rest: Rest, shop: ShopSession, endpoint: str) -> str:
    """Return a setting's value; empty where the keys may not see it."""
    answer = rest.ask(shop, Question(endpoint, {"_fields": "value"}, also=_MAY_BE_MISSING))
    value = None if answer.code else answer.fields.get("value")
    return clean_text(value, 254) if isinstance(value, str) else ""


def locale_named(told: str) -> str:
    """Return the language WordPress calls `sv_SE` or `de_DE_formal` as sv-SE, de-DE; else en."""
    found = _WORDPRESS_LOCALE.fullmatch(told)
    if found is None:
        return "en"
    language, country = found.groups()
    return f"{language.lower()}-{country.upper()}" if country else language.lower()


def zone_named(told: str) -> str:
    """Return the IANA name of a zone that WordPress may write as +02:00; else UTC.

    Half hours have no name of their own.
    """
    offset = _WHOLE_HOURS.fullmatch(told)
    if offset is None:
        return told if told and told[0] not in "+-" else "UTC"
    sign, hours = offset.group(1), int(offset.group(2))
    # The names count westwards.
    return f"Etc/GMT{'-' if sign == '+' else '+'}{hours}" if hours else "UTC"


def _profile(
    *,
    name: str,
    email: str,
    locales: tuple[str, ...],
    time_zone: str,
    currency: str,
    home: str,
) -> ShopProfile:
    return ShopProfile(
        name=name,
        email=email,
        locale=locales[0],
        locales=tuple(dict.fromkeys(locales)),
        time_zone=time_zone,
        currency=currency,
        storefront_url=home.rstrip("/"),
        account_pages=AccountPages.CLASSIC,
        installation="",
        app_handle="",
        plan="",
    )


def _home(shop: ShopSession, told: object) -> str:
    """Return where the shop is, in the scheme we reach it by: behind a proxy it may not know."""
    known = isinstance(told, str) and _WEB_ADDRESS.fullmatch(told)
    place = str(told).partition("://")[2] if known else shop.domain
    return f"{read_keys(shop.token).root.partition('://')[0]}://{place}"


def _language(rest: Rest, shop: ShopSession) -> str:
    params = {"_fields": "environment.language"}
    answer = rest.ask(shop, Question(_STATUS, params, also=_MAY_BE_MISSING))
    environment = None if answer.code else answer.fields.get("environment")
    language = environment.get("language") if isinstance(environment, dict) else None
    return language if isinstance(language, str) else ""


def _offset(hours: object) -> str:
    """Write what WordPress keeps as hours, 5.5 or "2", as it writes zones elsewhere: +05:30."""
    try:
        minutes = round(float(str(hours)) * 60)
    except (ValueError, OverflowError):
        return ""
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
