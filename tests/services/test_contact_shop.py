"""A shopper's question reaches the shop with the story, once and however long it takes."""

from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from sqlalchemy import update

from domain.errors import ProviderError, TooManyAttemptsError
from domain.order import Contact
from domain.shopper_words import LONGEST_TEXT, Problem
from domain.status import Status
from domain.team import Role
from integrations.channels.smtp_email.letter import letter_of
from jobs.poll_carriers import poll_round
from services.allow_action import Acting, FaultyTextError
from services.contact_shop import contact_shop
from services.forward_inquiries import GONE, NOBODY
from services.wiring import Wiring
from storage.members import add_member, note_joined
from storage.orders import OrderRow
from storage.shops import ShopRow
from tests.fake_shop_api import FakeShopApi
from tests.fakes import NOON, scan
from tests.services.self_serving import (
    by,
    do_tasks,
    inquiries,
    sent,
    serving,
)
from tests.tracking_page.kept_orders import keep, told

QUESTION = "Where is my lamp?\n\nI need it on Friday."
HOSTILE = '<script>alert(1)</script> {{ x }} & "quoted"\n.\r\nBcc: all@evil.example\x00\u202e'


@pytest.fixture
def wired(wiring: Wiring, shop_id: int) -> Wiring:
    return serving(wiring, FakeShopApi(), shop_id)


@pytest.fixture
def order_id(wired: Wiring, shop_id: int) -> int:
    return sent(wired, shop_id, "TP1", "TP2")


@pytest.fixture
def alva(shop_id: int, order_id: int) -> Acting:
    return by(shop_id, order_id)


def test_a_question_reaches_the_shop_with_the_story_and_answers_reach_the_shopper(
    wired, alva, outbox, carrier
) -> None:
    contact_shop(wired, alva, QUESTION)
    do_tasks(wired)
    do_tasks(wired)
    (mail,) = outbox.sent
    assert (mail.recipient, mail.reply_to) == ("help@lamps.example", "alva@example.com")
    assert mail.subject == "Order #1042: a question from your shopper"
    for part in (
        "> Where is my lamp?",
        "> I need it on Friday.",
        "TestPost · TP1",
        "TestPost · TP2",
    ):
        assert part in mail.text
    assert "https://track.example.com/settings/exceptions" in mail.text
    assert "https://track.example.com/t/" in mail.text
    assert "Where is my lamp?<br><br>I need it on Friday." in mail.html
    (noted,) = inquiries(wired)
    assert (noted.status, noted.sent_at, noted.failure) == ("pending", NOON, "")


def test_the_last_scans_are_told(wired, shop_id, order_id, alva, outbox, carrier) -> None:
    cities = ("Lund", "Kiruna", "Ystad", "Visby")
    scans = [
        scan(Status.IN_TRANSIT, NOON - timedelta(hours=9 - n), city=c, code=c)
        for n, c in enumerate(cities)
    ]
    carrier.report("TP1", *scans)
    poll_round(wired)
    contact_shop(wired, alva, QUESTION)
    do_tasks(wired)
    assert [city for city in cities if city in outbox.sent[0].text] == ["Kiruna", "Ystad", "Visby"]


def test_the_same_question_within_an_hour_is_one_question(wired, alva, clock, outbox) -> None:
    for words in (QUESTION, f" {QUESTION}\r\n", "Another one"):
        contact_shop(wired, alva, words)
    clock.forward(hours=2)
    contact_shop(wired, alva, QUESTION)
    do_tasks(wired)
    assert len(outbox.sent) == 3


def test_a_mail_server_that_is_away_loses_no_question(wired, alva, clock, outbox) -> None:
    outbox.failures.append(ProviderError("421 try later"))
    contact_shop(wired, alva, QUESTION)
    do_tasks(wired)
    assert outbox.sent == []
    clock.forward(minutes=2)
    do_tasks(wired)
    assert len(outbox.sent) == 1


def test_a_shop_nobody_can_write_to_leaves_the_reason(wired, alva, outbox) -> None:
    outbox.failures.append(ProviderError("550 no such mailbox", permanent=True))
    contact_shop(wired, alva, QUESTION)
    do_tasks(wired)
    assert [one.failure for one in inquiries(wired)] == ["550 no such mailbox"]


def no_contact(wired: Wiring) -> None:
    with wired.sessions.begin() as session:
        session.execute(update(ShopRow).values(contact_email=""))


def team_of_each_role(wired: Wiring, shop_id: int) -> None:
    no_contact(wired)
    with wired.sessions.begin() as session:
        for role in Role:
            member = add_member(session, shop_id, f"{role}@team.example", role, "link", NOON)
            assert member is not None
            note_joined(session, shop_id, member, NOON)


def test_one_mailbox_that_is_full_keeps_nobody_else_from_a_question(
    wired, shop_id, alva, clock, outbox
) -> None:
    team_of_each_role(wired, shop_id)
    outbox.failures.append(ProviderError("452 over quota"))
    contact_shop(wired, alva, QUESTION)
    for _ in range(2):
        do_tasks(wired)
        clock.forward(minutes=2)
    assert len(outbox.sent) == 1


def test_without_an_address_of_the_shop_those_of_its_team_who_may_act_are_told(
    wired, shop_id, alva, outbox
) -> None:
    team_of_each_role(wired, shop_id)
    with wired.sessions.begin() as session:
        add_member(session, shop_id, "not-yet@team.example", Role.OWNER, "link", NOON)
    contact_shop(wired, alva, QUESTION)
    do_tasks(wired)
    assert [mail.recipient for mail in outbox.sent] == ["editor@team.example", "owner@team.example"]
    assert len({mail.message_id for mail in outbox.sent}) == 2


def test_a_shop_with_nobody_in_it_and_an_order_that_is_gone_are_noted(wired, shop_id, alva) -> None:
    no_contact(wired)
    contact_shop(wired, alva, QUESTION)
    do_tasks(wired)
    contact_shop(wired, alva, "One more")
    with wired.sessions.begin() as session:
        session.execute(update(OrderRow).values(deleted_at=NOON))
    do_tasks(wired)
    assert [one.failure for one in inquiries(wired)] == [NOBODY, GONE]


def test_a_shop_that_has_left_is_not_written_to(wired, shop_id, alva, outbox) -> None:
    contact_shop(wired, alva, QUESTION)
    with wired.sessions.begin() as session:
        session.execute(update(ShopRow).values(uninstalled_at=NOON))
    do_tasks(wired)
    assert outbox.sent == []


@pytest.mark.parametrize(
    "email", ["", "nobody", "a@b.example\r\nBcc: x@y.example", "a@b.example, c@d.example"]
)
def test_a_shopper_whose_address_is_none_gets_no_answers_and_breaks_no_mail(
    wired, shop_id, outbox, email
) -> None:
    order_id = keep(wired, shop_id, told("#7", contact=Contact("Alva", email, "")))
    contact_shop(wired, by(shop_id, order_id), QUESTION)
    do_tasks(wired)
    (mail,) = outbox.sent
    assert mail.reply_to == "post@track.example.com"
    assert "We do not know the shopper's e-mail address" in mail.text


def test_nothing_a_shopper_writes_becomes_a_header_a_recipient_or_markup(
    wired, shop_id, outbox
) -> None:
    order_id = keep(
        wired, shop_id, told(f"#1 {HOSTILE[:-2]}", contact=Contact(HOSTILE[:-2], "a@b.example", ""))
    )
    contact_shop(wired, by(shop_id, order_id), HOSTILE)
    do_tasks(wired)
    (mail,) = outbox.sent
    letter = message_from_bytes(letter_of(mail).content, policy=policy.SMTP)
    assert "Bcc" not in letter
    assert [one.addr_spec for one in letter["To"].addresses] == ["help@lamps.example"]
    assert [one.addr_spec for one in letter["Reply-To"].addresses] == ["a@b.example"]
    assert len(mail.subject.splitlines()) == 1
    assert "<script" not in mail.html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in mail.html
    assert "> Bcc: all@evil.example" in mail.text


@pytest.mark.parametrize(
    ("text", "problem"),
    [(" \x00 ", Problem.MISSING), ("x" * (LONGEST_TEXT + 1), Problem.TOO_LONG)],
)
def test_a_question_that_says_nothing_or_far_too_much_is_not_taken(
    wired, alva, text, problem
) -> None:
    with pytest.raises(FaultyTextError) as faulty:
        contact_shop(wired, alva, text)
    assert faulty.value.problem is problem
    assert inquiries(wired) == []


def test_an_order_asks_so_many_questions_a_day_and_no_more(wired, alva) -> None:
    for number in range(10):
        contact_shop(wired, alva, f"Question {number}")
    with pytest.raises(TooManyAttemptsError):
        contact_shop(wired, alva, "One more")
