"""Another site's page changes nothing in the settings, at whichever address it sends its form."""

import re
from collections.abc import Mapping, Sequence
from itertools import product

import pytest
from flask import Flask
from sqlalchemy import text

from app import create_app
from services.review_changes import review_changes
from services.wiring import Wiring
from storage.schema import Table
from tests.app_config import CONFIG
from tests.fake_shop_sites import with_plugin
from tests.plugin_tokens import frame_address
from tests.services.sites import connect_site
from tests.settings_screen.merchants import OUR_SCRIPT, grant, let_in, outside
from tests.settings_screen.pages import HTTPS, fields_in
from tests.settings_screen.test_framed import frame_in
from tests.tracking_pages import TRACKING_PAGES

EVIL = "https://evil.example"
ELSEWHERE = {"Origin": EVIL, "Sec-Fetch-Site": "cross-site"}
FORGED: Mapping[str, Mapping[str, str]] = {
    "a form": ELSEWHERE,
    "a form that hides where it is": {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
    "a form that says nothing": {},
    "a like-named site's form": {"Origin": f"{HTTPS}.evil.example"},
    "a script": {**ELSEWHERE, **OUR_SCRIPT},
    "htmx": {**ELSEWHERE, **OUR_SCRIPT, "HX-Request": "true"},
}
OF_SITES = "/settings/connection/part"
"""Closed to the merchants of any other shop."""
ROWS = {"campaign": "new", "id_": "late", "kind": "shipped", "channel": "email", "code": "en"}
"""What stands in an address where a rule leaves room; anything else is the first row."""
FILLED: Mapping[str, str] = {
    "version": "0",
    "order": "parcels",
    "sections": "parcels",
    "welcome": "Hello",
    "name": "Lamps",
    "title": "New lamps",
    "text": "Two people carry it in",
    "audience": "everyone",
    "name_packed": "Wrapped",
    "cancel_until": "packed",
    "return_days": "30",
    "missing_wait_days": "2",
    "question": "Wrap?",
    "answer": "Yes",
    "name_0": "Home delivery",
    "customs": "not_said",
    "dispatch_0": "on",
    "host": "track.lamps.example",
    "email": "eve@evil.example",
    "role": "owner",
}
"""What a forger would send: enough for many a form to be saved."""


def posts(app: Flask) -> Sequence[str]:
    """Return every address of the settings that takes posts; the way out comes last."""
    rules = [
        rule.rule
        for rule in app.url_map.iter_rules()
        if "POST" in (rule.methods or ()) and rule.rule.startswith("/settings")
    ]
    named = (re.sub(r"<(?:[^<>]*:)?(\w+)>", lambda at: ROWS.get(at[1], "1"), one) for one in rules)
    return sorted(named, key=lambda path: path == "/settings/leave")


def everything_kept(wiring: Wiring) -> Mapping[str, Sequence[str]]:
    """Return every row of every table, as text."""
    with wiring.engine.connect() as connection:
        return {
            table.name: connection.execute(text(f"SELECT t::text FROM {table.name} t ORDER BY 1"))
            .scalars()
            .all()
            for table in Table.metadata.sorted_tables
        }


@pytest.fixture
def app(wiring: Wiring, shop_id: int) -> Flask:
    grant(wiring, shop_id)
    return create_app(wiring, CONFIG)


def test_every_post_of_the_tracking_pages_settings_is_tried(app: Flask) -> None:
    rules = {rule for method, rule in TRACKING_PAGES if method == "POST"}
    tried = [one for one in posts(app) if one.startswith("/settings/tracking")]
    assert len(set(tried)) == len(tried) == len(rules) > 20


def test_no_form_of_another_site_is_believed_though_the_session_is_good(
    wiring: Wiring, shop_id: int, app: Flask
) -> None:
    browser = let_in(wiring, app=app)
    page = browser.get("/settings/tracking", base_url=HTTPS)
    proof = fields_in(page.text)["proof"]
    before = everything_kept(wiring)
    for path, forgery in product(posts(app), FORGED):
        # Not even with the proof that only a form of the session's own page carries.
        for data in (FILLED, {**FILLED, "proof": proof}):
            answer = browser.post(path, data=data, headers=FORGED[forgery], base_url=HTTPS)
            assert (path, forgery, answer.status_code) == (path, forgery, 401)
            assert "Set-Cookie" not in answer.headers
    assert everything_kept(wiring) == before
    assert not review_changes(wiring, shop_id).changes
    assert browser.get("/settings", base_url=HTTPS).status_code == 200


def test_the_same_forms_of_our_own_page_are_let_in_and_change_what_they_are_for(
    wiring: Wiring, shop_id: int, app: Flask
) -> None:
    """Else the test above would pass were every post refused, or were none of use."""
    browser = let_in(wiring, app=app)
    for path in (one for one in posts(app) if one != OF_SITES):
        answer = browser.post(path, data=FILLED, headers=outside(wiring), base_url=HTTPS)
        assert answer.status_code != 401, path
    whats = {one.change.what for one in review_changes(wiring, shop_id).changes}
    assert {"page_design", "page_campaigns", "page_notes", "page_stages"} <= whats
    assert browser.get("/settings", base_url=HTTPS).status_code == 401


def test_a_form_of_our_own_page_needs_the_proof_of_this_very_session(
    wiring: Wiring, shop_id: int, app: Flask
) -> None:
    others = let_in(wiring, app=app).get("/settings/tracking", base_url=HTTPS).text
    wiring.clock.forward(minutes=1)  # type: ignore[attr-defined]
    browser, ours = let_in(wiring, app=app), {"Origin": HTTPS, "Sec-Fetch-Site": "same-origin"}
    before, open_to_all = everything_kept(wiring), {"/settings/enter", "/settings/join/1"}
    for path in set(posts(app)) - open_to_all:
        for proof in ("", "0" * 64, fields_in(others)["proof"]):
            data = {**FILLED, "proof": proof}
            answer = browser.post(path, data=data, headers=ours, base_url=HTTPS)
            assert (path, answer.status_code) == (path, 401)
    assert everything_kept(wiring) == before


def test_in_a_shops_own_admin_no_address_alone_changes_anything(wiring: Wiring) -> None:
    """What opens the frame stands in its address; a form of elsewhere could be sent there."""
    sited = with_plugin(wiring)
    shop, app = connect_site(sited), create_app(sited, CONFIG)
    client = app.test_client()
    frame = frame_in(client.get(frame_address(sited, shop), base_url=HTTPS).text)
    before = everything_kept(sited)
    for path in set(posts(app)) - {"/settings/enter", "/settings/join/1"}:
        asked = f"{path}?frame={frame}"
        answer = client.post(asked, data=FILLED, headers=ELSEWHERE, base_url=HTTPS)
        assert (path, answer.status_code) == (path, 401)
    assert everything_kept(sited) == before
