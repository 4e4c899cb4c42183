"""The screen in a frame of a shop's own admin: our plugin opens it, each page opens the next."""

import re

import pytest

from services.change_settings import read_settings
from services.disconnect_site import part_with_site
from storage.shops import shop_by_id
from tests.fake_shop_sites import with_plugin
from tests.plugin_tokens import ADMIN, frame_address, plugin_token
from tests.services.sites import connect_site
from tests.settings_screen.merchants import site

HTTPS = "https://track.example.com"


@pytest.fixture
def sited(wiring):
    return with_plugin(wiring)


@pytest.fixture
def shop(sited) -> int:
    return connect_site(sited)


@pytest.fixture
def client(sited):
    return site(sited).test_client()


def frame_in(page: str) -> str:
    found = re.search(r'data-frame="([^"]+)"', page)
    assert found is not None
    return found[1]


def test_our_plugin_opens_the_screen_for_its_own_admin_only(client, sited, shop) -> None:
    answer = client.get(frame_address(sited, shop), base_url=HTTPS)
    assert answer.status_code == 200
    policy = answer.headers["Content-Security-Policy"]
    assert f"frame-ancestors {ADMIN}" in policy
    assert "Set-Cookie" not in answer.headers
    assert "Sign out" not in answer.text


def test_links_in_the_frame_lead_on_without_a_cookie(client, sited, shop) -> None:
    home = client.get(f"{frame_address(sited, shop)}&locale=sv_SE", base_url=HTTPS).text
    links = re.findall(r'href="(/settings/[^"]*frame=[^"]*)"', home)
    assert links
    page = client.get(links[0].replace("&amp;", "&"), base_url=HTTPS)
    assert page.status_code == 200
    assert 'lang="sv"' in page.text
    assert f"frame-ancestors {ADMIN}" in page.headers["Content-Security-Policy"]


def test_what_is_changed_in_the_frame_is_saved(client, sited, shop) -> None:
    frame = frame_in(client.get(frame_address(sited, shop), base_url=HTTPS).text)
    headers = {"X-Framme": "settings", "X-Framme-Frame": frame}
    assert client.post("/settings/guide", headers=headers, base_url=HTTPS).status_code == 200
    assert read_settings(sited, shop).guide_dismissed


def test_nothing_is_changed_by_a_link_or_by_another_sites_form(client, sited, shop) -> None:
    frame = frame_in(client.get(frame_address(sited, shop), base_url=HTTPS).text)
    token = plugin_token(sited, shop, sub="merchant:1", origin=ADMIN)
    for query in (f"frame={frame}", f"framed={token}"):
        answer = client.post(f"/settings/guide?{query}", base_url=HTTPS)
        assert answer.status_code == 401
    assert not read_settings(sited, shop).guide_dismissed


def test_a_frame_is_over_after_an_hour_and_says_what_to_do(client, sited, shop, clock) -> None:
    frame = frame_in(client.get(frame_address(sited, shop), base_url=HTTPS).text)
    clock.forward(minutes=59)
    later = client.get(f"/settings?frame={frame}", base_url=HTTPS)
    assert later.status_code == 200
    clock.forward(minutes=2)
    over = client.get(f"/settings?frame={frame}", base_url=HTTPS)
    assert over.status_code == 401
    assert "reload" in over.text
    assert "renew.js" in over.text
    assert "frame-ancestors" not in over.headers["Content-Security-Policy"]
    renewed = client.get(f"/settings?frame={frame_in(later.text)}", base_url=HTTPS)
    assert renewed.status_code == 200


@pytest.mark.parametrize("value", ["", "x", "A" * 90, "é"])
def test_a_frame_that_is_made_up_opens_nothing(client, sited, shop, value: str) -> None:
    for name in ("frame", "framed"):
        assert client.get(f"/settings?{name}={value}", base_url=HTTPS).status_code == 401


def test_a_session_is_no_frame_and_a_frame_no_session(client, sited, shop) -> None:
    from services.merchant_entry import Entrant, open_frame, open_session

    with sited.sessions() as session:
        known = shop_by_id(session, shop)
    wrong = open_session(sited, Entrant(known))
    assert client.get(f"/settings?frame={wrong}", base_url=HTTPS).status_code == 401
    client.set_cookie("__Host-framme", open_frame(sited, known, ADMIN), domain="track.example.com")
    assert client.get("/settings", base_url=HTTPS).status_code == 401


def test_the_frame_of_a_shop_that_has_left_is_closed(client, sited, shop) -> None:
    frame = frame_in(client.get(frame_address(sited, shop), base_url=HTTPS).text)
    with sited.sessions() as session:
        known = shop_by_id(session, shop)
    part_with_site(sited, known)
    assert client.get(f"/settings?frame={frame}", base_url=HTTPS).status_code == 401
