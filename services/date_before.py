"""Find out what was expected of a parcel before its date was changed."""

from domain.kinds import Kind
from domain.shipment import Shipment
from domain.tracking import DeliveryWindow
from services.wiring import Wiring
from storage.message_claims import Claimed
from storage.promises import window_before


def date_before(
    wiring: Wiring, message: Claimed, shipments: tuple[Shipment, ...]
) -> DeliveryWindow | None:
    """Return what was expected before the new date that a message tells of one parcel."""
    estimate = shipments[0].estimate if len(shipments) == 1 else None
    if message.kind is not Kind.NEW_DATE or estimate is None:
        return None
    with wiring.sessions() as session:
        return window_before(session, message.shop_id, shipments[0].id, estimate)
