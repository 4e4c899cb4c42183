"""Keep the shopper's own data off a page that anybody with the link can read."""

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import unquote_plus

from domain.order import Address, Amounts, Contact, Order
from domain.shipment import Shipment
from domain.tracking import Place
from tracking_page.spelling import spelled_code, spelled_email, spelled_phone
from tracking_page.veil import Veil


def without_personal_data(order: Order) -> Order:
    """Return the order with no contact and no address, nor their words in what carriers wrote.

    Carriers do write them into their scans: "Delivered to J. JOHNSON". The town stays where a
    scan names it as its place: it is where the parcel is. Who signed for it, the code that opens a
    locker, and what the driver was asked are left out as well, and so is a shop's own link to a
    parcel that holds any of it: with the postal code in it, it would be a proof given away.
    """
    veil = _veil(order)
    return replace(
        order,
        contact=Contact(),
        address=Address(),
        billing=Address(),
        customer="",
        instructions="",
        shipments=tuple(_veiled(shipment, veil) for shipment in order.shipments),
    )


def without_goods(order: Order) -> Order:
    """Return the order without what was bought, what it cost, and how the shop files it."""
    shipments = tuple(replace(shipment, items=()) for shipment in order.shipments)
    return replace(order, items=(), total=None, amounts=Amounts(), tags=(), shipments=shipments)


def status_only(order: Order) -> Order:
    """Return the order as one may see it who has not proven that it is theirs.

    What was bought, what it cost, the number that opens a carrier's page, the pick-up point, and
    the places and words of scans, which lead to the shopper's town, are left out.
    """
    bare = without_goods(without_personal_data(order))
    return replace(bare, shipments=tuple(_bare(shipment) for shipment in bare.shipments))


def _bare(shipment: Shipment) -> Shipment:
    events = tuple(
        replace(event, place=Place(), raw_text="", raw_code="", raw="{}")
        for event in shipment.events
    )
    return replace(shipment, events=events, pickup_point=None, proof=None, hand_over=None)


def _veiled(shipment: Shipment, veil: Callable[[str], str]) -> Shipment:
    events = tuple(
        replace(event, raw_text=veil(event.raw_text), raw="{}") for event in shipment.events
    )
    point = replace(shipment.pickup_point, code="") if shipment.pickup_point else None
    address = unquote_plus(shipment.tracking_url)
    link = shipment.tracking_url if veil(address) == address else ""
    return replace(shipment, events=events, pickup_point=point, proof=None, tracking_url=link)


def _veil(order: Order) -> Callable[[str], str]:
    contact, address, billing = order.contact, order.address, order.billing
    lines = [contact.name]
    for one in (address, billing):
        lines += [one.name, one.street, one.street2]
    codes = map(spelled_code, (address.postal_code, billing.postal_code))
    wholes = (spelled_phone(contact.phone), *codes, spelled_email(contact.email))
    return Veil(tuple(dict.fromkeys(lines)), tuple(dict.fromkeys(wholes)))
