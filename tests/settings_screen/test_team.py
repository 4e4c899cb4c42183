"""The team page: people and keys, in both shells, with and without scripts."""

import re

import pytest

from domain.team import Role
from services.invite_member import invite_member
from services.make_api_key import make_api_key
from services.merchant_entry import SESSION_LASTS
from services.prove_api_key import BadKeyError, prove_api_key
from services.review_team import review_team
from tests.fake_shop_sites import with_plugin
from tests.plugin_tokens import frame_address
from tests.services.sites import connect_site
from tests.settings_screen.members import KIM, mailed_link, member
from tests.settings_screen.merchants import grant, headers, inside, let_in, outside, site
from tests.settings_screen.pages import HTTPS, plainly, words

TEAM = "/settings/team"


@pytest.fixture(params=["inside", "outside", "framed"])
def shell(request, wiring, connect):
    """A shop, and functions that open a page and post as our script does, in each shell."""
    if request.param == "framed":
        sited = with_plugin(wiring)
        shop_id = connect_site(sited)
        client = site(sited).test_client()
        home = client.get(frame_address(sited, shop_id), base_url=HTTPS).text
        found = re.search(r'data-frame="([^"]+)"', home)
        assert found is not None
        sent = {"X-Framme": "settings", "X-Framme-Frame": found[1]}
        return (
            shop_id,
            lambda path: client.get(f"{path}?frame={found[1]}", base_url=HTTPS).text,
            lambda path, **data: client.post(path, data=data, headers=sent, base_url=HTTPS),
        )
    shop_id = connect()
    grant(wiring, shop_id)
    if request.param == "inside":
        client = site(wiring).test_client()
        return (
            shop_id,
            lambda path: client.get(inside(path)).text,
            lambda path, **data: client.post(path, data=data, headers=headers()),
        )
    browser = let_in(wiring)
    return (
        shop_id,
        lambda path: browser.get(path, base_url=HTTPS).text,
        lambda path, **data: browser.post(path, data=data, headers=outside(wiring), base_url=HTTPS),
    )


def test_somebody_is_invited_given_another_role_and_removed(wiring, shell) -> None:
    shop_id, show, post = shell
    assert "Nobody has been invited yet." in words(show(TEAM))
    assert post(TEAM, email=KIM, role="viewer").json == {"outcome": "invited"}
    (kim,) = review_team(wiring, shop_id).members
    said = words(show(TEAM))
    assert KIM in said
    assert "The invitation is on its way." in said
    one = f"{TEAM}/{kim.id}"
    assert post(f"{one}/again").json == {"outcome": "invited"}
    assert post(f"{one}/role", was="viewer", role="editor").json == {"outcome": "role"}
    assert post(f"{one}/role", was="viewer", role="owner").json == {"outcome": "changed"}
    assert post(f"{one}/role", was="editor", role="king").json == {"outcome": "changed"}
    assert review_team(wiring, shop_id).members[0].role is Role.EDITOR
    assert "Remove from the team?" in words(show(f"{one}/remove"))
    assert post(f"{one}/remove").json == {"outcome": "removed"}
    assert review_team(wiring, shop_id).members == []
    for path in ("again", "remove"):
        assert post(f"{one}/{path}").json == {"outcome": "gone"}
    assert post(f"{one}/role", was="editor", role="owner").json == {"outcome": "gone"}


def test_what_is_wrong_with_an_invitation_is_told_by_field(wiring, shell) -> None:
    shop_id, _, post = shell
    post(TEAM, email=KIM, role="viewer")
    for data, field in (
        ({"email": "kim", "role": "viewer"}, "email"),
        ({"email": KIM.upper(), "role": "owner"}, "email"),
        ({"email": "a@team.example", "role": "king"}, "role"),
        ({"email": "a@team.example"}, "role"),
    ):
        answer = post(TEAM, **data)
        assert (answer.status_code, set(answer.json["errors"])) == (422, {field})
    assert [one.role for one in review_team(wiring, shop_id).members] == [Role.VIEWER]


def test_a_key_is_shown_once_and_revoked(wiring, shell) -> None:
    shop_id, show, post = shell
    made = post(f"{TEAM}/keys", key_name="Warehouse", may_write="on").text
    found = re.search(r'value="(fk_[^"]+)"', made)
    assert found is not None
    assert prove_api_key(wiring, f"Bearer {found[1]}").may_write
    page = show(TEAM)
    assert found[1] not in page
    assert f"{found[1][:9]}…" in words(page)
    assert "Reads and writes" in words(page)
    (key,) = review_team(wiring, shop_id).keys
    assert "Revoke this key?" in words(show(f"{TEAM}/keys/{key.id}/revoke"))
    revoke = f"{TEAM}/keys/{key.id}/revoke"
    assert post(revoke).json == {"outcome": "revoked"}
    assert post(revoke).json == {"outcome": "no-key"}
    with pytest.raises(BadKeyError):
        prove_api_key(wiring, f"Bearer {found[1]}")


@pytest.fixture
def browser(wiring, shop_id):
    grant(wiring, shop_id)
    return let_in(wiring)


def test_htmx_gets_the_keys_alone_with_what_is_wrong(wiring, shop_id, browser) -> None:
    asked = {**outside(wiring), "HX-Request": "true"}
    answer = browser.post(f"{TEAM}/keys", data={"key_name": " "}, headers=asked, base_url=HTTPS)
    assert answer.status_code == 422
    assert answer.text.lstrip().startswith('<div id="keys"')
    assert "Please give it a name" in words(answer.text)
    for number in range(20):
        make_api_key(wiring, shop_id, f"Robot {number}", "link", may_write=False)
    answer = browser.post(f"{TEAM}/keys", data={"key_name": "X"}, headers=asked, base_url=HTTPS)
    assert "There are 20 keys already." in words(answer.text)


def test_all_of_it_works_without_scripts(wiring, shop_id, browser) -> None:
    def page():
        return browser.get(TEAM, base_url=HTTPS).text

    wrong = plainly(browser, TEAM, page(), email="kim", role="viewer")
    assert wrong.status_code == 422
    assert "This is no e-mail address." in words(wrong.text)
    assert 'value="kim"' in wrong.text
    done = plainly(browser, TEAM, page(), email=KIM, role="viewer")
    assert done.headers["Location"] == f"{TEAM}?outcome=invited"
    assert "on its way" in words(browser.get(done.headers["Location"], base_url=HTTPS).text)
    made = plainly(browser, f"{TEAM}/keys", page(), key_name="Robot")
    assert "fk_" in made.text
    assert "shown this once only" in words(made.text)
    kim = review_team(wiring, shop_id).members[0].id
    gone = plainly(browser, f"{TEAM}/{kim}/remove", page())
    assert gone.headers["Location"] == f"{TEAM}?outcome=removed"
    again = browser.get(f"{TEAM}/{kim}/remove", base_url=HTTPS)
    assert again.headers["Location"] == f"{TEAM}?outcome=gone"
    key = browser.get(f"{TEAM}/keys/77/revoke", base_url=HTTPS)
    assert key.headers["Location"] == f"{TEAM}?outcome=no-key"


def test_what_people_call_their_keys_is_escaped(wiring, shop_id, browser) -> None:
    make_api_key(wiring, shop_id, "<b>Robot</b>", "link", may_write=False)
    page = browser.get(TEAM, base_url=HTTPS).text
    assert "<b>Robot" not in page
    assert "&lt;b&gt;Robot" in page


def test_looking_at_a_mailed_link_uses_nothing_up(wiring, shop_id, outbox, browser) -> None:
    invite_member(wiring, shop_id, KIM, Role.VIEWER, "link")
    path = mailed_link(wiring, outbox)
    client = site(wiring).test_client()
    for method in ("GET", "HEAD", "GET"):
        assert client.open(path, method=method, base_url=HTTPS).status_code == 200
    assert client.get("/settings", base_url=HTTPS).status_code == 401
    elsewhere = {"Origin": "https://evil.example"}
    assert client.post(path, headers=elsewhere, base_url=HTTPS).status_code == 401
    ours = {"Origin": HTTPS}
    assert client.post(path, headers=ours, base_url=HTTPS).status_code == 200
    assert client.get("/settings", base_url=HTTPS).status_code == 200
    assert client.post(path, headers=ours, base_url=HTTPS).status_code == 404


def test_a_member_who_is_removed_is_signed_out_by_their_next_request(
    wiring, shop_id, outbox, browser
) -> None:
    kim = member(wiring, shop_id, outbox, Role.EDITOR)
    assert kim.get(TEAM, base_url=HTTPS).status_code == 200
    number = review_team(wiring, shop_id).members[0].id
    browser.post(f"{TEAM}/{number}/remove", headers=outside(wiring), base_url=HTTPS)
    assert kim.get(TEAM, base_url=HTTPS).status_code == 401
    posted = kim.post("/settings/guide", headers=outside(wiring), base_url=HTTPS)
    assert posted.status_code == 401


def test_who_is_signed_out_has_a_link_sent_and_a_stranger_learns_nothing(
    wiring, shop_id, outbox, clock, browser
) -> None:
    kim = member(wiring, shop_id, outbox, Role.VIEWER)
    clock.now += SESSION_LASTS
    page = kim.get("/settings", base_url=HTTPS)
    assert page.status_code == 401
    assert 'action="/settings/enter"' in page.text

    def ask(email: str, origin: str = HTTPS):
        sent = {"Origin": origin}
        return kim.post("/settings/enter", data={"email": email}, headers=sent, base_url=HTTPS)

    answers = [ask(KIM), ask("stranger@team.example"), ask("")]
    assert {(one.status_code, one.text) for one in answers} == {(200, answers[0].text)}
    assert ask(KIM, "https://evil.example").status_code == 401
    link = mailed_link(wiring, outbox)
    assert len(outbox.sent) == 2
    assert kim.post(link, headers={"Origin": HTTPS}, base_url=HTTPS).status_code == 200
    assert kim.get("/settings", base_url=HTTPS).status_code == 200
    assert [ask(KIM).status_code for _ in range(3)][-1] == 429
