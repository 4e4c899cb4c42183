"""At a shop's own host only that shop's links open; the host a request names is never repeated."""

import pytest

from app import create_app
from domain.page_domain import PageDomain
from services.change_page import change_page
from services.count_campaign import follow_address
from services.shopper_links import (
    Linked,
    followed_address,
    opened_address,
    preferences_address,
)
from tests.app_config import CONFIG
from tests.services.due_messages import the_row
from tests.tracking_page.kept_orders import keep, path_to, told

MINE, THEIRS = "https://track.lamps.example", "https://track.other.example"
OURS = "https://track.example.com"


@pytest.fixture
def browser(wiring):
    return create_app(wiring, CONFIG).test_client()


@pytest.fixture
def other(wiring, shop_id, connect) -> int:
    """Another shop; both have proven a host."""
    other: int = connect(domain="other.myshopify.com")
    for shop, host in ((shop_id, MINE), (other, THEIRS)):
        domain = PageDomain(host.removeprefix("https://"), proven=True)
        change_page(wiring, shop, domain, "anna")
    return other


def test_every_kind_of_link_opens_at_ours_and_at_its_own_shops_host_only(
    wiring, shop_id, other, browser
) -> None:
    order = keep(wiring, shop_id, told())
    link = "/t/" + path_to(wiring, shop_id, order).partition("/t/")[2]
    wishes = preferences_address(wiring, Linked(shop_id, order), "alva@example.com")
    message = Linked(shop_id, the_row(wiring).id)
    paths = [
        (link, 200),
        (f"{link}/prove", 200),
        (f"/t/look/{shop_id}/0.css", 200),
        (follow_address(wiring, shop_id, "gone"), 404),
        (wishes.removeprefix(OURS), 200),
        (followed_address(wiring, message).removeprefix(OURS), 302),
        (opened_address(wiring, message).removeprefix(OURS), 200),
        ("/track/shopify/lamps.myshopify.com", 200),
        ("/faq/shopify/lamps.myshopify.com", 200),
        ("/faq/shopify/lamps.myshopify.com?q=parcel&lang=sv", 200),
    ]
    for path, status in paths:
        for host, expected in ((OURS, status), (MINE, status), (THEIRS, 404)):
            answer = browser.get(path, base_url=host)
            assert (path, host, answer.status_code) == (path, host, expected)
            assert b"other.example" not in answer.data
            assert "other.example" not in str(answer.headers)


def test_forms_are_refused_there_as_well_and_wrong_tokens_are_as_wrong_as_anywhere(
    wiring, shop_id, other, browser
) -> None:
    link = path_to(wiring, shop_id, keep(wiring, shop_id, told())).partition("/t/")[2]
    for path in (f"/t/{link}/prove", f"/t/{link}/code", "/track/shopify/lamps.myshopify.com"):
        assert browser.post(path, base_url=THEIRS, data={"proof": "x"}).status_code == 404
    for path in ("/t/AAAA", "/c/AAAA", "/p/AAAA", "/track/mars/x", "/track/shopify/nobody"):
        assert browser.get(path, base_url=MINE).status_code == 404


@pytest.mark.parametrize("host", ["evil.example", "10.0.0.1", "track.other.example.evil.example"])
def test_a_host_nobody_has_proven_is_ours_as_far_as_we_know(
    wiring, shop_id, other, browser, host
) -> None:
    link = path_to(wiring, shop_id, keep(wiring, shop_id, told())).partition("/t/")[2]
    answer = browser.get(
        f"/t/{link}",
        base_url=OURS,
        headers={"Host": host, "X-Forwarded-Host": "track.other.example"},
    )
    assert answer.status_code == 200
    assert host not in answer.text
    assert host not in str(answer.headers)
