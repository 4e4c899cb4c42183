"""Nobody finds an order by trying many, from however many addresses."""

import pytest

from tests.security.attacks import Stage, set_stage
from tests.security.page_visitors import sees, stranger

FORM = "/track/shopify/lamps.myshopify.com"
TYPED = {"number": "#1042", "proof": "beata@example.com"}


@pytest.fixture
def stage(wiring, connect) -> Stage:
    return set_stage(wiring, connect)


def from_network(address: str) -> dict[str, str]:
    return {"REMOTE_ADDR": address}


def test_all_addresses_of_one_network_are_one_guesser(stage: Stage) -> None:
    def ask(n: int, address: str) -> int:
        typed = {"number": str(n), "proof": "21134"}
        return stage.client.post(
            FORM, data=typed, environ_overrides=from_network(address)
        ).status_code

    answers = [ask(n, f"2001:db8:1:2:{n}::1") for n in range(21)]
    assert answers == [422] * 20 + [429]
    assert ask(30, "2001:db8:1:3::1") == 422
    assert [ask(n, "203.0.113.9") for n in range(40, 61)] == [422] * 20 + [429]
    assert ask(61, "::ffff:203.0.113.9") == 429
    assert ask(62, "203.0.113.10") == 422


def test_a_sweep_over_a_shops_orders_from_everywhere_is_stopped_for_this_shop(
    stage: Stage,
) -> None:
    right = {"number": "#1042", "proof": "alva@example.com"}

    def ask(typed: dict[str, str], n: int, form: str = FORM) -> tuple[int, str | None]:
        address = from_network(f"198.51.100.{n}")
        answer = stage.client.post(form, data=typed, environ_overrides=address)
        return answer.status_code, answer.headers.get("Retry-After")

    for _ in range(498):
        stage.wiring.limiter.hit("failed-proofs-of-shop", str(stage.shop_id))
    assert [ask(right, n)[0] for n in range(2)] == [303, 303]
    assert stranger(stage).prove("beata@example.com").status_code == 422
    assert ask(TYPED, 3) == (422, None)
    assert ask(TYPED, 4) == ask(right, 5) == ask({**TYPED, "number": "none"}, 6) == (429, "3600")
    assert stranger(stage).prove().status_code == 429
    assert ask(right, 7, "/track/shopify/chairs.myshopify.com") == (422, None)


def test_who_is_sent_a_code_is_let_in_while_proofs_are_refused(stage: Stage, outbox) -> None:
    for _ in range(500):
        stage.wiring.limiter.hit("failed-proofs-of-shop", str(stage.shop_id))
    one = stranger(stage)
    assert one.send("/code/enter", code=one.read_code(outbox)).status_code == 303
    assert sees(one)
