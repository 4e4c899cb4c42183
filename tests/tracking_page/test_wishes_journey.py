"""From a mail to the page behind its link, and what the shopper chose there is kept to."""

import re
from typing import Any

import pytest

from domain.ports import Message
from services.notify_shopper import send_due
from services.wiring import Wiring
from tests.fakes import SteppingClock, TestOutbox
from tests.services.deliver import deliver
from tests.services.due_messages import ORDER, place
from tests.shop_bodies import shopify_fulfilment
from tests.tracking_page.mail_links import fields_of, site


@pytest.fixture
def two_mails(wiring: Wiring, shop_id: int, outbox: TestOutbox) -> tuple[Message, Message]:
    """The mails that two orders of one shopper were received."""
    for number in (1, 2):
        place(wiring, shop_id, number)
    send_due(wiring)
    by_order = {
        number: mail
        for number in (1, 2)
        for mail in outbox.sent
        if f"#{number}" in mail.subject + mail.text
    }
    outbox.sent.clear()
    return by_order[1], by_order[2]


def ship_both(wiring: Wiring, shop_id: int, clock: SteppingClock) -> None:
    clock.forward(hours=1)
    for number in (1, 2):
        parcel: dict[str, Any] = shopify_fulfilment(ORDER + number, number, f"TP{number}")
        deliver(wiring, shop_id, "fulfillments/create", parcel)
    send_due(wiring)


def numbers(outbox: TestOutbox) -> list[str]:
    found = (re.search(r"#[12]\b", mail.subject + mail.text) for mail in outbox.sent)
    return sorted(one.group() if one else "" for one in found)


def page_of(mail: Message) -> str:
    match = re.search(r"https://track\.example\.com(/p/[\w-]+)(?!\S*unsubscribe)", mail.text)
    assert match
    return match[1]


def test_an_order_that_was_stopped_is_told_of_no_more_and_others_go_on(
    wiring, shop_id, two_mails, outbox, clock
) -> None:
    client, path = site(wiring).test_client(), page_of(two_mails[0])
    form = fields_of(client.get(path).text)
    form["stop"] = "1"
    assert client.post(path, data=form).status_code == 303
    ship_both(wiring, shop_id, clock)
    assert numbers(outbox) == ["#2"]


def test_one_press_in_a_mail_program_stops_all_mails_of_the_shop(
    wiring, shop_id, two_mails, outbox, clock
) -> None:
    headers = two_mails[0].headers
    address = headers["List-Unsubscribe"].strip("<>").removeprefix(wiring.public_url)
    name, _, value = headers["List-Unsubscribe-Post"].partition("=")
    assert site(wiring).test_client().post(address, data={name: value}).status_code == 200
    ship_both(wiring, shop_id, clock)
    assert outbox.sent == []


def test_without_a_word_both_orders_are_told_of(wiring, shop_id, two_mails, outbox, clock) -> None:
    assert two_mails
    ship_both(wiring, shop_id, clock)
    assert numbers(outbox) == ["#1", "#2"]
