"""The few facts by which our own texts differ within a kind; each is false where it is unsure."""

from dataclasses import dataclass

from domain.kinds import Kind
from domain.order import has_rest
from domain.shipment import Shipment
from domain.status import Status, SubStatus
from messages.mail_view import MailView, told_of
from messages.story import MessageStory


@dataclass(frozen=True, slots=True)
class Facts:
    """What is true of all parcels a message tells of; `parcels` counts them, one if unsure.

    Without any of them a text says what is true of every message of its kind.
    """

    parcels: int = 1
    on_its_way: bool = False
    scanned: bool = False
    numbered: bool = False
    dated: bool = False
    """Somebody has said when it is expected."""
    undated: bool = False
    """It moves, and nobody has said when it is expected."""
    rest_to_come: bool = False
    neighbour: bool = False
    safe_place: bool = False
    placed: bool = False
    """The place where it waits has a name."""
    coded: bool = False
    voucherless: bool = False


PLAINEST = Facts()


def facts_of(kind: Kind, story: MessageStory, view: MailView) -> Facts:
    """Find out which facts are true."""
    told = told_of(kind, story)
    details = {shipment.state.sub_status for shipment in told}
    numbered = bool(told) and all(shipment.tracking_number for shipment in told)
    on_its_way = bool(told) and all(map(_on_its_way, told))
    dated = bool(told) and all(parcel.expected for parcel in view.parcels)
    place = view.pickup_points[0] if len(view.pickup_points) == 1 else None
    return Facts(
        parcels=len(told) or 1,
        on_its_way=on_its_way,
        scanned=bool(told) and all(shipment.state.moving for shipment in told),
        numbered=numbered,
        dated=dated,
        undated=on_its_way and not any(parcel.expected for parcel in view.parcels),
        rest_to_come=has_rest(story.order),
        neighbour=details == {SubStatus.NEIGHBOUR},
        safe_place=details == {SubStatus.SAFE_PLACE},
        placed=bool(place and place.name),
        coded=bool(place and place.name and place.code),
        voucherless=story.voucher is None,
    )


def _on_its_way(shipment: Shipment) -> bool:
    state = shipment.state
    back = state.is_return_leg
    return state.status in {Status.IN_TRANSIT, Status.OUT_FOR_DELIVERY} and not back
