"""Say what DPD's statuses mean; a status that is not here means nothing.

First group: the schema of ParcelLifeCycleService 2.0 (StatusInfo). Second group: what the Dutch
and Belgian services answer; their words for customs, trouble and the way back are not known.
https://integrations.dpd.nl/dpd-shipper/dpd-shipper-webservices/
"""

from collections.abc import Mapping

from domain.status import Meaning
from integrations.carrier_adapter import by_code
from integrations.meanings import (
    ANNOUNCED,
    ARRIVED,
    ATTEMPTED,
    COLLECTED,
    DELIVERED,
    MOVING,
    OUT,
    READY_AT_POINT,
)

STATUSES: Mapping[str, Meaning] = by_code(
    {
        ANNOUNCED: "SHIPMENT",
        # PickedUp is DPD's own fetching, at a sender or a shop, never the shopper's.
        COLLECTED: "ACCEPTED PickedUp",
        MOVING: "ON_THE_ROAD BetweenDepots",
        ARRIVED: "AT_SENDING_DEPOT AT_DELIVERY_DEPOT Depot",
        OUT: "Courier",
        # Returning from a round, to the depot: not to the sender.
        ATTEMPTED: "DeliveryFailure ReturningFromDelivery",
        READY_AT_POINT: "ParcelShop",
        DELIVERED: "DELIVERED Delivered",
    }
)
