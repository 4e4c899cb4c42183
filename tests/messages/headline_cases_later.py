"""Orders at the door, in trouble or in several parcels, with the sentence true of each."""

from domain.shipment import ShipmentItem
from domain.status import Status, SubStatus
from domain.tracking import PickupPoint, TrackingState
from tests.fakes import a_shipment, an_order
from tests.messages.headline_cases import DAY, HOUR, Case, at, window

LATER_CASES = {
    "out for delivery": Case(
        an_order(a_shipment(Status.OUT_FOR_DELIVERY)),
        "Your parcel is out for delivery with TestPost.",
        "Ditt paket är ute för leverans med TestPost.",
    ),
    "ready at a named place": Case(
        an_order(
            a_shipment(
                Status.AVAILABLE_FOR_PICKUP, pickup_point=PickupPoint("Kiosk 9", city="Lund")
            )
        ),
        "Your parcel is ready to collect at Kiosk 9, Lund.",
        "Ditt paket finns att hämta hos Kiosk 9, Lund.",
    ),
    "ready in a locker": Case(
        an_order(a_shipment(state=at(Status.AVAILABLE_FOR_PICKUP, SubStatus.LOCKER))),
        "Your parcel is ready to collect from a parcel locker.",
        "Ditt paket finns att hämta i en paketbox.",
    ),
    "nobody at home": Case(
        an_order(
            a_shipment(
                state=at(Status.ATTEMPT_FAILED, SubStatus.NOT_HOME),
                estimate=window(10 * HOUR, 14 * HOUR),
            )
        ),
        "TestPost tried to deliver your parcel, but nobody was at home (today at 12:00).",
        "TestPost försökte leverera ditt paket, men ingen var hemma (i dag kl. 12:00).",
    ),
    "tried, and will be again": Case(
        an_order(a_shipment(state=at(Status.ATTEMPT_FAILED), estimate=window(DAY, DAY))),
        "TestPost tried to deliver your parcel without success (today at 12:00);"
        " it is expected tomorrow.",
        "TestPost försökte leverera ditt paket utan att lyckas (i dag kl. 12:00);"
        " det väntas i morgon.",
    ),
    "wrong address at the door": Case(
        an_order(a_shipment(state=at(Status.ATTEMPT_FAILED, SubStatus.ADDRESS))),
        "TestPost tried to deliver your parcel, but there is a problem with the address"
        " (today at 12:00).",
        "TestPost försökte leverera ditt paket, men det är något fel med adressen"
        " (i dag kl. 12:00).",
    ),
    "wrong address on the way": Case(
        an_order(a_shipment(state=at(Status.EXCEPTION, SubStatus.ADDRESS, action_required=True))),
        "Your parcel is held up: there is a problem with the address;"
        " something is needed from you.",
        "Ditt paket har stannat upp: det är något fel med adressen;"
        " du behöver göra något för att det ska komma vidare.",
    ),
    "lost": Case(
        an_order(
            a_shipment(
                state=at(Status.EXCEPTION, SubStatus.LOST, delayed=True), estimate=window(DAY, DAY)
            )
        ),
        "Your parcel is lost, TestPost reports; please contact the shop.",
        "Ditt paket har kommit bort, meddelar TestPost; kontakta gärna butiken.",
    ),
    "destroyed": Case(
        an_order(
            a_shipment(state=at(Status.EXCEPTION, SubStatus.DESTROYED), estimate=window(DAY, DAY))
        ),
        "Your parcel is destroyed, TestPost reports; please contact the shop.",
        "Ditt paket är förstört, meddelar TestPost; kontakta gärna butiken.",
    ),
    "held up, and expected all the same": Case(
        an_order(a_shipment(state=at(Status.EXCEPTION), estimate=window(DAY, DAY))),
        "Your parcel is held up: TestPost reports a problem; it is expected tomorrow.",
        "Ditt paket har stannat upp: TestPost rapporterar ett problem; det väntas i morgon.",
    ),
    "with a neighbour": Case(
        an_order(a_shipment(state=at(Status.DELIVERED, SubStatus.NEIGHBOUR))),
        "Your parcel was left with a neighbour today at 12:00.",
        "Ditt paket lämnades hos en granne i dag kl. 12:00.",
    ),
    "a part of the order": Case(
        an_order(a_shipment(state=TrackingState(Status.DELIVERED), items=(ShipmentItem("71", 2),))),
        "Your parcel was delivered; it holds a part of your order.",
        "Ditt paket levererades; det innehåller en del av din beställning.",
    ),
    "on the way back": Case(
        an_order(a_shipment(state=at(Status.IN_TRANSIT, is_return_leg=True))),
        "Your parcel is on its way back to the shop.",
        "Ditt paket är på väg tillbaka till butiken.",
    ),
    "delivered back": Case(
        an_order(a_shipment(state=at(Status.DELIVERED, is_return_leg=True))),
        "Your parcel has been returned to the shop.",
        "Ditt paket har kommit tillbaka till butiken.",
    ),
    "silent": Case(
        an_order(a_shipment(Status.EXPIRED)),
        "Your parcel has not been heard of for a long time; please contact the shop.",
        "Ditt paket har inte hörts av på länge; kontakta gärna butiken.",
    ),
    "two of three here": Case(
        an_order(
            a_shipment(Status.DELIVERED, id=1),
            a_shipment(Status.OUT_FOR_DELIVERY, id=2),
            a_shipment(Status.DELIVERED, id=3),
        ),
        "2 of 3 parcels are delivered; the last one is out for delivery with TestPost.",
        "2 av 3 paket är levererade; det sista är ute för leverans med TestPost.",
    ),
    "one of three here": Case(
        an_order(
            a_shipment(Status.DELIVERED, id=1),
            a_shipment(Status.OUT_FOR_DELIVERY, id=2),
            a_shipment(id=3),
        ),
        "1 of 3 parcels is delivered; one of the others has a tracking number,"
        " but TestPost has not scanned it yet.",
        "1 av 3 paket är levererat; ett av de andra har ett kollinummer,"
        " men TestPost har inte skannat det ännu.",
    ),
    "the others alike": Case(
        an_order(
            a_shipment(Status.DELIVERED, id=1),
            a_shipment(Status.IN_TRANSIT, id=2),
            a_shipment(Status.IN_TRANSIT, id=3),
        ),
        "1 of 3 parcels is delivered; each of the others is on its way with TestPost.",
        "1 av 3 paket är levererat; vart och ett av de andra är på väg med TestPost.",
    ),
    "the last one expected": Case(
        an_order(
            a_shipment(Status.DELIVERED, id=1),
            a_shipment(Status.DELIVERED, id=2),
            a_shipment(Status.IN_TRANSIT, id=3, estimate=window(6 * DAY, 6 * DAY)),
        ),
        "2 of 3 parcels are delivered; the last one arrives on Thursday.",
        "2 av 3 paket är levererade; det sista kommer på torsdag.",
    ),
    "both expected on one day": Case(
        an_order(
            a_shipment(Status.IN_TRANSIT, id=1, estimate=window(DAY, DAY)),
            a_shipment(Status.IN_TRANSIT, id=2, estimate=window(DAY, DAY)),
        ),
        "Your order comes in 2 parcels; each of them arrives tomorrow.",
        "Din beställning kommer i 2 paket; vart och ett av dem kommer i morgon.",
    ),
    "each expected on a day of its own": Case(
        an_order(
            a_shipment(Status.IN_TRANSIT, id=1, estimate=window(DAY, DAY)),
            a_shipment(Status.IN_TRANSIT, id=2, estimate=window(2 * DAY, 2 * DAY)),
        ),
        "Your order comes in 2 parcels; one of them arrives tomorrow.",
        "Din beställning kommer i 2 paket; ett av dem kommer i morgon.",
    ),
    "the last one late": Case(
        an_order(
            a_shipment(Status.DELIVERED, id=1),
            a_shipment(Status.IN_TRANSIT, id=2, estimate=window(-2 * DAY, -2 * DAY)),
        ),
        "1 of 2 parcels is delivered; the last one is on its way with TestPost;"
        " it was expected on Wednesday and is late; we have asked TestPost.",
        "1 av 2 paket är levererat; det sista är på väg med TestPost;"
        " det väntades i onsdags och är försenat; vi har frågat TestPost.",
    ),
    "both under way": Case(
        an_order(a_shipment(Status.IN_TRANSIT, id=1), a_shipment(Status.IN_TRANSIT, id=2)),
        "Your order comes in 2 parcels; each of them is on its way with TestPost.",
        "Din beställning kommer i 2 paket; vart och ett av dem är på väg med TestPost.",
    ),
    "one in trouble": Case(
        an_order(
            a_shipment(Status.IN_TRANSIT, id=1),
            a_shipment(state=at(Status.EXCEPTION, SubStatus.CUSTOMS_HOLD), id=2),
        ),
        "Your order comes in 2 parcels; one of them is held by customs.",
        "Din beställning kommer i 2 paket; ett av dem hålls kvar av tullen.",
    ),
    "both here": Case(
        an_order(a_shipment(Status.DELIVERED, id=1), a_shipment(Status.DELIVERED, id=2)),
        "Both parcels are delivered.",
        "Båda paketen är levererade.",
    ),
    "all here, one cancelled": Case(
        an_order(
            *(a_shipment(Status.DELIVERED, id=number) for number in (1, 2, 3)),
            a_shipment(Status.CANCELLED, id=4),
        ),
        "All 3 parcels are delivered.",
        "Alla 3 paket är levererade.",
    ),
}
