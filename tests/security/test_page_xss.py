"""Stored script: whatever anybody can write that stands on the order's page stays text there."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from domain.access import Level
from tests.security.page_texts import FIELDS, ROOTS, texts_of
from tests.tracking_page.full_page import ASSETS, html_of
from tests.tracking_page.test_hostile_text import read

MARK = "x0x0x"
ATTACK = f"""{MARK}"><img src=x onerror=alert(1)>'<script>alert(1)</script></title></script>"""
AS_ADDRESS = (
    f"javascript:alert('{MARK}')",
    f"https://{MARK}.example/\" onmouseover='alert(1)",
    f"data:text/html,<script>{MARK}</script>",
)
ADDRESSES = (
    *("Item.image_url", "Shop.contact_url", "Shop.contact_email", "Shop.domain"),
    *("Shop.storefront_url", "Shipment.tracking_url", "ProofOfDelivery.document_url"),
    *("PageDesign.picture_url", "Seen.logo", "CampaignView.picture_url"),
)
FITTING: Mapping[str, str] = {
    **dict.fromkeys(ADDRESSES, f"https://{MARK}.example/a"),
    "Shop.contact_email": f"{MARK}@lamps.example",
}
"""What is shown of a field that is not shown whatever stands in it."""
NOT_SHOWN: Mapping[str, str] = {
    **dict.fromkeys(("Order.platform_id", "Item.platform_id"), "is the platform's number"),
    **dict.fromkeys(("Shipment.platform_id", "ShipmentItem.platform_id"), "is such a number too"),
    **dict.fromkeys(("Item.product", "Order.customer"), "is a number, and only in links"),
    **dict.fromkeys(("Order.locale", "Shop.locale", "Shop.time_zone"), "chooses among ours"),
    **dict.fromkeys(("Address.country", "Place.country"), "is a code, of which we say the name"),
    **dict.fromkeys(("Contact.name", "Contact.email", "Contact.phone"), "is nobody else's"),
    **dict.fromkeys(("Shop.currency", "Shop.plan"), "is no matter of an order's"),
    **dict.fromkeys(("Order.tags", "Item.sku"), "is how the shop files it"),
    **dict.fromkeys(("StageNames.words", "DeliveryNote.products"), "is looked for in orders"),
    **dict.fromkeys(("CampaignView.id", "Faq.id", "Faq.tag"), "is not a word"),
    "Shop.storefront_url": "is only in links that are made before",
    "Shipment.carrier": "is a key of our directory",
    "TrackingEvent.raw": "is kept as it came, for operators",
    "PageDesign.css": "is cleaned, and served as a style sheet",
}
"""Texts that the page keeps to itself, and why."""
OURS = {
    "CampaignView.link": "is made by us, and signed",
    "Offer.link": "is judged where it is made",
}
"""Addresses the page takes as they are; shops and shoppers do not write them."""
SAID_AS: Mapping[str, str] = {
    "CampaignWords.title": "CampaignView.title",
    "CampaignWords.text": "CampaignView.text",
    "CampaignWords.button": "CampaignView.button",
    "Campaign.id": "CampaignView.id",
    "Campaign.picture_url": "CampaignView.picture_url",
    "Campaign.link": "CampaignView.link",
    "Written.question": "Faq.question",
    "Written.answer": "Faq.answer",
    "FaqEntry.id": "Faq.id",
    "SelfServiceRules.returns_url": "Offer.link",
    "Method.names": "Faq.answer",
    "DeliveryTerms.returns_page": "Faq.answer",
}
"""What a merchant writes, and as what it is on the page."""
ELSEWHERE: Mapping[str, str] = {
    "Campaign.name": "is the merchant's own name for it",
    "Campaign.products": "says for whom it is",
    "Campaign.countries": "says for whom it is",
    "Method.countries": "are codes of countries",
    "PageDomain.host": "is a host name, and in addresses",
}
"""What a merchant writes that is no part of the page; the settings show it."""
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
@pytest.mark.parametrize("field", sorted(set(FIELDS) - set(OURS)))
def test_what_is_written_there_stays_text(field: str, level: Level) -> None:
    told, by = FIELDS[field](ATTACK)
    check(html_of(told, replace(by, level=level)))


@pytest.mark.parametrize("field", ADDRESSES)
def test_what_is_no_address_of_the_web_is_not_followed(field: str) -> None:
    for attack in AS_ADDRESS:
        check(html_of(*FIELDS[field](attack)))


@pytest.mark.parametrize("field", FIELDS)
def test_a_text_is_shown_or_is_known_not_to_be(field: str) -> None:
    """Else the tests above would pass on a page that shows none of it."""
    html = html_of(*FIELDS[field](FITTING.get(field, ATTACK)))
    # A currency's code is written in capitals, with a space before figures.
    words = html.lower().replace("\N{NO-BREAK SPACE}", "")
    assert (MARK in words) is (field not in NOT_SHOWN)


@pytest.mark.parametrize(
    "field",
    ["PageWords.welcome", "Order.number", "Order.instructions", "Item.title", "Address.street"],
)
def test_it_is_shown_as_it_was_written(field: str) -> None:
    told, by = FIELDS[field](ATTACK)
    assert f"{MARK}&#34;&gt;&lt;img src=x onerror" in html_of(told, by)


def test_every_text_that_a_page_is_made_of_is_attacked() -> None:
    assert texts_of(*ROOTS) <= {*FIELDS, *SAID_AS, *ELSEWHERE}
    assert {*SAID_AS.values(), *NOT_SHOWN, *OURS, *ADDRESSES} <= set(FIELDS)
    assert {*SAID_AS, *ELSEWHERE} <= texts_of(*ROOTS)
