"""Every message in every language: whole, safe, readable."""

import gettext
from dataclasses import replace

import pytest

from domain.notification import Kind
from domain.order import Item
from domain.status import Status
from domain.tracking import PickupPoint
from messages.language import LANGUAGES, Language
from messages.mail_view import MessageStory
from messages.render import LONGEST_SUBJECT, render_message
from tests.fakes import NOON, a_shipment, an_order, scan
from tests.messages.mails import PAGE, SHOP, STATUS, ZONE, Page, rendered, story

EVIL = '<script>alert("x")</script>"\' onload=x {{ 7*7 }} {% raw %}\r\nBcc: all@example.com'


EVERY = pytest.mark.parametrize("kind", Kind)


IN_EVERY = pytest.mark.parametrize("code", LANGUAGES)


@EVERY
@IN_EVERY
def test_both_forms_tell_the_order_the_shop_the_items_and_the_way_to_the_page(
    kind: Kind, code: str
) -> None:
    mail = rendered(kind, code=code)
    page = Page(mail.html)
    for words in (page.words, mail.text):
        for fact in ("#1042", "Lamps & Co", "help@lamps.example", "2 × ", "Lamp", "Shade"):
            assert fact in words
    assert PAGE in [link.get("href") for link in page.all("a")]
    assert PAGE in mail.text
    assert "#1042" in mail.subject


@EVERY
@IN_EVERY
def test_the_parcels_carrier_and_number_are_told(kind: Kind, code: str) -> None:
    mail = rendered(kind, code=code)
    told = kind is not Kind.ORDER_RECEIVED
    for words in (Page(mail.html).words, mail.text):
        assert ("TP123456789SE" in words) is told
        assert ("TestPost" in words) is told


@EVERY
def test_no_two_languages_say_the_same(kind: Kind) -> None:
    mails = [rendered(kind, code=code) for code in LANGUAGES]
    assert len({mail.subject for mail in mails}) == len(LANGUAGES)
    assert len({mail.text for mail in mails}) == len(LANGUAGES)


@EVERY
@IN_EVERY
def test_the_language_and_its_direction_are_named(kind: Kind, code: str) -> None:
    (root,) = Page(rendered(kind, code=code).html).all("html")
    assert (root["lang"], root["dir"]) == (code, "ltr")


def test_a_language_from_right_to_left_turns_the_mail_round() -> None:
    arabic = Language("ar", gettext.NullTranslations())
    html = render_message(Kind.DELIVERED, story(Kind.DELIVERED), arabic, PAGE, NOON, ZONE).html
    page = Page(html)
    assert page.all("html")[0]["dir"] == "rtl"
    assert "text-align:right" in html
    assert "direction:rtl" in html


@EVERY
@IN_EVERY
def test_nothing_is_fetched_from_anywhere(kind: Kind, code: str) -> None:
    mail = rendered(kind, code=code)
    page = Page(mail.html)
    assert not page.all("img") + page.all("link") + page.all("script")
    assert "url(" not in mail.html
    assert "@import" not in mail.html


@EVERY
@IN_EVERY
def test_a_strangers_words_stay_words(kind: Kind, code: str) -> None:
    item = Item("71", EVIL, 2, variant=EVIL)
    shipment = a_shipment(
        STATUS.get(kind, Status.IN_TRANSIT),
        carrier=None,
        carrier_text=EVIL,
        tracking_number=EVIL,
        events=(scan(Status.IN_TRANSIT, city=EVIL, text=EVIL),),
        pickup_point=PickupPoint(EVIL, EVIL, EVIL, EVIL, (EVIL, EVIL)),
    )
    about_order = kind is Kind.ORDER_RECEIVED
    order = an_order(
        *([] if about_order else [shipment]), number=EVIL, items=(item, replace(item, title="ok"))
    )
    shop = replace(SHOP, name=EVIL, contact_email=EVIL, contact_url="javascript:alert(1)")
    told = MessageStory(shop, order, None if about_order else shipment, {})
    mail = rendered(kind, told, code)
    page = Page(mail.html)

    assert not page.all("script")
    assert not any("onload" in attributes for _, attributes in page.elements)
    assert "javascript:" not in mail.html + mail.text
    assert "{{ 7*7 }}" in page.words
    assert "\n" not in mail.subject
    assert "\r" not in mail.subject
    assert not any(line.startswith("Bcc") for line in mail.text.splitlines())
    assert len(mail.subject) <= LONGEST_SUBJECT


def test_right_to_left_names_and_emoji_survive_and_overrides_do_not() -> None:
    family = "👩‍👧"
    item = Item("71", f"مصباح {family}", 1, variant="ab\u202ecd")
    mail = rendered(Kind.ORDER_RECEIVED, story(Kind.ORDER_RECEIVED, items=(item,)))
    for form in (mail.html, mail.text):
        assert f"مصباح {family}" in form
        assert "abcd" in form
        assert "\u202e" not in form
    assert "<bdi>مصباح" in mail.html


@EVERY
def test_the_plain_text_has_no_gaps_and_no_markup(kind: Kind) -> None:
    text = rendered(kind).text
    assert "\n\n\n" not in text
    assert "<" not in text
