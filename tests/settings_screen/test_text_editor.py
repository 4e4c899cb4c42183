"""Merchants write their own texts in every shell: checked, previewed, tried out, kept, restored."""

import re

import pytest

from domain.kinds import ChannelKey, Kind
from domain.texts import TextKey
from services.change_texts import read_texts
from services.wiring import Wiring
from storage.text_versions import newest_texts
from tests.fake_shop_sites import with_plugin
from tests.plugin_tokens import frame_address
from tests.services.sites import connect_site
from tests.settings_screen.merchants import grant, headers, inside, let_in, outside, site
from tests.settings_screen.pages import HTTPS, fields_in, plainly, words

KEY = TextKey(Kind.DELIVERED, ChannelKey.EMAIL, "en")
MAIL = f"/settings/messages/{KEY}"
SMS = "/settings/messages/delivered/sms/sv"
HTMX = {"HX-Request": "true"}
FRAME = re.compile(r'src="(/settings/messages/shown/[^"]+)"')


def framed(wiring: Wiring):
    """Open the editor in the frame of a shop's own admin, which sends no cookies."""
    sited = with_plugin(wiring)
    shop_id = connect_site(sited)
    client = site(sited).test_client()
    home = client.get(frame_address(sited, shop_id), base_url=HTTPS).text
    found = re.search(r'data-frame="([^"]+)"', home)
    assert found
    sent = {"X-Framme": "settings", "X-Framme-Frame": found[1], **HTMX}
    return (
        shop_id,
        lambda path: client.get(f"{path}?frame={found[1]}", base_url=HTTPS),
        lambda path, data: client.post(path, data=data, headers=sent, base_url=HTTPS),
        site(sited).test_client().get,
    )


@pytest.fixture(params=["inside", "outside", "framed"])
def shell(request, wiring, connect):
    """A shop, and functions that open a page, post as htmx does, and open a frame, per shell."""
    if request.param == "framed":
        return framed(wiring)
    shop_id = connect()
    grant(wiring, shop_id)
    if request.param == "inside":
        client = site(wiring).test_client()
        return (
            shop_id,
            lambda path: client.get(inside(path)),
            lambda path, data: client.post(path, data=data, headers={**headers(), **HTMX}),
            client.get,
        )
    browser = let_in(wiring)
    sent = {**outside(wiring), **HTMX}
    return (
        shop_id,
        lambda path: browser.get(path, base_url=HTTPS),
        lambda path, data: browser.post(path, data=data, headers=sent, base_url=HTTPS),
        site(wiring).test_client().get,
    )


@pytest.fixture
def browser(wiring: Wiring, shop_id: int):
    grant(wiring, shop_id)
    return let_in(wiring)


def kept(wiring, shop_id):
    with wiring.sessions() as session:
        return newest_texts(session, shop_id, KEY.kind, KEY.language, KEY.channel)


def test_our_text_is_shown_until_the_merchant_writes_one(wiring, shell) -> None:
    shop_id, show, post, _ = shell
    page = show(MAIL).text
    assert "This is our text." in words(page)
    assert "{{ order.number }}" in page
    saved = post(MAIL, {"version": "0", "part_subject": "It is there, {{ shopper.name }}"})
    assert saved.status_code == 200
    assert 'value="It is there, {{ shopper.name }}"' in saved.text
    assert "Saved." in saved.headers["HX-Trigger"]
    assert kept(wiring, shop_id) == {"subject": "It is there, {{ shopper.name }}"}
    assert "An empty field is our text." in words(show(MAIL).text)


def test_what_cannot_be_used_is_told_beside_its_field_and_not_kept(wiring, shell) -> None:
    shop_id, _, post, _ = shell
    refused = post(MAIL, {"version": "0", "part_body": "One\n\n{{ order.nmber }}"})
    assert refused.status_code == 422
    told = re.search(r'id="part_body-error">([^<]*)<', refused.text)
    assert told
    assert told[1].startswith("Line 3: There is no “order.nmber”. Did you mean “order.number”?")
    assert "{{ order.nmber }}" in refused.text
    assert kept(wiring, shop_id) is None


def test_two_tabs_do_not_overwrite_each_other_silently(wiring, shell) -> None:
    shop_id, _, post, _ = shell
    post(MAIL, {"version": "0", "part_subject": "First"})
    for version in ("0", "7", "x", ""):
        late = post(MAIL, {"version": version, "part_subject": "Late"})
        assert late.status_code == 409
        assert "changed meanwhile" in words(late.text)
        assert 'value="Late"' in late.text
    assert kept(wiring, shop_id) == {"subject": "First"}
    again = {"version": fields_in(late.text)["version"], "part_subject": "Late"}
    assert post(MAIL, again).status_code == 200
    assert kept(wiring, shop_id) == {"subject": "Late"}


def test_a_preview_shows_what_is_being_written(shell) -> None:
    _, _, post, open_frame = shell
    data = {"version": "0", "part_subject": "Hello {{ shopper.name }}", "part_body": "{{ oops }}"}
    part = post(f"{MAIL}/preview", {**data, "look": "dark", "width": "phone"}).text
    assert "Hello Maria" in part
    assert "sample order" in words(part)
    assert 'class="mail phone"' in part
    assert 'id="part_body-error" hx-swap-oob="true">Line 1: There is no “oops”.' in part
    frame = FRAME.search(part)
    assert frame
    shown = open_frame(frame[1])
    assert shown.status_code == 200
    assert "@media all" in shown.text
    assert "prefers-color-scheme: dark" not in shown.text
    policy = shown.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert policy.endswith("sandbox")
    assert "@media not all" in open_frame(frame[1].replace("dark", "light")).text
    plain = post(f"{MAIL}/preview", {**data, "width": "plain"}).text
    assert "<pre" in plain


def test_a_preview_needs_an_order_that_the_shop_has(shell) -> None:
    _, _, post, _ = shell
    answer = post(f"{MAIL}/preview", {"order": "#99999"})
    assert "You have no order of this number." in words(answer.text)


def test_a_frame_shows_nothing_that_was_not_put_there(shell) -> None:
    _, _, _, open_frame = shell
    assert open_frame(f"/settings/messages/shown/{'A' * 32}").status_code == 404


def test_texts_and_notes_are_shown_with_their_size(shell) -> None:
    _, _, post, _ = shell
    part = post(f"{SMS}/preview", {"part_text": "Hej {{ shopper.name }}, paketet är framme"})
    assert "Hej Maria, paketet är framme" in part.text
    assert "1 segment, 28 characters in GSM-7." in words(part.text)
    longer = post(f"{SMS}/preview", {"part_text": "你好" + "a" * 100})
    assert "2 segments, 102 characters in UCS-2." in words(longer.text)
    note = post("/settings/messages/delivered/push/en/preview", {"part_title": "It came"})
    assert "It came" in words(note.text)


def test_a_test_goes_to_whom_it_is_sent_and_says_that_it_is_one(wiring, outbox, shell) -> None:
    _, _, post, _ = shell
    data = {"part_subject": "Hello {{ shopper.name }}", "recipient": "me@lamps.example"}
    answer = post(f"{MAIL}/test", data)
    assert "Sent to me@lamps.example." in words(answer.text)
    [mail] = outbox.sent
    assert (mail.recipient, mail.subject) == ("me@lamps.example", "Test: Hello Maria")
    assert "/t/" not in mail.text
    assert "List-Unsubscribe" not in mail.headers
    refused = post(f"{MAIL}/test", {**data, "recipient": "a@b.example, c@d.example"})
    assert refused.status_code == 422
    assert "This is not one address" in words(refused.text)
    assert len(outbox.sent) == 1


def test_without_our_scripts_the_editor_is_a_form_like_any_other(
    wiring, shop_id, browser, outbox
) -> None:
    page = browser.get(MAIL, base_url=HTTPS).text
    wrong = plainly(browser, MAIL, page, part_subject="{{ x")
    assert wrong.status_code == 422
    assert "is not closed" in words(wrong.text)
    shown = plainly(browser, f"{MAIL}/preview", page, part_subject="Shown", width="phone")
    assert FRAME.search(shown.text)
    assert 'value="Shown"' in shown.text
    sent = plainly(browser, f"{MAIL}/test", page, recipient="me@lamps.example")
    assert "Sent to me@lamps.example." in words(sent.text)
    assert len(outbox.sent) == 1
    saved = plainly(browser, MAIL, page, part_subject="Mine")
    assert saved.status_code == 303
    assert "outcome=saved" in saved.headers["Location"]
    assert kept(wiring, shop_id) == {"subject": "Mine"}


def test_every_version_can_be_compared_and_used_again(wiring, shop_id, browser) -> None:
    for subject in ("First", "Second"):
        page = browser.get(MAIL, base_url=HTTPS).text
        plainly(browser, MAIL, page, part_subject=subject)
    history = browser.get(f"{MAIL}/history", base_url=HTTPS).text
    assert "<del>− First</del><ins>+ Second</ins>" in history
    [first] = [
        v.id for v in read_texts(wiring, shop_id, KEY).history if v.parts["subject"] == "First"
    ]
    back = plainly(browser, f"{MAIL}/restore", history, number=str(first))
    assert "outcome=restored" in back.headers["Location"]
    assert kept(wiring, shop_id) == {"subject": "First"}
    late = plainly(browser, f"{MAIL}/restore", history, number=str(first))
    assert "outcome=changed" in late.headers["Location"]
    page = browser.get(MAIL, base_url=HTTPS).text
    ours = plainly(browser, f"{MAIL}/reset", page)
    assert "outcome=ours" in ours.headers["Location"]
    assert kept(wiring, shop_id) is None


def test_addresses_that_mean_no_text_lead_back(browser, wiring) -> None:
    for path in ("nothing/email/en", "delivered/fax/en", "delivered/email/xx"):
        answer = browser.get(f"/settings/messages/{path}", base_url=HTTPS)
        assert answer.headers["Location"].endswith("/settings/messages")
        posted = browser.post(f"/settings/messages/{path}", headers=outside(wiring), base_url=HTTPS)
        assert posted.status_code == 404
