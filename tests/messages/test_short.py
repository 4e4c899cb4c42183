"""Text messages and notes for browsers: short, complete, in the small alphabet if possible."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.kinds import Kind
from domain.status import Status
from domain.tracking import PickupPoint
from messages.gsm import SmsSize, in_gsm, plainer, sms_size
from messages.language import LANGUAGES
from messages.short import LONGEST_BODY, LONGEST_SMS, LONGEST_TITLE, render_push, render_sms
from messages.story import MessageLinks
from tests.fakes import NOON, a_shipment, an_order
from tests.messages.mails import (
    PAGE,
    SHOP,
    SHORT_PAGE,
    STANDS,
    TODAY,
    about,
    parcel,
    story,
    told,
    writing,
)

EVERY = pytest.mark.parametrize("kind", Kind)
IN_GSM = [code for code in LANGUAGES if code in {"en", "sv", "de", "nl", "nb", "da", "fi", "it"}]
"""The languages whose every letter the small alphabet has."""
SHORT = MessageLinks(SHORT_PAGE)


@EVERY
def test_a_text_names_the_shop_and_the_order_and_leads_to_the_page(kind: Kind) -> None:
    for code in LANGUAGES:
        text = render_sms(kind, story(kind), writing(code))
        for fact in ("Lamps & Co", "#1042", PAGE):
            assert fact in text, code
        for left in ("{{", "{%", "%(", "\n"):
            assert left not in text


@EVERY
def test_a_text_stays_in_the_small_alphabet_where_its_language_does(kind: Kind) -> None:
    for code in IN_GSM:
        for moment in (NOON, NOON + timedelta(days=41)):
            text = render_sms(kind, story(kind), writing(code, now=moment, links=SHORT))
            size = sms_size(text)
            assert size.alphabet == "GSM-7", (code, text)
            assert size.segments <= 2, (code, text)


def test_how_long_texts_are(record_property: Callable[[str, object], None]) -> None:
    for kind in Kind:
        sizes = [
            (code, sms_size(render_sms(kind, story(kind), writing(code, links=SHORT))))
            for code in LANGUAGES
        ]
        told = (f"{code} {s.alphabet} {s.characters}/{s.segments}" for code, s in sizes)
        record_property(kind.value, " ".join(told))
        english = dict(sizes)["en"]
        assert (english.alphabet, english.segments) == ("GSM-7", 1), (kind, english)


@EVERY
def test_several_parcels_are_told_in_one_text(kind: Kind) -> None:
    if kind not in STANDS:
        return
    three = an_order(*(parcel(kind, id=n, tracking_number=f"TP{n}") for n in (1, 2, 3)))
    for code in IN_GSM:
        text = render_sms(kind, told(kind, three), writing(code, links=SHORT))
        assert SHORT_PAGE in text
        assert sms_size(text).alphabet == "GSM-7", text


@EVERY
def test_long_names_and_missing_ones_leave_a_whole_text(kind: Kind) -> None:
    long = replace(story(kind), shop=replace(SHOP, name="Ö" * 300))
    bare = a_shipment(carrier=None, carrier_text="", tracking_number="")
    bare_story = told(kind, an_order(*((bare,) if kind in STANDS else ()), items=()))
    for code in LANGUAGES:
        for tells in (long, bare_story):
            text = render_sms(kind, tells, writing(code))
            assert PAGE in text
            assert len(text) <= LONGEST_SMS
            assert "  " not in text
            note = render_push(kind, tells, writing(code))
            assert 0 < len(note.title) <= LONGEST_TITLE
            assert 0 < len(note.body) <= LONGEST_BODY


@EVERY
def test_a_note_says_what_has_happened(kind: Kind) -> None:
    for code in LANGUAGES:
        note = render_push(kind, story(kind), writing(code))
        assert note.title.startswith("Lamps & Co")
        assert "#1042" in note.title
        for words in (note.title, note.body):
            assert "{{" not in words
            assert "%(" not in words
            assert len(words.splitlines()) == 1


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Kind.OUT_FOR_DELIVERY, "expected today between 14:00 and 16:00"),
        (Kind.READY_FOR_PICKUP, "at Kiosk 9 with the code 4711"),
        (
            Kind.DELAY_VOUCHER,
            "SEK 50.00 for your next order until Jan 19, 2027, code SORRY-7KQ2",
        ),
    ],
)
def test_what_matters_is_in_the_text_itself(kind: Kind, text: str) -> None:
    tells = story(kind)
    if kind is Kind.READY_FOR_PICKUP:
        tells = about(parcel(kind, pickup_point=PickupPoint("Kiosk 9", code="4711")))
    assert text in render_sms(kind, tells, writing())


def test_a_texts_on_its_way_is_said_only_of_a_parcel_that_is() -> None:
    text = render_sms(Kind.SHIPPED, about(a_shipment()), writing())
    assert "has a tracking number" in text
    moving = render_sms(Kind.SHIPPED, about(a_shipment(Status.IN_TRANSIT)), writing())
    assert "is on its way" in moving


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Café Blå", "Café Blå"),
        ("Řezník & Łukasz", "Reznik & Lukasz"),
        ("Tom’s – “Lamps”…", 'Tom\'s - "Lamps"...'),
        ("Garçon", "Garcon"),
    ],
)
def test_a_name_does_not_cost_the_small_alphabet(name: str, written: str) -> None:
    tells = replace(story(Kind.DELIVERED), shop=replace(SHOP, name=name))
    text = render_sms(Kind.DELIVERED, tells, writing())
    assert text.startswith(f"{written}: ")
    assert in_gsm(text)


def test_a_name_that_no_sign_comes_near_is_written_as_it_is() -> None:
    tells = replace(story(Kind.DELIVERED), shop=replace(SHOP, name="燈籠屋 Řezník"))
    text = render_sms(Kind.DELIVERED, tells, writing())
    assert text.startswith("燈籠屋 Řezník: ")
    assert sms_size(text).alphabet == "UCS-2"


def test_a_merchants_own_text_is_sent_and_a_broken_one_is_not() -> None:
    own = writing(texts={"text": "{{ shop.name }} says {{ parcel.expected }}"})
    tells = about(a_shipment(Status.OUT_FOR_DELIVERY, estimate=TODAY))
    text = render_sms(Kind.OUT_FOR_DELIVERY, tells, own)
    assert text == "Lamps & Co says today between 14:00 and 16:00"
    broken = writing(texts={"text": "{% if"})
    ours = render_sms(Kind.OUT_FOR_DELIVERY, tells, writing())
    assert render_sms(Kind.OUT_FOR_DELIVERY, tells, broken) == ours


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("", SmsSize("GSM-7", 0, 0)),
        ("a" * 160, SmsSize("GSM-7", 160, 1)),
        ("a" * 161, SmsSize("GSM-7", 161, 2)),
        ("a" * 306, SmsSize("GSM-7", 306, 2)),
        ("a" * 307, SmsSize("GSM-7", 307, 3)),
        ("€" * 80, SmsSize("GSM-7", 160, 1)),
        ("a" + "€" * 80, SmsSize("GSM-7", 161, 2)),
        ("a" * 152 + "€" + "a" * 152, SmsSize("GSM-7", 306, 3)),
        ("ł" * 70, SmsSize("UCS-2", 70, 1)),
        ("ł" * 71, SmsSize("UCS-2", 71, 2)),
        ("👋" * 35, SmsSize("UCS-2", 70, 1)),
        ("👋" * 36, SmsSize("UCS-2", 72, 2)),
        ("ł" * 66 + "👋" + "ł" * 66, SmsSize("UCS-2", 134, 3)),
    ],
)
def test_texts_are_counted_as_networks_do(text: str, size: SmsSize) -> None:
    assert sms_size(text) == size


@given(st.text())
def test_writing_plainer_never_leaves_the_small_alphabet(text: str) -> None:
    plain = plainer(text)
    assert plainer(plain) == plain
    if in_gsm(text):
        assert in_gsm(plain)
