"""Say what DHL Paket's events mean, by event (ICE) and reason (RIC) together; never guess.

Combinations: "ICE event and RIC combinations" among the downloads of
https://developer.dhl.com/api-reference/dhl-parcel-de-shipment-tracking-post-parcel-germany
The third code, the standard event, is coarse and covers contrary cases: a parcel destroyed counts
as ZU, delivered. It is used where an event and its reason alone leave open which of two is meant.
"""

from collections.abc import Mapping
from dataclasses import replace

from domain.status import Meaning, Status
from integrations import meanings
from integrations.carrier_adapter import by_code
from integrations.carriers.dhl_parcel_de.reasons import BY_REASON

# Event / reason / standard event.
BY_STANDARD: Mapping[str, Meaning] = by_code(
    {
        meanings.COLLECTED: "LDTMV/SERPT/ES SRTED/NRQRD/AE SRTED/NRQRD/ES",
        # ZF: loaded to be brought to an outlet.
        meanings.MOVING: "LDTMV/FWEXH/NB LDTMV/MVMTV/NB LDTMV/SERPT/ZF SRTED/FWEXH/NB "
        "SRTED/NRQRD/NB",
        meanings.ARRIVED: "DMGDS/LDMGD/EE MVARR/NRQRD/EE MVARR/NRQRD/PO SRTED/FWAPS/EE "
        "SRTED/FWEXH/EE SRTED/FWEXP/EE",
        meanings.LEFT: "DMGDS/LDMGD/AA LDTMV/FWEXH/AA LDTMV/MVMTV/AA LDTMV/NRQRD/AA SRTED/FWAPS/AA "
        "SRTED/FWEXH/AA SRTED/FWEXP/AA",
        meanings.OUT: "LDTMV/MVMTV/PO LDTMV/PCKST/PO LDTMV/SECDA/PO LDTMV/SERPT/PO SRTED/NRQRD/PO",
        meanings.ATTEMPTED: "LDTMV/SECDA/ZN",
        meanings.DAMAGED: "DMGDS/LDMGD/BV",
        # The courier was to collect it elsewhere; it is not yet at the outlet.
        meanings.NO_NEWS: "OFWRD/RDRCR/AN HLDCC/SERPT/PO",
    }
)

STATUSES: Mapping[str, Meaning] = {**BY_REASON, **BY_STANDARD}
_TURNED_ROUND = frozenset({Status.IN_TRANSIT, Status.OUT_FOR_DELIVERY})


def meaning_of(event: str, reason: str, standard: str, *, back: bool) -> Meaning | None:
    """Return what an event means; `back` says that it is on the way back to the sender."""
    pair = f"{event}/{reason}"
    meaning = BY_STANDARD.get(f"{pair}/{standard}") or BY_REASON.get(pair)
    if meaning is None or not back or meaning.status is None:
        return meaning
    if meaning.status is Status.DELIVERED:
        return meanings.BACK
    if meaning.status in _TURNED_ROUND:
        return meanings.GOING_BACK
    return replace(meaning, is_return_leg=True)
