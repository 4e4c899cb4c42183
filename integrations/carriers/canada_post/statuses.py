"""Say what Canada Post's event identifiers mean; one that is not here means nothing.

Tracking scan events:
https://www.canadapost-postescanada.ca/info/mc/business/productsservices/developers/messagescodetables.jsf
"""

from collections.abc import Mapping

from domain.status import Meaning
from integrations import meanings
from integrations.carrier_adapter import by_code

# Without leading zeros: the interface writes 0174, the table 174.
STATUSES: Mapping[str, Meaning] = by_code(
    {
        meanings.ANNOUNCED: "3000",
        meanings.COLLECTED: "1300 1301 1302 1303 2300",
        meanings.MOVING: "100 102 104 105 106 107 170 175 804 815 1240 1241 1244 1703 1705 2500 "
        "2501 4000 4100 4550 4900 4950 8901",
        meanings.ARRIVED: "113 400 405 4600",
        meanings.LEFT: "114 410 4202",
        meanings.WITH_PARTNER: "115 116",
        meanings.IN_COUNTRY: "701 4310 4311",
        meanings.AT_CUSTOMS: "800 2601 4330 4400",
        meanings.CLEARED: "130 900 910 4500 5201",
        meanings.FORWARDED: "1480 1490",
        meanings.OUT: "174 500",
        # A card left at the door says where the parcel can be fetched from then on.
        meanings.READY: "156 1407 1435 1436 1437 1438 1479 1488 2407",
        meanings.READY_AT_POST: "1701",
        meanings.READY_IN_LOCKER: "1405",
        meanings.ATTEMPTED: "1443",
        meanings.CLOSED: "1411 2411",
        meanings.DELIVERED: "1408 1409 1425 1432 1461 1462 1463 1465 1466 1467 1468 1469 1471 "
        "1472 1473 1475 1476 1496 1497 1498",
        meanings.IN_SAFE_PLACE: "1421 1422 1423 1424 1427 1428 1429 1430 1431 1434 1499",
        # A community mailbox is the shopper's own; a parcel too big for it lies beside, with a key.
        meanings.IN_MAILBOX: "1426 1433 1441 1442 5300",
        meanings.FETCHED_FROM_LOCKER: "1406",
        meanings.TROUBLE: "118 121 179 1410 1450 1483 1484 1493 1494 2410 4650 4700",
        meanings.HELD_BY_CUSTOMS: "127 810 1487 1495",
        meanings.PAPERS_MISSING: "117",
        meanings.BAD_ADDRESS: "120",
        meanings.DAMAGED: "710",
        meanings.DESTROYED: "150",
        meanings.LATE: "159 160 161 162 163 171 172 173 621 622 623 624 625 626 627 628 1412 "
        "1414 1444 2412 2414",
        meanings.GOING_BACK: "167 168 169 181 182 183 184 1100 1415 1416 1417 1418 1419 1420 "
        "1481 1482 1491 1492 2600 2802 3001",
        # Signatures, photos, payments, wishes and labels of a return: nothing of where it is. The
        # signature's identifier, 20, also comes without a delivery.
        meanings.NO_NEWS: "20 21 152 190 198 629 630 1200 1203 1210 1214 1215 1216 1220 1221 "
        "1223 1224 1225 1230 1232 1234 1245 2001 2101 3002",
    }
)


def meaning_of(identifier: str) -> Meaning | None:
    """Return what an event means, with or without zeros before its identifier."""
    return STATUSES.get(identifier.lstrip("0"))
