"""Say what SEUR's event codes mean; a code that is not here means nothing.

Codes are two letters and three figures: the second letter is the kind (C transit, D delivery, I
incident, K papers, L and M delivered, X the sender's data). Source: the table of situations in
SEUR's own module for PrestaShop (seur 2.5, `seur2_status`), which puts each in one of its groups,
and looks at the first letter as little as we do.
"""

from collections import defaultdict
from collections.abc import Mapping

from domain.status import Meaning
from integrations import meanings
from integrations.carrier_adapter import by_code

STATUSES: Mapping[str, Meaning] = by_code(
    {
        meanings.ANNOUNCED: "SX010",
        # The module's group of what is in transit, except LC003, with the driver. LI569, bound
        # for a shop, stands in its group of parcels that can be fetched: it cannot yet.
        meanings.MOVING: "LC001 LC002 LC004 LC005 LC006 LC101 LC845 LC860 SC001 SC845 SC883 SC999 "
        "LD221 LD223 LD841 LD846 LI310 LI314 LI323 LI328 LI329 LI335 LI351 LI352 LI353 LI354 LI355 "
        "LI356 LI357 LI358 LI359 LI361 LI362 LI363 LI364 LI365 LI366 LI369 LI370 LI371 LI372 LI373 "
        "LI374 LI375 LI376 LI377 LI378 LI379 LI380 LI381 LI382 LI383 LI384 LI388 LI399 LI403 LI404 "
        "LI405 LI406 LI407 LI409 LI410 LI411 LI412 LI413 LI414 LI415 LI419 LI423 LI424 LI429 LI430 "
        "LI432 LI433 LI434 LI435 LI436 LI437 LI438 LI439 LI440 LI441 LI442 LI443 LI444 LI446 LI447 "
        "LI450 LI451 LI452 LI454 LI455 LI456 LI457 LI458 LI459 LI460 LI461 LI462 LI463 LI464 LI468 "
        "LI473 LI479 LI481 LI483 LI485 LI487 LI489 LI491 LI497 LI515 LI516 LI518 LI525 LI535 LI547 "
        "LI548 LI549 LI557 LI558 LI563 LI565 LI566 LI567 LI569 LI580 LI799 II718 II740 LJ100 LJ105 "
        "LJ524 LO001 IS322 LS004 LS857 LT859 SW089 SW189 SW999 SX001",
        meanings.OUT: "LC003",
        meanings.READY_AT_POINT: "LI530 LI574 LI576 LI577 LI578 LI873",
        meanings.DELIVERED: "LL001 LL003 LL007 LL010 LL020 LL030 LL060 LL872 LL873 LM001 LM002 "
        "LM003 LM004 LM005 LM006 LM009 LM010 LM011 LM012 LM013 LM014 LM015 LM016 LM017 LM018 LM019 "
        "LM020 LM021 LM022 LM023 LM024 LM025 LM026 LM027 LM060 LM999",
        meanings.TROUBLE: "LI501 LI510 LI517 LI519 LI520 LI521 LI522 LI523 LI524 LI526 LI527 LI528 "
        "LI529 LI531 LI536 LI537 LI538 LI539 LI541 LI542 LI544 LI545 LI546 LI550 LI551 LI552 LI553 "
        "LI554 LI555 LI556 LI560 LI561 LI573 LI575 LI847 LI848 LI849 LI853 LI862 LI863 LI865 LI866 "
        "LI868 LI869 LI876 LI879 LI880 LI881 LI882 LK521 LK523 LK560 LK573 SK622 SK623 SK660 LL091 "
        "LL874 LO002 LR802",
        # Somebody has to say what shall happen.
        meanings.ACTION_REQUIRED: "II717 II719 II721 II722 II731 II732 II741 II742 II743 II744 "
        "II745 II746 II748 II753 II754 II755 II756 II757 II758 II759 II761 II762 LI513 LI532 LI534 "
        "LI540 LI559 LI717 LI718 LI719 LI721 LI722 LI725 LI731 LI732 LI752 LI864 LL303 LX573",
        meanings.GOING_BACK: "II701 LI533 LI543 LI571 LI572 LJ833 LL300 LL833",
        meanings.CANCELLED: "LK522",
        # The papers were corrected: that says nothing of the parcel.
        meanings.NO_NEWS: "LJ303 LK510 LK511 LK512 LK513 LK514 LK515 LK516 LK517 LK524 LK530 LK531 "
        "LK532 LK533 LK536 LK537 LK545 LK551 LK552 LK553 LK554 LK555 LK556 LK583 LL301 LX510 LX511 "
        "LX512 LX513 LX515 LX516 LX517 LX524 LX530 LX531 LX532 LX533 LX536 LX537 LX545 LX551 LX552 "
        "LX553 LX554 LX555 LX556 LX583 SK610 SK611 SK612 SK613 SK614 SK615 SK616 SK636 SK637 SK651 "
        "SK652 SK653",
    }
)
# Left out on purpose: 53 incidents (LI3.., LI4.., LI511, LI512, LI564) that the module counts as
# delivered. A delivery has codes of its own, L and M; an incident is not taken for one.

_BY_TAIL: dict[str, set[Meaning]] = defaultdict(set)
for _code, _meaning in STATUSES.items():
    _BY_TAIL[_code[1:]].add(_meaning)


def meaning_of(event_code: str) -> Meaning | None:
    """Return what a code means; with another first letter, what all that differ by it mean."""
    found = STATUSES.get(event_code)
    alike = _BY_TAIL.get(event_code[1:], set())
    return found or (next(iter(alike)) if len(alike) == 1 else None)
