"""Show a shop and the app's installation in it as Shopify's GraphQL does; decides nothing."""

from collections.abc import Callable, Mapping
from typing import Any

from demo.shopify.app_settings import AppSettings
from demo.shopify.connections import listed
from demo.shopify.graph import Node
from demo.shopify.stores import Metafield, Store
from demo.shopify.values import gid, moment

_NAMES = {"sv": "Swedish", "en": "English", "de": "German", "fr": "French"}


def shop_node(store: Store, base_url: str) -> Node:
    """Return the shop; its own site is where the simulator shows it."""
    address = {
        "__typename": "Domain",
        "id": gid("Domain", store.shop_id),
        "host": store.domain,
        "url": f"{base_url}/storefront/{store.domain}",
    }
    return {
        "__typename": "Shop",
        "id": gid("Shop", store.shop_id),
        "name": store.name,
        "email": store.email,
        "contactEmail": store.email,
        "shopOwnerName": "The owner",
        "myshopifyDomain": store.domain,
        "primaryDomain": address,
        "url": f"https://{store.domain}",
        "ianaTimezone": store.time_zone,
        "currencyCode": store.currency,
        "plan": {
            "__typename": "ShopPlan",
            "publicDisplayName": "Basic",
            "partnerDevelopment": True,
            "shopifyPlus": False,
        },
        "customerAccountsV2": {
            "__typename": "CustomerAccountsV2",
            "customerAccountsVersion": "NEW_CUSTOMER_ACCOUNTS" if store.new_accounts else "CLASSIC",
            "loginRequiredAtCheckout": False,
            "loginLinksVisibleOnStorefrontAndCheckout": True,
            "url": f"https://{store.domain}/account",
        },
    }


def locale_nodes(store: Store) -> list[Node]:
    """Return the languages the shop is in, its own first."""
    return [
        {
            "__typename": "ShopLocale",
            "locale": locale,
            "name": _NAMES.get(locale, locale),
            "primary": locale == store.locales[0],
            "published": True,
        }
        for locale in store.locales
    ]


def installation_node(store: Store, app: AppSettings) -> Node:
    """Return the app's installation with its plan and what the app has left on it."""
    subscriptions = [_subscription_node(store)] if store.plan else []
    return {
        "__typename": "AppInstallation",
        "id": store.installation,
        "launchUrl": f"https://{store.domain}/admin/apps/{app.handle}",
        "uninstallUrl": None,
        "accessScopes": [
            {"__typename": "AccessScope", "handle": scope, "description": scope}
            for scope in sorted(store.account.scopes)
        ],
        "activeSubscriptions": subscriptions,
        "app": {
            "__typename": "App",
            "id": gid("App", 1),
            "handle": app.handle,
            "title": app.name,
            "apiKey": app.client_id,
            "embedded": True,
        },
        "metafield": _metafield_of(store),
        "metafields": listed(
            "Metafield", [metafield_node(store, field) for field in store.metafields.values()]
        ),
    }


def metafield_node(store: Store, field: Metafield) -> Node:
    """Return a value an app has left."""
    place = list(store.metafields).index((field.namespace, field.key))
    return {
        "__typename": "Metafield",
        "id": gid("Metafield", store.shop_id + place),
        "namespace": field.namespace,
        "key": field.key,
        "type": field.kind,
        "value": field.value,
        "updatedAt": moment(field.updated_at),
    }


def _metafield_of(store: Store) -> Callable[[Mapping[str, Any]], Node | None]:
    def one(arguments: Mapping[str, Any]) -> Node | None:
        found = store.metafields.get((str(arguments.get("namespace")), str(arguments.get("key"))))
        return metafield_node(store, found) if found else None

    return one


def _subscription_node(store: Store) -> Node:
    price = {"__typename": "MoneyV2", "amount": "19.0", "currencyCode": "USD"}
    pricing = {
        "__typename": "AppRecurringPricing",
        "planHandle": store.plan,
        "interval": "EVERY_30_DAYS",
        "price": price,
    }
    return {
        "__typename": "AppSubscription",
        "id": gid("AppSubscription", store.shop_id),
        "name": store.plan.capitalize(),
        "status": "ACTIVE",
        "test": True,
        "trialDays": 0,
        "lineItems": [
            {
                "__typename": "AppSubscriptionLineItem",
                "id": gid("AppSubscriptionLineItem", store.shop_id),
                "plan": {"__typename": "AppPlanV2", "pricingDetails": pricing},
            }
        ],
    }
