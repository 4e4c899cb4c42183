"""Who renews a token when several want to, and what is left when we die in between."""

import threading
import time

import pytest

from domain.errors import AccessRefusedError
from domain.shop_api import ShopApi, ShopProfile, ShopSession
from services.shop_access import session_for, with_session
from services.wiring import Wiring
from storage.shop_access import SealedAccess, forget_access, sealed_access
from tests.fake_embedded_app import grant


def kept(wiring: Wiring, shop_id: int) -> SealedAccess:
    with wiring.sessions() as session:
        found = sealed_access(session, shop_id)
    assert found is not None
    return found


def read_profile(api: ShopApi, shop: ShopSession) -> ShopProfile:
    return api.profile(shop)


def test_eight_threads_that_need_a_new_token_refresh_it_once(wired, app, shop_id, clock) -> None:
    grant(wired, shop_id, app.issue())
    clock.forward(hours=2)
    app.before_answer = lambda: time.sleep(0.3)
    tokens: list[str] = []
    at_once = threading.Barrier(8)

    def ask() -> None:
        at_once.wait()
        tokens.append(session_for(wired, shop_id)[1].token)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert tokens == ["token-2"] * 8
    assert app.refreshed == ["refresh-1"]


def test_threads_whose_calls_are_refused_refresh_once_and_all_get_their_answer(
    wired, app, api, shop_id
) -> None:
    grant(wired, shop_id, app.issue())
    app.good_tokens.clear()
    app.before_answer = lambda: time.sleep(0.3)
    answers: list[ShopProfile] = []
    at_once = threading.Barrier(4)

    def call(api: ShopApi, shop: ShopSession) -> ShopProfile:
        if shop.token == "token-1":
            at_once.wait()
        return api.profile(shop)

    threads = [
        threading.Thread(target=lambda: answers.append(with_session(wired, shop_id, call)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [api.told] * 4
    assert app.refreshed == ["refresh-1"]


def test_a_crash_after_the_platforms_answer_loses_nothing(wired, app, api, shop_id, clock) -> None:
    grant(wired, shop_id, app.issue())
    clock.forward(hours=2)

    class Killed(BaseException):
        pass

    def die() -> None:
        raise Killed

    app.after_answer = die
    with pytest.raises(Killed):
        session_for(wired, shop_id)
    app.after_answer = lambda: None
    assert kept(wired, shop_id).generation == 1
    assert with_session(wired, shop_id, read_profile) == api.told
    assert app.refreshed == ["refresh-1", "refresh-1"]
    assert api.sessions[-1].token == "token-3"


def test_once_the_new_token_is_used_the_old_refresh_token_is_refused(app) -> None:
    first, second = app.issue(), app.issue()
    app.used(second.token)
    with pytest.raises(AccessRefusedError):
        app.refresh("lamps.myshopify.com", first)
    assert app.refresh("lamps.myshopify.com", second).token == "token-3"


def test_a_pair_the_merchant_brings_meanwhile_is_not_overwritten(
    wired, app, shop_id, clock
) -> None:
    grant(wired, shop_id, app.issue())
    clock.forward(hours=2)
    app.before_answer = lambda: grant(wired, shop_id, app.issue())
    assert session_for(wired, shop_id)[1].token == "token-2"
    assert wired.vault.open(kept(wired, shop_id).sealed_token) == "token-2"


def test_a_refusal_of_the_old_pair_does_not_condemn_the_one_the_merchant_brings(
    wired, app, shop_id, clock
) -> None:
    grant(wired, shop_id, app.issue())
    clock.forward(hours=2)
    app.failing.append(AccessRefusedError("invalid_grant"))
    app.before_answer = lambda: grant(wired, shop_id, app.issue())
    with pytest.raises(AccessRefusedError):
        session_for(wired, shop_id)
    assert session_for(wired, shop_id)[1].token == "token-2"


def test_a_shop_that_leaves_while_it_is_renewed_has_no_access(wired, app, shop_id, clock) -> None:
    grant(wired, shop_id, app.issue())
    clock.forward(hours=2)

    def leave() -> None:
        with wired.sessions.begin() as session:
            forget_access(session, shop_id)

    app.before_answer = leave
    with pytest.raises(AccessRefusedError):
        session_for(wired, shop_id)
