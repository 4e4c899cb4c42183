"""A shop is spoken to with a token that is good; one that is refused is renewed once, or over."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from cryptography.fernet import Fernet

from domain.errors import AccessRefusedError, ProviderError, RejectedError
from domain.shop import PlatformKey
from domain.shop_api import Access, ShopApi, ShopProfile, ShopSession
from services.shop_access import renew_access, session_for, with_session
from services.wiring import Wiring
from storage.shop_access import SealedAccess, keep_access, sealed_access
from storage.vault import Vault
from tests.fake_embedded_app import (
    OUT_OF_ORDER,
    grant,
)


def kept(wiring: Wiring, shop_id: int) -> SealedAccess:
    with wiring.sessions() as session:
        found = sealed_access(session, shop_id)
    assert found is not None
    return found


def read_profile(api: ShopApi, shop: ShopSession) -> ShopProfile:
    return api.profile(shop)


def test_a_token_that_is_good_is_used_as_it_is(wired, app, api, shop_id) -> None:
    grant(wired, shop_id, app.issue())
    assert session_for(wired, shop_id) == (api, ShopSession("lamps.myshopify.com", "token-1"))
    assert app.refreshed == []


@pytest.mark.parametrize(("minutes", "token"), [(54, "token-1"), (56, "token-2")])
def test_a_token_is_renewed_when_it_is_good_for_less_than_five_minutes(
    wired, app, shop_id, clock, minutes, token
) -> None:
    grant(wired, shop_id, app.issue())
    clock.forward(minutes=minutes)
    assert session_for(wired, shop_id)[1].token == token


def test_a_renewed_pair_is_kept_whole_and_sealed(wired, app, shop_id, clock) -> None:
    grant(wired, shop_id, app.issue())
    clock.forward(hours=2)
    session_for(wired, shop_id)
    pair = kept(wired, shop_id)
    assert wired.vault.open(pair.sealed_token) == "token-2"
    assert wired.vault.open(pair.sealed_refresh_token) == "refresh-2"
    assert b"token" not in pair.sealed_token
    assert pair.expires_at == clock() + timedelta(hours=1)
    assert (pair.generation, sorted(pair.scopes)) == (2, ["read_fulfillments", "read_orders"])


def test_scopes_an_answer_does_not_name_are_still_granted(wired, app, shop_id, clock) -> None:
    grant(wired, shop_id, app.issue())
    app.granted = frozenset()
    clock.forward(hours=2)
    session_for(wired, shop_id)
    assert sorted(kept(wired, shop_id).scopes) == ["read_fulfillments", "read_orders"]


def test_no_transaction_is_open_while_the_platform_is_asked(wired, app, shop_id, clock) -> None:
    grant(wired, shop_id, app.issue())
    clock.forward(hours=2)
    borrowed: list[int] = []
    app.before_answer = lambda: borrowed.append(wired.engine.pool.checkedout())
    session_for(wired, shop_id)
    assert borrowed == [0]


@pytest.mark.parametrize("ask", [session_for, lambda w, i: with_session(w, i, read_profile)])
def test_a_shop_that_has_granted_nothing_is_not_asked(
    wired, app, api, shop_id, ask: Callable[[Wiring, int], object]
) -> None:
    with pytest.raises(AccessRefusedError):
        ask(wired, shop_id)
    assert (app.refreshed, api.sessions) == ([], [])


def test_a_refused_renewal_is_remembered_and_not_tried_again(wired, app, shop_id, clock) -> None:
    grant(wired, shop_id, app.issue())
    clock.forward(hours=2)
    app.revoke()
    for _ in range(3):
        with pytest.raises(AccessRefusedError, match="invalid_grant"):
            session_for(wired, shop_id)
    assert app.refreshed == ["refresh-1"]
    assert kept(wired, shop_id).refused_at == clock()


def test_a_desk_that_is_out_of_order_is_asked_again_next_time(wired, app, shop_id, clock) -> None:
    grant(wired, shop_id, app.issue())
    clock.forward(hours=2)
    app.failing.append(OUT_OF_ORDER)
    with pytest.raises(ProviderError, match="502"):
        session_for(wired, shop_id)
    assert session_for(wired, shop_id)[1].token == "token-2"


def test_a_call_that_is_refused_is_made_again_with_a_new_token(wired, app, api, shop_id) -> None:
    grant(wired, shop_id, app.issue())
    app.good_tokens.clear()
    assert with_session(wired, shop_id, read_profile) == api.told
    assert [shop.token for shop in api.sessions] == ["token-1", "token-2"]
    assert kept(wired, shop_id).refused_at is None


def test_a_call_that_is_refused_twice_marks_the_shop(wired, app, api, shop_id, clock) -> None:
    grant(wired, shop_id, app.issue())
    api.failing += [AccessRefusedError("HTTP 401"), AccessRefusedError("HTTP 401 again")]
    with pytest.raises(AccessRefusedError, match="again"):
        with_session(wired, shop_id, read_profile)
    assert len(app.refreshed) == 1
    pair = kept(wired, shop_id)
    assert (pair.refused_at, pair.refused_reason) == (clock(), "HTTP 401 again")


def test_any_other_failure_of_a_call_is_the_callers(wired, app, api, shop_id) -> None:
    grant(wired, shop_id, app.issue())
    api.failing.append(RejectedError("no such order"))
    with pytest.raises(RejectedError):
        with_session(wired, shop_id, read_profile)
    assert (app.refreshed, kept(wired, shop_id).refused_at) == ([], None)


def test_a_token_for_ever_is_never_renewed_and_when_refused_it_is_over(
    wired, app, api, shop_id, clock
) -> None:
    grant(wired, shop_id, Access("token-1", "", None, None, frozenset()))
    clock.forward(days=400)
    assert session_for(wired, shop_id)[1].token == "token-1"
    with pytest.raises(AccessRefusedError, match="HTTP 401"):
        with_session(wired, shop_id, read_profile)
    assert kept(wired, shop_id).refused_at is not None
    assert app.refreshed == []


def test_tokens_none_of_our_keys_opens_wait_for_the_merchant(wired, app, shop_id, clock) -> None:
    grant(wired, shop_id, app.issue())
    other_keys = replace(wired, vault=Vault([Fernet.generate_key().decode()]))
    with pytest.raises(AccessRefusedError, match="keys"):
        session_for(other_keys, shop_id)
    assert kept(wired, shop_id).refused_at == clock()


@pytest.mark.parametrize("missing", ["apps", "shop_apis"])
def test_an_installation_without_the_platforms_keys_says_so(
    wired, app, shop_id, clock, missing
) -> None:
    grant(wired, shop_id, app.issue())
    clock.forward(hours=2)
    with pytest.raises(ProviderError, match="installation"):
        session_for(replace(wired, **{missing: {}}), shop_id)


def test_a_shop_of_a_platform_without_apps_is_not_asked(wired, connect) -> None:
    mugs = connect(PlatformKey.WOOCOMMERCE, "mugs.example", webhook_key="k1")
    with pytest.raises(AccessRefusedError):
        session_for(wired, mugs)


def test_a_shop_nobody_opens_for_half_a_year_keeps_its_access(wired, app, shop_id, clock) -> None:
    grant(wired, shop_id, app.issue())
    for _ in range(180):
        clock.forward(days=1)
        assert renew_access(wired, shop_id) is None
    assert len(app.refreshed) == 180
    refresh_expires = kept(wired, shop_id).refresh_expires_at
    assert refresh_expires is not None
    assert refresh_expires - clock() == timedelta(days=90)


def test_the_daily_sweep_leaves_a_fresh_token_alone(wired, app, shop_id) -> None:
    grant(wired, shop_id, app.issue())
    renew_access(wired, shop_id)
    assert app.refreshed == []


def test_the_daily_sweep_has_nothing_to_do_for_a_shop_without_access(wired, app, shop_id) -> None:
    assert renew_access(wired, shop_id) is None
    assert app.refreshed == []


def test_a_pair_that_was_refused_and_is_brought_anew_is_used(wired, app, shop_id, clock) -> None:
    grant(wired, shop_id, app.issue())
    clock.forward(hours=2)
    app.revoke()
    with pytest.raises(AccessRefusedError):
        session_for(wired, shop_id)
    with wired.sessions.begin() as session:
        keep_access(session, shop_id, kept(wired, shop_id))
    grant(wired, shop_id, app.issue())
    assert session_for(wired, shop_id)[1].token == "token-2"
