"""A shopper's ways in: the link, and the number with a proof. Everything else stays outside."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.errors import BadTokenError, TooManyAttemptsError
from domain.shop import PlatformKey
from domain.status import Status
from services.look_up_order import (
    LinkTarget,
    find_orders,
    find_shop,
    look_up,
    open_link,
    target_of,
    tell_story,
)
from services.page_address import LINK_LIFETIME, page_address
from services.tracking_token import token_for
from storage.due_shipments import note_checked
from storage.gone_orders import mark_deleted
from storage.shipments import cancel_shipment
from storage.tracking_links import revoke_links
from tests.services.deliver import deliver, the_order
from tests.shop_bodies import shopify_fulfilment, shopify_order

ORDER = 5_820_982_511_634_001
NUMBER, MAIL, CALLER = "#4001", "alva@example.com", "203.0.113.7"


@pytest.fixture
def order_id(wiring, shop_id) -> int:
    """One order with one parcel, of the shop `shop_id`."""
    told = shopify_order(ORDER, fulfillments=[shopify_fulfilment(ORDER, 9001, "TP1")])
    deliver(wiring, shop_id, "orders/create", told)
    return the_order(wiring, shop_id, ORDER).id


@pytest.fixture
def shop(wiring, order_id):
    found = find_shop(wiring, PlatformKey.SHOPIFY, "Lamps.myshopify.com")
    assert found is not None
    return found


def token_of(wiring, shop_id: int, order_id: int) -> str:
    address = page_address(wiring, shop_id, order_id)
    prefix = "https://track.example.com/t/"
    assert address.startswith(prefix)
    return address.removeprefix(prefix)


def test_the_address_in_a_mail_opens_its_order(wiring, shop_id, order_id) -> None:
    token = token_of(wiring, shop_id, order_id)
    target = open_link(wiring, token)
    assert (target.shop_id, target.order_id) == (shop_id, order_id)
    assert token_of(wiring, shop_id, order_id) == token
    story = tell_story(wiring, target.shop_id, target.order_id)
    assert story is not None
    assert (story.shop.name, story.order.number) == ("Lamps & Co", NUMBER)
    assert list(story.carriers) == ["testpost"]


def test_a_link_knows_when_its_page_would_look_different(wiring, shop_id, order_id, clock) -> None:
    token = token_of(wiring, shop_id, order_id)
    before = open_link(wiring, token)
    assert open_link(wiring, token) == before
    clock.forward(minutes=1)
    newer = shopify_order(ORDER, updated=clock(), tags="packed")
    deliver(wiring, shop_id, "orders/updated", newer)
    after = open_link(wiring, token)
    assert after.version > before.version
    assert replace(after, version=before.version) == before


def test_every_way_to_an_order_knows_when_a_carrier_last_answered(
    wiring, shop_id, order_id, clock
) -> None:
    token = token_of(wiring, shop_id, order_id)
    before = open_link(wiring, token)
    assert before.checked_at is None
    (parcel,) = the_order(wiring, shop_id, ORDER).shipments
    with wiring.sessions.begin() as session:
        note_checked(session, [parcel.id], clock())
    after = open_link(wiring, token)
    assert after == replace(before, checked_at=clock())
    story = tell_story(wiring, shop_id, order_id)
    assert story is not None
    assert [target_of(story)] == find_orders(wiring, shop_id, [str(ORDER)]) == [after]


def test_a_link_opens_until_it_expires(wiring, shop_id, order_id, clock) -> None:
    token = token_of(wiring, shop_id, order_id)
    clock.forward(days=LINK_LIFETIME.days, seconds=-1)
    assert isinstance(open_link(wiring, token), LinkTarget)
    clock.forward(seconds=1)
    with pytest.raises(BadTokenError):
        open_link(wiring, token)


def test_a_revoked_link_opens_nothing_and_the_next_one_is_another(
    wiring, shop_id, order_id, clock
) -> None:
    token = token_of(wiring, shop_id, order_id)
    with wiring.sessions.begin() as session:
        revoke_links(session, shop_id, order_id, clock())
    with pytest.raises(BadTokenError):
        open_link(wiring, token)
    assert token_of(wiring, shop_id, order_id) != token


def test_a_signed_token_of_a_link_that_never_was_opens_nothing(wiring, shop_id) -> None:
    for link_id in (0, 12345, 2**63 - 1):
        with pytest.raises(BadTokenError):
            open_link(wiring, token_for(link_id, wiring.link_keys))


def test_a_deleted_order_can_neither_be_opened_nor_looked_up(wiring, shop, order_id, clock) -> None:
    token = token_of(wiring, shop.id, order_id)
    assert look_up(wiring, shop, NUMBER, MAIL, CALLER) == token
    clock.forward(minutes=1)
    with wiring.sessions.begin() as session:
        mark_deleted(session, shop.id, str(ORDER), clock())
    with pytest.raises(BadTokenError):
        open_link(wiring, token)
    assert look_up(wiring, shop, NUMBER, MAIL, CALLER) is None
    assert tell_story(wiring, shop.id, order_id) is None


def test_a_story_is_told_to_its_own_shop_only(wiring, shop_id, order_id, connect) -> None:
    stranger = connect(domain="other.myshopify.com")
    assert tell_story(wiring, stranger, order_id) is None
    assert tell_story(wiring, shop_id, order_id + 1) is None


def test_a_cancelled_parcel_leaves_the_order_to_be_seen(wiring, shop_id, order_id, clock) -> None:
    (parcel,) = the_order(wiring, shop_id, ORDER).shipments
    with wiring.sessions.begin() as session:
        cancel_shipment(session, parcel.id, clock())
    story = tell_story(wiring, shop_id, order_id)
    assert story is not None
    assert [s.state.status for s in story.order.shipments] == [Status.CANCELLED]


@pytest.mark.parametrize(
    ("number", "proof"),
    [(NUMBER, MAIL), ("4001", "ALVA@example.com"), (" # 4001", "211 34"), ("4001", "21134")],
)
def test_a_number_with_its_proof_leads_to_the_order(
    wiring, shop, order_id, number: str, proof: str
) -> None:
    token = look_up(wiring, shop, number, proof, CALLER)
    assert token is not None
    assert open_link(wiring, token).order_id == order_id
    assert token == token_of(wiring, shop.id, order_id)


@pytest.mark.parametrize(
    ("number", "proof"),
    [
        pytest.param(NUMBER, "other@example.com", id="right number, wrong proof"),
        pytest.param("#9999", MAIL, id="unknown number, somebody's proof"),
        pytest.param("#9999", "other@example.com", id="nothing right"),
        pytest.param("", "", id="nothing"),
        pytest.param(NUMBER, "", id="no proof"),
        pytest.param("'; DROP TABLE orders; --", MAIL, id="hostile number"),
        pytest.param("9" * 10_000, "x" * 10_000, id="very long"),
    ],
)
def test_wrong_and_unknown_get_the_same_answer(wiring, shop, number: str, proof: str) -> None:
    assert look_up(wiring, shop, number, proof, CALLER) is None


def test_an_order_of_another_shop_is_not_found(wiring, shop, order_id, connect) -> None:
    connect(domain="other.myshopify.com")
    stranger = find_shop(wiring, PlatformKey.SHOPIFY, "other.myshopify.com")
    assert stranger is not None
    assert look_up(wiring, stranger, NUMBER, MAIL, CALLER) is None


def test_a_shop_is_known_by_its_platforms_name_only(wiring, shop) -> None:
    assert find_shop(wiring, PlatformKey.SHOPIFY, "unknown.example") is None
    assert find_shop(wiring, PlatformKey.WOOCOMMERCE, shop.domain) is None


def test_a_caller_who_tries_one_number_after_another_is_stopped(wiring, shop, order_id) -> None:
    for number in range(20):
        assert look_up(wiring, shop, f"#{number}", MAIL, CALLER) is None
    with pytest.raises(TooManyAttemptsError) as stopped:
        look_up(wiring, shop, NUMBER, MAIL, CALLER)
    assert timedelta() < stopped.value.retry_after <= timedelta(minutes=10)
    assert look_up(wiring, shop, NUMBER, MAIL, "203.0.113.8") is not None


def test_callers_who_together_try_one_number_are_stopped(wiring, shop, order_id) -> None:
    for attempt in range(10):
        guess = f"{attempt:05}"
        assert look_up(wiring, shop, NUMBER, guess, f"198.51.100.{attempt}") is None
    with pytest.raises(TooManyAttemptsError):
        look_up(wiring, shop, NUMBER, MAIL, CALLER)
    assert look_up(wiring, shop, "#4002", MAIL, CALLER) is None


def test_attempts_at_another_shop_do_not_count(wiring, shop, order_id, connect) -> None:
    connect(domain="other.myshopify.com")
    stranger = find_shop(wiring, PlatformKey.SHOPIFY, "other.myshopify.com")
    assert stranger is not None
    for attempt in range(10):
        look_up(wiring, stranger, NUMBER, "00000", f"198.51.100.{attempt}")
    assert look_up(wiring, shop, NUMBER, MAIL, CALLER) is not None


def test_one_number_written_in_many_ways_is_counted_as_one(wiring, shop, order_id) -> None:
    spellings = ["4001", "#4001", "##4001", "# 4001", "4 001", "40 01", "400 1", "4  001"]
    answers = set()
    for attempt, number in enumerate([*spellings, *spellings]):
        try:
            answers.add(look_up(wiring, shop, number, "00000", f"198.51.100.{attempt}"))
        except TooManyAttemptsError as stopped:
            answers.add(type(stopped).__name__)
    assert answers == {None, TooManyAttemptsError.__name__}
