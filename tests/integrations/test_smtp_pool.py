"""Several threads send over a few connections, each with one at a time; a fork begins anew."""

import os
import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest

from domain.errors import GoneError, ProviderError
from integrations.channels.smtp_email import SmtpEmail, SmtpPatience
from tests.integrations.smtp_desk import (
    MESSAGE,
    Desk,
    ReadyController,
    mail_to,
    nothing,
    parsed,
    serving,
)


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def server(desk: Desk) -> Iterator[ReadyController]:
    with serving(desk) as controller:
        yield controller


@pytest.fixture
def channel(server: ReadyController) -> Iterator[SmtpEmail]:
    channel = mail_to(f"smtp://{server.address}", SmtpPatience(reply=5, verdict=5), most=2)
    yield channel
    channel.close()


def together(*deeds: threading.Thread) -> None:
    for deed in deeds:
        deed.start()
    for deed in deeds:
        deed.join()


def test_threads_share_a_bounded_number_of_connections(channel: SmtpEmail, desk: Desk) -> None:
    desk.think = 0.02

    def send(number: int) -> None:
        channel.send(replace(MESSAGE, message_id=f"<{number}@x>"), nothing)

    together(*(threading.Thread(target=send, args=(number,)) for number in range(8)))
    ids = sorted(parsed(content)["Message-ID"] for _, _, content in desk.letters)
    assert ids == [f"<{number}@x>" for number in range(8)]
    assert 1 <= desk.connections <= 2


def test_one_slow_letter_holds_up_no_other(channel: SmtpEmail, desk: Desk) -> None:
    held, free = threading.Event(), threading.Event()

    def hold() -> None:
        held.set()
        free.wait(5)

    slow = threading.Thread(target=channel.send, args=(MESSAGE, hold))
    slow.start()
    assert held.wait(5)
    channel.send(replace(MESSAGE, message_id="<quick@x>"), nothing)
    assert [parsed(letter[2])["Message-ID"] for letter in desk.letters] == ["<quick@x>"]
    free.set()
    slow.join()
    assert (len(desk.letters), desk.connections) == (2, 2)


def test_who_finds_no_room_is_told_to_come_back(server: ReadyController) -> None:
    channel = mail_to(f"smtp://{server.address}", SmtpPatience(reply=0.3, verdict=5), most=1)
    held, free = threading.Event(), threading.Event()

    def hold() -> None:
        held.set()
        free.wait(5)

    slow = threading.Thread(target=channel.send, args=(MESSAGE, hold))
    slow.start()
    assert held.wait(5)
    with pytest.raises(ProviderError, match="busy") as told:
        channel.send(MESSAGE, nothing)
    free.set()
    slow.join()
    channel.close()
    assert not told.value.permanent


def test_a_child_opens_connections_of_its_own_and_leaves_its_parents_alone(
    channel: SmtpEmail, desk: Desk
) -> None:
    channel.send(MESSAGE, nothing)
    child = os.fork()
    if child == 0:
        try:
            channel.send(replace(MESSAGE, message_id="<child@x>"), nothing)
            channel.close()
            os._exit(0)
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    channel.send(replace(MESSAGE, message_id="<parent@x>"), nothing)

    ids = [parsed(letter[2])["Message-ID"] for letter in desk.letters]
    assert (os.waitstatus_to_exitcode(status), ids[1:]) == (0, ["<child@x>", "<parent@x>"])
    assert desk.connections == 2


def test_a_closed_sender_keeps_nothing_more(channel: SmtpEmail, desk: Desk) -> None:
    def close() -> None:
        channel.close()

    channel.send(MESSAGE, close)
    channel.send(MESSAGE, nothing)
    assert (len(desk.letters), desk.connections) == (2, 2)


@pytest.mark.parametrize(
    ("reply", "gone"),
    [
        ("550 5.1.1 no such user", True),
        ("550 5.1.10 takes no mail", True),
        ("550 5.7.1 not today", False),
        ("550 no such user", False),
    ],
)
def test_a_mailbox_that_is_none_is_gone_for_good(
    channel: SmtpEmail, desk: Desk, reply: str, gone
) -> None:
    desk.rcpt_reply = reply
    with pytest.raises(ProviderError) as told:
        channel.send(MESSAGE, nothing)
    assert (isinstance(told.value, GoneError), told.value.permanent) == (gone, True)
