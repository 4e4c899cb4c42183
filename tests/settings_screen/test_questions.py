"""What shoppers wrote to the shop can be read there, whatever became of the mail about it."""

from datetime import timedelta

import pytest
from sqlalchemy import text, update

from domain.errors import ProviderError
from domain.self_service import Action
from domain.shop_events import Shopper
from domain.team import Role
from services.erase_shopper import erase_shopper
from services.forward_inquiries import GONE, NOBODY, forward_inquiries
from services.review_inquiries import A_PAGE, review_inquiries
from services.wiring import Wiring
from storage.inquiries import InquiryRow, NewInquiry, add_inquiry
from storage.orders import OrderRow
from tests.fakes import NOON
from tests.services.self_serving import delivered, inquiries, sent
from tests.settings_screen.members import member
from tests.settings_screen.merchants import grant, headers, inside, let_in, outside, site
from tests.settings_screen.pages import HTTPS, plainly, words

BOARD, QUESTIONS = "/settings/exceptions", "/settings/exceptions/questions"
HOSTILE = '<script>alert(1)</script> {{ 7*7 }} & "quoted"\nsecond line'


@pytest.fixture(params=["inside", "outside"])
def show(request, wiring: Wiring, shop_id: int):
    grant(wiring, shop_id)
    if request.param == "inside":
        client = site(wiring).test_client()
        return lambda path: client.get(inside(path)).text
    browser = let_in(wiring)
    return lambda path: browser.get(path, base_url=HTTPS).text


def asked(
    wiring: Wiring,
    shop_id: int,
    order_id: int,
    said: str = "Where is my lamp?",
    kind: Action = Action.CONTACT,
    parcel: int | None = None,
) -> int:
    with wiring.sessions.begin() as session:
        return add_inquiry(session, shop_id, NewInquiry(order_id, kind, said, "", parcel), NOON)


def became(wiring: Wiring, inquiry_id: int, **values: object) -> None:
    with wiring.sessions.begin() as session:
        change = update(InquiryRow).where(InquiryRow.id == inquiry_id)
        session.execute(change.values(**values))


def test_nobody_has_written_yet(show) -> None:
    assert "No shopper has written to you yet" in words(show(QUESTIONS))
    assert f'href="{QUESTIONS}' in show(BOARD)
    assert "did not reach you" not in show(BOARD)


def test_what_shoppers_wrote_is_told_the_newest_first_with_the_order_and_its_mail(
    wiring, shop_id, show
) -> None:
    order_id = sent(wiring, shop_id, "TP1")
    became(wiring, asked(wiring, shop_id, order_id), sent_at=NOON)
    missing = delivered(wiring, "TP1")
    asked(wiring, shop_id, order_id, HOSTILE, Action.NOT_RECEIVED, missing)
    failed = asked(wiring, shop_id, order_id, "Long. " * 90)
    became(wiring, failed, failure="550 <no> mailbox.")
    # An act that was done is no question, though it is noted in the same place.
    asked(wiring, shop_id, order_id, "cancelled", Action.CANCEL)
    page = show(QUESTIONS)
    said = words(page)
    first, second, third = (said.index(one) for one in ("Long.", "Not received", "Where is my"))
    assert first < second < third
    for told in (
        "The mail did not arrive: 550 <no> mailbox.",
        "Waiting",
        "Sent",
        "Question",
        "TP1",
        'alert(1)</script> {{ 7*7 }} & "quoted" second line',
    ):
        assert told in said
    assert "cancelled" not in said
    assert page.count(f'href="{HTTPS}/t/') == 3
    assert page.count('href="mailto:alva@example.com"') == 3
    assert page.count("<details>") == 1
    assert page.count(f"{QUESTIONS}/{failed}/again") == page.count("Send again") == 1
    assert "<script>alert" not in page
    assert "<no>" not in page
    assert "1 question from a shopper did not reach you by mail" in words(show(BOARD))


@pytest.mark.parametrize("reason", [GONE, NOBODY])
def test_a_reason_of_our_own_is_in_the_readers_language(wiring, shop_id, reason) -> None:
    order_id = sent(wiring, shop_id, "TP1")
    became(wiring, asked(wiring, shop_id, order_id), failure=reason)
    page = let_in(wiring).get(QUESTIONS, base_url=HTTPS)
    assert f"The mail did not arrive: {reason}." in words(page.text)


def test_a_mail_that_was_given_up_is_sent_again_once(wiring, shop_id, outbox) -> None:
    failed = asked(wiring, shop_id, sent(wiring, shop_id, "TP1"))
    outbox.failures.append(ProviderError("550 no such mailbox", permanent=True))
    forward_inquiries(wiring, shop_id)
    browser = let_in(wiring)
    page = browser.get(QUESTIONS, base_url=HTTPS).text
    again = f"{QUESTIONS}/{failed}/again"
    assert plainly(browser, again, page).location == f"{QUESTIONS}?outcome=again"
    answer = browser.post(again, headers=outside(wiring), base_url=HTTPS)
    assert answer.json == {"outcome": "nothing"}
    forward_inquiries(wiring, shop_id)
    assert [mail.recipient for mail in outbox.sent] == ["help@lamps.example"]
    assert "given up" not in words(browser.get(QUESTIONS, base_url=HTTPS).text)
    with wiring.sessions() as session:
        tasks = session.execute(text("SELECT task FROM shop_tasks")).scalars().all()
    assert tasks == ["forward_inquiries"]


def test_in_the_admin_our_script_sends_it_again(wiring, shop_id) -> None:
    grant(wiring, shop_id)
    failed = asked(wiring, shop_id, sent(wiring, shop_id, "TP1"))
    became(wiring, failed, failure="550 no such mailbox")
    client = site(wiring).test_client()
    answer = client.post(f"{QUESTIONS}/{failed}/again", headers=headers())
    assert answer.json == {"outcome": "again"}


def test_another_shops_questions_are_neither_shown_nor_sent(wiring, shop_id, connect) -> None:
    other = connect(domain="other.myshopify.com")
    theirs = asked(wiring, other, sent(wiring, other, "TP9"), "Not yours")
    became(wiring, theirs, failure="550 no such mailbox")
    browser = let_in(wiring)
    assert "Not yours" not in browser.get(QUESTIONS, base_url=HTTPS).text
    assert "did not reach you" not in browser.get(BOARD, base_url=HTTPS).text
    answer = browser.post(f"{QUESTIONS}/{theirs}/again", headers=outside(wiring), base_url=HTTPS)
    assert answer.json == {"outcome": "nothing"}
    assert inquiries(wiring)[0].failure


def test_the_board_warns_of_the_last_two_weeks_and_of_orders_that_are_there(
    wiring, shop_id
) -> None:
    browser = let_in(wiring)
    warning = "did not reach you by mail"
    became(wiring, asked(wiring, shop_id, sent(wiring, shop_id, "TP1")), failure="550 no mailbox")
    assert warning in browser.get(BOARD, base_url=HTTPS).text
    with wiring.sessions.begin() as session:
        session.execute(update(OrderRow).values(deleted_at=NOON))
    assert warning not in browser.get(BOARD, base_url=HTTPS).text
    with wiring.sessions.begin() as session:
        session.execute(update(OrderRow).values(deleted_at=None))
        session.execute(update(InquiryRow).values(created_at=NOON - timedelta(days=15)))
    assert warning not in browser.get(BOARD, base_url=HTTPS).text
    assert "550 no mailbox" in browser.get(QUESTIONS, base_url=HTTPS).text


def test_a_viewer_reads_them_and_sends_none(wiring, shop_id, outbox) -> None:
    failed = asked(wiring, shop_id, sent(wiring, shop_id, "TP1"))
    became(wiring, failed, failure="550 no such mailbox")
    browser = member(wiring, shop_id, outbox, Role.VIEWER)
    page = browser.get(QUESTIONS, base_url=HTTPS).text
    assert "Where is my lamp?" in page
    assert "Send again" not in page
    answer = browser.post(f"{QUESTIONS}/{failed}/again", headers=outside(wiring), base_url=HTTPS)
    assert answer.status_code == 403


def test_what_a_forgotten_shopper_wrote_is_gone_and_a_deleted_orders_has_no_page(
    wiring, shop_id
) -> None:
    order_id = sent(wiring, shop_id, "TP1")
    became(wiring, asked(wiring, shop_id, order_id), failure=GONE)
    with wiring.sessions.begin() as session:
        session.execute(update(OrderRow).values(deleted_at=NOON))
    browser = let_in(wiring)
    page = browser.get(QUESTIONS, base_url=HTTPS).text
    assert "Where is my lamp?" in page
    assert "/t/" not in page
    assert "Send again" not in page
    shopper = Shopper("", "alva@example.com", "", ())
    assert erase_shopper(wiring, shop_id, shopper)
    page = browser.get(QUESTIONS, base_url=HTTPS).text
    assert "No shopper has written to you yet" in page
    assert "alva@example.com" not in page


def test_older_ones_are_a_page_further(wiring, shop_id) -> None:
    order_id = sent(wiring, shop_id, "TP1")
    for number in range(A_PAGE + 2):
        asked(wiring, shop_id, order_id, f"no-{number:03}-")
    browser = let_in(wiring)
    page = browser.get(QUESTIONS, base_url=HTTPS).text
    older = review_inquiries(wiring, shop_id).older
    assert f"no-{A_PAGE + 1:03}-" in page
    assert "no-001-" not in page
    assert f"{QUESTIONS}?before={older}" in page
    page = browser.get(f"{QUESTIONS}?before={older}", base_url=HTTPS).text
    assert page.index("no-001-") < page.index("no-000-")
    assert "no-002-" not in page
    for odd in ("0", "-1", "x", "9" * 30):
        assert browser.get(f"{QUESTIONS}?before={odd}", base_url=HTTPS).status_code == 200
