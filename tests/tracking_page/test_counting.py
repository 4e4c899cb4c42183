"""Opened and followed messages are counted where the shop counts them, and nobody is held up."""

from dataclasses import replace

import pytest
from sqlalchemy import create_engine, update
from sqlalchemy.orm import sessionmaker

from domain.kinds import ChannelKey
from services.shopper_links import Linked, followed_address, opened_address
from services.wiring import Wiring
from storage.message_rules import KeptRules, keep_rules, rules_of
from storage.notifications import NotificationRow
from tests.services.due_messages import the_row
from tests.tracking_page.kept_orders import path_to
from tests.tracking_page.mail_links import Reader, reader_of, site


@pytest.fixture
def alva(wiring: Wiring, shop_id: int) -> Reader:
    """A reader of the mail that the order was received, of a shop that counts."""
    counting(wiring, shop_id, on=True)
    return reader_of(wiring, shop_id)


def counting(wiring: Wiring, shop_id: int, *, on: bool) -> None:
    with wiring.sessions.begin() as session:
        version = rules_of(session, shop_id).version
        assert keep_rules(session, shop_id, KeptRules(count_opens=on, version=version))


def image(reader: Reader) -> str:
    row = the_row(reader.wiring)
    address = opened_address(reader.wiring, Linked(reader.shop_id, row.id))
    return address.removeprefix(reader.wiring.public_url)


def link(reader: Reader) -> str:
    row = the_row(reader.wiring)
    address = followed_address(reader.wiring, Linked(reader.shop_id, row.id))
    return address.removeprefix(reader.wiring.public_url)


def counted(reader: Reader) -> tuple[int, int]:
    row = the_row(reader.wiring)
    assert row.channel == ChannelKey.EMAIL
    return row.opens, row.clicks


def test_every_look_at_the_image_counts_and_is_kept_by_nobody(alva: Reader) -> None:
    for _ in range(2):
        answer = alva.client.get(image(alva))
    assert counted(alva) == (2, 0)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/gif")
    assert answer.data.startswith(b"GIF89a\x01\x00\x01\x00")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in answer.headers


def test_following_counts_and_leads_to_the_orders_page_and_nowhere_else(alva: Reader) -> None:
    answer = alva.client.get(f"{link(alva)}?url=https://mallory.example/&next=//mallory.example")
    page = path_to(alva.wiring, alva.shop_id, alva.order_id)
    assert (answer.status_code, answer.location) == (302, alva.wiring.public_url + page)
    assert (answer.headers["Cache-Control"], answer.data) == ("no-store", b"")
    assert counted(alva) == (0, 1)


def test_asking_for_the_head_counts_nothing(alva: Reader) -> None:
    assert alva.client.head(image(alva)).status_code == 200
    assert alva.client.head(link(alva)).status_code == 302
    assert counted(alva) == (0, 0)


def test_a_shop_that_has_stopped_counting_counts_nothing_and_links_go_on(alva: Reader) -> None:
    counting(alva.wiring, alva.shop_id, on=False)
    assert alva.client.get(image(alva)).status_code == 200
    assert alva.client.get(link(alva)).status_code == 302
    assert counted(alva) == (0, 0)


def test_the_counters_are_full_some_day(alva: Reader) -> None:
    with alva.wiring.sessions.begin() as session:
        session.execute(update(NotificationRow).values(opens=32_767, clicks=32_766))
    for _ in range(2):
        alva.client.get(image(alva))
        assert alva.client.get(link(alva)).status_code == 302
    assert counted(alva) == (32_767, 32_767)


def test_a_message_of_another_shop_is_not_counted(wiring, connect, alva) -> None:
    other = connect(domain="other.myshopify.com")
    counting(wiring, other, on=True)
    row = the_row(wiring)
    for address in (opened_address, followed_address):
        path = address(wiring, Linked(other, row.id)).removeprefix(wiring.public_url)
        alva.client.get(path)
    assert counted(alva) == (0, 0)


def test_a_link_in_a_message_whose_row_is_gone_opens_nothing(alva: Reader) -> None:
    linked = Linked(alva.shop_id, 999)
    path = followed_address(alva.wiring, linked).removeprefix(alva.wiring.public_url)
    assert alva.client.get(path).status_code == 404


def test_an_image_is_shown_although_it_cannot_be_counted(alva: Reader) -> None:
    nowhere = create_engine("postgresql+psycopg://127.0.0.1:1/none")
    broken = replace(alva.wiring, engine=nowhere, sessions=sessionmaker(nowhere))
    assert site(broken).test_client().get(image(alva)).status_code == 200
    assert counted(alva) == (0, 0)


def test_a_click_that_cannot_be_counted_is_led_on(alva: Reader) -> None:
    with alva.wiring.engine.begin() as connection:
        connection.exec_driver_sql(
            "ALTER TABLE notifications ADD CONSTRAINT stuck CHECK (clicks = 0) NOT VALID"
        )
    try:
        assert alva.client.get(link(alva)).status_code == 302
    finally:
        with alva.wiring.engine.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE notifications DROP CONSTRAINT stuck")
    assert counted(alva) == (0, 0)
