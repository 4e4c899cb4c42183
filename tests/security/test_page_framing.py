"""No page of a shopper's can be laid invisibly over another site's, to have its buttons pressed."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import product

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from app import create_app
from domain.access import Level
from domain.campaign import Campaign, Campaigns, CampaignWords
from domain.page_design import PageDesign
from domain.self_service import Action
from services.change_page import change_page
from services.count_campaign import follow_address
from services.enter_from_shop import entrance
from services.preview_page import Draft, keep_draft
from services.second_recipient import ask_second_recipients
from services.shopper_links import Linked, followed_address, opened_address
from services.wiring import Wiring
from storage.notifications import NotificationRow
from tests.app_config import CONFIG
from tests.fake_shop_api import FakeShopApi
from tests.shopper_pages import SHOPPER_PAGES
from tests.tracking_page.mail_links import Reader, link_to
from tests.tracking_page.test_second_recipient import path_in
from tests.tracking_page.visits import STATES, obliging, order_at, visiting

SHOP = "shopify/lamps.myshopify.com"
PUBLIC = ("/track/<platform>/<path:domain>", "/faq/<platform>/<path:domain>")
NO_PAGES = {
    "/t/<token>/code": "leads back to the form",
    "/t/<token>/code/enter": "leads back to the form",
    "/t/<token>/leave": "leads back to the page",
    "/p/<token>/subscribe": "leads back to the page",
    "/t/<token>/in/<entrance>": "leads on to the page",
    "/t/<token>/delivery.ics": "is saved as a file",
    "/t/preview/<token>.css": "is a style sheet",
    "/c/<token>": "leads on to the shop",
    "/m/<token>": "leads on to the page",
    "/m/<token>.gif": "is a picture",
}
"""What is no page when it is good, and why; as something to be refused it is."""
UNDER, WISHES = ("prove", "code", "code/enter", "leave"), ("unsubscribe", "subscribe", "erase")
PREVIEW = (
    "default-src 'none'; style-src 'self'; img-src 'self' https: data:; form-action 'none'; "
    "base-uri 'none'; sandbox; frame-ancestors 'self' https://lamps.myshopify.com"
)


@pytest.fixture
def wired(wiring: Wiring, shop_id: int) -> Wiring:
    campaign = Campaign("one", "Bulbs", {"en": CampaignWords("Bulbs")}, "https://lamps.example/b")
    change_page(wiring, shop_id, Campaigns((campaign,)), "anna")
    return obliging(wiring, FakeShopApi(), shop_id)


@pytest.fixture
def app(wired: Wiring) -> Flask:
    return create_app(wired, CONFIG)


def shielded(answer: TestResponse) -> bool:
    policy = answer.headers.get("Content-Security-Policy", "").split("; ")
    return "frame-ancestors 'none'" in policy


def good_links(wired: Wiring, shop_id: int, app: Flask, outbox) -> Mapping[str, str]:
    """Return an address for each rule of a shopper's page, each of which opens."""
    order_id = order_at(wired, shop_id, "under way")
    one = visiting(wired, shop_id, order_id, Level.LINK, app)
    with wired.sessions() as session:
        message = Linked(shop_id, session.scalars(select(NotificationRow.id)).first() or 0)
    alva = Reader(wired, shop_id, order_id, link_to(wired, shop_id, order_id), app.test_client())
    alva.save(also_to="friend@example.org")
    ask_second_recipients(wired, shop_id)
    draft = keep_draft(wired, Draft(shop_id, PageDesign(), "en"))
    inner, followed, opened = (
        address.removeprefix(wired.public_url)
        for address in (
            entrance(wired, shop_id, order_id),
            followed_address(wired, message),
            opened_address(wired, message),
        )
    )
    return {
        "/t/<token>": one.path,
        **{f"/t/<token>/{under}": f"{one.path}/{under}" for under in UNDER},
        "/t/<token>/in/<entrance>": inner,
        "/t/<token>/do/<action>": f"{one.path}/do/contact",
        "/t/<token>/delivery.ics": f"{one.path}/delivery.ics",
        "/t/preview/<token>": f"/t/preview/{draft}",
        "/t/preview/<token>.css": f"/t/preview/{draft}.css",
        "/c/<token>": follow_address(wired, shop_id, "one"),
        "/p/<token>": alva.path,
        **{f"/p/<token>/{under}": f"{alva.path}/{under}" for under in WISHES},
        "/p/agree/<token>": path_in(outbox.sent[-1].text),
        "/m/<token>": followed,
        "/m/<token>.gif": opened,
        PUBLIC[0]: f"/track/{SHOP}",
        PUBLIC[1]: f"/faq/{SHOP}",
    }


def test_every_page_behind_a_shoppers_link_refuses_to_be_framed(
    wired, shop_id, app, outbox
) -> None:
    links = good_links(wired, shop_id, app, outbox)
    assert set(links) == {rule for method, rule in SHOPPER_PAGES if method == "GET"} | set(PUBLIC)
    for rule, path in links.items():
        answer = app.test_client().get(path)
        assert answer.status_code in {200, 302, 303}, rule
        assert (answer.status_code == 200 and answer.mimetype == "text/html") is (
            rule not in NO_PAGES and "/do/" not in rule
        ), rule
        if answer.status_code != 200:
            assert (answer.data, "Content-Security-Policy" in answer.headers) == (b"", False)
        elif rule == "/t/preview/<token>":
            assert answer.headers["Content-Security-Policy"].endswith("frame-ancestors 'self'")
        elif answer.mimetype == "text/html":
            assert shielded(answer), rule


def test_every_page_that_says_no_refuses_to_be_framed(app, shop_id) -> None:
    rules = {rule for method, rule in SHOPPER_PAGES if method == "GET"} | set(PUBLIC)
    for rule in rules:
        for part in ("A" * 32, "x", "%00"):
            path = rule.replace("<platform>/<path:domain>", f"shopify/{part}")
            path = path.replace("<token>", part).replace("<action>", "cancel")
            answer = app.test_client().get(path.replace("<entrance>", part))
            assert (path, answer.status_code) == (path, 404)
            assert shielded(answer), path


@pytest.mark.parametrize("state", STATES)
def test_every_page_on_which_a_shopper_acts_refuses_to_be_framed(
    wired, shop_id, app, state: str
) -> None:
    order_id, pages = order_at(wired, shop_id, state), 0
    for level, action in product((Level.LINK, Level.PROVEN, Level.CODED), Action):
        one = visiting(wired, shop_id, order_id, level, app)
        answer = one.look(f"/do/{action}")
        sent = one.client.post(f"{one.path}/do/{action}", data={"text": "", "proof": "forged"})
        for told in (answer, sent):
            if told.status_code not in {302, 303}:
                pages += 1
                assert shielded(told), (level, action, told.status_code)
    assert pages > len(Action)


def test_the_form_that_proves_refuses_to_be_framed_whatever_it_answers(wired, shop_id, app) -> None:
    one = visiting(wired, shop_id, order_at(wired, shop_id, "new"), Level.LINK, app)
    answers = [
        one.look(),
        one.look("/prove?code=sent"),
        one.prove("wrong"),
        one.send("/code/enter"),
    ]
    answers.append(one.client.post(f"{one.path}/prove"))
    answers.append(app.test_client().post(f"/track/{SHOP}", data={"number": "1", "proof": "x"}))
    assert [one.status_code for one in answers] == [200, 200, 422, 422, 422, 422]
    assert all(map(shielded, answers))


def test_the_preview_alone_is_framed_by_those_whom_the_settings_name_and_does_nothing(
    wired, shop_id, app
) -> None:
    named = ("https://lamps.myshopify.com", "*", "https://evil.example; script-src *")
    draft = Draft(shop_id, PageDesign(), "en", ancestors=named)
    for level in (Level.LINK, Level.PROVEN):
        path = f"/t/preview/{keep_draft(wired, replace(draft, level=level))}"
        answer = app.test_client().get(path)
        assert answer.headers["Content-Security-Policy"] == PREVIEW
        assert "X-Frame-Options" not in answer.headers
