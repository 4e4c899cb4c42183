"""Nobody makes a message do more than say something: by a text, a name, an order or an address.

Each test has a name from tests/security/message_attacks.py, and fails without the defence.
"""

import json
from dataclasses import replace

import pytest

from domain.brand import Brand, SocialNetwork
from domain.kinds import Kind
from domain.order import Contact, Item
from domain.tracking import PickupPoint
from messages.render import Rendered
from messages.short import render_push, render_sms
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
    "a name of 20,000 characters": "x" * 20_000,
    "a name of unseen characters": "\u200b" * 20_000,
    "a name of stacked accents": "a" + "\u0301" * 20_000,
    "a name of line breaks": "\n" * 20_000 + "x",
    "a name of tags": "<b>" * 6_000,
    "a name of emoji": "\U0001f469\u200d\U0001f680" * 4_000,
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
