"""The way on from a campaign: counted once, and only ever to the address its merchant has kept."""

import base64
from dataclasses import replace
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from domain.campaign import Campaign, Campaigns
from services.campaign_values import EnteredCampaign
from services.change_campaigns import campaign_figures, save_campaign, switch_campaign
from services.change_page import change_page
from services.count_campaign import follow_address
from storage.shops import ShopRow
from tests.tracking_page.kept_orders import keep, path_to, told, visitor
from tracking_page.campaign_routes import campaigns_blueprint

LINK = "https://lamps.example/new?from=page"
TODAY = date(2026, 11, 20)


@pytest.fixture
def browser(wiring) -> FlaskClient:
    app = Flask("campaigns under test", static_folder=None)
    app.register_blueprint(campaigns_blueprint(wiring))
    return app.test_client()


@pytest.fixture
def campaign(wiring, shop_id) -> str:
    entered = EnteredCampaign("en", name="Lamps", title="New lamps", link=LINK)
    made = save_campaign(wiring, shop_id, None, entered, "anna")
    switch_campaign(wiring, shop_id, made, 1, "anna", on=True)
    return made


def followed(wiring, shop_id: int, campaign: str) -> int:
    figures = campaign_figures(wiring, shop_id, TODAY)
    return figures[campaign].followed if campaign in figures else 0


def test_a_press_leads_on_and_is_counted_and_who_only_looks_ahead_is_not(
    wiring, shop_id, browser, campaign
) -> None:
    way = follow_address(wiring, shop_id, campaign)
    answer = browser.get(way, headers={"Cookie": "framme=x", "Referer": "https://x.example"})
    assert (answer.status_code, answer.location) == (303, LINK)
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers
    browser.get(way)
    browser.head(way)
    browser.get(way, headers={"Sec-Purpose": "prefetch;prerender"})
    assert followed(wiring, shop_id, campaign) == 2
    assert browser.post(way).status_code == 405


@pytest.mark.parametrize(
    "query",
    [
        "?to=https://evil.example",
        "?url=//evil.example",
        "?next=https:evil.example&redirect=https://evil.example",
        "//evil.example",
        "/..//evil.example",
        "%0d%0aLocation:%20https://evil.example",
    ],
)
def test_nothing_in_the_address_says_where_it_leads(
    wiring, shop_id, browser, campaign, query
) -> None:
    way = follow_address(wiring, shop_id, campaign)
    answer = browser.get(f"{way}{query}", headers={"Host": "evil.example"})
    assert answer.location in {None, LINK}
    assert "evil" not in str(answer.headers)
    assert (answer.location == LINK) is query.startswith("?")


def test_a_token_we_have_not_made_opens_nothing(wiring, shop_id, connect, browser, campaign):
    way = follow_address(wiring, shop_id, campaign)
    token = way.removeprefix("/c/")
    raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    other = (shop_id + 1).to_bytes(8) + raw[8:]
    wrong = [
        f"{token}=",
        token[:-1],
        token + "A",
        token.swapcase(),
        base64.urlsafe_b64encode(other).decode().rstrip("="),
        "A" * 43,
        "A" * 5000,
        "é",
    ]
    assert {browser.get(f"/c/{one}").status_code for one in wrong} == {404}
    assert followed(wiring, shop_id, campaign) == 0
    # Signed by a key that has been replaced, it goes on working.
    old = replace(wiring, link_keys=list(reversed(wiring.link_keys)))
    assert browser.get(follow_address(old, shop_id, campaign)).location == LINK


def test_a_campaign_that_is_over_leads_to_the_shop_or_nowhere(
    wiring, shop_id, browser, campaign
) -> None:
    switch_campaign(wiring, shop_id, campaign, 2, "anna", on=False)
    ways = [follow_address(wiring, shop_id, id_) for id_ in (campaign, "gone")]
    assert {browser.get(way).status_code for way in ways} == {404}
    with wiring.sessions.begin() as session:
        row = session.get(ShopRow, shop_id)
        row.storefront_url = "https://lamps.example"
    assert {browser.get(way).location for way in ways} == {"https://lamps.example"}
    with wiring.sessions.begin() as session:
        session.delete(session.get(ShopRow, shop_id))
    assert {browser.get(way).status_code for way in ways} == {404}


def test_what_should_never_have_been_kept_leads_nowhere_either(wiring, shop_id, browser) -> None:
    links = ["javascript:alert(1)", "http://evil.example", "//evil.example", ""]
    kept = tuple(Campaign(f"c{at}", "x", link=link) for at, link in enumerate(links))
    change_page(wiring, shop_id, Campaigns(kept), "anna")
    for one in kept:
        assert browser.get(follow_address(wiring, shop_id, one.id)).status_code == 404


def test_a_page_counts_what_it_showed_once_a_day_and_leads_by_our_link(
    wiring, shop_id, clock, campaign
) -> None:
    page = path_to(wiring, shop_id, keep(wiring, shop_id, told()))
    shopper = visitor(wiring)
    for _ in range(3):
        assert "New lamps" in shopper.get(page).text
        clock.forward(hours=1)
    text = shopper.get(f"{page}?lang=sv").text
    assert follow_address(wiring, shop_id, campaign) in text
    assert LINK not in text
    assert campaign_figures(wiring, shop_id, TODAY)[campaign].shown == 1
