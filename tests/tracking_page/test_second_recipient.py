"""Nothing is sent to a second address before its reader agrees, and they may always leave."""

import re
from datetime import timedelta

import pytest

from domain.errors import ProviderError
from domain.kinds import ChannelKey
from domain.order import Contact
from domain.shop_task import ShopTask
from services.run_shop_tasks import run_next
from services.second_recipient import ask_second_recipients, forget_silent
from services.wiring import Wiring
from storage.suppressions import suppress
from tests.fakes import NOON, SteppingClock, TestOutbox
from tests.tracking_page.mail_links import Reader, link_to, reader_of

FRIEND = "friend@example.org"


@pytest.fixture
def alva(wiring: Wiring, shop_id: int) -> Reader:
    return reader_of(wiring, shop_id)


@pytest.fixture
def asked(alva: Reader, outbox: TestOutbox) -> str:
    """The path in the mail to a friend whom she has named."""
    alva.save(also_to=FRIEND)
    ask_second_recipients(alva.wiring, alva.shop_id)
    (mail,) = outbox.sent
    return path_in(mail.text)


def path_in(text: str) -> str:
    match = re.search(r"https://track\.example\.com(/\S+)", text)
    assert match
    return match[1]


def answer(alva: Reader, path: str, said: str) -> str:
    page = alva.client.post(path, data={"answer": said})
    assert page.status_code == 200
    return page.text


def test_whoever_is_named_is_asked_in_a_mail_that_says_nothing_of_the_shopper(
    alva, asked, outbox
) -> None:
    (mail,) = outbox.sent
    assert mail.recipient == FRIEND
    for personal in ("alva", "Alva", "1042", "Lamp\n"):
        assert personal not in mail.text + mail.html + mail.subject
    assert mail.headers["Auto-Submitted"] == "auto-generated"
    assert alva.wishes().also_to == ""


def test_they_get_messages_once_they_agree_and_looking_is_no_agreeing(alva, asked) -> None:
    for method in ("GET", "HEAD"):
        assert alva.client.open(asked, method=method).status_code == 200
    assert alva.wishes().also_to == ""
    assert "You get the news about their parcels too" in answer(alva, asked, "yes")
    assert alva.wishes().also_to == FRIEND
    assert "You get the news about their parcels too" in alva.client.get(asked).text


@pytest.mark.parametrize("said", ["no", "", "YES please"])
def test_anything_but_yes_is_no_and_the_address_is_forgotten(alva, asked, said) -> None:
    assert "forgotten" in answer(alva, asked, said)
    assert "f…d@" not in alva.look().text
    assert alva.client.get(asked).status_code == 404


def test_a_yes_meant_for_one_address_is_none_for_another(alva, asked) -> None:
    alva.save(second=None)
    alva.save(also_to="other@example.org")
    assert alva.client.post(asked, data={"answer": "yes"}).status_code == 404
    assert alva.wishes().also_to == ""


def test_a_question_lapses(alva: Reader, asked: str, clock: SteppingClock) -> None:
    clock.now += timedelta(days=30, seconds=1)
    assert alva.client.post(asked, data={"answer": "yes"}).status_code == 404
    alva.save(again="1")
    ask_second_recipients(alva.wiring, alva.shop_id)
    answer(alva, asked, "yes")
    assert alva.wishes().also_to == FRIEND


def test_an_address_that_never_answered_is_forgotten_and_one_that_agreed_is_not(
    alva: Reader, asked: str, clock: SteppingClock
) -> None:
    bo = reader_of(alva.wiring, alva.shop_id, "#2", contact=Contact("Bo", "bo@example.com", ""))
    bo.save(also_to="bos-friend@example.org")
    ask_second_recipients(alva.wiring, alva.shop_id)
    answer(alva, asked, "yes")
    assert forget_silent(alva.wiring) == 0
    clock.now += timedelta(days=30, seconds=1)
    assert forget_silent(alva.wiring) == 1
    assert "b…d@" not in bo.look().text
    assert alva.wishes().also_to == FRIEND


def test_a_page_opened_before_the_yes_does_not_undo_it(alva: Reader, asked: str) -> None:
    form = alva.form()
    answer(alva, asked, "yes")
    assert alva.post(form).status_code == 409
    assert alva.wishes().also_to == FRIEND


def test_they_leave_by_their_own_link_and_can_do_nothing_else_there(alva, asked) -> None:
    answer(alva, asked, "yes")
    theirs = link_to(alva.wiring, alva.shop_id, alva.order_id, FRIEND, second=True)
    page = alva.client.get(theirs).text
    assert page.count("<button") == 1
    assert "a…a@" not in page
    for under in ("", "/erase", "/subscribe"):
        alva.client.post(theirs + under, data={"version": "1", "way_shown": "email"})
    assert alva.client.post(f"{theirs}/push", json={}).status_code == 404
    assert alva.wishes().also_to == FRIEND
    one_click = {"List-Unsubscribe": "One-Click"}
    for _ in range(2):
        left = alva.client.post(f"{theirs}/unsubscribe", data=one_click)
        assert left.status_code == 200
        assert "You get no news about somebody" in left.text
    assert alva.wishes().also_to == ""
    assert alva.wishes().channels_off == frozenset()


def test_the_link_of_one_who_left_does_not_send_away_their_successor(alva, asked, outbox) -> None:
    theirs = link_to(alva.wiring, alva.shop_id, alva.order_id, FRIEND, second=True)
    alva.save(second=None)
    alva.save(also_to="other@example.org")
    ask_second_recipients(alva.wiring, alva.shop_id)
    answer(alva, path_in(outbox.sent[-1].text), "yes")
    assert "You get no news" in alva.client.post(f"{theirs}/unsubscribe").text
    assert alva.wishes().also_to == "other@example.org"


def test_the_shopper_lets_them_go_as_well(alva: Reader, asked: str) -> None:
    answer(alva, asked, "yes")
    alva.save(second=None)
    assert alva.wishes().also_to == ""


def test_saving_something_else_asks_nobody_again(alva, asked, outbox) -> None:
    alva.save(rhythm="daily")
    ask_second_recipients(alva.wiring, alva.shop_id)
    assert len(outbox.sent) == 1


def test_one_order_can_have_few_asked_in_a_day(alva: Reader) -> None:
    answers = [alva.save(also_to=f"a{n}@example.org", second=None) for n in range(4)]
    assert [one.status_code for one in answers] == [303, 303, 303, 429]
    assert "Please try again tomorrow." in answers[-1].text


def test_asking_again_and_again_floods_nobody(alva: Reader, outbox: TestOutbox) -> None:
    alva.save(also_to=FRIEND)
    for _ in range(5):
        ask_second_recipients(alva.wiring, alva.shop_id)
        last = alva.save(again="1")
    assert last.status_code == 429
    assert "Please try again tomorrow." in last.text
    ask_second_recipients(alva.wiring, alva.shop_id)
    assert len(outbox.sent) == 3


def test_many_orders_of_many_shops_cannot_flood_one_address(wiring, connect, outbox) -> None:
    codes = []
    for number in range(5):
        shop_id = connect(domain=f"shop{number}.myshopify.com")
        reader = reader_of(wiring, shop_id, f"#{number}")
        codes.append(reader.save(also_to=FRIEND.upper() if number % 2 else FRIEND).status_code)
        ask_second_recipients(wiring, shop_id)
    assert codes == [303, 303, 303, 429, 429]
    assert len(outbox.sent) == 3


def test_nobody_is_asked_at_an_address_that_wants_nothing_more(wiring, shop_id, alva) -> None:
    with wiring.sessions.begin() as session:
        suppress(session, shop_id, ChannelKey.EMAIL, FRIEND, "complained", NOON)
    page = alva.save(also_to=FRIEND)
    assert page.status_code == 422
    assert "No messages can be sent to this address." in page.text
    assert alva.wishes().version == 0


def test_a_mail_server_that_is_away_delays_the_question_and_asks_once(
    wiring, alva, outbox, clock
) -> None:
    alva.save(also_to=FRIEND)
    outbox.failures = [ProviderError("450 later")]
    assert run_next(wiring)
    assert outbox.sent == []
    clock.forward(hours=1)
    while run_next(wiring):
        pass
    assert [mail.recipient for mail in outbox.sent] == [FRIEND]


def test_an_address_that_takes_nothing_is_not_tried_again(wiring, alva, outbox, clock) -> None:
    alva.save(also_to=FRIEND)
    outbox.failures = [ProviderError("550 no such user", permanent=True)]
    assert run_next(wiring)
    clock.forward(hours=1)
    assert ask_second_recipients(wiring, alva.shop_id) is None
    assert outbox.sent == []
    assert ShopTask.ASK_SECOND_RECIPIENTS.value == "ask_second_recipients"
