"""Every message in every language: whole, safe, readable."""

import gettext
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

import pytest

from domain.notification import Kind
from domain.order import Item
from domain.shipment import Shipment, ShipmentItem
from domain.shop import PlatformKey, Shop
from domain.status import Status, SubStatus
from domain.tracking import PickupPoint, TrackingState
from messages.language import LANGUAGES, Language, language
from messages.mail_view import MOST_ITEMS, MessageStory
from messages.render import LONGEST_SUBJECT, Rendered, render_message
from tests.fakes import NOON, a_shipment, an_order, scan

ZONE = ZoneInfo("Europe/Stockholm")
PAGE = "https://track.example.com/t/AAAAAAAAAAEJYc0aZ3ZQ1Y0V3Q2d1w_-"
SHOP = Shop(
    id=1,
    platform=PlatformKey.SHOPIFY,
    domain="lamps.myshopify.com",
    name="Lamps & Co",
    locale="en",
    time_zone="Europe/Stockholm",
    contact_email="help@lamps.example",
    contact_url="https://lamps.example/contact",
)
STATUS = {
    Kind.SHIPPED: Status.IN_TRANSIT,
    Kind.OUT_FOR_DELIVERY: Status.OUT_FOR_DELIVERY,
    Kind.READY_FOR_PICKUP: Status.AVAILABLE_FOR_PICKUP,
    Kind.ATTEMPT_FAILED: Status.ATTEMPT_FAILED,
    Kind.DELIVERED: Status.DELIVERED,
}
EVIL = '<script>alert("x")</script>"\' onload=x {{ 7*7 }} {% raw %}\r\nBcc: all@example.com'


def story(kind: Kind, **changes: object) -> MessageStory:
    if kind is Kind.ORDER_RECEIVED:
        return MessageStory(SHOP, an_order(**changes), None, {})
    shipment = a_shipment(STATUS[kind])
    return MessageStory(SHOP, an_order(shipment, **changes), shipment, {"testpost": "TestPost"})


def about(shipment: Shipment, *others: Shipment) -> MessageStory:
    return MessageStory(SHOP, an_order(shipment, *others), shipment, {"testpost": "TestPost"})


def rendered(kind: Kind, told: MessageStory | None = None, code: str = "en") -> Rendered:
    return render_message(kind, told or story(kind), language(code), PAGE, NOON, ZONE)


class Page(HTMLParser):
    """What a mail's HTML holds: its elements with attributes, and its visible text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self._skipping = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._skipping += tag in {"style", "title", "script"}

    def handle_endtag(self, tag: str) -> None:
        self._skipping -= tag in {"style", "title", "script"}

    def handle_data(self, data: str) -> None:
        if not self._skipping:
            self.words += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


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


def test_an_order_of_many_lines_is_cut_and_counted() -> None:
    items = tuple(Item(str(number), f"Lamp {number}", 1) for number in range(300))
    mail = rendered(Kind.ORDER_RECEIVED, story(Kind.ORDER_RECEIVED, items=items))
    for words in (Page(mail.html).words, mail.text):
        assert f"Lamp {MOST_ITEMS - 1}" in words
        assert f"Lamp {MOST_ITEMS}" not in words
        assert "and 280 more" in words


def test_only_the_items_of_the_parcel_are_listed() -> None:
    mail = rendered(Kind.SHIPPED, about(a_shipment(items=(ShipmentItem("71", 1),))))
    assert "1 × Lamp" in mail.text
    assert "Shade" not in mail.text


@pytest.mark.parametrize(
    ("shipment", "subject"),
    [
        (a_shipment(), "Your order #1042 has a tracking number"),
        (a_shipment(tracking_number=""), "Your order #1042 is marked as sent"),
        (a_shipment(Status.IN_TRANSIT), "Your order #1042 is on its way"),
        (a_shipment(Status.EXCEPTION), "News about your order #1042"),
        (a_shipment(Status.RETURNING), "News about your order #1042"),
    ],
)
def test_shipped_says_on_its_way_only_of_a_parcel_that_is(shipment: Shipment, subject: str) -> None:
    mail = rendered(Kind.SHIPPED, about(shipment))
    assert mail.subject == subject
    assert ("is on its way with" in mail.text) is (shipment.state.status is Status.IN_TRANSIT)


def test_a_pickup_point_is_told_with_its_address_and_hours() -> None:
    point = PickupPoint("Kiosk 9", "Bergsgatan 20", "214 22", "Malmö", ("Mon 08-21", "Sun 10-18"))
    shipment = a_shipment(Status.AVAILABLE_FOR_PICKUP, pickup_point=point)
    mail = rendered(Kind.READY_FOR_PICKUP, about(shipment))
    for words in (Page(mail.html).words, mail.text):
        for fact in ("Kiosk 9", "Bergsgatan 20", "214 22 Malmö", "Mon 08-21", "Sun 10-18"):
            assert fact in words


def test_an_unknown_pickup_point_leaves_no_empty_box() -> None:
    mail = rendered(Kind.READY_FOR_PICKUP)
    assert "Collect at" not in mail.html + mail.text
    assert "Opening hours" not in mail.html + mail.text


@pytest.mark.parametrize(
    ("detail", "advice"),
    [
        (SubStatus.NOT_HOME, "Look for a card or a message from TestPost"),
        (SubStatus.NO_ACCESS, "If a door code"),
        (SubStatus.ADDRESS, "Check the delivery address"),
        (SubStatus.PAYMENT, "TestPost can tell you what has to be paid"),
        (SubStatus.REFUSED, "If the parcel was refused by mistake"),
        (None, "You need not do anything yet"),
    ],
)
def test_a_failed_attempt_comes_with_advice(detail: SubStatus | None, advice: str) -> None:
    state = TrackingState(Status.ATTEMPT_FAILED, detail, since=NOON - timedelta(hours=1))
    mail = rendered(Kind.ATTEMPT_FAILED, about(a_shipment(state=state)))
    assert advice in Page(mail.html).words
    assert advice in mail.text


def test_the_other_parcels_are_counted() -> None:
    mail = rendered(
        Kind.DELIVERED,
        about(a_shipment(Status.DELIVERED), a_shipment(Status.IN_TRANSIT, id=2)),
    )
    assert "1 of 2 parcels is delivered." in mail.text
    assert "1 of 2 parcels is delivered." in Page(mail.html).words


def test_a_shop_without_contact_details_shows_none() -> None:
    told = replace(story(Kind.DELIVERED), shop=replace(SHOP, contact_email="", contact_url=""))
    mail = rendered(Kind.DELIVERED, told)
    assert "mailto:" not in mail.html
    assert "Questions?" not in mail.html + mail.text


@EVERY
def test_the_plain_text_has_no_gaps_and_no_markup(kind: Kind) -> None:
    text = rendered(kind).text
    assert "\n\n\n" not in text
    assert "<" not in text
