"""Only what a connected shop's plugin has signed for us, now, proves anything."""

import base64
import json

import pytest

from services.disconnect_site import part_with_site
from services.plugin_proof import NotProvenError, prove_merchant, prove_shop
from storage.shops import shop_by_id
from tests.fake_shop_sites import PLUGIN
from tests.plugin_tokens import ADMIN, plugin_token
from tests.services.sites import connect_site


@pytest.fixture
def shop(sited, sites) -> int:
    sites.plugin = PLUGIN
    return connect_site(sited)


def test_a_plugin_proves_its_shop(sited, shop) -> None:
    assert prove_shop(sited, plugin_token(sited, shop)).id == shop


def test_a_merchant_comes_with_the_origin_that_frames_us(sited, shop) -> None:
    sent = prove_merchant(sited, plugin_token(sited, shop, sub="merchant:1", origin=ADMIN))
    assert (sent.shop.id, sent.origin) == (shop, ADMIN)


def test_neither_passes_for_the_other(sited, shop) -> None:
    with pytest.raises(NotProvenError):
        prove_shop(sited, plugin_token(sited, shop, sub="merchant:1", origin=ADMIN))
    with pytest.raises(NotProvenError):
        prove_merchant(sited, plugin_token(sited, shop, origin=ADMIN))


@pytest.mark.parametrize(
    "changes",
    [
        {"aud": "https://other.example"},
        {"aud": None},
        {"iss": "999"},
        {"iss": None},
        {"iss": "1 OR 1=1"},
        {"iss": "9" * 40},
        {"sub": None},
        {"sub": ""},
        {"exp": None},
        {"iat": None},
        {"iat": "soon"},
        {"secret": "x" * 43},
    ],
    ids=str,
)
def test_whatever_is_not_signed_for_us_by_the_shop_proves_nothing(sited, shop, changes) -> None:
    with pytest.raises(NotProvenError):
        prove_shop(sited, plugin_token(sited, shop, **changes))


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "a" * 10_000, "é.é.é", "..", "null.null.null"])
def test_noise_proves_nothing(sited, shop, token: str) -> None:
    with pytest.raises(NotProvenError):
        prove_shop(sited, token)


def test_an_unsigned_token_proves_nothing(sited, shop) -> None:
    def part(value: object) -> str:
        return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")

    body = plugin_token(sited, shop).split(".")[1]
    for header in ({"alg": "none"}, {"alg": "None", "typ": "JWT"}):
        with pytest.raises(NotProvenError):
            prove_shop(sited, f"{part(header)}.{body}.")


@pytest.mark.parametrize(
    ("iat", "exp", "good"),
    [(0, 300, True), (119, 419, True), (121, 421, False), (-400, -100, True), (-500, -121, False)],
)
def test_clocks_may_be_out_by_two_minutes(sited, shop, iat: int, exp: int, good: bool) -> None:
    now = int(sited.clock().timestamp())
    token = plugin_token(sited, shop, iat=now + iat, exp=now + exp)
    if good:
        assert prove_shop(sited, token).id == shop
        return
    with pytest.raises(NotProvenError) as refusal:
        prove_shop(sited, token)
    assert refusal.value.clock


@pytest.mark.parametrize("lasts", [601, 10**9, -5, 0])
def test_a_token_is_short_lived(sited, shop, lasts: int) -> None:
    now = int(sited.clock().timestamp())
    with pytest.raises(NotProvenError):
        prove_shop(sited, plugin_token(sited, shop, iat=now, exp=now + lasts))


@pytest.mark.parametrize(
    "origin",
    [
        "",
        None,
        7,
        "https://mugs.example/",
        "https://mugs.example/wp-admin",
        "ftp://mugs.example",
        "https://mugs.example; script-src *",
        "https://mugs.example 'self'",
        "https://*",
        "*",
        "null",
    ],
)
def test_an_origin_that_is_none_lets_no_merchant_in(sited, shop, origin: object) -> None:
    with pytest.raises(NotProvenError):
        prove_merchant(sited, plugin_token(sited, shop, sub="merchant:1", origin=origin))


def test_a_shop_that_has_left_proves_nothing(sited, shop) -> None:
    token = plugin_token(sited, shop)
    with sited.sessions() as session:
        known = shop_by_id(session, shop)
    part_with_site(sited, known)
    with pytest.raises(NotProvenError):
        prove_shop(sited, token)
