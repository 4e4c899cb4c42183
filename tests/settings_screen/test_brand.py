"""The brand page: how mails look and whom they are from, with nothing a mail could be harmed by."""

import re
from dataclasses import replace

import pytest

from app import create_app
from domain.brand import Brand, Font, SocialNetwork
from domain.errors import ChangedMeanwhileError
from services.change_brand import (
    BrandProblem,
    EnteredBrand,
    InvalidBrandError,
    brand_in,
    change_brand,
    shop_brand,
)
from storage.audit_log import changes_of
from storage.brands import SenderCheck, note_sender_check, sender_check
from tests.app_config import CONFIG
from tests.fakes import NOON
from tests.session_tokens import SHOP
from tests.settings_screen.merchants import grant, headers, inside, let_in, outside, site
from tests.settings_screen.pages import HTTPS, plainly, words

PAGE = "/settings/brand"
LOGO = "https://cdn.lamps.example/logo.png?v=2"
ENTERED = EnteredBrand(
    logo_url=LOGO,
    accent="#7a1fa2",
    ground="#101820",
    font="serif",
    footer="Lamps & Co\nStorgatan 1, Malmö",
    social={SocialNetwork.INSTAGRAM: "https://www.instagram.com/lamps"},
    sender_name="Lamps & Co",
    sender_address="hello@lamps.example",
    reply_to="help@lamps.example",
)
FORM = {
    "logo_url": LOGO,
    "accent": "#7A1FA2",
    "font": "serif",
    "sender_address": "hello@lamps.example",
    "version": "0",
}


def frames_in(page: str) -> list[str]:
    return re.findall(r'<iframe[^>]* src="([^"]+)"', page)


def proven(wiring, shop_id: int) -> None:
    check = SenderCheck(NOON, {"spf": "ok"})
    with wiring.sessions.begin() as session:
        assert note_sender_check(session, shop_id, "hello@lamps.example", check, proven=True)


def test_every_part_of_a_brand_is_kept(wiring, shop_id) -> None:
    change_brand(wiring, shop_id, ENTERED, "anna")
    assert shop_brand(wiring, shop_id) == Brand(
        logo_url=LOGO,
        accent="#7a1fa2",
        ground="#101820",
        font=Font.SERIF,
        footer="Lamps & Co\nStorgatan 1, Malmö",
        social={SocialNetwork.INSTAGRAM: "https://www.instagram.com/lamps"},
        sender_name="Lamps & Co",
        sender_address="hello@lamps.example",
        reply_to="help@lamps.example",
        version=1,
    )
    with wiring.sessions() as session:
        [(_, _, change)] = changes_of(session, shop_id, 5)
    assert (change.what, change.after["font"]) == ("brand", "serif")


def test_another_senders_address_has_to_be_proven_anew(wiring, shop_id) -> None:
    change_brand(wiring, shop_id, ENTERED, "anna")
    proven(wiring, shop_id)
    change_brand(wiring, shop_id, replace(ENTERED, accent="", version=1), "anna")
    assert shop_brand(wiring, shop_id).sender_proven
    other = replace(ENTERED, sender_address="post@lamps.example", version=2)
    change_brand(wiring, shop_id, other, "anna")
    assert not shop_brand(wiring, shop_id).sender_proven
    with wiring.sessions() as session:
        assert sender_check(session, shop_id) == SenderCheck()
    # Back again, it is no longer proven either.
    change_brand(wiring, shop_id, replace(ENTERED, version=3), "anna")
    assert not shop_brand(wiring, shop_id).sender_proven


def test_what_was_found_of_another_address_is_not_written_down(wiring, shop_id) -> None:
    change_brand(wiring, shop_id, ENTERED, "anna")
    with wiring.sessions.begin() as session:
        check = SenderCheck(NOON, {})
        assert not note_sender_check(session, shop_id, "a@b.example", check, proven=True)


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("logo_url", "http://lamps.example/logo.png", BrandProblem.NOT_HTTPS),
        ("logo_url", "//lamps.example/logo.png", BrandProblem.NOT_HTTPS),
        ("logo_url", "javascript:alert(1)", BrandProblem.NOT_HTTPS),
        ("logo_url", "data:image/png;base64,AA", BrandProblem.NOT_HTTPS),
        ("logo_url", "https://169.254.169.254/latest", BrandProblem.NOT_HTTPS),
        ("logo_url", "https://localhost/logo.png", BrandProblem.NOT_HTTPS),
        ("logo_url", "https://[::1]/logo.png", BrandProblem.NOT_HTTPS),
        ("logo_url", "https://[half/logo.png", BrandProblem.NOT_HTTPS),
        ("logo_url", "https://user@lamps.example/", BrandProblem.NOT_HTTPS),
        ("logo_url", 'https://lamps.example/"><script>', BrandProblem.UNREADABLE),
        ("logo_url", "https://lamps.example/a\nb", BrandProblem.UNREADABLE),
        ("logo_url", f"https://lamps.example/{'a' * 500}", BrandProblem.TOO_LONG),
        ("accent", "red", BrandProblem.NOT_A_COLOUR),
        ("accent", "#fff", BrandProblem.NOT_A_COLOUR),
        ("accent", "#12345g", BrandProblem.NOT_A_COLOUR),
        ("accent", "#ffff00", BrandProblem.TOO_PALE),
        ("ground", "#000000;}", BrandProblem.NOT_A_COLOUR),
        ("font", "comic", BrandProblem.NOT_A_CHOICE),
        ("footer", "a" * 501, BrandProblem.TOO_LONG),
        ("footer", "a\u202eb", BrandProblem.UNREADABLE),
        ("sender_name", "Lamps\r\nBcc: x@y.example", BrandProblem.UNREADABLE),
        ("sender_name", "Lamps\u2028", BrandProblem.UNREADABLE),
        ("sender_name", "a" * 71, BrandProblem.TOO_LONG),
        ("sender_address", "lamps", BrandProblem.NOT_AN_ADDRESS),
        ("sender_address", "a@b.example, c@d.example", BrandProblem.NOT_AN_ADDRESS),
        ("sender_address", "a@b.example\r\nBcc: c@d.example", BrandProblem.NOT_AN_ADDRESS),
        ("sender_address", ".a@b.example", BrandProblem.NOT_AN_ADDRESS),
        ("reply_to", "a@localhost", BrandProblem.NOT_AN_ADDRESS),
        ("reply_to", f"{'a' * 60}@{'b.' * 99}example", BrandProblem.NOT_AN_ADDRESS),
    ],
)
def test_what_cannot_be_kept_is_named_by_its_field(wiring, shop_id, field, value, problem) -> None:
    with pytest.raises(InvalidBrandError) as refused:
        change_brand(wiring, shop_id, replace(ENTERED, **{field: value}), "anna")
    assert refused.value.problems == {field: problem}
    assert shop_brand(wiring, shop_id) == Brand()


def test_social_links_are_looked_at_like_the_logo(wiring, shop_id) -> None:
    social = {SocialNetwork.X: "http://x.com/lamps", SocialNetwork.TIKTOK: ""}
    with pytest.raises(InvalidBrandError) as refused:
        change_brand(wiring, shop_id, replace(ENTERED, social=social), "anna")
    assert refused.value.problems == {"x": BrandProblem.NOT_HTTPS}


def test_what_is_looked_at_before_it_is_kept_leaves_out_what_is_wrong() -> None:
    entered = replace(ENTERED, logo_url="http://x", accent="#ffff00", ground="blue", font="comic")
    seen = brand_in(entered)
    assert (seen.logo_url, seen.accent, seen.ground) == ("", "#ffff00", "")
    assert (seen.font, seen.footer) == (Font.SYSTEM, ENTERED.footer)


def test_two_tabs_never_overwrite_each_other_silently(wiring, shop_id) -> None:
    change_brand(wiring, shop_id, ENTERED, "anna")
    change_brand(wiring, shop_id, replace(ENTERED, version=1), "anna")
    for version in (0, 2):
        with pytest.raises(ChangedMeanwhileError):
            change_brand(wiring, shop_id, replace(ENTERED, accent="", version=version), "bo")
    assert shop_brand(wiring, shop_id).accent == "#7a1fa2"


def test_the_form_is_saved_without_a_script_and_tells_what_is_wrong(wiring, shop_id) -> None:
    grant(wiring, shop_id)
    browser = let_in(wiring)
    page = browser.get(PAGE, base_url=HTTPS).text
    assert "Domain of the sender" not in page
    wrong = plainly(browser, PAGE, page, **{**FORM, "accent": "#ffff00", "sender_name": "<Lamps>"})
    assert wrong.status_code == 422
    assert "the contrast has to be at least 4.5 : 1" in words(wrong.text)
    assert "Accent on white: 1.0 : 1, too pale to read" in words(wrong.text)
    assert 'value="&lt;Lamps&gt;"' in wrong.text
    saved = plainly(browser, PAGE, page, **FORM)
    assert (saved.status_code, saved.location) == (303, f"{PAGE}?outcome=saved")
    again = browser.get(saved.location, base_url=HTTPS).text
    assert "Accent on white: 8.2 : 1, good" in words(again)
    assert f'src="{LOGO}"' in again
    assert "Mails are from our address so far" in words(again)
    late = plainly(browser, PAGE, page, **FORM)
    assert late.status_code == 409
    assert "changed meanwhile" in words(late.text)


def test_the_form_is_saved_by_our_script_in_the_admin(wiring, shop_id) -> None:
    grant(wiring, shop_id)
    client = site(wiring).test_client()
    assert "Domain of the sender" not in client.get(inside(PAGE)).text
    saved = client.post(PAGE, headers=headers(), data=FORM)
    assert saved.json == {"outcome": "saved", "then": PAGE}
    proven(wiring, shop_id)
    assert "Mails are from it" in client.get(inside(PAGE)).text
    late = client.post(PAGE, headers=headers(), data=FORM)
    assert (late.status_code, late.json) == (409, {"outcome": "changed"})
    wrong = client.post(PAGE, headers=headers(), data={**FORM, "x": "ftp://x.com"})
    assert (wrong.status_code, set(wrong.get_json()["errors"])) == (422, {"x"})


def test_a_mail_and_the_page_are_shown_in_the_brand_being_chosen_and_nothing_is_kept(
    wiring, shop_id
) -> None:
    grant(wiring, shop_id)
    browser = let_in(wiring, app=create_app(wiring, CONFIG))
    sent = {"headers": {**outside(wiring), "HX-Request": "true"}, "base_url": HTTPS}
    seen = browser.post(f"{PAGE}/look", data={**FORM, "ground": "#123456"}, **sent)
    assert "Words on the ground: 12.7 : 1, good" in words(seen.text)
    mail, page = (browser.get(one, base_url=HTTPS) for one in frames_in(seen.text))
    assert LOGO in mail.text
    assert "#123456" in mail.text
    assert LOGO in page.text
    look = browser.get(f"{frames_in(seen.text)[1]}.css", base_url=HTTPS)
    assert "--accent: #7a1fa2" in look.text
    assert shop_brand(wiring, shop_id) == Brand()


def test_without_a_script_a_button_shows_the_brand_and_what_is_left_out_of_it(
    wiring, shop_id
) -> None:
    grant(wiring, shop_id)
    browser = let_in(wiring, app=create_app(wiring, CONFIG))
    page = browser.get(PAGE, base_url=HTTPS).text
    typed = {**FORM, "logo_url": "http://x"}
    seen = plainly(browser, f"{PAGE}/look", page, **typed)
    assert (seen.status_code, 'value="#7a1fa2"' in seen.text) == (200, True)
    assert "begins with https://" in words(seen.text)
    look = browser.get(f"{frames_in(seen.text)[1]}.css", base_url=HTTPS)
    assert "--accent: #7a1fa2" in look.text
    assert shop_brand(wiring, shop_id) == Brand()
    # In the admin, too, the page may be framed.
    inner = frames_in(browser.get(inside(PAGE), base_url=HTTPS).text)[1]
    policy = browser.get(inner).headers["Content-Security-Policy"]
    assert policy.endswith(f"frame-ancestors 'self' https://{SHOP} https://admin.shopify.com")


def test_the_senders_domain_is_checked_by_a_button(wiring, shop_id) -> None:
    grant(wiring, shop_id)
    browser = let_in(wiring)
    page = browser.get(PAGE, base_url=HTTPS).text
    assert plainly(browser, f"{PAGE}/check", page).location == f"{PAGE}?outcome=no-sender"
    plainly(browser, PAGE, page, **FORM)
    checked = plainly(browser, f"{PAGE}/check", page)
    assert checked.location == f"{PAGE}?outcome=checked"
    shown = words(browser.get(checked.location, base_url=HTTPS).text)
    assert "The domain was checked" in shown
    assert "DMARC" in shown
    assert "v=DMARC1" in shown
