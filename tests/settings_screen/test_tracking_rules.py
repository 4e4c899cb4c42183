"""Stages, self-service and the shop's own domain in the settings."""

from datetime import timedelta

import pytest

from domain.errors import ProviderError
from domain.page_domain import HostSaid, PageDomain
from domain.self_service import Action, SelfServiceRules
from domain.shop import PlatformKey
from domain.shop_task import ShopTask
from domain.stage import Stage
from domain.stage_names import StageNames
from messages.language import language
from services.change_page import change_page, part_of_page
from services.change_page_domain import (
    HostTakenError,
    change_domain,
    check_domain,
    domain_review,
    shop_with_host,
)
from services.change_self_service import EnteredSelfService
from services.page_address import known_addresses, page_address
from services.page_values import InvalidPageError, PageProblem
from services.review_changes import review_changes
from settings_screen.tracking_self_service_view import Elsewhere, action_lines
from storage.shop_tasks import ShopTaskRow
from tests.settings_screen.merchants import grant, headers, inside, let_in, site
from tests.settings_screen.pages import HTTPS, plainly, words
from tests.tracking_page.kept_orders import keep, told

STAGES = "/settings/tracking/stages"
SERVICE = "/settings/tracking/self-service"
TERMS = "/settings/tracking/terms"
DOMAIN = "/settings/tracking/domain"
HOST = "track.lamps.example"
RULES = {"cancel_until": "packed", "missing_wait_days": "2"}


@pytest.fixture
def browser(wiring, shop_id):
    grant(wiring, shop_id)
    return let_in(wiring)


def proven(wiring, shop_id: int, host: str = HOST) -> None:
    """Let a host lead to us and say that it is the shop's, and have it checked."""
    change_domain(wiring, shop_id, host, part_of_page(wiring, shop_id, PageDomain).version, "anna")
    mark = domain_review(wiring, shop_id).owner_text
    wiring.page_dns.said[host] = HostSaid("track.example.com", frozenset(), frozenset({mark}))
    check_domain(wiring, shop_id, "anna")


def test_stages_get_names_words_and_rest_and_open_orders_are_read_anew(wiring, shop_id, browser):
    page = browser.get(f"{STAGES}?written=sv", base_url=HTTPS).text
    assert "Names in Svenska" in words(page)
    wrong = plainly(browser, STAGES, page, name_packed="a" * 41, words_packed="a\n" * 3 + "b\x07")
    assert wrong.status_code == 422
    assert "at most 40 characters" in words(wrong.text)
    saved = plainly(
        browser,
        STAGES,
        page,
        name_packed="Inslagen",
        words_packed="boxed\r\nboxed",
        hidden_packed="on",
    )
    assert saved.location == f"{STAGES}?outcome=saved&written=sv"
    english = browser.get(STAGES, base_url=HTTPS).text
    assert "boxed" in english
    plainly(browser, STAGES, english, name_packed="Wrapped", words_packed="boxed")
    kept = part_of_page(wiring, shop_id, StageNames)
    assert kept.names == {Stage.PACKED: {"sv": "Inslagen", "en": "Wrapped"}}
    assert (kept.words, kept.hidden) == ({Stage.PACKED: ("boxed",)}, frozenset())
    with wiring.sessions() as session:
        assert session.get(ShopTaskRow, (shop_id, ShopTask.RESTAGE)) is not None


def test_self_service_is_switched_with_its_limits(wiring, shop_id, browser) -> None:
    grant(wiring, shop_id, "write_orders")
    page = browser.get(SERVICE, base_url=HTTPS).text
    wrong = plainly(
        browser,
        SERVICE,
        page,
        cancel_until="received",
        cancel_within="721",
        missing_wait_days="x",
    )
    assert wrong.status_code == 422
    said = words(wrong.text)
    assert "at most 720" in said
    assert "at most 30" in said
    saved = plainly(
        browser,
        SERVICE,
        page,
        **RULES,
        cancel="on",
        contact="on",
        cancel_within="12",
        restock="on",
    )
    assert saved.location == f"{SERVICE}?outcome=saved"
    kept = part_of_page(wiring, shop_id, SelfServiceRules)
    assert kept.off == frozenset(Action) - {Action.CANCEL, Action.CONTACT}
    assert (kept.cancel_within, kept.restock, kept.refund) == (timedelta(hours=12), True, False)
    again = browser.get(SERVICE, base_url=HTTPS).text
    assert 'name="cancel_within" value="12"' in again
    audit = words(browser.get("/settings/audit", base_url=HTTPS).text)
    assert "Tracking page: self-service" in audit
    assert "Cancelling within hours: – → 12" in audit
    assert "→ Put the delivery in a calendar, Change the address, Leave delivery" in audit


def test_what_holds_of_returns_is_said_with_where_it_is_changed(wiring, shop_id, browser) -> None:
    page = browser.get(SERVICE, base_url=HTTPS).text
    assert "There is no page for returns yet, so it is not offered." in words(page)
    address = "https://lamps.example/returns?o={order}"
    terms = browser.get(TERMS, base_url=HTTPS).text
    plainly(browser, TERMS, terms, customs="not_said", return_days="14", returns_page=address)
    page = browser.get(SERVICE, base_url=HTTPS).text
    assert f"It leads to {address} for 14 days after delivery." in words(page)
    assert f'<a href="{TERMS}">Delivery terms</a>' in page
    saved = plainly(browser, SERVICE, page, **RULES, contact="on")
    assert saved.location == f"{SERVICE}?outcome=saved"
    shown = browser.get(TERMS, base_url=HTTPS).text
    assert f'name="returns_page" value="{address}"' in shown
    assert 'name="return_days" value="14"' in shown


def test_what_changes_orders_on_shopify_takes_its_permission(wiring, shop_id, browser) -> None:
    page = browser.get(SERVICE, base_url=HTTPS).text
    refused = plainly(browser, SERVICE, page, **RULES, cancel="on", instructions="on")
    assert refused.status_code == 422
    assert "Shopify asks you there" in words(refused.text)
    assert Action.CANCEL in part_of_page(wiring, shop_id, SelfServiceRules).off
    # In the admin the page has asked before it saves.
    client = site(wiring).test_client()
    assert 'data-scope="write_orders"' in client.get(inside(SERVICE)).text
    saved = client.post(SERVICE, headers=headers(), data={**RULES, "cancel": "on", "version": "0"})
    assert saved.json == {"outcome": "saved", "then": SERVICE}


@pytest.mark.parametrize(
    ("platform", "says"), [(PlatformKey.SHOPIFY, False), (PlatformKey.WOOCOMMERCE, True)]
)
def test_where_stock_always_comes_back_the_merchant_is_told_what_follows(platform, says) -> None:
    returns = Elsewhere("", "", "")
    lines = action_lines(EnteredSelfService(), {}, language("en"), platform, returns)
    fields = {field.name: field for line in lines for field in line.fields}
    assert ("cancelling is not offered" in fields["restock"].hint) is says


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("localhost", PageProblem.NOT_A_HOST),
        ("127.0.0.1", PageProblem.NOT_A_HOST),
        ("track.lamps.example:8080", PageProblem.NOT_A_HOST),
        ("track.lamps.example/path", PageProblem.NOT_A_HOST),
        ("a@b.example", PageProblem.NOT_A_HOST),
        ("track.example.com", PageProblem.OURS),
        ("https://x.Track.Example.com/", PageProblem.OURS),
    ],
)
def test_what_is_no_host_of_theirs_is_refused(wiring, shop_id, typed, problem) -> None:
    with pytest.raises(InvalidPageError) as refused:
        change_domain(wiring, shop_id, typed, 0, "anna")
    assert refused.value.problems == {"host": problem}


def test_a_host_is_used_in_links_once_it_leads_here_and_is_the_shops(wiring, shop_id, browser):
    order_id = keep(wiring, shop_id, told())
    ours = page_address(wiring, shop_id, order_id)
    page = browser.get(DOMAIN, base_url=HTTPS).text
    assert plainly(browser, f"{DOMAIN}/check", page).location == f"{DOMAIN}?outcome=no-host"
    saved = plainly(browser, DOMAIN, page, host=" https://Track.Lamps.example/ ")
    assert saved.location == f"{DOMAIN}?outcome=saved"
    page = browser.get(DOMAIN, base_url=HTTPS).text
    mark = domain_review(wiring, shop_id).owner_text
    for words_there in (HOST, "CNAME", "track.example.com", f"_framme.{HOST}", mark):
        assert words_there in words(page)
    dns = wiring.page_dns
    dns.failing = ProviderError("silent")
    assert plainly(browser, f"{DOMAIN}/check", page).location == f"{DOMAIN}?outcome=no-answer"
    dns.failing = None
    assert plainly(browser, f"{DOMAIN}/check", page).location == f"{DOMAIN}?outcome=no-alias"
    dns.said[HOST] = HostSaid("track.example.com")
    assert plainly(browser, f"{DOMAIN}/check", page).location == f"{DOMAIN}?outcome=no-owner"
    assert page_address(wiring, shop_id, order_id) == ours
    dns.said[HOST] = HostSaid("track.example.com", frozenset(), frozenset({mark}))
    assert plainly(browser, f"{DOMAIN}/check", page).location == f"{DOMAIN}?outcome=proven"
    own = ours.replace("track.example.com", HOST)
    assert page_address(wiring, shop_id, order_id) == own
    assert known_addresses(wiring, shop_id, [order_id]) == {order_id: own}
    assert shop_with_host(wiring, f"{HOST.upper()}:443") == shop_id
    assert shop_with_host(wiring, "track.example.com") is None
    # Where it leads elsewhere by then, links are ours again.
    dns.said[HOST] = HostSaid("other.example")
    plainly(browser, f"{DOMAIN}/check", page)
    assert page_address(wiring, shop_id, order_id) == ours
    assert "own domain" in words(browser.get("/settings/audit", base_url=HTTPS).text)


def test_no_two_shops_have_the_same_host(wiring, shop_id, connect) -> None:
    other = connect(domain="other.myshopify.com")
    change_domain(wiring, other, HOST, 0, "bo")
    proven(wiring, shop_id)
    with pytest.raises(InvalidPageError) as refused:
        change_domain(wiring, connect(domain="third.myshopify.com"), HOST, 0, "c")
    assert refused.value.problems == {"host": PageProblem.TAKEN}
    # Not by a mark of another shop's, and not by proving it at the same moment either.
    assert not check_domain(wiring, other, "bo").owned
    theirs = domain_review(wiring, other).owner_text
    wiring.page_dns.said[HOST] = HostSaid("track.example.com", frozenset(), frozenset({theirs}))
    with pytest.raises(HostTakenError):
        check_domain(wiring, other, "bo")
    assert shop_with_host(wiring, HOST) == shop_id
    # Another host is not proven by this one.
    change_domain(wiring, shop_id, "t.lamps.example", 2, "anna")
    assert not part_of_page(wiring, shop_id, PageDomain).proven


def test_a_change_that_shows_alike_is_said_to_be_one(wiring, shop_id, browser) -> None:
    for word in ("a", "b"):
        version = part_of_page(wiring, shop_id, StageNames).version
        names = StageNames({Stage.PACKED: {"en": word}}, {}, frozenset({Stage.RECEIVED}), version)
        change_page(wiring, shop_id, names, "anna")
    assert review_changes(wiring, shop_id).changes
    audit = words(browser.get("/settings/audit", base_url=HTTPS).text)
    assert "Own names changed" in audit
    assert "Left out: – → Order received" in audit
