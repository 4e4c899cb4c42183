"""Write ids, moments, money and addresses as Shopify's GraphQL does; knows no order."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from demo.orders import Destination
from demo.shops.shopify_bodies import COUNTRIES, CURRENCY


def gid(kind: str, number: int | str) -> str:
    """Return an id as GraphQL writes it."""
    return f"gid://shopify/{kind}/{number}"


def moment(at: datetime | None) -> str | None:
    """Write a moment as GraphQL does: whole seconds, UTC."""
    return at.strftime("%Y-%m-%dT%H:%M:%SZ") if at else None


def money(amount: Decimal) -> dict[str, Any]:
    """Return an amount, the same in the shop's and the shopper's money."""
    one = {"__typename": "MoneyV2", "amount": f"{amount:.2f}", "currencyCode": CURRENCY}
    return {"__typename": "MoneyBag", "shopMoney": one, "presentmentMoney": one}


def address_node(to: Destination) -> dict[str, Any]:
    """Return an address."""
    first, _, last = to.name.partition(" ")
    return {
        "__typename": "MailingAddress",
        "name": to.name,
        "firstName": first,
        "lastName": last,
        "company": to.company or None,
        "address1": to.street,
        "address2": None,
        "zip": to.postal_code,
        "city": to.city,
        "province": to.region or None,
        "provinceCode": None,
        "country": COUNTRIES.get(to.country, to.country),
        "countryCode": to.country,
        "countryCodeV2": to.country,
        "phone": None,
    }
