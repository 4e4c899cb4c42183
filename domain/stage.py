"""Where an order stands before a carrier has it, from what the shop says of it."""

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum

from domain.shipment import Shipment
from domain.status import Status


class Stage(StrEnum):
    """The six steps inside the shop; from the last one on, the shipments speak."""

    RECEIVED = "received"
    NOT_YET_PROCESSED = "not_yet_processed"
    BEING_PREPARED = "being_prepared"
    PACKED = "packed"
    READY_FOR_DISPATCH = "ready_for_dispatch"
    HANDED_TO_COURIER = "handed_to_courier"


_IN_SHOP_WORDS = {
    "received": Stage.RECEIVED,
    "not yet processed": Stage.NOT_YET_PROCESSED,
    "being prepared": Stage.BEING_PREPARED,
    "preparing": Stage.BEING_PREPARED,
    "picking": Stage.BEING_PREPARED,
    "packed": Stage.PACKED,
    "ready for dispatch": Stage.READY_FOR_DISPATCH,
    "ready to ship": Stage.READY_FOR_DISPATCH,
    "handed to courier": Stage.HANDED_TO_COURIER,
    "dispatched": Stage.HANDED_TO_COURIER,
    "shipped": Stage.HANDED_TO_COURIER,
    "completed": Stage.HANDED_TO_COURIER,
}
"""Tags and order statuses, as shops write them, that tell the stage.

WooCommerce's `completed` means that the shop has nothing left to do: a parcel has left it.
"""


def stage_said_by_shop(words: Iterable[str]) -> Stage:
    """Read the most advanced stage out of an order's tags or status; RECEIVED when none tells."""
    order = list(Stage)
    said = (_IN_SHOP_WORDS.get(plain_word(word)) for word in words)
    return max((s for s in said if s), key=order.index, default=Stage.RECEIVED)


def later_stage(one: Stage, other: Stage) -> Stage:
    """Return the more advanced of two stages."""
    return max(one, other, key=list(Stage).index)


def stage_with_shipments(said: Stage, shipments: Sequence[Shipment]) -> Stage:
    """Combine what the shop says with what its shipments prove.

    A carrier's scan proves the hand-over. A shipment without a number is handed over when the shop
    says it is sent: nobody will ever scan it. A number without a scan is ready, not handed over.
    """
    sent = [s for s in shipments if s.state.status is not Status.CANCELLED]
    if not sent:
        return said
    if any(s.state.moving or not s.tracking_number for s in sent):
        return Stage.HANDED_TO_COURIER
    return Stage.READY_FOR_DISPATCH


def plain_word(word: str) -> str:
    """Write a tag or status as it is compared: no prefix, dashes or case."""
    return re.sub(r"[\s_\-:]+", " ", word.removeprefix("wc-")).strip().casefold()
