"""Keys: seen once, kept as a hash, good until revoked, of one shop only."""

import pytest
from sqlalchemy import select

from domain.errors import TooManyAttemptsError
from services.make_api_key import (
    MOST_KEYS,
    NamelessKeyError,
    TooManyKeysError,
    make_api_key,
)
from services.prove_api_key import BadKeyError, prove_api_key
from services.review_changes import review_changes
from services.review_team import review_team
from services.revoke_api_key import revoke_api_key
from storage.api_keys import ApiKeyRow
from storage.shops import mark_uninstalled


def test_a_key_opens_its_shop_and_is_not_kept(wiring, shop_id, connect) -> None:
    connect(domain="other.myshopify.com")
    key = make_api_key(wiring, shop_id, " Warehouse  robot ", "link", may_write=True)
    caller = prove_api_key(wiring, f"Bearer {key}")
    assert (caller.shop.id, caller.name, caller.may_write) == (shop_id, "Warehouse robot", True)
    (listed,) = review_team(wiring, shop_id).keys
    assert listed.begins == key[:9]
    assert listed.used_at == wiring.clock()
    with wiring.sessions() as session:
        row = session.scalars(select(ApiKeyRow)).one()
    kept = [str(getattr(row, column.name)) for column in ApiKeyRow.__table__.c]
    assert not any(key in value for value in kept)


def test_a_use_is_noted_once_a_minute(wiring, shop_id, clock) -> None:
    key = make_api_key(wiring, shop_id, "Robot", "link", may_write=False)
    first = clock()
    for seconds in (0, 59):
        clock.forward(seconds=seconds)
        prove_api_key(wiring, f"Bearer {key}")
    assert review_team(wiring, shop_id).keys[0].used_at == first
    clock.forward(seconds=1)
    prove_api_key(wiring, f"Bearer {key}")
    assert review_team(wiring, shop_id).keys[0].used_at == clock()


@pytest.mark.parametrize("shape", ["", "Bearer", "Bearer {}x", "Basic {}", "{}", "Bearer fk_none"])
def test_nothing_else_opens_anything(wiring, shop_id, shape) -> None:
    key = make_api_key(wiring, shop_id, "Robot", "link", may_write=False)
    with pytest.raises(BadKeyError):
        prove_api_key(wiring, shape.format(key))


def test_a_revoked_key_and_that_of_a_shop_that_has_left_open_nothing(
    wiring, shop_id, connect, clock
) -> None:
    key = make_api_key(wiring, shop_id, "Robot", "link", may_write=False)
    key_id = review_team(wiring, shop_id).keys[0].id
    assert not revoke_api_key(wiring, connect(domain="other.myshopify.com"), key_id, "link")
    prove_api_key(wiring, f"Bearer {key}")
    assert revoke_api_key(wiring, shop_id, key_id, "link")
    assert not revoke_api_key(wiring, shop_id, key_id, "link")
    with pytest.raises(BadKeyError):
        prove_api_key(wiring, f"Bearer {key}")
    assert review_team(wiring, shop_id).keys == []
    other = make_api_key(wiring, shop_id, "Robot", "link", may_write=False)
    with wiring.sessions.begin() as session:
        mark_uninstalled(session, shop_id, clock())
    with pytest.raises(BadKeyError):
        prove_api_key(wiring, f"Bearer {other}")


@pytest.mark.parametrize("name", ["", "  ", "n" * 61, "a\x00b"])
def test_a_key_needs_a_name_that_can_be_read(wiring, shop_id, name) -> None:
    with pytest.raises(NamelessKeyError):
        make_api_key(wiring, shop_id, name, "link", may_write=False)


def test_a_shop_has_twenty_keys_at_most(wiring, shop_id) -> None:
    for number in range(MOST_KEYS):
        make_api_key(wiring, shop_id, f"Robot {number}", "link", may_write=False)
    with pytest.raises(TooManyKeysError):
        make_api_key(wiring, shop_id, "One more", "link", may_write=False)


def test_a_program_that_asks_too_often_is_stopped_and_others_go_on(wiring, shop_id) -> None:
    busy, calm = (
        make_api_key(wiring, shop_id, name, "link", may_write=False) for name in ("a", "b")
    )
    for _ in range(120):
        prove_api_key(wiring, f"Bearer {busy}")
    with pytest.raises(TooManyAttemptsError):
        prove_api_key(wiring, f"Bearer {busy}")
    prove_api_key(wiring, f"Bearer {calm}")


def test_what_is_noted_of_a_key_does_not_open_anything(wiring, shop_id) -> None:
    key = make_api_key(wiring, shop_id, "Robot", "kim@team.example", may_write=True)
    revoke_api_key(wiring, shop_id, review_team(wiring, shop_id).keys[0].id, "link")
    gone, made = review_changes(wiring, shop_id).changes
    assert (made.change.who, made.change.what, made.change.subject) == (
        "kim@team.example",
        "api key",
        "Robot",
    )
    assert made.change.after == gone.change.before == {"begins": key[:9], "may_write": True}
