"""Read what Shopify says of a shop and of our installation there; nothing is asked here."""

from collections.abc import Iterator, Mapping
from typing import Any

from domain.errors import ProviderError
from domain.shop_api import AccountPages, ShopProfile
from integrations.platforms import clean_text
from integrations.platforms.shopify.plans import plan_paid_for

Fields = Mapping[str, Any]

_ACCOUNT_PAGES: Mapping[object, AccountPages] = {
    "NEW_CUSTOMER_ACCOUNTS": AccountPages.NEW,
    "CLASSIC": AccountPages.CLASSIC,
}


def read_profile(data: Fields) -> ShopProfile:
    """Return a shop's profile; raise ProviderError for an answer of another form."""
    try:
        return _profile(data["shop"], data["currentAppInstallation"], data["shopLocales"])
    except (KeyError, TypeError, AttributeError):
        raise ProviderError("Shopify's profile of the shop cannot be read") from None


def _profile(shop: Fields, installation: Fields, locales: list[Fields]) -> ShopProfile:
    accounts = shop.get("customerAccountsV2") or {}
    return ShopProfile(
        name=clean_text(shop["name"], 200),
        email=clean_text(shop.get("contactEmail") or shop.get("email") or "", 254),
        locale=next((told["locale"] for told in locales if told.get("primary")), "en"),
        locales=tuple(told["locale"] for told in locales if told.get("published")),
        time_zone=shop["ianaTimezone"],
        currency=shop["currencyCode"],
        storefront_url=shop["primaryDomain"]["url"].rstrip("/"),
        account_pages=_ACCOUNT_PAGES.get(
            accounts.get("customerAccountsVersion"), AccountPages.UNKNOWN
        ),
        installation=installation["id"],
        app_handle=(installation.get("app") or {}).get("handle") or "",
        plan=next(_plans(installation), ""),
        is_test_shop=bool((shop.get("plan") or {}).get("partnerDevelopment")),
    )


def _plans(installation: Fields) -> Iterator[str]:
    for subscription in installation.get("activeSubscriptions") or ():
        if subscription.get("status") == "ACTIVE":
            lines = subscription.get("lineItems") or ()
            handles = (line["plan"]["pricingDetails"].get("planHandle") for line in lines)
            handle = next((h for h in handles if h), "")
            yield plan_paid_for(handle, subscription.get("name") or "")
