"""What a mail carries: its language, its sender, its links, and the merchant's own words."""

import pytest

from domain.kinds import Kind
from services.notify_shopper import send_due
from services.shopper_links import Linked, Purpose, behind
from services.wiring import Wiring
from storage.brands import BrandRow
from storage.message_rules import KeptRules, keep_rules
from storage.text_versions import TextVersionRow
from tests.fakes import NOON, TestOutbox
from tests.services.due_messages import plan, wish
from tests.storage.told import write


@pytest.fixture
def order_id(wiring: Wiring, shop_id: int) -> int:
    return write(wiring, shop_id, locale="en")


@pytest.mark.parametrize(
    ("wanted", "order", "subject"),
    [
        ("sv", "en", "Din beställning #1042 har tagits emot"),
        ("", "sv", "Din beställning #1042 har tagits emot"),
        ("", "", "Your order #1042 has been received"),
    ],
)
def test_the_shoppers_language_goes_before_the_orders_and_the_shops(
    wiring, shop_id, outbox, wanted, order, subject
) -> None:
    wish(wiring, shop_id, language=wanted)
    plan(wiring, shop_id, Kind.ORDER_RECEIVED, write(wiring, shop_id, locale=order))
    send_due(wiring)
    assert outbox.sent[0].subject == subject


@pytest.mark.parametrize("proven", [True, False])
def test_a_mail_is_from_the_brands_own_address_once_that_is_proven(
    wiring, shop_id, order_id, outbox, proven
) -> None:
    with wiring.sessions.begin() as session:
        session.add(
            BrandRow(
                shop_id=shop_id,
                sender_name="Lamps of Malmö",
                sender_address="news@lamps.example",
                reply_to="care@lamps.example",
                sender_proven=proven,
            )
        )
    plan(wiring, shop_id, Kind.ORDER_RECEIVED, order_id)
    send_due(wiring)
    (mail,) = outbox.sent
    address = "news@lamps.example" if proven else "post@track.example.com"
    assert mail.sender == f"Lamps of Malmö <{address}>"
    assert mail.reply_to == "care@lamps.example"


def test_a_mail_carries_what_mail_programs_unsubscribe_with(
    wiring, shop_id, order_id, outbox
) -> None:
    plan(wiring, shop_id, Kind.ORDER_RECEIVED, order_id)
    send_due(wiring)
    (mail,) = outbox.sent
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail.headers["List-Id"] == f'"Lamps & Co" <shop-{shop_id}.track.example.com>'
    address = mail.headers["List-Unsubscribe"]
    assert address.startswith("<https://track.example.com/p/")
    linked = behind(
        wiring, Purpose.PREFERENCES, address.removesuffix("/unsubscribe>").rpartition("/")[2]
    )
    assert (linked.shop_id, linked.subject_id, linked.second) == (shop_id, order_id, False)


@pytest.mark.parametrize("counted", [True, False])
def test_a_mail_counts_only_where_its_shop_counts(
    wiring, shop_id, order_id, outbox: TestOutbox, counted
) -> None:
    with wiring.sessions.begin() as session:
        keep_rules(session, shop_id, KeptRules(count_opens=counted))
    (id_,) = plan(wiring, shop_id, Kind.ORDER_RECEIVED, order_id)
    send_due(wiring)
    (mail,) = outbox.sent
    assert (".gif" in mail.html) == counted
    assert ("/t/" in mail.text) != counted
    followed = [line for line in mail.text.splitlines() if "/m/" in line]
    assert [behind(wiring, Purpose.FOLLOWED, line.rpartition("/")[2]) for line in followed] == (
        [Linked(shop_id, id_)] if counted else []
    )


def own_text(wiring: Wiring, shop_id: int, subject: str) -> None:
    with wiring.sessions.begin() as session:
        session.add(
            TextVersionRow(
                shop_id=shop_id,
                kind="order_received",
                language="en",
                channel="email",
                parts={"subject": subject},
                saved_at=NOON,
                saved_by="merchant",
            )
        )


def test_the_merchants_own_text_goes_before_ours(wiring, shop_id, order_id, outbox) -> None:
    own_text(wiring, shop_id, "Hurra for {{ order.number }}")
    plan(wiring, shop_id, Kind.ORDER_RECEIVED, order_id)
    send_due(wiring)
    assert outbox.sent[0].subject == "Hurra for #1042"


def test_an_own_text_that_cannot_be_used_holds_up_no_message_and_is_logged(
    wiring, shop_id, order_id, outbox, caplog: pytest.LogCaptureFixture
) -> None:
    own_text(
        wiring, shop_id, "{% for a in (1..9999) %}{% for b in (1..9999) %}x{% endfor %}{% endfor %}"
    )
    plan(wiring, shop_id, Kind.ORDER_RECEIVED, order_id)
    send_due(wiring)
    assert outbox.sent[0].subject == "Your order #1042 has been received"
    assert ["own text" in record.getMessage() for record in caplog.records] == [True]
