"""Who may see what on an order's page, and the ways to show that it is one's own."""

import re
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from domain.access import VISIT_LASTS
from domain.errors import OverloadedError, TooManyAttemptsError
from domain.self_service import Action
from services.enter_from_shop import entrance
from services.wiring import Wiring
from tests.fakes import SteppingClock, TestOutbox
from tests.tracking_page.kept_orders import keep, told
from tests.tracking_page.shoppers import Shopper, shopper

THEIRS = ("Lamp", "249", "Storgatan", "211 34")
"""What was ordered, what it cost, and where it goes."""
STALE = "This page was open for too long."


@pytest.fixture
def order_id(wiring: Wiring, shop_id: int) -> int:
    return keep(wiring, shop_id, told())


@pytest.fixture
def alva(wiring: Wiring, shop_id: int, order_id: int) -> Shopper:
    return shopper(wiring, shop_id, order_id)


def sees_all(one: Shopper) -> bool:
    """Tell whether the page shows all that is theirs; all or nothing is shown."""
    text = one.look().text
    shown = {word for word in THEIRS if word in re.sub(r"Lamps", "", text)}
    assert shown in (set(), set(THEIRS))
    return bool(shown)


def test_the_link_alone_shows_nothing_of_what_was_ordered_or_where_it_goes(alva: Shopper) -> None:
    page = alva.look()
    assert "Your order has been received." in page.text
    assert not sees_all(alva)
    assert f'action="{alva.path}/prove' in page.text
    assert f'action="{alva.path}/code' in page.text
    assert "Set-Cookie" not in page.headers


@pytest.mark.parametrize("answer", ["alva@example.com", "21134", "0701234567"])
def test_who_gives_what_they_gave_when_ordering_sees_everything(
    wiring: Wiring, shop_id: int, answer: str
) -> None:
    contact = replace(told().contact, phone="+46 70 123 45 67")
    alva = shopper(wiring, shop_id, keep(wiring, shop_id, told(contact=contact)))
    sent = alva.prove(answer)
    assert (sent.status_code, sent.headers["Location"]) == (303, alva.path)
    assert sees_all(alva)


def test_a_wrong_answer_is_said_beside_the_field_and_opens_nothing(alva: Shopper) -> None:
    wrong = alva.prove("beata@example.com")
    assert wrong.status_code == 422
    assert "This does not belong to the order." in wrong.text
    assert 'value="beata@example.com"' in wrong.text
    assert 'aria-describedby="answer-hint answer-problem"' in wrong.text
    assert alva.cookie() == ""
    assert not sees_all(alva)


@pytest.mark.parametrize(
    ("under", "fields", "problem"),
    [
        ("/prove", {"answer": " "}, "Please enter your e-mail, phone or postal code."),
        ("/prove", {"answer": "x" * 255}, "This is too long."),
        ("/prove", {"answer": "a\x00"}, "Please use letters, digits and signs only."),
        ("/code/enter", {"code": "12345"}, "Please enter the six digits of the code."),
        ("/code/enter", {"code": "१२३४५६"}, "Please enter the six digits of the code."),
        ("/code/enter", {"code": "123456"}, "This code is not right, or no longer good."),
    ],
)
def test_what_is_no_answer_is_named(
    alva: Shopper, under: str, fields: dict[str, str], problem: str
) -> None:
    answer = alva.send(under, **fields)
    assert answer.status_code == 422
    assert problem in answer.text
    assert 'aria-invalid="true"' in answer.text


def test_the_code_in_the_mailbox_opens_everything(alva: Shopper, outbox: TestOutbox) -> None:
    digits = alva.read_code(outbox)
    page = alva.look("/prove?code=sent")
    assert "a code is on its way there" in page.text
    assert 'autocomplete="one-time-code"' in page.text
    assert alva.send("/code/enter", code=digits).status_code == 303
    assert sees_all(alva)


def test_sending_a_code_is_answered_alike_whether_or_not_anybody_can_read_it(
    wiring: Wiring, shop_id: int, outbox: TestOutbox
) -> None:
    nobody = replace(told().contact, email="")
    answers = []
    for number, contact in (("#1", told().contact), ("#2", nobody)):
        order_id = keep(wiring, shop_id, told(number, contact=contact))
        one = shopper(wiring, shop_id, order_id)
        sent = one.send("/code")
        page = one.client.get(sent.headers["Location"])
        plain = [text.replace(one.path, "").replace(one.form_proof(), "") for text in (page.text,)]
        answers.append((sent.status_code, page.status_code, plain))
    assert answers[0] == answers[1]
    assert len(outbox.sent) == 1


def test_whoever_leaves_sees_again_what_the_link_shows(alva: Shopper) -> None:
    alva.prove()
    assert "Hide my details on this device" in alva.look().text
    visit = alva.cookie()
    assert alva.send("/leave").status_code == 303
    assert alva.cookie() == ""
    assert not sees_all(alva)
    alva.client.set_cookie("framme", visit, path=alva.path)
    assert not sees_all(alva)


def test_a_visit_is_over_after_twelve_hours(alva: Shopper, clock: SteppingClock) -> None:
    alva.prove()
    clock.now += VISIT_LASTS
    assert not sees_all(alva)


def test_the_look_up_form_lets_in_who_has_proven_the_order(wiring, alva: Shopper) -> None:
    typed = {"number": "1042", "proof": "alva@example.com"}
    sent = alva.client.post("/track/shopify/lamps.myshopify.com", data=typed)
    assert sent.headers["Location"] == alva.path
    assert sees_all(alva)


def test_who_comes_from_the_shop_is_let_in_by_the_entrance_and_it_leaves_no_trace(
    wiring: Wiring, shop_id: int, order_id: int, alva: Shopper, clock: SteppingClock
) -> None:
    path = entrance(wiring, shop_id, order_id).removeprefix(wiring.public_url)
    answer = alva.client.get(path)
    assert (answer.status_code, answer.headers["Location"]) == (303, alva.path)
    assert sees_all(alva)
    late = shopper(wiring, shop_id, order_id)
    clock.forward(hours=1)
    answer = late.client.get(path)
    assert (answer.status_code, answer.headers["Location"]) == (303, alva.path)
    assert "Set-Cookie" not in answer.headers
    assert not sees_all(late)


def test_a_higher_proof_is_not_lost_by_a_lower_one(
    wiring: Wiring, shop_id: int, order_id: int, alva: Shopper, outbox: TestOutbox
) -> None:
    alva.send("/code/enter", code=alva.read_code(outbox))
    visit = alva.cookie()
    alva.client.get(entrance(wiring, shop_id, order_id).removeprefix(wiring.public_url))
    alva.client.post(f"{alva.path}/prove", data={"proof": "x", "answer": "alva@example.com"})
    assert alva.cookie() == visit
    assert alva.look("/prove").headers["Location"] == alva.path


def test_one_step_more_is_asked_of_who_has_proven_the_order_and_leads_to_what_they_want(
    alva: Shopper, outbox: TestOutbox
) -> None:
    alva.prove()
    asked = alva.look("/prove?then=change_address")
    assert "One more step" in asked.text
    assert 'name="answer"' not in asked.text
    sent = alva.send("/code", then=Action.CHANGE_ADDRESS.value)
    assert sent.headers["Location"] == f"{alva.path}/prove?code=sent&then=change_address"
    digits = re.findall(r"^(\d{6})$", outbox.sent[-1].text, re.MULTILINE)[0]
    done = alva.send("/code/enter", code=digits, then=Action.CHANGE_ADDRESS.value)
    assert done.headers["Location"] == f"{alva.path}/do/change_address"


def test_the_chosen_language_comes_along(alva: Shopper) -> None:
    answer = alva.client.post(
        f"{alva.path}/prove?lang=sv",
        data={"proof": alva.form_proof(), "answer": "alva@example.com"},
    )
    assert answer.headers["Location"] == f"{alva.path}?lang=sv"


@dataclass(frozen=True, slots=True)
class Counter:
    """A limiter that refuses everybody."""

    error: Exception

    def hit(self, what: str, who: str) -> None:
        raise self.error


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (TooManyAttemptsError(timedelta(minutes=10)), (429, "Too many attempts.")),
        (OverloadedError("nobody counts"), (503, "This cannot be done right now.")),
    ],
)
@pytest.mark.parametrize("under", ["/prove", "/code", "/code/enter"])
def test_who_tries_too_often_or_while_nobody_counts_is_told_so(
    wiring, shop_id, under, error, said
) -> None:
    status, words = said
    order_id = keep(wiring, shop_id, told())
    alva = shopper(replace(wiring, limiter=Counter(error)), shop_id, order_id)
    answer = alva.send(under, answer="alva@example.com", code="123456")
    assert answer.status_code == status
    assert words in answer.text
    assert answer.headers.get("Retry-After") == ("600" if status == 429 else None)
    assert alva.cookie() == ""


def test_a_form_from_before_the_visit_is_asked_for_once_more(alva: Shopper) -> None:
    old = alva.form_proof()
    alva.prove()
    answer = alva.client.post(f"{alva.path}/leave", data={"proof": old})
    assert answer.status_code == 422
    assert STALE in answer.text
    assert sees_all(alva)


@pytest.mark.parametrize("email", ["alva@example.com", ""])
def test_who_has_proven_it_reaches_by_a_code_what_is_the_mailboxs(
    wiring: Wiring, shop_id: int, email: str
) -> None:
    order_id = keep(wiring, shop_id, told(contact=replace(told().contact, email=email)))
    alva = shopper(wiring, shop_id, order_id)
    alva.prove("21134")
    ways = re.findall(rf'href="{alva.path}(/prove[^"]*)">Your other orders', alva.look().text)
    assert ways == (["/prove?lang=en"] if email else [])
    for way in ways:
        page = alva.look(way).text
        assert "One more step" in page
        assert f'action="{alva.path}/code' in page
