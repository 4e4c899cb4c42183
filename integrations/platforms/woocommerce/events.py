"""Say what a WooCommerce webhook tells, in the domain's words; its effects are not decided here.

Source: https://woocommerce.github.io/woocommerce-rest-api-docs/#webhooks
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from domain.errors import UnreadablePayloadError
from domain.shop_events import AccessDoubted, OrderGone, OrderTouched, ShopEvent, StageNoted
from domain.stage import stage_said_by_shop
from integrations.platforms import Identifier, RecordSchema, Text, read_object
from integrations.platforms.woocommerce.orders import (
    IN_BIN,
    gone,
    is_bought,
    read_order,
    tell,
)
from integrations.platforms.woocommerce.refusals import NO_SUCH_ORDER, code_in, plain_text

ORDER_TOPICS = ("order.created", "order.updated", "order.restored")
GONE_TOPIC = "order.deleted"
NOTE_TOPIC = "action.woocommerce_new_customer_note"
PLUGIN_TOPIC = "action.wc_framme_event"

_RIGHTS_LOST = (401, 403)
_LONGEST_STAGE = 200
"""In a note, with its HTML: a longer one says more than a stage."""


@dataclass(frozen=True, slots=True)
class _Note:
    order_id: str
    customer_note: str


@dataclass(frozen=True, slots=True)
class _Happening:
    order_id: str


class _NoteSchema(RecordSchema):
    record = _Note
    order_id = Identifier(required=True)
    customer_note = Text(_LONGEST_STAGE + 1)


class _HappeningSchema(RecordSchema):
    record = _Happening
    order_id = Identifier(required=True)


_NOTE, _HAPPENING = _NoteSchema(), _HappeningSchema()


def read_event(topic: str, body: bytes) -> ShopEvent | None:
    """Turn a body into a shop event; None for a topic, or a state of an order, we do not use.

    Raises UnreadablePayloadError.
    """
    if topic == NOTE_TOPIC:
        return _stage_noted(_argument(body))
    if topic == PLUGIN_TOPIC:
        return _happened(_argument(body))
    if topic in ORDER_TOPICS or topic == GONE_TOPIC:
        return _of_order(topic, read_object(body))
    return None


def _of_order(topic: str, payload: Mapping[str, Any]) -> ShopEvent | None:
    # The shop asks its own REST interface for the body, and signs an error as it signs an order.
    if "code" in payload:
        return _instead_of_an_order(payload)
    if topic == GONE_TOPIC or payload.get("status") == IN_BIN:
        return gone(payload)
    return tell(read_order(payload)) if is_bought(payload) else None


def _instead_of_an_order(payload: Mapping[str, Any]) -> AccessDoubted | None:
    """Accept that an order went before its webhook did: that is no event. Raise for the rest."""
    code, data = code_in(payload) or "unknown code", payload.get("data")
    if code == NO_SUCH_ORDER:
        return None
    status = data.get("status") if isinstance(data, dict) else None
    if status in _RIGHTS_LOST:
        return AccessDoubted(
            f"the webhook's user may no longer read orders in the shop ({code}, {status})"
        )
    raise UnreadablePayloadError(f"code: the shop sent an error instead of an order ({code})")


def _argument(body: bytes) -> Mapping[str, Any]:
    """Return what a hook was called with; PHP writes an object it cannot tell as an empty list."""
    argument = read_object(body).get("arg")
    if argument == []:
        return {}
    if not isinstance(argument, dict):
        raise UnreadablePayloadError("arg: is not an object")
    return argument


def _stage_noted(argument: Mapping[str, Any]) -> StageNoted | None:
    """Take a note to the shopper for a stage if it is short; some words only the shop knows."""
    note: _Note = _NOTE.read(argument)
    if len(note.customer_note) > _LONGEST_STAGE:
        return None
    words = plain_text(note.customer_note, _LONGEST_STAGE)
    if not words:
        return None
    return StageNoted(note.order_id, stage_said_by_shop([words]), words)


def _happened(argument: Mapping[str, Any]) -> ShopEvent | None:
    kind = argument.get("kind")
    if kind not in ("order_deleted", "order_changed"):
        return None
    happening: _Happening = _HAPPENING.read(argument)
    order = happening.order_id
    return OrderGone(order) if kind == "order_deleted" else OrderTouched(order)
