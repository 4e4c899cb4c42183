"""Viewers see everything and change nothing; editors change all but what is the owner's."""

import re

import pytest

from domain.team import Role
from services.review_changes import review_changes
from tests.settings_screen.members import member
from tests.settings_screen.merchants import grant, headers, let_in, outside, site
from tests.settings_screen.pages import HTTPS, plainly, words

FREE = {"/settings/leave", "/settings/enter", "/settings/join/<token>"}
"""What anybody may post: to go, and to come in."""
SWITCH = "/settings/shop/"
LOOK = "/preview"
"""Posts that change nothing: what somebody has written is shown as it would look."""
OWNERS = ("/settings/team", "/settings/privacy/erase")


def posts(app) -> list[str]:
    """Return every address of a merchant's that takes posts, with a number where one belongs."""
    rules = [
        rule.rule
        for rule in app.url_map.iter_rules()
        if "POST" in (rule.methods or ()) and rule.rule.startswith("/settings")
    ]
    wanted = [
        rule
        for rule in rules
        if rule not in FREE and not rule.startswith(SWITCH) and not rule.endswith(LOOK)
    ]
    return [re.sub("<[^>]*>", "1", rule) for rule in wanted]


@pytest.fixture
def app(wiring, shop_id):
    grant(wiring, shop_id)
    return site(wiring)


def test_there_is_something_to_be_refused(app) -> None:
    found = posts(app)
    assert len(found) > 20
    assert any(path.startswith("/settings/team/keys") for path in found)


def test_a_viewer_is_told_at_every_post_that_it_is_not_for_them(
    wiring, shop_id, outbox, app
) -> None:
    browser = member(wiring, shop_id, outbox, Role.VIEWER, app=app)
    before = len(review_changes(wiring, shop_id).changes)
    for path in posts(app):
        answer = browser.post(path, headers=outside(wiring), base_url=HTTPS)
        assert (path, answer.status_code) == (path, 403)
        assert answer.json is not None
        assert "not change it" in answer.json["said"]
    assert len(review_changes(wiring, shop_id).changes) == before


def test_an_editor_is_kept_from_what_is_the_owners_and_from_nothing_else(
    wiring, shop_id, outbox, app
) -> None:
    browser = member(wiring, shop_id, outbox, Role.EDITOR, app=app)
    for path in posts(app):
        answer = browser.post(path, headers=outside(wiring), base_url=HTTPS)
        assert (path, answer.status_code == 403) == (path, path.startswith(OWNERS))
        if answer.status_code == 403:
            assert answer.json == {"said": "Only an owner of this shop can do that."}


def test_a_viewer_sees_every_page_without_what_only_owners_use(
    wiring, shop_id, outbox, app
) -> None:
    browser = member(wiring, shop_id, outbox, Role.VIEWER, app=app)
    home = browser.get("/settings", base_url=HTTPS).text
    addresses = set(re.findall(r'<li><a href="(/settings[^"]*)"', home))
    assert {"/settings/team", "/settings/privacy", "/settings/audit"} <= addresses
    for address in addresses:
        page = browser.get(address, base_url=HTTPS)
        assert (address, page.status_code) == (address, 200)
        assert "You can look at everything here" in words(page.text)
    assert "Invite somebody" not in words(browser.get("/settings/team", base_url=HTTPS).text)
    assert "Erase a shopper" not in words(browser.get("/settings/privacy", base_url=HTTPS).text)
    assert browser.get("/settings/privacy/erase", base_url=HTTPS).status_code == 403


def test_a_form_sent_without_our_script_is_answered_with_a_page(
    wiring, shop_id, outbox, app
) -> None:
    browser = member(wiring, shop_id, outbox, Role.VIEWER, app=app)
    page = browser.get("/settings/privacy", base_url=HTTPS).text
    answer = plainly(browser, "/settings/privacy/retention", page, months="12")
    assert answer.status_code == 403
    assert "You can look at everything here" in words(answer.text)


def test_htmx_is_told_by_a_header_and_swaps_nothing(wiring, shop_id, outbox, app) -> None:
    browser = member(wiring, shop_id, outbox, Role.VIEWER, app=app)
    asked = {**outside(wiring), "HX-Request": "true"}
    answer = browser.post("/settings/team/keys", headers=asked, base_url=HTTPS)
    assert answer.status_code == 403
    assert "not change it" in answer.headers["HX-Trigger"]


def test_a_viewer_may_leave(wiring, shop_id, outbox, app) -> None:
    browser = member(wiring, shop_id, outbox, Role.VIEWER, app=app)
    gone = browser.post("/settings/leave", headers=outside(wiring), base_url=HTTPS)
    assert gone.status_code == 200
    assert browser.get("/settings", base_url=HTTPS).status_code == 401


def test_in_the_admin_and_by_an_operators_link_everybody_is_an_owner(wiring, shop_id, app) -> None:
    entered = {"email": "a@team.example", "role": "viewer"}
    answer = app.test_client().post("/settings/team", data=entered, headers=headers())
    assert answer.json == {"outcome": "invited"}
    entered = {"email": "b@team.example", "role": "viewer"}
    by_link = let_in(wiring)
    answer = by_link.post("/settings/team", data=entered, headers=outside(wiring), base_url=HTTPS)
    assert answer.json == {"outcome": "invited"}
    noted = [one.change.who for one in review_changes(wiring, shop_id).changes]
    assert noted[0] == "link"
    assert re.fullmatch(r"Shopify user \d+", noted[1])
