"""Say what La Poste's event codes mean; a code that is not here means nothing.

Codes of the Suivi v2 interface: https://developer.laposte.fr/products/suivi/2
"""

from collections.abc import Mapping

from domain.status import Meaning
from integrations import meanings
from integrations.carrier_adapter import by_code

STATUSES: Mapping[str, Meaning] = by_code(
    {
        meanings.ANNOUNCED: "DR1",
        meanings.COLLECTED: "PC1 PC2",
        # PB2: a problem is solved, and the parcel on its way again.
        meanings.MOVING: "ET1 ET2 ET4 EP1 PB2",
        meanings.IN_COUNTRY: "ET3",
        meanings.AT_CUSTOMS: "DO1",
        meanings.CLEARED: "DO2",
        meanings.HELD_BY_CUSTOMS: "DO3",
        meanings.OUT: "MD2",
        meanings.READY: "AG1",
        meanings.ATTEMPTED: "ND1",
        meanings.DELIVERED: "DI0 DI1",
        meanings.TROUBLE: "PB1",
        meanings.LATE: "DR2 DI3",
        meanings.GOING_BACK: "RE1",
        # "Distributed", but to the sender.
        meanings.BACK: "DI2",
        # Papers for customs came in: nothing of where the parcel is.
        meanings.NO_NEWS: "ID0",
    }
)
