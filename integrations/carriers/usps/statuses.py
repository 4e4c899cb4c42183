"""Say what USPS's events mean, by their codes, their words or their names; never guess.

Codes, words and names: Publication 199, appendices G-4 (domestic) and G-5 (international),
https://postalpro.usps.com/pub199
"""

from collections.abc import Mapping

from domain.status import Meaning
from integrations import meanings
from integrations.carrier_adapter import by_code

EVENT_CODES: Mapping[str, Meaning] = by_code(
    {
        # 89: the shop has the order; USPS has not seen the item.
        meanings.ANNOUNCED: "MA 89",
        meanings.LABELLED: "GX",
        # 80: by a partner who brings the item to USPS.
        meanings.COLLECTED: "03 80 OA PA TM UA",
        meanings.MOVING: "10 83 NT PC TL",
        meanings.ARRIVED: "07 41 81 A1 AD",
        meanings.LEFT: "82 EF SF T1",
        meanings.WITH_PARTNER: "42",
        meanings.FORWARDED: "06",
        meanings.OUT: "OF",
        meanings.READY_AT_POST: "14 16",
        meanings.ATTEMPTED: "02 52 54 55",
        meanings.NOT_HOME: "56",
        meanings.CLOSED: "51",
        meanings.NO_ACCESS: "30 53",
        meanings.REFUSED: "04",
        # 17: an agent, such as a dormitory's office, takes in what comes for the recipient.
        meanings.DELIVERED: "01 17",
        meanings.FETCHED: "43",
        meanings.BAD_ADDRESS: "05",
        # 11: to where mail ends that can neither be delivered nor returned.
        meanings.TROUBLE: "11",
        meanings.LATE: "08 15 71",
        # 21 to 31 are the reasons for which it goes back, from "no such number" to "not fetched".
        meanings.GOING_BACK: "09 21 22 23 24 25 26 27 28 29 31",
        # 44: the sender wishes it back, which need not succeed. DX: nothing was scanned. GC: the
        # number of a return receipt.
        meanings.NO_NEWS: "44 DX GC",
    }
)

# Events whose words say more than their code, in full: 01 is also "delivered" to the sender.
EVENT_WORDS: Mapping[str, Meaning] = by_code(
    {
        meanings.BACK: "delivered, to original sender",
        meanings.FETCHED: "delivered, individual picked up at post office; "
        "delivered, individual picked up at postal facility",
        meanings.IN_MAILBOX: "delivered, in/at mailbox; delivered, po box",
        meanings.IN_SAFE_PLACE: "delivered, front door/porch; delivered, garage or other location "
        "at address",
        meanings.TO_NEIGHBOUR: "delivered, neighbor as requested",
        meanings.TO_RECIPIENT: "delivered, left with individual",
    },
    ";",
)

# What events are called, up to the first comma, where their code is not known: international ones
# have codes that are not published with the interface.
EVENT_NAMES: Mapping[str, Meaning] = by_code(
    {
        meanings.ANNOUNCED: "pre-shipment; pre-shipment info sent to usps; "
        "origin post is preparing shipment",
        meanings.LABELLED: "shipping label created",
        meanings.COLLECTED: "accepted; accepted at usps origin facility; "
        "accepted at usps destination facility; usps in possession of item; "
        "picked up by shipping partner",
        meanings.MOVING: "in transit to next facility; moving through network; "
        "processed through facility; processed through usps facility; sorting complete",
        meanings.ARRIVED: "arrived at post office; arrived at usps facility; "
        "arrived at usps regional facility; arrived at usps regional origin facility; "
        "arrived at usps regional destination facility; arrived shipping partner facility",
        meanings.LEFT: "departed post office; departed usps facility; "
        "departed usps regional facility; departed shipping partner facility",
        meanings.FORWARDED: "forwarded",
        meanings.AT_CUSTOMS: "inbound into customs; customs clearance",
        meanings.CLEARED: "inbound out of customs; customs clearance processing complete",
        meanings.HELD_BY_CUSTOMS: "held in customs",
        meanings.OUT: "out for delivery",
        meanings.READY_AT_POST: "available for pickup",
        meanings.ATTEMPTED: "notice left; delivery attempt; delivery attempt: action needed",
        meanings.DELIVERED: "delivered; delivered to agent",
        meanings.LATE: "missent; arriving late; delivering late",
        # Alerts range from a holiday to a parcel that is lost.
        meanings.NO_NEWS: "alert",
    },
    ";",
)

STATUSES: Mapping[str, Meaning] = {**EVENT_CODES, **EVENT_WORDS, **EVENT_NAMES}


def meaning_of(event_code: str, words: str) -> Meaning | None:
    """Return what an event means: by its words where they say more, by its code, by its name."""
    full = words.casefold()
    name = full.partition(",")[0].strip()
    return EVENT_WORDS.get(full) or EVENT_CODES.get(event_code) or EVENT_NAMES.get(name)
