"""The keys of a WooCommerce shop: as a merchant's shop sends them, and as a token keeps them."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from domain.errors import AccessRefusedError, UnreadablePayloadError
from domain.shop_sites import Grant
from integrations.platforms.woocommerce.keys import Keys, read_grant, read_keys, write_keys

KEYS = Keys("https://shop.example/wp-json/", "ck_1234567890", "cs_1234567890")
SENT = {
    "key_id": 3,
    "user_id": "st_4f9c1b",
    "consumer_key": "ck_1234567890",
    "consumer_secret": "cs_1234567890",
    "key_permissions": "read_write",
}


@pytest.mark.parametrize("keys", [KEYS, replace(KEYS, in_query=True)])
def test_keys_are_read_as_they_were_written(keys: Keys) -> None:
    assert read_keys(write_keys(keys)) == keys


def test_keys_are_not_shown_by_chance() -> None:
    assert "1234567890" not in repr(KEYS)
    assert "1234567890" not in repr(read_grant(json.dumps(SENT).encode()))


@pytest.mark.parametrize("token", ["", "shpat_1", "[]", "null", '{"root": "https://x/"}'])
def test_a_token_of_another_kind_is_refused(token: str) -> None:
    with pytest.raises(AccessRefusedError, match="cannot be read"):
        read_keys(token)


def test_a_grant_is_read_whole() -> None:
    grant = read_grant(json.dumps(SENT).encode())
    assert grant == Grant("st_4f9c1b", "ck_1234567890", "cs_1234567890", may_write=True)


def test_the_grant_of_a_real_shop_is_read(shared_data: Path) -> None:
    capture = shared_data / "woocommerce" / "captures" / "27_wc-auth-callback.wc-auth-approved.json"
    grant = read_grant(json.loads(capture.read_bytes())["body"].encode())
    assert (grant.state, grant.may_write) == ("st_4f9c1b", True)
    assert (len(grant.key), len(grant.secret)) == (43, 43)


@pytest.mark.parametrize("permissions", ["read", "write", "", None])
def test_keys_that_cannot_both_read_and_write_may_not_write(permissions: str | None) -> None:
    body = json.dumps(SENT | {"key_permissions": permissions}).encode()
    assert not read_grant(body).may_write


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"user_id": ""}, "user_id: is empty"),
        ({"user_id": None}, "user_id: is missing"),
        ({"consumer_key": None}, "consumer_key: is missing"),
        ({"consumer_key": "ck:1234567890"}, "consumer_key: is missing"),
        ({"consumer_secret": "cs_ 1234567890"}, "consumer_secret: is missing"),
        ({"consumer_secret": ["cs_1234567890"]}, "consumer_secret: is not text"),
    ],
)
def test_half_a_grant_is_none(changes: dict[str, object], told: str) -> None:
    with pytest.raises(UnreadablePayloadError) as refused:
        read_grant(json.dumps(SENT | changes).encode())
    assert str(refused.value) == told


@pytest.mark.parametrize("body", [b"", b"user_id=1", b"[]"])
def test_a_grant_is_an_object(body: bytes) -> None:
    with pytest.raises(UnreadablePayloadError, match=r"^body: "):
        read_grant(body)
