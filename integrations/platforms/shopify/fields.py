"""Fields for what Shopify writes in a way of its own: prices in two currencies, lists of texts."""

from typing import Any

from domain.order import Money
from integrations.platforms import CURRENCY, Amount, Reading, Text, as_list

_AMOUNT = Amount()


class ShopperPrice(Reading[Money | None]):
    """What the shopper saw of a price given in the shop's and in the shopper's currency."""

    def read(self, value: Any) -> Money | None:
        """Take the shopper's."""
        price = value.get("presentment_money") if isinstance(value, dict) else None
        if not isinstance(price, dict):
            return None
        amount = _AMOUNT.deserialize(price.get("amount"))
        currency = CURRENCY.fullmatch(str(price.get("currency_code")))
        return Money(amount, currency[0]) if amount is not None and currency else None


class Texts(Reading[tuple[str, ...]]):
    """A list of texts, each keeping its place; `of` reads one."""

    empty = ()

    def __init__(self, of: Text, *, required: bool = False) -> None:
        super().__init__(required=required)
        self.of = of

    def read(self, value: Any) -> tuple[str, ...]:
        """Read each."""
        return tuple(self.of.deserialize(text) for text in as_list(value))
