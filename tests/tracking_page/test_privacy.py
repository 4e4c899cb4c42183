"""What a page behind a bare link must not tell."""

from dataclasses import replace

import pytest

from domain.access import Level
from domain.order import Address, Contact
from domain.status import Status
from messages.language import language
from tests.fakes import NOON, an_order, scan
from tests.tracking_page.samples import STOCKHOLM, parcel, story
from tracking_page.assets import load_assets
from tracking_page.privacy import without_personal_data
from tracking_page.rendering import Templates
from tracking_page.views import Seen, order_page

CONTACT = Contact("Alva Åkesson", "alva@example.com", "+46 70 123 45 67")
ADDRESS = Address("Alva Åkesson", "Storgatan 12 B", "c/o Ek", "211 34", "Malmö", "", "SE")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Delivered to ALVA ÅKESSON", "Delivered to ••• •••"),
        ("Left at Storgatan 12", "Left at ••• 12"),
        ("Sorted for 21134", "Sorted for •••"),
        ("Sorted for 211 34 Malmö", "Sorted for ••• Malmö"),
        ("Mail to alva@example.com", "Mail to •••"),
        ("Called +46701234567", "Called •••"),
        ("Arrived in Malmö", "Arrived in Malmö"),
        ("Alvastra terminal", "Alvastra terminal"),
    ],
)
def test_personal_words_are_hidden_in_what_carriers_wrote(text: str, left: str) -> None:
    order = an_order(parcel(scan(Status.IN_TRANSIT, text=text)), contact=CONTACT, address=ADDRESS)
    shown = without_personal_data(order)
    assert shown.shipments[0].events[0].raw_text == left


def test_an_order_without_personal_data_keeps_the_carriers_words() -> None:
    order = an_order(parcel(scan(Status.IN_TRANSIT, text="x")), contact=Contact())
    shown = without_personal_data(replace(order, address=Address()))
    assert shown.shipments[0].events[0].raw_text == "x"


def test_contact_and_address_are_gone_before_anything_is_shown() -> None:
    shown = without_personal_data(an_order(contact=CONTACT, address=ADDRESS))
    assert (shown.contact, shown.address) == (Contact(), Address())


def test_a_name_in_an_unmapped_scan_is_hidden_from_the_headline_and_the_page() -> None:
    scanned = replace(scan(None, text="Signed by Alva Åkesson"), meaning=None)
    order = an_order(parcel(scanned), contact=CONTACT, address=ADDRESS)
    english = language("en")
    page = order_page(story(order), Seen(), english, NOON, STOCKHOLM)
    html = Templates(load_assets()).fill("order.html", english, page=page, etag="")
    assert "Signed by ••• •••" in page.headline
    for word in ("Alva", "Åkesson", "alva@", "Storgatan", "211 34", "123 45 67"):
        assert word not in html


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        ("https://post.example/t?z=21134&n=TP1", "https://testpost.example/en/TP123456789SE"),
        ("https://post.example/TP1/211%2034", "https://testpost.example/en/TP123456789SE"),
        ("https://post.example/TP1?to=211+34", "https://testpost.example/en/TP123456789SE"),
        (
            "https://post.example/TP1?mail=alva%40example.com",
            "https://testpost.example/en/TP123456789SE",
        ),
        ("https://post.example/TP211340", "https://post.example/TP211340"),
    ],
)
def test_a_shops_link_to_a_parcel_gives_no_proof_away(link: str, shown: str) -> None:
    order = an_order(parcel(tracking_url=link), contact=CONTACT, address=ADDRESS)
    for level, expected in ((Level.LINK, shown), (Level.PROVEN, link)):
        page = order_page(story(order), Seen(level), language("en"), NOON, STOCKHOLM)
        assert page.parcels[0].link == expected
