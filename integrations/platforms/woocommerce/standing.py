"""Ask how an order stands in a shop before it is changed; what is over is left as it is."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from domain.errors import ProviderError, RejectedError
from domain.shop_api import ShopSession
from integrations.platforms.woocommerce.refusals import NO_SUCH_ORDER, refusal
from integrations.platforms.woocommerce.rest import ORDERS, Question, Rest

_OVER = frozenset({"completed", "refunded", "cancelled", "failed", "trash"})
"""Statuses that tell that an order has left the shop, or never will.

The shop itself would not mind: its interface takes any status, and any refund that is left.
"""


def order_as_it_is(rest: Rest, shop: ShopSession, order: str, fields: str) -> Mapping[str, Any]:
    """Return some fields of an order; raise RejectedError where there is none such."""
    also = frozenset({HTTPStatus.NOT_FOUND})
    answer = rest.ask(shop, Question(f"{ORDERS}/{order}", {"_fields": fields}, also=also))
    if answer.code == NO_SUCH_ORDER:
        raise RejectedError("the shop has no such order", permanent=True)
    if answer.code:
        raise refusal(answer.status, {}, answer.body)
    return answer.fields


def refuse_if_over(order: Mapping[str, Any]) -> None:
    """Raise RejectedError if an order, told with its status, has left or is over.

    Raises ProviderError for one that is told without.
    """
    status = order.get("status")
    if not isinstance(status, str) or not status:
        raise ProviderError("the shop does not say how the order stands")
    if status in _OVER:
        raise RejectedError(f"the order is {status} in the shop", permanent=True)
