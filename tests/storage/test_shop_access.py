"""The rows of shops' tokens: a pair is kept as one, and a late writer changes nothing."""

from dataclasses import replace
from datetime import timedelta

from domain.shop import PlatformKey
from services.wiring import Wiring
from storage.shop_access import (
    SealedAccess,
    forget_access,
    keep_access,
    mark_refused,
    replace_access,
    sealed_access,
    set_scopes,
    standing,
)
from storage.shops import introduce_shop, mark_uninstalled, shop_by_id
from tests.fakes import NOON

PAIR = SealedAccess(
    b"sealed token",
    b"sealed refresh token",
    NOON + timedelta(hours=1),
    NOON + timedelta(days=90),
    ("read_fulfillments", "read_orders"),
)
OTHER = replace(PAIR, sealed_token=b"other", sealed_refresh_token=b"other refresh")
SHOPIFY = PlatformKey.SHOPIFY


def keep(wiring: Wiring, shop_id: int, pair: SealedAccess = PAIR) -> None:
    with wiring.sessions.begin() as session:
        keep_access(session, shop_id, pair)


def kept(wiring: Wiring, shop_id: int) -> SealedAccess | None:
    with wiring.sessions() as session:
        return sealed_access(session, shop_id)


def refuse(wiring: Wiring, shop_id: int, generation: int) -> None:
    with wiring.sessions.begin() as session:
        mark_refused(session, shop_id, generation, "invalid_grant", NOON)


def swap(wiring: Wiring, shop_id: int, pair: SealedAccess, generation: int) -> bool:
    with wiring.sessions.begin() as session:
        return replace_access(session, shop_id, pair, generation)


def test_a_shop_has_no_access_until_it_grants_some(wiring, shop_id) -> None:
    assert kept(wiring, shop_id) is None
    assert not swap(wiring, shop_id, PAIR, 1)
    assert kept(wiring, shop_id) is None


def test_a_pair_is_read_as_it_was_kept_and_each_is_a_generation(wiring, shop_id) -> None:
    keep(wiring, shop_id)
    assert kept(wiring, shop_id) == replace(PAIR, generation=1)
    keep(wiring, shop_id, OTHER)
    assert kept(wiring, shop_id) == replace(OTHER, generation=2)


def test_only_the_very_pair_that_was_renewed_is_replaced(wiring, shop_id) -> None:
    keep(wiring, shop_id)
    assert swap(wiring, shop_id, OTHER, 1)
    assert not swap(wiring, shop_id, PAIR, 1)
    assert kept(wiring, shop_id) == replace(OTHER, generation=2)


def test_only_the_very_pair_that_was_refused_is_marked_and_a_new_one_clears_it(
    wiring, shop_id
) -> None:
    keep(wiring, shop_id)
    refuse(wiring, shop_id, 7)
    assert kept(wiring, shop_id) == replace(PAIR, generation=1)
    refuse(wiring, shop_id, 1)
    marked = replace(PAIR, generation=1, refused_at=NOON, refused_reason="invalid_grant")
    assert kept(wiring, shop_id) == marked
    keep(wiring, shop_id)
    assert kept(wiring, shop_id) == replace(PAIR, generation=2)


def test_scopes_change_without_the_pair(wiring, shop_id) -> None:
    keep(wiring, shop_id)
    with wiring.sessions.begin() as session:
        set_scopes(session, shop_id, ["write_orders", "read_orders"])
    scopes = ("read_orders", "write_orders")
    assert kept(wiring, shop_id) == replace(PAIR, generation=1, scopes=scopes)


def test_forgotten_tokens_are_gone_and_no_others(wiring, connect) -> None:
    one, other = connect(), connect(domain="other.myshopify.com")
    keep(wiring, one)
    keep(wiring, other)
    with wiring.sessions.begin() as session:
        forget_access(session, one)
    assert kept(wiring, one) is None
    assert kept(wiring, other) is not None


def test_how_we_stand_with_a_shop_is_told_in_one_look(wiring, shop_id) -> None:
    def scopes(domain: str = "Lamps.myshopify.com") -> frozenset[str] | None:
        with wiring.sessions() as session:
            known = standing(session, SHOPIFY, domain)
        assert known is not None
        assert known.shop.id == shop_id
        return known.scopes

    assert scopes() is None
    keep(wiring, shop_id, replace(PAIR, scopes=()))
    assert scopes() == frozenset()
    keep(wiring, shop_id)
    assert scopes() == frozenset({"read_orders", "read_fulfillments"})
    refuse(wiring, shop_id, 2)
    assert scopes() is None
    with wiring.sessions() as session:
        assert standing(session, SHOPIFY, "stranger.myshopify.com") is None
        assert standing(session, PlatformKey.WOOCOMMERCE, "lamps.myshopify.com") is None


def test_introducing_a_shop_that_is_known_keeps_what_is_known_of_it(wiring, shop_id, clock) -> None:
    with wiring.sessions.begin() as session:
        before = shop_by_id(session, shop_id)
        mark_uninstalled(session, shop_id, NOON)
        assert introduce_shop(session, SHOPIFY, "LAMPS.myshopify.com", NOON) == shop_id
    with wiring.sessions() as session:
        assert shop_by_id(session, shop_id) == before
