"""Carriers are connected, tried and removed in every shell, and the page says how each does."""

import re

import pytest

from domain.errors import ProviderError
from services.open_account import credentials_of
from services.wiring import Wiring
from storage.carrier_accounts import account_of, pause_account
from tests.fake_shop_sites import with_plugin
from tests.fakes import NOON
from tests.plugin_tokens import frame_address
from tests.services.carrier_desk import OTHER, desk
from tests.services.several_carriers import send
from tests.services.sites import connect_site
from tests.settings_screen.merchants import grant, headers, inside, let_in, outside, site
from tests.settings_screen.pages import HTTPS, plainly, words

GOOD = {"credential_user": "lamps", "credential_key": "k-1", "version": "0"}
FORM = f"/settings/carriers/{OTHER}"


@pytest.fixture
def here(wiring: Wiring, carrier) -> Wiring:
    return desk(wiring, carrier)


@pytest.fixture(params=["inside", "outside", "framed"])
def shell(request, here, connect):
    """A merchant's shop, and functions that open a page and post as our script does, per shell."""
    if request.param == "framed":
        sited = with_plugin(here)
        shop_id = connect_site(sited)
        client = site(sited).test_client()
        home = client.get(frame_address(sited, shop_id), base_url=HTTPS).text
        found = re.search(r'data-frame="([^"]+)"', home)
        assert found is not None
        kept = f"frame={found[1]}"
        sent = {"X-Framme": "settings", "X-Framme-Frame": found[1]}
        return (
            shop_id,
            lambda path: client.get(f"{path}{'&' if '?' in path else '?'}{kept}", base_url=HTTPS),
            lambda path, data: client.post(path, data=data, headers=sent, base_url=HTTPS),
        )
    shop_id = connect()
    grant(here, shop_id)
    if request.param == "inside":
        client = site(here).test_client()
        return (
            shop_id,
            lambda path: client.get(inside(path)),
            lambda path, data: client.post(path, data=data, headers=headers()),
        )
    browser = let_in(here)
    return (
        shop_id,
        lambda path: browser.get(path, base_url=HTTPS),
        lambda path, data: browser.post(path, data=data, headers=outside(here), base_url=HTTPS),
    )


def kept_by(wiring, shop_id):
    with wiring.sessions() as session:
        return account_of(session, shop_id, OTHER)


def test_an_account_is_connected_tested_and_removed(here, shell) -> None:
    shop_id, show, post = shell
    answer = post(FORM, GOOD)
    assert (answer.status_code, answer.json) == (200, {"outcome": "works"})
    page = show(FORM)
    assert "Working" in words(page.text)
    assert 'value="lamps"' in page.text
    assert post(f"{FORM}/test", {}).json == {"outcome": "still-works"}
    assert "OtherPost" in words(show("/settings/carriers").text)
    assert "Remove this account?" in words(show(f"{FORM}/remove").text)
    assert post(f"{FORM}/remove", {"version": "1"}).json == {"outcome": "removed"}
    assert kept_by(here, shop_id) is None


def test_no_secret_is_ever_shown_again(here, shell) -> None:
    _, show, post = shell
    post(FORM, {**GOOD, "credential_key": "never-shown", "credential_secret": "nor-this"})
    for path in (FORM, "/settings/carriers", f"{FORM}/remove"):
        assert "never-shown" not in show(path).text
        assert "nor-this" not in show(path).text
    assert words(show(FORM).text).count("It is kept.") == 2


def test_what_is_refused_or_wrong_is_told_by_field_and_not_kept(here, shell) -> None:
    shop_id, _, post = shell
    refused = post(FORM, {**GOOD, "credential_key": "wrong"})
    assert refused.status_code == 422
    told = "Refused, and not saved. The answer was: HTTP 401"
    assert refused.json == {"errors": {"credential_key": told}}
    wrong = post(FORM, {**GOOD, "credential_user": "", "calls_a_day": "many"})
    assert set(wrong.json["errors"]) == {"credential_user", "calls_a_day"}
    assert kept_by(here, shop_id) is None


def test_what_cannot_be_reached_is_saved_and_says_so(here, shell) -> None:
    shop_id, show, post = shell
    here.switchboard.carriers[1].failing = ProviderError("HTTP 503")
    assert post(FORM, GOOD).json == {"outcome": "unclear"}
    assert kept_by(here, shop_id) is not None
    assert "Not tried yet" in words(show(FORM).text)
    assert post(f"{FORM}/test", {}).json == {"outcome": "no-answer"}


def test_two_tabs_do_not_overwrite_each_other_silently(here, shell) -> None:
    shop_id, _, post = shell
    post(FORM, GOOD)
    for version in ("0", "7", "x", ""):
        late = post(FORM, {**GOOD, "credential_key": "late", "version": version})
        assert late.json == {"outcome": "changed"}
    assert post(f"{FORM}/remove", {"version": "0"}).json == {"outcome": "changed"}
    assert credentials_of(here, kept_by(here, shop_id))["key"] == "k-1"


def test_a_carrier_nobody_knows_is_not_found(shell) -> None:
    _, show, post = shell
    for path in ("/settings/carriers/nobody", "/settings/carriers/askall/remove"):
        answer = show(path)
        assert answer.status_code == 404
        assert "There is no such carrier here." in words(answer.text)
    for path in ("", "/test", "/remove"):
        assert post(f"/settings/carriers/nobody{path}", GOOD).status_code == 404


def test_trying_without_end_is_stopped_and_told(shell) -> None:
    _, _, post = shell
    for _ in range(20):
        post(FORM, {**GOOD, "credential_key": "wrong"})
    assert post(FORM, GOOD).json == {"outcome": "wait"}


@pytest.fixture
def browser(here, shop_id):
    grant(here, shop_id)
    return let_in(here)


def test_the_page_has_what_nobody_follows_on_top_and_carriers_before_aggregators(
    here, shop_id, browser
) -> None:
    send(here, shop_id, 1, "O1", "O2", by="OtherPost")
    send(here, shop_id, 2, "V1", by="<b>Grandma's</b> van")
    page = browser.get("/settings/carriers", base_url=HTTPS).text
    said = words(page)
    assert "OtherPost 2 parcels Connect OtherPost" in said
    assert "<b>Grandma's</b> van 1 parcel Only by an aggregator" in said
    assert "<b>Grandma" not in page
    order = ["Parcels nobody follows", "Connected", "TestPost", "Add a carrier", "AskAll"]
    places = [said.index(word) for word in order]
    assert places == sorted(places)
    assert "Its <b>times</b>." in said


def test_a_search_finds_carriers_by_any_of_their_names(browser) -> None:
    def found(query: str) -> list[str]:
        page = browser.get("/settings/carriers", query_string={"q": query}, base_url=HTTPS).text
        return re.findall(r'<li data-words="(\w+)', page)

    assert found("") == ["otherpost", "testpost", "askall"]
    assert found("OTHER") == ["otherpost"]
    assert found("post other") == ["otherpost"]
    assert found("<none>") == []
    page = browser.get("/settings/carriers?q=<none>", base_url=HTTPS).text
    assert "No carrier of that name" in words(page)
    assert 'value="&lt;none&gt;"' in page


def test_pushes_have_an_address_to_copy_once_the_account_is_kept(here, shop_id, browser) -> None:
    assert "Address for pushes" not in browser.get(FORM, base_url=HTTPS).text
    page = browser.get(FORM, base_url=HTTPS).text
    plainly(browser, FORM, page, credential_user="lamps", credential_key="k-1")
    page = browser.get(FORM, base_url=HTTPS).text
    assert f"{HTTPS}/webhooks/carriers/{kept_by(here, shop_id).push_token}" in page
    assert "once “Webhook secret” is entered above" in words(page)
    assert "No push has arrived yet." in words(page)


def test_a_refused_account_says_why_here_on_the_board_and_at_home(here, shop_id, browser) -> None:
    page = browser.get(FORM, base_url=HTTPS).text
    plainly(browser, FORM, page, credential_user="lamps", credential_key="k-1")
    with here.sessions.begin() as session:
        pause_account(session, kept_by(here, shop_id).id, 1, "HTTP 403 <key>", NOON)
    form = words(browser.get(FORM, base_url=HTTPS).text)
    assert "Paused: the credentials are refused (HTTP 403 <key>). Enter new ones." in form
    for path in ("/settings", "/settings/exceptions"):
        page = browser.get(path, base_url=HTTPS).text
        assert "OtherPost refuses your credentials" in page
        assert f'href="{FORM}"' in page
        assert "Exceptions (1)" in page
