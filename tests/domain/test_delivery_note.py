"""What is told about the day of delivery, and when it is no longer of use."""

from dataclasses import replace

import pytest

from domain.delivery_note import DeliveryNote, DeliveryNotes, notes_for
from domain.order import Order
from domain.status import Status
from tests.fakes import NOON, a_shipment, an_order

ALWAYS = DeliveryNote(words={"en": "Somebody should be at home."})
LAMPS = DeliveryNote(("lamp",), {"en": "It is made of glass."})
SOFAS = DeliveryNote(("sofa",), {"en": "It takes two people."})
NOTES = DeliveryNotes((SOFAS, LAMPS, ALWAYS))


@pytest.mark.parametrize(
    ("order", "told"),
    [
        (an_order(), (LAMPS, ALWAYS)),
        (an_order(tags=("Sofa",)), (SOFAS, LAMPS, ALWAYS)),
        (an_order(items=()), (ALWAYS,)),
        (an_order(a_shipment(Status.IN_TRANSIT)), (LAMPS, ALWAYS)),
        (an_order(a_shipment(Status.CANCELLED)), (LAMPS, ALWAYS)),
        (an_order(a_shipment(Status.DELIVERED)), ()),
        (an_order(a_shipment(Status.RETURNED)), ()),
        (
            an_order(a_shipment(Status.DELIVERED, id=1), a_shipment(Status.IN_TRANSIT, id=2)),
            (LAMPS, ALWAYS),
        ),
        (replace(an_order(), cancelled_at=NOON), ()),
    ],
    ids=range(9),
)
def test_notes_are_of_an_orders_goods_and_stand_until_all_has_come(
    order: Order, told: tuple[DeliveryNote, ...]
) -> None:
    assert notes_for(NOTES, order) == told
