"""Beside an order stand the questions that fit it, answered from the shop's figures of the hour."""

from dataclasses import replace
from datetime import time, timedelta

import pytest
from sqlalchemy import event, text

from domain.delivery_terms import DeliveryTerms, FaqBook, FaqEntry, Topic, Written
from domain.self_service import SelfServiceRules
from domain.shop import Shop
from messages.language import language
from services.answer_faq import answer_faq, faq_excerpt, review_faq
from services.change_page import ShopPage
from services.look_up_order import OrderStory
from services.shop_figures import figures_lately
from services.wiring import Wiring
from storage.shops import shop_by_id
from tests.fakes import NOON, an_order
from tests.storage.told import order_told, ship, write
from tests.tracking_page.samples import delivered, out_for_delivery, waiting_for_pickup

ENGLISH = language("en")
TERMS = DeliveryTerms(cut_off=time(14), processing_days=0, return_days=30)


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
    everything = SelfServiceRules(off=frozenset())
    assert ids(wiring, story(wiring, shop_id, rules=everything)) == [
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


@pytest.mark.parametrize("kept", [b'{"carriers": []}', b'{"days": 1, "unknown": 2}'])
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
