"""The storefront reads answers from the shop's real data, published only when they change."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text, update

from domain.delivery_terms import FaqBook, FaqEntry, Topic, Written
from domain.errors import ProviderError
from domain.kinds import Kind
from domain.status import Status
from domain.tracking import PickupPoint
from jobs.poll_carriers import poll_round
from messages.language import LANGUAGES
from services.change_faq import (
    LONGEST_ANSWER,
    LONGEST_QUESTION,
    MOST_OWN,
    FaqSeen,
    add_question,
    move_question,
)
from services.change_page import change_page
from services.choose_kinds import choose_kind, kind_choices
from services.publish_storefront import publish_storefront
from services.run_shop_tasks import run_next
from services.wiring import Wiring
from storage.shops import ShopRow
from tests.fake_shop_api import FakeShopApi
from tests.fakes import NOON, scan
from tests.services.deliver import deliver
from tests.services.shops_that_answer import answering, grant_access
from tests.shop_bodies import shopify_fulfilment, shopify_order
from tests.storage.told import ship, write

INSTALLATION = "gid://shopify/AppInstallation/7"


@pytest.fixture
def api() -> FakeShopApi:
    return FakeShopApi()


@pytest.fixture
def wired(wiring: Wiring, api: FakeShopApi, shop_id: int) -> Wiring:
    """A shop whose profile has been read."""
    grant_access(wiring, shop_id)
    change(wiring, installation=INSTALLATION, storefront_url="https://lamps.example")
    return answering(wiring, api)


def change(wiring: Wiring, **values: Any) -> None:
    with wiring.sessions.begin() as session:
        session.execute(update(ShopRow).values(**values))


def faq(api: FakeShopApi, code: str = "en") -> dict[str, str]:
    told = json.loads(api.published[INSTALLATION][f"faq_{code.lower()}"])
    return {one["question"]: one["answer"] for one in told}


def delivered(wiring: Wiring, shop_id: int, parcels: int, days: int) -> None:
    """Let parcels have arrived some days after dispatch."""
    order_id = write(wiring, shop_id)
    sent = NOON - timedelta(days=20)
    for number in range(parcels):
        ship(wiring, shop_id, order_id, f"D{days}N{number}", shipped_at=sent)
    with wiring.engine.begin() as connection:
        connection.execute(
            text(
                "UPDATE shipments SET status = 'delivered', since = shipped_at + :took"
                " WHERE status = 'pending'"
            ),
            {"took": timedelta(days=days)},
        )


def test_answers_are_published_in_every_language_on_our_installation(wired, shop_id, api) -> None:
    assert publish_storefront(wired, shop_id) is None
    published = api.published[INSTALLATION]
    assert set(published) == {"page", *(f"faq_{code.lower()}" for code in LANGUAGES)}
    assert json.loads(published["page"]) == {"path": "/apps/track", "language": "en"}
    assert "https://lamps.example/apps/track" in faq(api)["Where is my order?"]
    assert "help@lamps.example" in faq(api)["How do I reach you about a delivery?"]


def test_carriers_are_those_really_used_lately_by_their_proper_names(wired, shop_id, api) -> None:
    past = NOON - timedelta(days=61)
    for order, (spelt, sent) in enumerate(
        [("testpost AB", NOON), ("TestPost", NOON), ("Grandma's van", NOON), ("Old van", past)]
    ):
        parcel = shopify_fulfilment(order, order, f"N{order}", updated=sent, tracking_company=spelt)
        told = shopify_order(order, fulfillments=[parcel])
        deliver(wired, shop_id, "orders/create", told)
    publish_storefront(wired, shop_id)
    assert "with TestPost and Grandma's van." in faq(api)["Who delivers my parcel?"]


@pytest.mark.parametrize(("parcels", "says"), [(19, False), (20, True)])
def test_how_long_it_takes_is_said_from_twenty_deliveries_on(
    wired, shop_id, api, parcels, says
) -> None:
    delivered(wired, shop_id, parcels, days=3)
    publish_storefront(wired, shop_id)
    assert ("within 3 days" in faq(api).get("How long does delivery take?", "")) is says


def test_eight_of_ten_are_told_and_not_the_luckiest(wired, shop_id, api) -> None:
    delivered(wired, shop_id, 16, days=2)
    with wired.engine.begin() as connection:
        connection.execute(text("UPDATE orders SET platform_id = 'earlier'"))
    delivered(wired, shop_id, 9, days=6)
    publish_storefront(wired, shop_id)
    assert "within 6 days" in faq(api)["How long does delivery take?"]


def test_pick_up_points_and_split_orders_are_spoken_of_where_they_happen(
    wired, shop_id, api, carrier
) -> None:
    publish_storefront(wired, shop_id)
    before = set(faq(api))
    parcels = [shopify_fulfilment(1001, n, f"TP{n}") for n in (1, 2)]
    deliver(wired, shop_id, "orders/create", shopify_order(1001, fulfillments=parcels))
    point = PickupPoint("Kiosk")
    carrier.report("TP1", scan(Status.AVAILABLE_FOR_PICKUP), pickup_point=point)
    poll_round(wired)
    publish_storefront(wired, shop_id)
    assert set(faq(api)) - before == {
        "Who delivers my parcel?",
        "Where do I collect my parcel?",
        "Why has only a part of my order arrived?",
    }


def test_only_messages_that_are_switched_on_are_promised(wired, shop_id, api) -> None:
    for kind in set(Kind) - {Kind.SHIPPED}:
        choice = replace(kind_choices(wired, shop_id)[kind.value], channels=frozenset())
        choose_kind(wired, shop_id, choice, "merchant")
    publish_storefront(wired, shop_id)
    answer = faq(api)["Do I get a message about my delivery?"]
    assert answer == "We write to you by e-mail when a parcel is sent."


def test_nothing_is_published_twice_until_it_changes_or_a_week_has_passed(
    wired, shop_id, api, clock
) -> None:
    for _ in range(2):
        publish_storefront(wired, shop_id)
    assert len(api.sessions) == 1
    change(wired, contact_email="new@lamps.example")
    publish_storefront(wired, shop_id)
    assert len(api.sessions) == 2
    clock.forward(days=7)
    publish_storefront(wired, shop_id)
    assert len(api.sessions) == 3


def test_a_new_installation_is_published_to_though_the_words_are_the_same(
    wired, shop_id, api
) -> None:
    publish_storefront(wired, shop_id)
    change(wired, installation="gid://shopify/AppInstallation/8")
    publish_storefront(wired, shop_id)
    assert set(api.published) == {INSTALLATION, "gid://shopify/AppInstallation/8"}


def test_what_failed_is_published_the_next_time(wired, shop_id, api) -> None:
    api.failing.append(ProviderError("503"))
    with pytest.raises(ProviderError):
        publish_storefront(wired, shop_id)
    publish_storefront(wired, shop_id)
    assert INSTALLATION in api.published


def test_nothing_is_published_before_the_platform_has_named_our_installation(
    wired, shop_id, api
) -> None:
    change(wired, installation="")
    assert publish_storefront(wired, shop_id) is None
    assert api.published == {}


def test_a_zone_nobody_knows_is_taken_for_utc(wired, shop_id, api) -> None:
    change(wired, time_zone="Mars/Olympus")
    publish_storefront(wired, shop_id)
    assert INSTALLATION in api.published


def test_the_merchants_order_and_words_are_published_as_soon_as_they_change(
    wired, shop_id, api
) -> None:
    seen = FaqSeen(0, "anna")
    own = add_question(wired, shop_id, "en", Written("Gift wrap?", "Ask {contact}."), seen)
    move_question(wired, shop_id, own, -len(Topic), replace(seen, version=1))
    while run_next(wired):
        pass
    told = json.loads(api.published[INSTALLATION]["faq_sv"])
    assert told[0] == {
        "id": "own-1",
        "question": "Gift wrap?",
        "answer": "Ask help@lamps.example.",
        "tag": "en",
    }


def test_the_fullest_faq_fits_into_what_a_platform_keeps(wired, shop_id, api) -> None:
    longest = Written("\u914d" * LONGEST_QUESTION, "\u9001" * LONGEST_ANSWER)
    entries = [FaqEntry(topic.value, topic, written={"ja": longest}) for topic in Topic]
    entries += [FaqEntry(f"own-{n}", written={"ja": longest}) for n in range(MOST_OWN)]
    change_page(wired, shop_id, FaqBook(tuple(entries)), "anna")
    publish_storefront(wired, shop_id)
    assert len(api.published[INSTALLATION]["faq_ja"].encode()) <= 128 * 1024
