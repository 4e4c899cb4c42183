"""The mail channel against a real SMTP server on this machine."""

import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from integrations.channels.smtp_email import (
    SmtpEmail,
    SmtpPatience,
)
from integrations.channels.smtp_email.client import NO_VERDICT
from tests.integrations.smtp_desk import (
    MESSAGE,
    Desk,
    ReadyController,
    mail_to,
    nothing,
    parsed,
    refusal,
    serving,
)


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def server(desk: Desk) -> Iterator[ReadyController]:
    with serving(desk, enable_SMTPUTF8=True) as controller:
        yield controller


@pytest.fixture
def channel(server: ReadyController) -> Iterator[SmtpEmail]:
    channel = mail_to(f"smtp://{server.address}", SmtpPatience(reply=2, verdict=1))
    yield channel
    channel.close()


def test_a_letter_arrives_with_both_forms_and_all_its_headers(
    channel: SmtpEmail, desk: Desk
) -> None:
    receipt = channel.send(MESSAGE, nothing)

    assert receipt == "250 2.0.0 kept as 17"
    sender, recipients, content = desk.letters[0]
    assert (sender, recipients) == ("post@track.example.com", ["alva@example.com"])
    mail = parsed(content)
    assert mail["From"] == "Lampor & sånt <post@track.example.com>"
    assert mail["Subject"] == MESSAGE.subject
    assert mail["Message-ID"] == MESSAGE.message_id
    assert mail["Reply-To"] == "help@lamps.example"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert (mail["Date"], mail["X-Extra"]) == (MESSAGE.headers["Date"], "yes")
    assert mail.get_content_type() == "multipart/alternative"
    text, html = mail.iter_parts()
    assert text.get_content().replace("\r\n", "\n") == MESSAGE.text
    assert html.get_content().strip() == MESSAGE.html
    assert content.isascii()


def test_the_server_is_told_our_own_domain_and_not_the_name_of_this_machine(
    channel: SmtpEmail, desk: Desk
) -> None:
    channel.send(MESSAGE, nothing)
    assert desk.names == ["track.example.com"]


def test_the_hand_over_is_noted_after_the_recipient_is_accepted_and_before_any_content(
    channel: SmtpEmail, desk: Desk
) -> None:
    channel.send(MESSAGE, lambda: desk.seen.append("noted"))
    assert desk.seen == ["noted", "content"]


def test_nothing_is_sent_when_the_hand_over_cannot_be_noted(channel: SmtpEmail, desk: Desk) -> None:
    def broken() -> None:
        raise ConnectionError("the database is away")

    with pytest.raises(ConnectionError):
        channel.send(MESSAGE, broken)
    assert channel.send(replace(MESSAGE, message_id="<next@x>"), nothing)
    assert [parsed(letter[2])["Message-ID"] for letter in desk.letters] == ["<next@x>"]


def test_letters_share_one_connection(channel: SmtpEmail, desk: Desk) -> None:
    for _ in range(3):
        channel.send(MESSAGE, nothing)
    assert (len(desk.letters), desk.connections) == (3, 1)


def test_a_refused_recipient_is_final_and_told_in_the_servers_words_without_the_address(
    channel: SmtpEmail, desk: Desk
) -> None:
    desk.rcpt_reply = "550 5.1.1 <alva@example.com> No mailbox Alva here"
    error = refusal(lambda: channel.send(MESSAGE, lambda: desk.seen.append("noted")))
    assert (error.permanent, error.reason) == (True, "550 5.1.1 <…> No mailbox … here")
    assert desk.seen == []


def test_the_connection_survives_a_refusal(channel: SmtpEmail, desk: Desk) -> None:
    desk.rcpt_reply = "550 no"
    refusal(lambda: channel.send(MESSAGE, nothing))
    desk.rcpt_reply = ""
    channel.send(MESSAGE, nothing)
    assert (len(desk.letters), desk.connections) == (1, 1)


@pytest.mark.parametrize(
    ("reply", "permanent"),
    [("451 4.7.1 greylisted", False), ("554 5.7.1 looks like spam", True)],
)
@pytest.mark.parametrize("step", ["rcpt_reply", "data_reply"])
def test_a_4xx_may_be_tried_again_and_a_5xx_may_not(
    channel: SmtpEmail, desk: Desk, step: str, reply: str, *, permanent: bool
) -> None:
    setattr(desk, step, reply)
    error = refusal(lambda: channel.send(MESSAGE, nothing))
    assert (error.permanent, error.reason) == (permanent, reply)


def test_a_server_that_hangs_up_on_the_content_is_tried_again_later(
    channel: SmtpEmail, desk: Desk
) -> None:
    desk.drop_in_data = True
    error = refusal(lambda: channel.send(MESSAGE, nothing))
    assert (error.permanent, error.reason) == (
        False,
        "the mail server hung up before accepting the message",
    )
    desk.drop_in_data = False
    assert channel.send(MESSAGE, nothing)


def test_a_server_that_thinks_for_too_long_has_the_message_and_is_not_given_it_twice(
    channel: SmtpEmail, desk: Desk
) -> None:
    desk.think = 1.5
    assert channel.send(MESSAGE, nothing) == NO_VERDICT
    desk.think = 0
    assert channel.send(MESSAGE, nothing) == desk.data_reply
    assert desk.connections == 2


def test_a_connection_closed_while_idle_is_opened_again(desk: Desk) -> None:
    with serving(desk, timeout=0.2) as server:
        channel = mail_to(f"smtp://{server.address}")
        channel.send(MESSAGE, nothing)
        time.sleep(0.6)
        noted: list[str] = []
        channel.send(MESSAGE, lambda: noted.append("once"))
        channel.close()
    assert (len(desk.letters), desk.connections, noted) == (2, 2, ["once"])


def test_a_421_means_later_even_though_it_answers_this_message(
    channel: SmtpEmail, desk: Desk
) -> None:
    desk.rcpt_reply = "421 4.3.2 going down"
    error = refusal(lambda: channel.send(MESSAGE, nothing))
    assert (error.permanent, error.reason) == (False, "421 4.3.2 going down")


@pytest.mark.parametrize(
    "change",
    [
        {"subject": "Hej\r\nBcc: all@example.com"},
        {"headers": {"X-Extra": "a\nBcc: all@example.com"}},
        {"headers": {"X-Extra\nBcc": "all@example.com"}},
        {"message_id": "<a@b>\r\nBcc: all@example.com"},
        {"recipient": "alva@example.com\nRCPT TO:<all@example.com>"},
        {"recipient": "alva@example.com, all@example.com"},
        {"recipient": "alva"},
        {"recipient": ""},
        {"recipient": "alva@" + "x" * 300},
        {"recipient": "<alva@example.com>"},
        {"recipient": "alva@exa mple.com"},
        {"sender": "Lamps <post@track.example.com\r\nX: y>"},
        {"reply_to": "help@lamps.example\nBcc: all@example.com"},
    ],
    ids=lambda change: repr(change)[:40],
)
def test_no_line_break_and_no_second_address_gets_into_the_envelope_or_the_headers(
    channel: SmtpEmail, desk: Desk, change: dict[str, Any]
) -> None:
    error = refusal(lambda: channel.send(replace(MESSAGE, **change), nothing))
    assert error.permanent
    assert (desk.letters, desk.connections) == ([], 0)


def test_an_international_domain_is_written_in_punycode(channel: SmtpEmail, desk: Desk) -> None:
    channel.send(replace(MESSAGE, recipient="alva@blåbär.example"), nothing)
    assert desk.letters[0][1] == ["alva@xn--blbr-noae.example"]


def test_an_international_local_part_goes_out_where_the_server_offers_smtputf8(
    channel: SmtpEmail, desk: Desk
) -> None:
    channel.send(replace(MESSAGE, recipient="åsa@example.com"), nothing)
    assert desk.letters[0][1] == ["åsa@example.com"]


def test_an_international_local_part_is_refused_in_clear_words_elsewhere(desk: Desk) -> None:
    with serving(desk, enable_SMTPUTF8=False) as server:
        channel = mail_to(f"smtp://{server.address}")
        error = refusal(
            lambda: channel.send(replace(MESSAGE, recipient="åsa@example.com"), nothing)
        )
        channel.close()
    assert error.permanent
    assert error.reason == "the mail server cannot write to addresses with letters beyond ASCII"
