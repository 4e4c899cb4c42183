"""Nobody adds a header, a recipient or a part to a mail: by a name, a text or an address.

Each test has a name from tests/security/message_attacks.py, and fails without the defence.
"""

from contextlib import suppress
from dataclasses import replace
from email import message_from_bytes, policy
from typing import Any

import pytest

from domain.brand import Brand
from domain.errors import ProviderError
from domain.kinds import Kind
from domain.ports import Message
from integrations.channels.smtp_email.letter import dotted, letter_of
from messages.render import Rendered
from services.mail_sender import mail_sender
from tests.fakes import an_order
from tests.messages.mails import PREFERENCES, SHOP, parcel, rendered, told
from tests.security.message_attacks import LINES

KIND = Kind.READY_FOR_PICKUP
OURS = "post@track.example.com"


def written(**texts: str) -> Rendered:
    """Render a mail with a merchant's own text."""
    return rendered(KIND, texts=texts)


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
