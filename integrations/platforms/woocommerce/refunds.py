"""Refund orders in a shop through the gateway that took the money; nothing twice."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from domain.errors import ProviderError, UnreadablePayloadError
from domain.shop_api import ShopSession
from integrations.platforms import Amount, Many, RecordSchema
from integrations.platforms.woocommerce.rest import ORDERS, Question, Rest
from integrations.platforms.woocommerce.schemas import Meta, MetaList

COST = "total,refunds"
"""The fields of an order that tell what there is to refund."""
_OURS = "_framme_cancelling"
"""The meta entry of a refund that says it was made to cancel the order."""


@dataclass(frozen=True, slots=True)
class _Refund:
    total: Decimal | None
    meta_data: tuple[Meta, ...]


@dataclass(frozen=True, slots=True)
class _Cost:
    total: Decimal | None
    refunds: tuple[_Refund, ...]


class _RefundSchema(RecordSchema):
    record = _Refund
    total = Amount()
    meta_data = MetaList()


class _CostSchema(RecordSchema):
    record = _Cost
    total = Amount()
    refunds = Many(_RefundSchema())


_REFUND, _COST = _RefundSchema(), _CostSchema()


def refund(rest: Rest, shop: ShopSession, order: str, known: Mapping[str, Any]) -> None:
    """Refund what has not been refunded yet; `known` has the fields COST."""
    left = _left(known)
    if left > 0:
        # Cancelling gives the stock back; to do it here as well would be to do it twice. A reason
        # would be shown to the shopper, in whatever language it is.
        data = {
            "amount": f"{left.normalize():f}",
            "api_refund": True,
            "api_restock": False,
            "meta_data": [{"key": _OURS, "value": "1"}],
        }
        rest.change(shop, Question(f"{ORDERS}/{order}/refunds", method="POST", data=data))


def refunded_by_us(rest: Rest, shop: ShopSession, order: str) -> bool:
    """Tell whether a refund of an order was made here, to cancel it."""
    asked = Question(f"{ORDERS}/{order}/refunds", {"_fields": "meta_data", "per_page": "100"})
    try:
        refunds: list[_Refund] = [_REFUND.read(row) for row in rest.ask(shop, asked).rows]
    except UnreadablePayloadError as error:
        raise ProviderError(f"the order's refunds cannot be read: {error}") from None
    return any(entry.key == _OURS for one in refunds for entry in one.meta_data)


def _left(order: Mapping[str, Any]) -> Decimal:
    """Return what is left to be refunded; the shop writes refunds as less than nothing."""
    try:
        cost: _Cost = _COST.read(order)
    except UnreadablePayloadError:
        cost = _Cost(None, ())
    if cost.total is None:
        raise ProviderError("the shop does not say what the order cost")
    return cost.total - sum((abs(one.total) for one in cost.refunds if one.total), Decimal(0))
