"""Every mail in every language: whole, safe, readable."""

import gettext
from dataclasses import replace

import pytest

from domain.brand import Brand
from domain.kinds import RULES, Kind, Subject
from domain.order import Item
from domain.status import Status
from domain.tracking import PickupPoint
from messages.language import LANGUAGES, Language
from messages.mail_view import MOST_ITEMS, MOST_PARCELS
from messages.render import render_mail
from messages.story import MessageLinks, MessageStory
from messages.words import LONGEST_SUBJECT
from tests.fakes import NOON, a_shipment, an_order, scan
from tests.messages.mails import (
    LINKS,
    PAGE,
    SHOP,
    STANDS,
    Page,
    parcel,
    rendered,
    story,
    told,
    writing,
)

EVIL = '<script>alert("x")</script>"\' onload=x {{ 7*7 }} {% raw %} %(x)s\r\nBcc: all@example.com'
CLIPPED = 102 * 1024
"""From here on Gmail hides the rest of a mail."""
EVERY = pytest.mark.parametrize("kind", Kind)


@EVERY
def test_both_forms_tell_the_order_the_shop_the_items_and_the_ways_out(kind: Kind) -> None:
    for code in LANGUAGES:
        mail = rendered(kind, code=code)
        page = Page(mail.html)
        for words in (page.words, mail.text):
            for fact in ("#1042", "Lamps & Co", "help@lamps.example", "2 × ", "Lamp", "Shade"):
                assert fact in words, code
        for address in (PAGE, LINKS.preferences, LINKS.unsubscribe, SHOP.contact_url):
            assert address in page.links
            assert address in mail.text
        assert "#1042" in mail.subject
        assert mail.fault == ""


@EVERY
def test_the_parcels_carrier_and_number_are_told_where_there_is_a_parcel(kind: Kind) -> None:
    shown = kind in STANDS and kind is not Kind.REVIEW_ASK
    for code in LANGUAGES:
        mail = rendered(kind, code=code)
        for words in (Page(mail.html).words, mail.text):
            assert ("TP123456789SE" in words) is shown
            assert ("TestPost" in words) is shown


@EVERY
def test_no_two_languages_say_the_same(kind: Kind) -> None:
    mails = [rendered(kind, code=code) for code in LANGUAGES]
    assert len({mail.subject for mail in mails}) == len(LANGUAGES)
    assert len({mail.text for mail in mails}) == len(LANGUAGES)


@EVERY
def test_nothing_is_left_to_be_filled_in_and_no_line_is_broken(kind: Kind) -> None:
    for code in LANGUAGES:
        mail = rendered(kind, code=code)
        for words in (mail.subject, mail.text, Page(mail.html).words):
            for left in ("{{", "{%", "%(", "None", "[]"):
                assert left not in words, code
        assert mail.subject == " ".join(mail.subject.split())
        assert 0 < len(mail.subject) <= LONGEST_SUBJECT


@EVERY
def test_the_plain_text_has_no_gaps_and_no_markup(kind: Kind) -> None:
    text = rendered(kind).text
    assert "\n\n\n" not in text
    assert "<" not in text
    assert "&amp;" not in text


@EVERY
def test_the_plain_text_says_all_that_the_html_says(kind: Kind) -> None:
    mail = rendered(kind, brand=Brand(footer="Storgatan 1\nMalmö"))
    after_preview = Page(mail.html).pieces[Page(mail.html).pieces.index("Lamps & Co") :]
    assert len(after_preview) > 10
    for piece in after_preview:
        words = piece.strip(",· ").replace("\xa0", " ")
        assert words in mail.text


def test_the_language_and_its_direction_are_named() -> None:
    for code in LANGUAGES:
        (root,) = Page(rendered(Kind.DELIVERED, code=code).html).all("html")
        assert (root["lang"], root["dir"]) == (code.replace("_", "-"), "ltr")


def test_a_language_from_right_to_left_turns_the_mail_round() -> None:
    arabic = replace(writing(), language=Language("ar", gettext.NullTranslations()))
    html = render_mail(Kind.DELIVERED, story(Kind.DELIVERED), arabic).html
    assert Page(html).all("html")[0]["dir"] == "rtl"
    assert "text-align:right" in html
    assert "direction:rtl" in html


@EVERY
def test_nothing_is_fetched_from_anywhere(kind: Kind) -> None:
    mail = rendered(kind)
    page = Page(mail.html)
    assert not page.all("img") + page.all("link") + page.all("script")
    assert "url(" not in mail.html
    assert "@import" not in mail.html


def test_only_a_shop_that_counts_has_an_image_that_tells() -> None:
    links = replace(LINKS, pixel="https://track.example.com/m/AAAA.gif")
    (image,) = Page(rendered(Kind.DELIVERED, links=links).html).all("img")
    assert (image["src"], image["width"], image["height"], image["alt"]) == (
        links.pixel,
        "1",
        "1",
        "",
    )


@EVERY
def test_a_strangers_words_stay_words(kind: Kind) -> None:
    item = Item("71", EVIL, 2, variant=EVIL)
    shipment = a_shipment(
        STANDS[kind].status if kind in STANDS else Status.IN_TRANSIT,
        carrier=None,
        carrier_text=EVIL,
        tracking_number=EVIL,
        events=(scan(Status.IN_TRANSIT, city=EVIL, text=EVIL),),
        pickup_point=PickupPoint(EVIL, EVIL, EVIL, EVIL, (EVIL, EVIL), code=EVIL),
    )
    parcels = (shipment,) if kind in STANDS else ()
    order = an_order(*parcels, number=EVIL, items=(item, replace(item, title="ok")))
    shop = replace(SHOP, name=EVIL, contact_email=EVIL, contact_url="javascript:alert(1)")
    tells = replace(told(kind, order), shop=shop)
    for code in LANGUAGES[:3]:
        mail = rendered(kind, tells, code)
        page = Page(mail.html)
        assert not page.all("script")
        assert not any("onload" in attributes for _, attributes in page.elements)
        assert "javascript:" not in mail.html + mail.text
        assert "{{ 7*7 }}" in page.words
        assert "%(x)s" in page.words
        assert len(mail.subject.splitlines()) == 1
        assert not any(line.startswith("Bcc") for line in mail.text.splitlines())
        assert len(mail.subject) <= LONGEST_SUBJECT


@EVERY
def test_a_mail_can_be_written_when_nothing_is_known(kind: Kind) -> None:
    parcels = (a_shipment(carrier=None, carrier_text="", tracking_number=""),)
    bare = an_order(*(parcels if kind in STANDS else ()), number="7", items=(), total=None)
    shop = replace(SHOP, contact_email="", contact_url="")
    tells = MessageStory(
        shop, bare, bare.shipments if RULES[kind].about is Subject.PARCEL else (), {}
    )
    for code in LANGUAGES:
        mail = rendered(kind, tells, code, links=MessageLinks(PAGE))
        words = Page(mail.html).words
        assert PAGE in mail.text
        assert "mailto:" not in mail.html
        assert "Unsubscribe" not in words + mail.text
        assert "\n\n\n" not in mail.text
        assert " ." not in words
        assert "  " not in mail.subject


@EVERY
def test_no_mail_is_so_long_that_its_end_is_hidden(kind: Kind) -> None:
    long = "Ö & Ü " * 40
    items = tuple(Item(str(n), long, 1, variant=long) for n in range(2 * MOST_ITEMS))
    made = [
        parcel(kind, id=n, carrier=None, carrier_text=long, tracking_number=f"{long}{n}")
        for n in range(2 * MOST_PARCELS if kind in STANDS else 0)
    ]
    order = an_order(*made, items=items, number=long)
    tells = replace(told(kind, order), shop=replace(SHOP, name=long))
    for code in LANGUAGES:
        mail = rendered(kind, tells, code, markup=True)
        assert len(mail.html.encode()) < CLIPPED
        assert "</html>" in mail.html


def test_right_to_left_names_and_emoji_survive_and_overrides_do_not() -> None:
    family = "👩‍👧"
    item = Item("71", f"مصباح {family}", 1, variant="ab\u202ecd")
    mail = rendered(Kind.ORDER_RECEIVED, story(Kind.ORDER_RECEIVED, items=(item,)))
    for form in (mail.html, mail.text):
        assert f"مصباح {family}" in form
        assert "abcd" in form
        assert "\u202e" not in form
    assert "<bdi>مصباح" in mail.html


def test_a_preview_shows_the_news_and_nothing_of_what_follows() -> None:
    html = rendered(Kind.DELIVERED).html
    preview = Page(html).words.strip()
    assert preview.startswith("Your parcel was delivered today at 12:00.")
    unseen = preview.partition(".\u034f")[2].split("Lamps")[0]
    assert len(unseen) > 100
    assert set(unseen.split("\n")[0]) <= set("\u034f\u200c\u00a0")


@pytest.mark.parametrize("moment", [NOON, NOON.replace(month=12, day=31)])
def test_rendering_twice_says_the_same(moment: object) -> None:
    one, other = (rendered(Kind.IN_TRANSIT, now=moment) for _ in range(2))
    assert one == other
