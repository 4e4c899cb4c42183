"""What the page of an order holds: for anybody with the link, and for whom it belongs to."""

from dataclasses import fields, replace
from datetime import timedelta

import pytest

from domain.access import Level
from domain.delivery_note import DeliveryNote, DeliveryNotes
from domain.order import Item, Order
from domain.page_design import PageDesign, PageWords, Section
from domain.self_service import Action
from domain.stage import Stage
from domain.stage_names import StageNames
from domain.status import Status
from domain.tracking import ProofOfDelivery
from messages.language import language
from services.change_page import ShopPage
from services.offer_actions import Offer
from tests.fakes import NOON, a_shipment, an_order, scan
from tests.tracking_page.samples import (
    SHOP,
    STOCKHOLM,
    delivered,
    journey,
    parcel,
    samples,
    story,
    two_of_three_arrived,
    waiting_for_pickup,
)
from tests.tracking_page.whole_order import PROVEN, SWEDISH, shown, whole
from tracking_page.views import Seen, order_page

CAREFUL = DeliveryNote(words={"en": "Somebody should be at home.", "sv": "Någon bör vara hemma."})
FRAGILE = DeliveryNote(("lamp",), {"en": "The lamp is made of glass."})


def to_collect() -> Order:
    waiting = waiting_for_pickup()
    assert waiting.pickup_point
    point = replace(waiting.pickup_point, code=" 4711 ", country="SE")
    return whole(replace(waiting, pickup_point=point))


@pytest.mark.parametrize("sample", samples())
def test_who_has_the_link_alone_sees_nothing_that_is_anybodys_own(sample: str) -> None:
    order = replace(whole(), shipments=samples()[sample].shipments)
    proof = ProofOfDelivery("Alva Åkesson", "https://carrier.example/proof")
    shipments = tuple(replace(one, proof=proof) for one in order.shipments)
    page = repr(shown(replace(order, shipments=shipments), Seen()))
    for word in ("Alva", "Åkesson", "Storgatan", "211", "Box 17", "Lamp'", "Shade", "646", "597"):
        assert word not in page
    for word in ("VIP", "blue door", "carrier.example/proof", "'77'", "alva@"):
        assert word not in page


def test_the_link_alone_shows_where_the_parcel_is_and_who_carries_it() -> None:
    [one] = shown(to_collect(), Seen()).parcels
    assert (one.carrier, one.number) == ("TestPost", "TP123456789SE")
    assert one.link.endswith("/TP123456789SE")
    assert one.pickup
    assert (one.pickup.name, one.pickup.code) == ("Corner Kiosk Möllan", "")
    assert one.timeline.recent


def test_the_link_alone_says_the_same_of_the_order_and_lives_as_long() -> None:
    for order in samples().values():
        stranger, shopper = shown(order, Seen()), shown(order)
        assert (stranger.answer, stranger.more) == (shopper.answer, shopper.more)
        assert (stranger.live, stranger.steps) == (shopper.live, shopper.steps)


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://cdn.example/lamp.jpg", True),
        ("http://cdn.example/lamp.jpg", False),
        ("data:image/png;base64,AAAA", False),
        ("//cdn.example/lamp.jpg", False),
    ],
)
def test_pictures_come_over_https_or_not_at_all(url: str, *, kept: bool) -> None:
    page = ShopPage(design=PageDesign(picture_url=url, picture_text="Our workshop"))
    order = whole(items=(Item("71", "Lamp", 1, image_url=url),))
    view = shown(order, replace(PROVEN, logo=url), page)
    wanted = url if kept else ""
    assert (view.picture_url, view.logo, view.items.first[0].image) == (wanted, wanted, wanted)


def test_a_pick_up_point_has_its_code_and_the_way_there_for_the_shopper() -> None:
    pickup = shown(to_collect()).parcels[0].pickup
    assert pickup
    assert pickup.code == "4711"
    assert pickup.map == (
        "https://www.openstreetmap.org/directions?engine=fossgis_osrm_foot&to="
        "%C3%84ngelholmsgatan%204%2C%20214%2022%20Malm%C3%B6%2C%20SE"
    )


@pytest.mark.parametrize(
    ("proof", "seen"),
    [
        (None, None),
        (ProofOfDelivery(), None),
        (ProofOfDelivery(" A. Ek "), ("A. Ek", "")),
        (ProofOfDelivery("", "javascript:alert(1)"), None),
        (ProofOfDelivery("A", "https://c.example/1"), ("A", "https://c.example/1")),
    ],
    ids=range(5),
)
def test_a_proof_of_delivery_names_who_signed_and_leads_to_its_document(
    proof: ProofOfDelivery | None, seen: tuple[str, str] | None
) -> None:
    kept = shown(whole(delivered(proof=proof))).parcels[0].proof
    assert (kept and (kept.signed_by, kept.document)) == seen


@pytest.mark.parametrize(
    ("level", "told"),
    [
        (Level.LINK, ("Somebody should be at home.",)),
        (Level.PROVEN, ("The lamp is made of glass.", "Somebody should be at home.")),
    ],
)
def test_notes_that_tell_what_was_bought_are_told_to_the_shopper_alone(
    level: Level, told: tuple[str, ...]
) -> None:
    page = ShopPage(notes=DeliveryNotes((FRAGILE, CAREFUL, CAREFUL)))
    assert shown(whole(), Seen(level=level), page).notes == told


def test_notes_are_in_the_readers_language_or_the_shops_or_left_out() -> None:
    notes = DeliveryNotes((CAREFUL, FRAGILE, DeliveryNote(words={"de": "Nur deutsch"})))
    told = story(whole(), page=ShopPage(notes=notes))
    page = order_page(told, PROVEN, SWEDISH, NOON, STOCKHOLM)
    assert page.notes == ("Någon bör vara hemma.", "The lamp is made of glass.")


@pytest.mark.parametrize(
    ("code", "said"), [("sv", ("Tack", "Sent", "Hej")), ("de", ("Thanks", "Late", "Bye"))]
)
def test_the_shop_speaks_around_the_order(code: str, said: tuple[str, str, str]) -> None:
    words = {"en": PageWords("Thanks", "Late", "Bye"), "sv": PageWords("Tack", "Sent", "Hej")}
    told = story(whole(), page=ShopPage(design=PageDesign(words=words)))
    page = order_page(told, PROVEN, language(code), NOON, STOCKHOLM)
    assert (page.welcome, page.note, page.footer) == said


def test_sections_and_stages_are_the_merchants() -> None:
    sections = (Section.CONTACT, Section.PARCELS)
    names = StageNames(names={Stage.RECEIVED: {"en": "Noted in our book"}})
    page = shown(whole(), page=ShopPage(design=PageDesign(sections), stages=names))
    assert page.sections == sections
    assert page.steps[0].label == "Noted in our book"


def test_what_was_asked_of_the_driver_stands_until_nothing_can_change() -> None:
    assert shown(whole(parcel(*journey()))).instructions == "The blue door."
    assert shown(whole(delivered())).instructions == ""


@pytest.mark.parametrize("token", ["", "tok"])
def test_actions_are_shown_where_their_forms_have_a_link(token: str) -> None:
    seen = Seen(Level.PROVEN, offers=(Offer(Action.CONTACT, None, ""),), link_token=token)
    assert bool(shown(whole(), seen).actions) is bool(token)


def test_other_orders_are_told_in_a_line_each() -> None:
    other = story(replace(samples()["delivered"], number="#1007"))
    [one] = shown(whole(), replace(PROVEN, others=[(other, "/t/other")])).others
    assert (one.number, one.placed, one.link) == ("#1007", "Tue, Nov 17", "/t/other")
    assert one.headline == "Your parcel was put in the mailbox today at 12:00."


def test_the_page_is_as_fresh_as_the_newest_answer_of_any_carrier() -> None:
    old, new = NOON - timedelta(hours=3), NOON - timedelta(minutes=3)
    page = shown(an_order(a_shipment(id=1, checked_at=old), a_shipment(id=2, checked_at=new)))
    assert (page.checked_at, page.checked) == ("2026-11-20T11:57:00+00:00", "today 12:57")
    never = shown(an_order(a_shipment(checked_at=None)))
    assert (never.checked_at, never.checked) == ("", "")


def test_the_headline_is_its_two_sentences_in_one() -> None:
    page = shown(samples()["on its way"])
    assert page.answer == "Arrives tomorrow between 09:00 and 13:00."
    assert page.more == "Your parcel is on its way with TestPost."
    assert page.headline == f"{page.answer[:-1]}; y{page.more[1:]}"
    assert shown(two_of_three_arrived()).more == ""


def test_a_carriers_words_are_whole_for_the_shopper() -> None:
    order = whole(parcel(scan(Status.IN_TRANSIT, text="Delivered to Alva")))
    originals = [
        shown(order, seen).parcels[0].timeline.originals[0].original for seen in (Seen(), PROVEN)
    ]
    assert originals == ["Delivered to •••", "Delivered to Alva"]


def test_questions_are_answered_at_the_shops_own_page() -> None:
    assert shown(whole()).faq_page == f"/faq/shopify/{SHOP.domain}"


def test_a_page_as_it_comes_holds_nothing_beside_its_story() -> None:
    bare = Seen()
    assert {one.name for one in fields(Seen) if getattr(bare, one.name)} == set()
