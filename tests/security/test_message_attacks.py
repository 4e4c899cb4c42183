"""Nobody makes a message do more than say something: by a text, a name, an order or an address.

Each test has a name from tests/security/message_attacks.py, and fails without the defence.
"""

import json
from contextlib import suppress
from dataclasses import replace
from email import message_from_bytes, policy
from typing import Any

import pytest

from domain.brand import Brand, SocialNetwork
from domain.errors import ProviderError
from domain.kinds import Kind
from domain.order import Contact, Item
from domain.ports import Message
from domain.tracking import PickupPoint
from integrations.channels.smtp_email.letter import dotted, letter_of
from messages.render import Rendered
from messages.short import render_push, render_sms
from services.mail_sender import mail_sender
from tests.fakes import an_order
from tests.messages.mails import PREFERENCES, SHOP, Page, parcel, rendered, story, told, writing
from tests.security.message_attacks import (
    BODIES,
    LINES,
    NAMES,
    REACHING,
    REFUSED,
    Shape,
    does_no_more_than,
)

KIND = Kind.READY_FOR_PICKUP
GMAIL_CLIPS = 102_000
INNOCENT = "Alva"
OURS = "post@track.example.com"


def written(**texts: str) -> Rendered:
    """Render a mail with a merchant's own text."""
    return rendered(KIND, texts=texts)


@pytest.mark.parametrize("attack", BODIES)
def test_a_text_says_something_and_does_nothing(attack) -> None:
    mail = written(body=f"Before {BODIES[attack]} after")
    assert mail.fault == ""
    does_no_more_than(written(body="Before after"), mail)
    assert "Before" in Shape(mail.html).words


@pytest.mark.parametrize("attack", BODIES)
def test_lines_of_a_text_are_no_html_at_all(attack) -> None:
    line = f"Before {BODIES[attack]}"
    mail = written(subject=line, preheader=line, heading=line, button=line)
    does_no_more_than(written(subject="x", preheader="x", heading="x", button="x"), mail)


@pytest.mark.parametrize("attack", REACHING)
def test_a_text_reaches_nothing_but_its_values(attack) -> None:
    mail = written(body=f"Before[{REACHING[attack]}]after", subject=f"a[{REACHING[attack]}]b")
    assert "Before[]after" in mail.text
    assert mail.subject == "a[]b"


@pytest.mark.parametrize("attack", REFUSED)
def test_for_a_text_that_is_refused_ours_stands_in(attack) -> None:
    order = an_order(parcel(KIND), items=tuple(Item(str(n), "x", 1) for n in range(20)))
    mail = rendered(KIND, told(KIND, order), texts={"body": REFUSED[attack]})
    assert mail.fault.startswith("line 1: ")
    assert mail.html == rendered(KIND, told(KIND, order)).html


def named(name: str) -> Rendered:
    """Render a mail in which everything that has a name has this one."""
    kiosk = PickupPoint(name, name, name, name, (name,), "SE", name)
    order = an_order(
        parcel(KIND, pickup_point=kiosk, carrier=None, carrier_text=name, tracking_number=name),
        number=name,
        contact=Contact(name, "a@example.com"),
        items=(Item("1", name, 1, name),),
    )
    tells = replace(told(KIND, order), shop=replace(SHOP, name=name))
    brand = Brand(footer=name)
    return rendered(KIND, tells, texts={"heading": "Hi {{ shopper.name }}"}, brand=brand)


@pytest.mark.parametrize("attack", NAMES)
def test_a_name_is_shown_as_it_is_and_never_read(attack) -> None:
    mail = named(NAMES[attack])
    does_no_more_than(named(INNOCENT), mail)
    assert mail.fault == ""
    shown = Shape(mail.html).words
    assert NAMES[attack] in shown
    assert NAMES[attack] in mail.text
    assert "1337" not in mail.html


@pytest.mark.parametrize("attack", NAMES)
def test_a_name_does_nothing_in_a_text_message_or_a_note(attack) -> None:
    tells = replace(story(KIND), shop=replace(SHOP, name=NAMES[attack]))
    assert NAMES[attack] in render_sms(KIND, tells, writing())
    note = render_push(KIND, tells, writing())
    assert "1337" not in note.title + note.body


FLOODS = {
    "a name of 100,000 characters": "x" * 100_000,
    "a name of unseen characters": "\u200b" * 100_000,
    "a name of stacked accents": "a" + "\u0301" * 100_000,
    "a name of line breaks": "\n" * 100_000 + "x",
    "a name of tags": "<b>" * 30_000,
    "a name of emoji": "\U0001f469\u200d\U0001f680" * 20_000,
}


@pytest.mark.parametrize("attack", FLOODS)
def test_a_flood_of_a_name_is_cut(attack) -> None:
    mail = named(FLOODS[attack])
    assert len(mail.html.encode()) < GMAIL_CLIPS
    assert len(mail.subject) <= 120
    assert PREFERENCES in Page(mail.html).links
    tells = replace(story(KIND), shop=replace(SHOP, name=FLOODS[attack]))
    assert len(render_sms(KIND, tells, writing())) <= 600


def test_a_name_turns_no_words_around() -> None:
    mail = named("\u202eevil\u2066 \u202dname\u2069")
    for sign in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069":
        assert sign not in mail.subject + mail.text + mail.html


UNKEPT = {
    "a logo of our own network": "http://169.254.169.254/logo.png",
    "a logo that is a file": "file:///etc/passwd",
    "a logo without a host": "https:///x",
    "a logo that is a script": "javascript:alert(1)",
    "a logo that is data": "data:image/svg+xml,<svg onload=alert(1)>",
    "a logo that ends its attribute": 'https://a.example/" onerror="alert(1)',
    "a logo with a space": "https://a.example/ x",
    "a logo without a scheme": "//evil.example/logo.png",
    "a logo over an old road": "ftp://evil.example/logo.png",
}


@pytest.mark.parametrize("attack", UNKEPT)
def test_a_logo_is_an_image_over_https_or_none(attack) -> None:
    brand = Brand(logo_url=UNKEPT[attack], social={SocialNetwork.X: "javascript:alert(1)"})
    assert rendered(KIND, brand=brand).html == rendered(KIND).html


def test_nothing_is_fetched_to_render_a_mail() -> None:
    # Tests may open no socket but to this machine: had it been fetched, this would have failed.
    brand = Brand(logo_url="https://logo.example/logo.png")
    [logo] = Page(rendered(KIND, brand=brand).html).all("img")
    assert logo["src"] == "https://logo.example/logo.png"


@pytest.mark.parametrize("attack", [*NAMES, *LINES])
def test_nothing_breaks_out_of_what_is_told_to_mail_programs(attack) -> None:
    name = NAMES.get(attack) or LINES[attack]
    tells = story(KIND, items=(Item("1", name, 1),), number=name)
    page = Page(rendered(KIND, tells, markup=True).html)
    assert len(page.scripts) == 1
    assert json.loads(page.scripts[0])["@type"] == "ParcelDelivery"
    assert len(page.all("script")) == 1


def mail_of(shop_name: str, words: Rendered, brand: Brand | None = None) -> Message:
    whose = mail_sender(replace(SHOP, name=shop_name), brand or Brand(), OURS)
    return Message(
        message_id="<1@track.example.com>",
        sender=whose.sender,
        reply_to=whose.reply_to,
        recipient="alva@example.com",
        subject=words.subject,
        text=words.text,
        html=words.html,
        headers={"List-Unsubscribe": f"<{PREFERENCES}/unsubscribe>"},
    )


@pytest.mark.parametrize("attack", LINES)
def test_no_name_or_text_adds_a_header_or_a_recipient(attack) -> None:
    line = LINES[attack]
    order = told(KIND, an_order(parcel(KIND), number=line))
    words = rendered(KIND, order, texts={"subject": "{{ order.number }} {{ shop.name }}"})
    letter = letter_of(mail_of(line, words, Brand(sender_name=line)))
    parsed = message_from_bytes(letter.content, policy=policy.SMTP)
    innocent = letter_of(mail_of("x", rendered(KIND)))
    names = message_from_bytes(innocent.content, policy=policy.SMTP).keys()
    assert parsed.keys() == names
    [sender] = parsed["From"].addresses
    assert sender.addr_spec == OURS
    assert [one.addr_spec for one in parsed["To"].addresses] == ["alva@example.com"]
    assert str(letter.recipient) == "alva@example.com"


@pytest.mark.parametrize("attack", LINES)
def test_no_subject_of_a_merchants_breaks_its_line(attack) -> None:
    words = written(subject=LINES[attack])
    letter = letter_of(mail_of("x", words))
    parsed = message_from_bytes(letter.content, policy=policy.SMTP)
    assert "Bcc" not in parsed
    assert len(parsed.get_all("Subject", [])) == 1


ADDRESSES = {
    "two recipients": "a@example.com, b@example.com",
    "a hundred recipients": ", ".join(f"a{n}@example.com" for n in range(100)),
    "two recipients, otherwise": "a@example.com;b@example.com",
    "a recipient and a header": "a@example.com\r\nBcc: b@example.com",
    "a group": "all: a@example.com, b@example.com;",
    "a name with an address": "b@example.com <a@example.com>",
    "a route": "<@evil.example:a@example.com>",
    "an encoded header": "=?utf-8?q?x=0D=0ABcc=3Ab=40c=2Eexample?=@example.com",
    "a percent route": "a%evil.example@example.com\0",
    "a second command": "a@example.com>\r\nRCPT TO:<b@example.com",
}


@pytest.mark.parametrize("attack", ADDRESSES)
@pytest.mark.parametrize("field", ["recipient", "reply_to"])
def test_a_mail_has_one_recipient_and_one_to_answer(attack, field) -> None:
    changes: dict[str, Any] = {field: ADDRESSES[attack]}
    mail = replace(mail_of("x", rendered(KIND)), **changes)
    with pytest.raises(ProviderError) as refused:
        letter_of(mail)
    assert refused.value.permanent


@pytest.mark.parametrize("attack", ADDRESSES)
def test_a_mail_has_one_sender_or_is_none(attack) -> None:
    with suppress(ProviderError):
        letter = letter_of(replace(mail_of("x", rendered(KIND)), sender=ADDRESSES[attack]))
        parsed = message_from_bytes(letter.content, policy=policy.SMTP)
        assert len(parsed["From"].addresses) == 1
        assert "Bcc" not in parsed


@pytest.mark.parametrize("header", ["List-Unsubscribe", "List-Id", "Content-Language"])
def test_no_header_of_ours_can_be_broken_by_an_address(header) -> None:
    mail = mail_of("x", rendered(KIND))
    for end in ("\r\n", "\n", "\r", "\0"):
        with pytest.raises(ProviderError):
            letter_of(replace(mail, headers={header: f"<https://a.example>{end}Bcc: b@c.example"}))


def test_a_body_ends_neither_its_part_nor_the_mail() -> None:
    innocent = letter_of(mail_of("x", rendered(KIND))).content
    boundary = message_from_bytes(innocent, policy=policy.SMTP).get_boundary()
    ends = f"\n.\r\n.\n--{boundary}--\n--===============0000000000==--\n\nQUIT\n..x"
    words = replace(rendered(KIND), text=ends)
    content = letter_of(mail_of("x", words)).content
    plain = message_from_bytes(content, policy=policy.SMTP).get_body(("plain",))
    assert plain
    assert plain.get_content().splitlines() == ends.splitlines()
    wire = dotted(content)
    assert wire.count(b"\r\n.\r\n") == 1
    assert wire.endswith(b"\r\n.\r\n")
