"""Stored script: whatever anybody can write that stands on the order's page stays text there."""

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import Any

import pytest

from domain.access import Level
from domain.delivery_note import DeliveryNote, DeliveryNotes
from domain.order import Address, Contact, Item, Order
from domain.page_design import PageDesign, PageWords
from domain.shipment import Shipment
from domain.shop import Shop
from domain.stage import Stage
from domain.stage_names import StageNames
from domain.status import Status
from domain.tracking import HandOver, PickupPoint, Place, ProofOfDelivery, TrackingEvent
from messages.faq import Faq
from services.change_page import ShopPage
from services.look_up_order import OrderStory
from tests.fakes import scan
from tests.tracking_page.full_page import ASSETS, full_order, html_of, seen
from tests.tracking_page.samples import SHOP, journey, parcel, story
from tests.tracking_page.test_hostile_text import read
from tracking_page.campaign_view import CampaignView
from tracking_page.views import Seen

MARK = "x0x0x"
ATTACK = f"""{MARK}"><img src=x onerror=alert(1)>'<script>alert(1)</script></title></script>"""
AS_ADDRESS = (
    f"javascript:alert('{MARK}')",
    f"https://{MARK}.example/\" onmouseover='alert(1)",
    f"data:text/html,<script>{MARK}</script>",
)
Told = tuple[OrderStory, Seen]
Write = Callable[[str], Told]


def ordered(**changes: object) -> Told:
    return story(replace(full_order(), **changes)), seen()  # type: ignore[arg-type]


def designed(**changes: object) -> Told:
    return story(full_order(), page=ShopPage(**changes)), seen()  # type: ignore[arg-type]


def gathered(**changes: object) -> Told:
    return story(full_order()), replace(seen(), **changes)  # type: ignore[arg-type]


def sent(**changes: object) -> Told:
    return ordered(shipments=(parcel(*journey(), **changes),))


def scanned(event: TrackingEvent) -> Told:
    return ordered(shipments=(parcel(*journey(event)),))


def waiting(point: PickupPoint) -> Told:
    event = scan(Status.AVAILABLE_FOR_PICKUP)
    return ordered(shipments=(parcel(*journey(event), pickup_point=point),))


def words(**said: str) -> Told:
    return designed(design=PageDesign(words={"en": PageWords(**said)}))


def other(text: str) -> Told:
    order: Order = replace(full_order(), number=text)
    return gathered(others=((story(order), "/t/other"),))


def campaign(**changes: str) -> Told:
    one = CampaignView("one", "Bulbs", "Warm", "See", "/c/token", "https://cdn.example/1.jpg")
    return gathered(campaigns=(replace(one, **changes),))


def of_each(kind: type, make: Callable[[Any], Told], start: Any) -> dict[str, Write]:
    """Return a writer for each text of a dataclass."""

    def writer(name: str) -> Write:
        return lambda text: make(replace(start, **{name: text}))

    texts = [one.name for one in fields(kind) if one.type in {str, "str"}]
    return {f"{kind.__name__}.{name}": writer(name) for name in texts}


UNMAPPED = replace(scan(None), meaning=None)
FIELDS: Mapping[str, Write] = {
    **of_each(Address, lambda one: ordered(address=one), full_order().address),
    **of_each(Contact, lambda one: ordered(contact=one), full_order().contact),
    **of_each(Item, lambda one: ordered(items=(one,)), full_order().items[0]),
    **of_each(Shop, lambda one: (story(full_order(), one), seen()), SHOP),
    "billing": lambda text: ordered(billing=Address(text, text, text, text, text, text, text)),
    "number": lambda text: ordered(number=text),
    "order's locale": lambda text: ordered(locale=text),
    "tags": lambda text: ordered(tags=(text,)),
    "instructions": lambda text: ordered(instructions=text),
    "tracking number": lambda text: sent(tracking_number=text),
    "tracking address": lambda text: sent(tracking_url=text),
    "carrier as the shop writes it": lambda text: sent(carrier=None, carrier_text=text),
    "carrier's key": lambda text: sent(carrier=text),
    "fulfilment": lambda text: sent(platform_id=text),
    "partner": lambda text: sent(hand_over=HandOver(text, text)),
    "proof": lambda text: sent(proof=ProofOfDelivery(text, text)),
    "scan": lambda text: scanned(replace(scan(Status.IN_TRANSIT), raw_text=text)),
    "unmapped scan": lambda text: scanned(replace(UNMAPPED, raw_text=text)),
    "unmapped code": lambda text: scanned(replace(UNMAPPED, raw_text="", raw_code=text)),
    "place": lambda text: scanned(replace(scan(Status.IN_TRANSIT), place=Place(text, "SE", text))),
    "country of a place": lambda text: scanned(replace(UNMAPPED, place=Place("", text))),
    "opening hours": lambda text: waiting(
        PickupPoint("Kiosk", opening_hours=(text, f"Mo Tu {text}"))
    ),
    **of_each(PickupPoint, waiting, PickupPoint("Kiosk", "Street 1", "211 34", "Malmö")),
    "welcome": lambda text: words(welcome=text),
    "note": lambda text: words(note=text),
    "footer": lambda text: words(footer=text),
    "banner": lambda text: designed(design=PageDesign(picture_url=text, picture_text=text)),
    "banner's words": lambda text: designed(
        design=PageDesign(picture_url="https://cdn.example/1.jpg", picture_text=text)
    ),
    "logo": lambda text: gathered(logo=text),
    "stage name": lambda text: designed(
        stages=StageNames(names={stage: {"en": text} for stage in Stage})
    ),
    "delivery note": lambda text: designed(
        notes=DeliveryNotes((DeliveryNote(words={"en": text}),))
    ),
    "campaign's title": lambda text: campaign(title=text),
    "campaign's text": lambda text: campaign(text=text),
    "campaign's button": lambda text: campaign(button=text),
    "campaign's picture": lambda text: campaign(picture_url=text),
    "question": lambda text: gathered(faq=(Faq(text, text, id=text),)),
    "another order": other,
}
ADDRESSES = (
    *("Item.image_url", "Shop.contact_url", "Shop.contact_email", "Shop.domain"),
    *("tracking address", "proof", "banner", "logo", "campaign's picture"),
)
SCRIPTS = [{"src": ASSETS.address("page.js"), "defer": None}]


def check(html: str) -> None:
    """Fail on anything in a page that could run, or lead where no page of ours leads."""
    reader = read(html)
    assert [named for tag, named in reader.tags if tag == "script"] == SCRIPTS
    for tag, named in reader.tags:
        assert not [name for name in named if name.startswith("on") or name == "style"]
        for name in ("href", "src", "action", "srcset", "formaction"):
            address = str(named.get(name) or "/")
            safe = address.startswith(("/", "#", "?", "https://", "mailto:"))
            assert safe, f"{tag} {name}={address}"
            assert not address.startswith("//")
    pictures = [str(named["src"]) for tag, named in reader.tags if tag == "img"]
    assert all(address.startswith("https://") for address in pictures)


@pytest.mark.parametrize("level", [Level.LINK, Level.PROVEN])
@pytest.mark.parametrize("field", FIELDS)
def test_what_is_written_there_stays_text(field: str, level: Level) -> None:
    told, by = FIELDS[field](ATTACK)
    check(html_of(told, replace(by, level=level)))


@pytest.mark.parametrize("field", ADDRESSES)
def test_what_is_no_address_of_the_web_is_not_followed(field: str) -> None:
    for attack in AS_ADDRESS:
        check(html_of(*FIELDS[field](attack)))


@pytest.mark.parametrize(
    "field", ["welcome", "number", "instructions", "Item.title", "Address.street", "unmapped scan"]
)
def test_it_is_shown_as_it_was_written(field: str) -> None:
    """Else the test above would pass on a page that shows none of it."""
    told, by = FIELDS[field](ATTACK)
    assert f"{MARK}&#34;&gt;&lt;img src=x onerror" in html_of(told, by)


def test_every_text_of_a_parcel_is_in_the_table() -> None:
    told = {"carrier", "carrier_text", "tracking_number", "tracking_url", "platform_id"}
    texts = {one.name for one in fields(Shipment) if "str" in str(one.type)}
    assert texts == told
