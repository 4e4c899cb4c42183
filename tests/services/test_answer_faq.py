"""Beside an order stand the questions that fit it, answered from the shop's figures of the hour."""

from dataclasses import replace
from datetime import time, timedelta

import pytest
from sqlalchemy import event, text

from domain.delivery_terms import DeliveryTerms, FaqBook, FaqEntry, Topic, Written
from domain.kinds import ChannelKey, Kind
from domain.page_design import PageDesign, Section
from domain.page_domain import PageDomain
from domain.self_service import SelfServiceRules
from domain.shop import PlatformKey, Shop
from messages.language import language
from services.answer_faq import answer_faq, faq_excerpt, review_faq
from services.change_page import ShopPage, change_page
from services.look_up_order import OrderStory
from services.shop_figures import figures_lately
from services.wiring import Wiring
from storage.shops import shop_by_id
from tests.fakes import NOON, an_order
from tests.services.due_messages import choose
from tests.storage.told import order_told, ship, write
from tests.tracking_page.samples import delivered, out_for_delivery, waiting_for_pickup

ENGLISH = language("en")
TERMS = DeliveryTerms(cut_off=time(14), processing_days=0, return_days=30)
EVERYTHING = SelfServiceRules(off=frozenset())


def shop_of(wiring: Wiring, shop_id: int) -> Shop:
    with wiring.sessions() as session:
        shop = shop_by_id(session, shop_id)
    assert shop is not None
    return shop


def story(wiring: Wiring, shop_id: int, *parcels, **page) -> OrderStory:
    """Return a story of an order to Sweden on a shop's page."""
    kept = replace(ShopPage(terms=TERMS), **page)
    return OrderStory(shop_of(wiring, shop_id), an_order(*parcels), wiring.carriers, kept)


def ids(wiring: Wiring, told: OrderStory) -> list[str]:
    return [one.id for one in faq_excerpt(wiring, told, ENGLISH)]


def arrived(wiring: Wiring, shop_id: int, country: str, parcels: int, days: int) -> None:
    """Let parcels have arrived in a country some days after dispatch."""
    there = replace(order_told().address, country=country)
    order_id = write(wiring, shop_id, platform_id=f"to {country}", address=there)
    for number in range(parcels):
        sent = NOON - timedelta(days=20)
        ship(wiring, shop_id, order_id, f"{country}{number}", shipped_at=sent)
    with wiring.engine.begin() as connection:
        connection.execute(
            text(
                "UPDATE shipments SET status = 'delivered', since = shipped_at + :took"
                " WHERE status = 'pending'"
            ),
            {"took": timedelta(days=days)},
        )


def test_the_questions_fit_how_the_order_stands_and_are_three_at_most(wiring, shop_id) -> None:
    assert ids(wiring, story(wiring, shop_id, rules=EVERYTHING)) == [
        "cut_off",
        "change_address",
        "cancel",
    ]
    assert ids(wiring, story(wiring, shop_id, out_for_delivery())) == ["late", "no_scans"]
    assert ids(wiring, story(wiring, shop_id, waiting_for_pickup())) == ["contact"]
    assert ids(wiring, story(wiring, shop_id, delivered())) == ["lost", "returns"]


def test_what_the_merchant_hides_or_rewrites_is_so_beside_an_order_too(wiring, shop_id) -> None:
    book = FaqBook(
        (
            FaqEntry("lost", Topic.LOST, written={"en": Written("Gone?", "Ask us.")}),
            FaqEntry("returns", Topic.RETURNS, hidden=True),
        )
    )
    [one] = faq_excerpt(wiring, story(wiring, shop_id, delivered(), faq=book), ENGLISH)
    assert (one.question, one.answer) == ("Gone?", "Ask us.")


def test_how_long_it_takes_is_told_for_the_orders_own_country(wiring, shop_id) -> None:
    arrived(wiring, shop_id, "SE", 20, days=2)
    arrived(wiring, shop_id, "NO", 21, days=6)
    arrived(wiring, shop_id, "DK", 19, days=9)
    shop = shop_of(wiring, shop_id)
    whole = {one.id: one.answer for one in answer_faq(wiring, shop, ENGLISH, "/p")}["how_long"]
    assert whole.endswith("Norway: 6 days\nSweden: 2 days")
    beside = faq_excerpt(wiring, story(wiring, shop_id, out_for_delivery()), ENGLISH)[0]
    assert beside.answer.endswith("\nSweden: 2 days")
    assert "Norway" not in beside.answer


def test_figures_are_counted_once_an_hour_and_an_excerpt_then_reads_nothing(
    wiring, shop_id
) -> None:
    told = story(wiring, shop_id, out_for_delivery())
    before = faq_excerpt(wiring, told, ENGLISH)
    arrived(wiring, shop_id, "SE", 20, days=2)
    asked: list[str] = []

    def note(*said: object) -> None:
        asked.append(str(said[2]))

    event.listen(wiring.engine, "before_cursor_execute", note)
    again = faq_excerpt(wiring, told, ENGLISH)
    event.remove(wiring.engine, "before_cursor_execute", note)
    assert (again, asked) == (before, [])
    wiring.page_cache.put(f"figures:{shop_id}", b"{}", 60)
    anew = faq_excerpt(wiring, told, ENGLISH)
    assert [one.id for one in anew] == ["how_long", "late", "no_scans"]


TOLD = (
    b'{"carriers": [], "pickup_points": true, "several_parcels": false, "days": 9, "days_to": {},'
    b' "told": ["shipped"]}'
)
"""As they were kept when a message by text counted as one by e-mail."""


@pytest.mark.parametrize("kept", [b'{"carriers": []}', b'{"days": 1, "unknown": 2}', TOLD])
def test_figures_kept_by_another_version_of_us_are_counted_anew(wiring, shop_id, kept) -> None:
    wiring.page_cache.put(f"figures:{shop_id}", kept, 60)
    figures = figures_lately(wiring, shop_of(wiring, shop_id))
    assert (figures.days, figures.pickup_points) == (None, False)
    assert figures_lately(wiring, shop_of(wiring, shop_id)) == figures


def test_a_merchant_sees_what_answers_stand_on_and_what_is_left_out(wiring, shop_id) -> None:
    seen = review_faq(wiring, shop_of(wiring, shop_id), ENGLISH)
    assert seen.facts["contact"] == "help@lamps.example"  # type: ignore[index]
    assert seen.facts["days"] == ""  # type: ignore[index]
    assert {one.entry.id for one in seen.entries if one.faq is None} >= {"methods", "customs"}


def answers(wiring: Wiring, shop_id: int, page: str = "") -> dict[str, str]:
    told = answer_faq(wiring, shop_of(wiring, shop_id), ENGLISH, page)
    return {one.id: one.answer for one in told}


@pytest.mark.parametrize(
    ("channels", "promised"),
    [
        ({ChannelKey.SMS}, False),
        ({ChannelKey.SMS, ChannelKey.PUSH}, False),
        ({ChannelKey.SMS, ChannelKey.EMAIL}, True),
    ],
)
def test_mail_is_promised_by_a_shop_that_sends_some_and_by_no_other(
    wiring, shop_id, channels, promised
) -> None:
    for kind in Kind:
        choose(wiring, shop_id, kind, *channels)
    told = answers(wiring, shop_id)
    assert ("by e-mail" in told.get("messages", "")) is promised
    assert ("messages" in told) is promised
    assert ("We also write to you" in told["late"]) is promised


@pytest.mark.parametrize(
    ("platform", "restock", "says"),
    [
        ("shopify", False, "Yes, until your order is packed."),
        ("woocommerce", True, "Yes, until your order is packed."),
        ("woocommerce", False, "Write to us as soon as you can: help@lamps.example."),
    ],
)
def test_cancelling_is_promised_where_the_page_offers_it(
    wiring, connect, platform, restock, says
) -> None:
    shop_id = connect(PlatformKey(platform), f"{platform}.example")
    rules = replace(EVERYTHING, restock=restock)
    change_page(wiring, shop_id, rules, "anna")
    beside = {
        one.id: one.answer
        for one in faq_excerpt(wiring, story(wiring, shop_id, rules=rules), ENGLISH)
    }
    for told in (answers(wiring, shop_id), beside):
        assert told["cancel"].startswith(says)


@pytest.mark.parametrize(
    ("sections", "led"), [(tuple(Section), True), ((Section.PARCELS, Section.FAQ), False)]
)
def test_no_answer_leads_to_what_the_page_has_no_place_for(wiring, shop_id, sections, led) -> None:
    rules = replace(EVERYTHING, returns_url="https://lamps.example/returns?o={order}")
    for part in (rules, PageDesign(sections)):
        change_page(wiring, shop_id, part, "anna")
    told = answers(wiring, shop_id)
    for topic in ("cancel", "change_address", "lost", "returns"):
        assert ("pen your order on our tracking page" in told.get(topic, "")) is led, topic


def test_what_is_done_is_done_on_the_orders_page_or_at_the_shops_own_host(wiring, shop_id) -> None:
    bare = story(wiring, shop_id, rules=EVERYTHING)
    owned = replace(bare, page=replace(bare.page, domain=PageDomain("track.lamps.example", True)))
    look_up = "/track/shopify/lamps.myshopify.com"
    for told, page, named in (
        (bare, "", f"https://track.example.com{look_up}"),
        (owned, "", f"https://track.lamps.example{look_up}"),
        (owned, "https://track.lamps.example/t/token", "https://track.lamps.example/t/token"),
    ):
        said = {one.id: one.answer for one in faq_excerpt(wiring, told, ENGLISH, page)}
        assert f"on our tracking page, {named}." in said["cancel"]


def test_answers_name_the_page_of_the_shops_site_or_else_ours(wiring, shop_id) -> None:
    change_page(wiring, shop_id, PageDomain("track.lamps.example", proven=True), "anna")
    ours = "https://track.lamps.example/track/shopify/lamps.myshopify.com"
    for page, named in (("https://lamps.example/track", "https://lamps.example/track"), ("", ours)):
        assert f"tracking page, {named}," in answers(wiring, shop_id, page)["where"]
    seen = review_faq(wiring, shop_of(wiring, shop_id), ENGLISH)
    assert seen.facts["page"] == ours  # type: ignore[index]
