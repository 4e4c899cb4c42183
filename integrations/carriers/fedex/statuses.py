"""Say what FedEx's scan codes mean; a code that is not here means nothing.

Codes: "Tracking Status Codes" among the reference guides of
https://developer.fedex.com/api/en-us/guides/api-reference.html
"""

from collections.abc import Mapping

from domain.status import Meaning
from integrations import meanings
from integrations.carrier_adapter import by_code

EVENT_TYPES: Mapping[str, Meaning] = by_code(
    {
        # OX: FedEx has told USPS of the parcel, before it hands it over.
        meanings.ANNOUNCED: "OX",
        meanings.LABELLED: "OC",
        meanings.CANCELLED: "CA",
        meanings.COLLECTED: "PU PX",
        # EA is both "on the way to the airport" and "export approved".
        meanings.MOVING: "AA EA EO IT IX OW PF PL TR",
        meanings.ARRIVED: "AF AR FD OF SF",
        meanings.LEFT: "DP LO",
        meanings.WITH_PARTNER: "AC AX",
        meanings.AT_CUSTOMS: "CP",
        meanings.CLEARED: "CC",
        meanings.LATE_AT_CUSTOMS: "CD",
        meanings.OUT: "AD ED OD",
        meanings.READY_AT_POINT: "HL HP",
        meanings.DELIVERED: "DL",
        meanings.TROUBLE: "DE SE",
        meanings.LATE: "DD DY PD",
        meanings.GOING_BACK: "RS",
        # AE AO CH: forecasts, on time or early, and a place that was corrected.
        # AP DR DS EP PM: a courier on the way to the sender, or in vain; "in progress" says less.
        # RC RM RR: a wish of the recipient was made, altered or withdrawn.
        # LP RD RG RP: the link to a label for sending something back.
        # SP: the pieces fare differently, and each is told under its own number.
        # BR CU SH TP: who holds the parcel, not what has happened to it.
        meanings.NO_NEWS: "AE AO CH AP DR DS EP PM RC RM RR LP RD RG RP SP BR CU SH TP",
    }
)

# A code of an exception within a scan's: "08" is an absent customer or a closed shop.
EXCEPTIONS: Mapping[str, Meaning] = by_code(
    {
        meanings.NOT_FOUND: "DE/03",
        meanings.REFUSED: "DE/07",
        meanings.ATTEMPTED: "DE/08",
        meanings.FORWARDED: "DE/A47",
    }
)

STATUSES: Mapping[str, Meaning] = {**EVENT_TYPES, **EXCEPTIONS}


def meaning_of(event_type: str, exception: str) -> Meaning | None:
    """Return what a scan means: its exception within its code, else its code."""
    return EXCEPTIONS.get(f"{event_type}/{exception}") or EVENT_TYPES.get(event_type)
