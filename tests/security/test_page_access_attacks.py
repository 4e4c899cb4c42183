"""Nobody sees of an order what is not theirs: by guessing, by another's keys, or by old ones."""

import logging
from collections.abc import Callable
from dataclasses import replace

import pytest

from domain.access import Level
from domain.shop_events import Shopper as Person
from services.enter_from_shop import entrance
from services.erase_shopper import erase_shopper
from services.page_address import page_address
from services.wiring import Wiring
from tests.fakes import NOON
from tests.security.attacks import ORDER, Stage, set_stage
from tests.security.page_visitors import (
    ENDINGS,
    FILLED,
    POSTS,
    Told,
    delete,
    heard,
    let_in,
    sees,
    stranger,
)
from tests.tracking_page.kept_orders import keep, told
from tests.tracking_page.shoppers import Shopper, shopper
from tests.tracking_page.test_order_page import statements

FORM = "/track/shopify/lamps.myshopify.com"
TYPED = {"number": "#1042", "proof": "beata@example.com"}
ALVA = told().contact
BEATA = replace(ALVA, email="beata@example.com")


@pytest.fixture
def stage(wiring, connect) -> Stage:
    return set_stage(wiring, connect)


def path_of(wiring: Wiring, address: str) -> str:
    return address.removeprefix(wiring.public_url)


def test_a_look_up_tells_nothing_of_which_orders_there_are(stage: Stage) -> None:
    wiring, shop_id = stage.wiring, stage.shop_id

    def ask() -> Told:
        with statements(wiring) as asked:
            answer = stage.client.post(FORM, data=TYPED)
        return Told(answer.status_code, tuple(answer.headers), answer.text, tuple(asked))

    wrong_proof = ask()
    assert wrong_proof.status == 422
    assert "SELECT orders.id" in wrong_proof.asked[-1]
    delete(wiring, shop_id)
    nothing_live = ask()
    keep(wiring, stage.other_id, told(contact=BEATA))
    of_another_shop = ask()
    keep(wiring, shop_id, told(platform_id=ORDER, contact=BEATA, updated_at=NOON))
    delete(wiring, shop_id)
    right_but_deleted = ask()
    keep(wiring, shop_id, told(platform_id="6", contact=BEATA))
    erase_shopper(wiring, shop_id, Person("", "beata@example.com", "", ()))
    right_but_erased = ask()
    answers = {wrong_proof, nothing_live, of_another_shop, right_but_deleted, right_but_erased}
    assert len(answers) == 1


@pytest.mark.parametrize("under", ["/prove", "/code/enter"])
def test_a_wrong_answer_tells_nothing_of_the_order(stage: Stage, under: str, outbox) -> None:
    wiring, answers = stage.wiring, []
    contacts = (ALVA, replace(ALVA, email="", phone="070-123 45 67"), replace(ALVA, email=""))
    for n, contact in enumerate(contacts):
        order_id = keep(wiring, stage.shop_id, told(f"#{n}", contact=contact))
        one = shopper(wiring, stage.shop_id, order_id, stage.client.application)
        for _ in range(2):
            answers.append(heard(wiring, one, under, answer="beata@example.com", code="000000"))
            one.send("/code")
    assert answers[0].status == 422
    assert len(set(answers)) == 1


@pytest.mark.parametrize("ending", ENDINGS)
def test_links_that_open_nothing_are_all_alike_on_every_road(stage: Stage, ending: str) -> None:
    one = let_in(stage)
    form = {**FILLED, "proof": one.form_proof()}
    inner = path_of(stage.wiring, entrance(stage.wiring, stage.shop_id, stage.order_id))
    ENDINGS[ending](stage.wiring, stage.shop_id)
    never = stage.client.get(f"/t/{'A' * 32}")
    roads = [one.client.get(path) for path in (one.path, f"{one.path}/prove", inner)]
    roads += [one.client.post(one.path + under, data=form) for under in POSTS]
    for answer in roads:
        assert (answer.status_code, answer.data) == (404, never.data)
        assert sorted(answer.headers) == sorted(never.headers)


def visit_of_another(stage: Stage, other: Shopper, _outbox: object) -> None:
    one = let_in(stage, Level.CODED)
    other.client.set_cookie("framme", one.cookie(), path=other.path)


def code_of_another(stage: Stage, other: Shopper, outbox) -> None:
    digits = stranger(stage).read_code(outbox)
    other.send("/code")
    if digits not in outbox.sent[-1].text:
        assert other.send("/code/enter", code=digits).status_code == 422


def entrance_of_another(stage: Stage, other: Shopper, _outbox: object) -> None:
    address = entrance(stage.wiring, stage.shop_id, stage.order_id)
    other.client.get(f"{other.path}/in/{address.rpartition('/in/')[2]}")


def answer_of_another(stage: Stage, other: Shopper, _outbox: object) -> None:
    assert other.prove("alva@example.com").status_code == 422


def link_as_visit(stage: Stage, other: Shopper, _outbox: object) -> None:
    other.client.set_cookie("framme", other.path.rpartition("/")[2], path=other.path)


@pytest.mark.parametrize(
    "key",
    [visit_of_another, code_of_another, entrance_of_another, answer_of_another, link_as_visit],
)
def test_no_key_to_one_order_opens_another(
    stage: Stage, outbox, key: Callable[[Stage, Shopper, object], None]
) -> None:
    for shop_id in (stage.shop_id, stage.other_id):
        order_id = keep(stage.wiring, shop_id, told("#2", contact=BEATA))
        other = shopper(stage.wiring, shop_id, order_id, stage.client.application)
        key(stage, other, outbox)
        assert not sees(other)


@pytest.mark.parametrize("ending", ["revoked", "expired"])
def test_no_old_key_opens_the_order_behind_its_next_link(stage: Stage, outbox, ending: str) -> None:
    one = let_in(stage, Level.CODED)
    digits = stranger(stage).read_code(outbox)
    inner = entrance(stage.wiring, stage.shop_id, stage.order_id).rpartition("/in/")[2]
    ENDINGS[ending](stage.wiring, stage.shop_id)
    fresh = stranger(stage)
    assert fresh.path != one.path
    fresh.client.set_cookie("framme", one.cookie(), path=fresh.path)
    assert fresh.client.get(f"{fresh.path}/in/{inner}").status_code == 303
    assert fresh.send("/code/enter", code=digits).status_code == 422
    assert not sees(fresh)


def test_nothing_of_an_erased_order_is_opened_by_any_link_made_afterwards(stage: Stage) -> None:
    one = let_in(stage)
    ENDINGS["erased"](stage.wiring, stage.shop_id)
    path = path_of(stage.wiring, page_address(stage.wiring, stage.shop_id, stage.order_id))
    one.client.set_cookie("framme", one.cookie(), path=path)
    assert one.client.get(path).status_code == 404
    with stage.wiring.engine.connect() as connection:
        for table in ("shopper_visits", "one_time_codes"):
            left = connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()
            assert left == 0


def test_what_one_visitor_is_shown_is_never_kept_for_the_next(stage: Stage) -> None:
    for _ in range(2):
        assert sees(let_in(stage))
        assert not sees(stranger(stage))


def test_guesses_at_a_code_end_with_the_code(stage: Stage, outbox) -> None:
    one = stranger(stage)
    digits = one.read_code(outbox)
    for n in range(5):
        wrong = f"{(int(digits) + n + 1) % 10**6:06}"
        assert one.send("/code/enter", code=wrong).status_code == 422
    assert one.send("/code/enter", code=digits).status_code == 422
    assert not sees(one)


def test_the_log_names_nobody_and_holds_no_key(
    stage: Stage, outbox, clock, caplog: pytest.LogCaptureFixture
) -> None:
    contact = replace(ALVA, phone="+46701234567")
    keep(stage.wiring, stage.shop_id, told(platform_id=ORDER, contact=contact))
    secrets = ["alva", "åkesson", "4670", "7012345", "storgatan", "211 34", "21134", "1042"]
    with caplog.at_level(logging.DEBUG, "framme"), caplog.at_level(logging.INFO):
        one = stranger(stage)
        digits = one.read_code(outbox)
        inner = path_of(stage.wiring, entrance(stage.wiring, stage.shop_id, stage.order_id))
        for answer in ("alva@example.com", "+46701234567", "21134", "beata"):
            one.prove(answer)
            secrets.append(one.cookie() or "no visit")
            one.send("/leave")
        one.send("/code/enter", code=digits)
        secrets += [one.cookie(), one.form_proof()]
        one.look()
        one.client.get(inner)
        one.client.post(FORM, data={"number": "#1042", "proof": "alva@example.com"})
        one.client.post(FORM, data=TYPED)
        clock.forward(hours=2)
        one.client.get(inner)
        ENDINGS["erased"](stage.wiring, stage.shop_id)
        one.look()
    secrets += [digits, one.path.rpartition("/")[2], inner.rpartition("/")[2]]
    # Numbers that are written only when formatted may hold any digits: a duration does.
    texts = [
        [record.getMessage(), *(one for one in vars(record).values() if isinstance(one, str))]
        for record in caplog.records
    ]
    written = "\n".join(map("\n".join, texts)).lower()
    assert "/t/<token>/code/enter 303" in written
    assert [secret for secret in secrets if secret.lower() in written] == []
