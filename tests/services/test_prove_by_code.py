"""A code is read in the shopper's own mailbox, entered once, and guessed by nobody."""

import logging
import re
from dataclasses import replace
from threading import Thread
from typing import Any

import pytest
from sqlalchemy import text

from domain.access import CODE_LASTS, Level
from domain.errors import OverloadedError, ProviderError, TooManyAttemptsError
from domain.kinds import ChannelKey
from domain.order import Contact
from messages.gsm import sms_size
from services.look_up_order import LinkTarget, open_link
from services.page_address import page_address
from services.prove_by_code import enter_code, send_code
from services.shopper_visit import level_of
from services.wiring import Wiring
from storage.one_time_codes import use_code
from storage.suppressions import suppress
from tests.fakes import NOON
from tests.services.phones import PHONE, Phone
from tests.tracking_page.kept_orders import keep, told

CALLER = "203.0.113.7"
MAIL_ONLY = Contact("Alva Åkesson", "Alva@Example.com", "")
PHONE_ONLY = Contact("Alva Åkesson", "", "070-000 00 00")
BOTH = Contact("Alva Åkesson", "Alva@Example.com", "070-000 00 00")
NOBODY = Contact("Alva Åkesson", "", "")
SOMEBODY_WAITS = text("SELECT count(*) > 0 FROM pg_locks WHERE NOT granted")


def target_of(wiring: Wiring, shop_id: int, contact: Contact = MAIL_ONLY) -> LinkTarget:
    order_id = keep(wiring, shop_id, told(contact=contact))
    return open_link(wiring, page_address(wiring, shop_id, order_id).rpartition("/")[2])


@pytest.fixture
def target(wiring: Wiring, shop_id: int) -> LinkTarget:
    return target_of(wiring, shop_id)


def digits_in(words: str) -> str:
    (found,) = re.findall(r"(?<!\d)\d{6}(?!\d)", words)
    return str(found)


def sent(wiring: Wiring, target: LinkTarget, outbox) -> str:
    """Have a code sent and return it, as its reader does."""
    send_code(wiring, target, CALLER)
    return digits_in(outbox.sent[-1].text)


def wrong(digits: str) -> str:
    return f"{(int(digits) + 1) % 10**6:06}"


def test_the_code_in_the_mail_shows_that_one_reads_the_mailbox(wiring, target, outbox) -> None:
    digits = sent(wiring, target, outbox)
    visit = enter_code(wiring, target, f" {digits[:3]} {digits[3:]}", CALLER)
    assert visit is not None
    assert level_of(wiring, target, visit) is Level.CODED


def test_the_mail_is_the_shops_and_its_subject_gives_nothing_away(wiring, target, outbox) -> None:
    digits = sent(wiring, target, outbox)
    (mail,) = outbox.sent
    assert mail.recipient == "alva@example.com"
    assert mail.sender.startswith('"Lamps & Co"') or mail.sender.startswith("Lamps & Co")
    assert mail.subject == "Your code from Lamps & Co"
    preview = mail.html[: mail.html.index("</h1>")]
    assert digits not in preview
    assert digits_in(mail.text) in mail.html
    for word in ("Alva", "Storgatan", "211 34", "Lamp,", "https://track.example.com/t/"):
        assert word not in mail.subject + mail.text + mail.html


def test_only_a_mark_of_the_code_is_kept(wiring, target, outbox) -> None:
    digits = sent(wiring, target, outbox)
    with wiring.engine.connect() as connection:
        (row,) = connection.execute(text("SELECT * FROM one_time_codes")).all()
    assert len(row.mark) == 32
    assert digits.encode() not in row.mark


def test_a_code_is_good_once_and_not_for_long(wiring, target, outbox, clock) -> None:
    used, over = sent(wiring, target, outbox), ""
    assert enter_code(wiring, target, used, CALLER) is not None
    assert enter_code(wiring, target, used, CALLER) is None
    over = sent(wiring, target, outbox)
    clock.now += CODE_LASTS
    assert enter_code(wiring, target, over, CALLER) is None


def test_a_new_code_ends_the_one_before(wiring, target, outbox) -> None:
    first, second = sent(wiring, target, outbox), sent(wiring, target, outbox)
    if first != second:
        assert enter_code(wiring, target, first, CALLER) is None
    assert enter_code(wiring, target, second, CALLER) is not None


def test_a_code_opens_no_other_order(wiring, target, outbox, connect) -> None:
    digits = sent(wiring, target, outbox)
    second = keep(wiring, target.shop_id, told("#2"))
    shop = connect(domain="chairs.myshopify.com")
    foreign = LinkTarget(shop, keep(wiring, shop, told()), 1, 0, None)
    for other in (replace(target, order_id=second), foreign):
        send_code(wiring, other, CALLER)
        if digits_in(outbox.sent[-1].text) != digits:
            assert enter_code(wiring, other, digits, CALLER) is None
    assert enter_code(wiring, target, digits, CALLER) is not None


def test_after_five_wrong_tries_the_right_one_is_no_longer_good(wiring, target, outbox) -> None:
    digits = sent(wiring, target, outbox)
    for _ in range(5):
        assert enter_code(wiring, target, wrong(digits), CALLER) is None
    assert enter_code(wiring, target, digits, CALLER) is None


def test_two_at_once_do_not_both_take_the_last_try(wiring, target, outbox) -> None:
    digits, second = sent(wiring, target, outbox), []
    for _ in range(4):
        enter_code(wiring, target, wrong(digits), CALLER)
    trying = Thread(target=lambda: second.append(enter_code(wiring, target, digits, CALLER)))
    with wiring.sessions.begin() as session:
        assert not use_code(session, target.shop_id, target.order_id, [b"wrong"], NOON)
        trying.start()
        while not session.execute(SOMEBODY_WAITS).scalar_one():
            pass
    trying.join()
    assert second == [None]


@pytest.mark.parametrize(
    ("contact", "refused", "reached"),
    [
        (MAIL_ONLY, (), "alva@example.com"),
        (BOTH, (), "alva@example.com"),
        (PHONE_ONLY, (), PHONE),
        (NOBODY, (), ""),
        (BOTH, (ChannelKey.EMAIL,), ""),
        (PHONE_ONLY, (ChannelKey.SMS,), ""),
    ],
)
def test_a_code_goes_to_the_mail_or_where_there_is_none_to_the_phone_else_nowhere(
    wiring, shop_id, contact, refused, reached
) -> None:
    mails, phone = Phone(ChannelKey.EMAIL), Phone()
    wiring = replace(wiring, channels={ChannelKey.EMAIL: mails, ChannelKey.SMS: phone})
    target = target_of(wiring, shop_id, contact)
    with wiring.sessions.begin() as session:
        for channel in refused:
            address = "alva@example.com" if channel is ChannelKey.EMAIL else PHONE
            suppress(session, shop_id, channel, address, "bounced", NOON)
    send_code(wiring, target, CALLER)
    sent: list[Any] = [*mails.sent, *phone.sent]
    assert [message.recipient for message in sent] == ([reached] if reached else [])
    for message in sent:
        assert enter_code(wiring, target, digits_in(message.text), CALLER) is not None


def test_a_text_says_whose_code_it_is_and_fits_into_one(wiring, shop_id) -> None:
    phone = Phone()
    wiring = replace(wiring, channels={ChannelKey.SMS: phone})
    send_code(wiring, target_of(wiring, shop_id, PHONE_ONLY), CALLER)
    words: Any = phone.sent[0]
    assert re.fullmatch(
        r"Lamps & Co: your code is \d{6}\. It is good once, for 10 minutes\.", words.text
    )
    assert sms_size(words.text).segments == 1


def test_without_a_way_to_text_nothing_is_sent(wiring, shop_id, outbox) -> None:
    send_code(wiring, target_of(wiring, shop_id, PHONE_ONLY), CALLER)
    assert outbox.sent == []


def test_what_may_arrive_later_is_told_and_what_never_will_is_not(
    wiring, target, outbox, caplog
) -> None:
    outbox.failures = [ProviderError("busy"), ProviderError("no such user", permanent=True)]
    with caplog.at_level(logging.INFO):
        with pytest.raises(OverloadedError):
            send_code(wiring, target, CALLER)
        send_code(wiring, target, CALLER)
    assert [record.message for record in caplog.records] == ["a code could not be sent"] * 2
    assert "alva" not in caplog.text.lower()
    with wiring.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM one_time_codes")).scalar_one() == 0


def test_nobody_is_sent_codes_without_end(wiring, target, outbox, shop_id) -> None:
    for n in range(3):
        send_code(wiring, target, f"198.51.100.{n}")
    with pytest.raises(TooManyAttemptsError):
        send_code(wiring, target, CALLER)
    assert len(outbox.sent) == 3


def test_one_who_asks_for_codes_or_enters_them_everywhere_is_stopped(wiring, shop_id) -> None:
    orders = [keep(wiring, shop_id, told(f"#{n}", contact=NOBODY)) for n in range(5)]
    targets = [LinkTarget(shop_id, order_id, 1, 0, None) for order_id in orders]
    for n in range(10):
        send_code(wiring, targets[n % 4], CALLER)
    with pytest.raises(TooManyAttemptsError):
        send_code(wiring, targets[4], CALLER)
    for n in range(20):
        enter_code(wiring, targets[n % 5], "000000", CALLER)
    with pytest.raises(TooManyAttemptsError):
        enter_code(wiring, targets[0], "000000", CALLER)
