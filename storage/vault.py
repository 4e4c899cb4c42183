"""Seal credentials at rest: the first key encrypts, all keys decrypt."""

from collections.abc import Sequence

from cryptography.fernet import Fernet, MultiFernet


class Vault:
    """Seals and opens short secrets with a list of Fernet keys."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._fernet = MultiFernet([Fernet(key) for key in keys])

    def seal(self, secret: str) -> bytes:
        """Encrypt a secret for keeping."""
        return self._fernet.encrypt(secret.encode())

    def open(self, sealed: bytes) -> str:
        """Decrypt what `seal` made; raises cryptography.fernet.InvalidToken for anything else."""
        return self._fernet.decrypt(sealed).decode()
