"""Secrets at rest: the first key seals, every key opens."""

import pytest
from cryptography.fernet import Fernet, InvalidToken
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.vault import Vault

OLD, NEW, FOREIGN = (Fernet.generate_key().decode() for _ in range(3))


def test_what_an_old_key_sealed_opens_after_the_keys_were_rotated() -> None:
    sealed = Vault([OLD]).seal("consumer secret")
    assert Vault([NEW, OLD]).open(sealed) == "consumer secret"


def test_after_a_rotation_the_new_key_seals() -> None:
    sealed = Vault([NEW, OLD]).seal("consumer secret")
    assert Vault([NEW]).open(sealed) == "consumer secret"
    with pytest.raises(InvalidToken):
        Vault([OLD]).open(sealed)


def test_a_key_that_was_taken_away_opens_nothing() -> None:
    with pytest.raises(InvalidToken):
        Vault([NEW]).open(Vault([OLD]).seal("consumer secret"))


@pytest.mark.parametrize(
    "sealed",
    [b"", b"plain text", Fernet(FOREIGN.encode()).encrypt(b"x")],
    ids=["nothing", "plain text", "sealed elsewhere"],
)
def test_what_was_not_sealed_here_does_not_open(sealed: bytes) -> None:
    with pytest.raises(InvalidToken):
        Vault([NEW, OLD]).open(sealed)


def test_a_sealed_secret_shows_nothing_and_no_change_to_it_goes_unseen() -> None:
    sealed = Vault([NEW]).seal("consumer secret")
    assert b"consumer" not in sealed
    assert Vault([NEW]).seal("consumer secret") != sealed
    middle = len(sealed) // 2
    flipped = b"A" if sealed[middle : middle + 1] != b"A" else b"B"
    with pytest.raises(InvalidToken):
        Vault([NEW]).open(sealed[:middle] + flipped + sealed[middle + 1 :])


@settings(deadline=None)
@given(st.text())
def test_every_secret_comes_back_as_it_was(secret: str) -> None:
    vault = Vault([NEW])
    assert vault.open(vault.seal(secret)) == secret
