"""Every text that anybody can write and an order's page may show: how a test writes it there."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from types import MappingProxyType
from typing import Any, get_args, get_origin, get_type_hints

from domain.delivery_note import DeliveryNote, DeliveryNotes
from domain.order import Address, Contact, Item, Money, Order
from domain.page_design import PageDesign, PageWords
from domain.self_service import Action
from domain.shipment import Shipment, ShipmentItem
from domain.shop import Shop
from domain.stage import Stage
from domain.stage_names import StageNames
from domain.status import Status
from domain.tracking import HandOver, PickupPoint, Place, ProofOfDelivery, TrackingEvent
from messages.faq import Faq
from services.change_page import ShopPage
from services.look_up_order import OrderStory
from services.offer_actions import Offer
from tests.fakes import scan
from tests.tracking_page.full_page import full_order, seen
from tests.tracking_page.samples import SHOP, journey, parcel, story
from tracking_page.campaign_view import CampaignView
from tracking_page.views import Seen

Told = tuple[OrderStory, Seen]
Write = Callable[[str], Told]
ROOTS = (Order, Shop, ShopPage, CampaignView, Faq, Offer)
"""What a page is made of that others than we have written."""


def ordered(**changes: object) -> Told:
    return story(replace(full_order(), **changes)), seen()  # type: ignore[arg-type]


def designed(**changes: object) -> Told:
    return story(full_order(), page=ShopPage(**changes)), seen()  # type: ignore[arg-type]


def gathered(**changes: object) -> Told:
    return story(full_order()), replace(seen(), **changes)  # type: ignore[arg-type]


def sent(one: Shipment) -> Told:
    return ordered(shipments=(one,))


def carried(**changes: object) -> Told:
    return sent(parcel(*journey(), **changes))


def scanned(event: TrackingEvent) -> Told:
    return ordered(shipments=(parcel(*journey(event)),))


def waiting(point: PickupPoint) -> Told:
    event = scan(Status.AVAILABLE_FOR_PICKUP)
    return ordered(shipments=(parcel(*journey(event), pickup_point=point),))


def delivered(proof: ProofOfDelivery) -> Told:
    return ordered(shipments=(parcel(*journey(scan(Status.DELIVERED)), proof=proof),))


def other(text: str) -> Told:
    order: Order = replace(full_order(), number=text)
    return gathered(others=((story(order), "/t/other"),))


def of_each(kind: type, make: Callable[[Any], Told], start: Any) -> dict[str, Write]:
    """Return a writer for each text of a dataclass."""

    def writer(name: str) -> Write:
        return lambda text: make(replace(start, **{name: text}))

    texts = [one.name for one in fields(kind) if one.type in {str, "str"}]
    return {f"{kind.__name__}.{name}": writer(name) for name in texts}


def texts_of(*roots: type) -> set[str]:
    """Return the name of every text in some dataclasses, and in those they are made of."""
    found, waiting_, met = set(), list(roots), set()
    while waiting_:
        kind = waiting_.pop()
        if kind in met:
            continue
        met.add(kind)
        for name, hint in get_type_hints(kind).items():
            parts = set(_parts(hint))
            if str in parts:
                found.add(f"{kind.__name__}.{name}")
            waiting_ += [part for part in parts if isinstance(part, type) and is_dataclass(part)]
    return found


def _parts(hint: Any) -> Iterator[Any]:
    """Yield a type and what it is made of; by what something is found is no text."""
    yield hint
    inner = get_args(hint)
    for part in inner[1:] if get_origin(hint) is Mapping else inner:
        yield from _parts(part)


UNMAPPED = replace(scan(None), meaning=None)
_POINT = PickupPoint("Kiosk", "Street 1", "211 34", "Malmö")
_CAMPAIGN = CampaignView("one", "Bulbs", "Warm", "See", "/c/token", "https://cdn.example/1.jpg")
_DESIGN = PageDesign(picture_url="https://cdn.example/1.jpg", picture_text="A lamp")
FIELDS: Mapping[str, Write] = MappingProxyType(
    {
        **of_each(Order, lambda one: (story(one), seen()), full_order()),
        "Order.tags": lambda text: ordered(tags=(text,)),
        **of_each(Address, lambda one: ordered(address=one), full_order().address),
        **of_each(Contact, lambda one: ordered(contact=one), full_order().contact),
        **of_each(Item, lambda one: ordered(items=(one,)), full_order().items[0]),
        **of_each(Money, lambda one: ordered(total=one), full_order().total),
        **of_each(Shop, lambda one: (story(full_order(), one), seen()), SHOP),
        "billing": lambda text: ordered(billing=Address(text, text, text, text, text, text, text)),
        **of_each(Shipment, sent, parcel(*journey())),
        "Shipment.carrier": lambda text: carried(carrier=text),
        "Shipment.carrier_text": lambda text: carried(carrier=None, carrier_text=text),
        **of_each(ShipmentItem, lambda one: carried(items=(one,)), ShipmentItem("71", 1)),
        **of_each(HandOver, lambda one: carried(hand_over=one), HandOver("PA1", "Partner")),
        **of_each(ProofOfDelivery, delivered, ProofOfDelivery("Alva", "https://post.example/1")),
        **of_each(TrackingEvent, scanned, UNMAPPED),
        "TrackingEvent.raw_code": lambda text: scanned(
            replace(UNMAPPED, raw_text="", raw_code=text)
        ),
        "a scan we understand": lambda text: scanned(scan(Status.IN_TRANSIT, text=text)),
        **of_each(Place, lambda one: scanned(replace(UNMAPPED, place=one)), Place("", "")),
        **of_each(PickupPoint, waiting, _POINT),
        "PickupPoint.opening_hours": lambda text: waiting(
            PickupPoint("Kiosk", opening_hours=(text, f"Mo Tu {text}"))
        ),
        **of_each(PageDesign, lambda one: designed(design=one), _DESIGN),
        **of_each(
            PageWords, lambda one: designed(design=PageDesign(words={"en": one})), PageWords()
        ),
        "Seen.logo": lambda text: gathered(logo=text),
        "StageNames.names": lambda text: designed(
            stages=StageNames(names={stage: {"en": text} for stage in Stage})
        ),
        "StageNames.words": lambda text: designed(
            stages=StageNames(words=dict.fromkeys(Stage, (text,)))
        ),
        "DeliveryNote.words": lambda text: designed(
            notes=DeliveryNotes((DeliveryNote(words={"en": text}),))
        ),
        "DeliveryNote.products": lambda text: designed(
            notes=DeliveryNotes((DeliveryNote((text, "lamp"), {"en": "Two people"}),))
        ),
        **of_each(CampaignView, lambda one: gathered(campaigns=(one,)), _CAMPAIGN),
        **of_each(Faq, lambda one: gathered(faq=(one,)), Faq("Where?", "There.", "where")),
        **of_each(Offer, lambda one: gathered(offers=(one,)), Offer(Action.RETURN, None, "")),
        "another order": other,
    }
)
