"""Keep the REST keys the merchant has given away; speaks no HTTP."""

import secrets
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

SCOPES = ("read", "write", "read_write")


@dataclass(frozen=True, slots=True)
class Key:
    """A key; whoever has it acts as `user`."""

    id: int
    user: int
    description: str
    permissions: str
    consumer_key: str = field(repr=False)
    consumer_secret: str = field(repr=False)

    def may(self, method: str) -> bool:
        """Tell whether a request of this method is among what was granted."""
        if method in {"GET", "HEAD"}:
            return self.permissions in {"read", "read_write"}
        return method == "OPTIONS" or self.permissions in {"write", "read_write"}


class Keys:
    """The keys of one site; each approval makes a new one and takes none back."""

    def __init__(self) -> None:
        self._keys: dict[int, Key] = {}
        self._last = 0

    def make(self, user: int, description: str, permissions: str) -> Key:
        """Make a key; raise ValueError for permissions that do not exist."""
        if permissions not in SCOPES:
            raise ValueError("permissions are read, write or read_write")
        self._last += 1
        key = Key(
            self._last,
            user,
            description,
            permissions,
            f"ck_{secrets.token_hex(20)}",
            f"cs_{secrets.token_hex(20)}",
        )
        self._keys[key.id] = key
        return key

    def all(self) -> Iterator[Key]:
        """Yield the keys that are good."""
        return iter(self._keys.values())

    def find(self, consumer_key: str) -> Key | None:
        """Return a key by its public half, or None."""
        return next((key for key in self.all() if key.consumer_key == consumer_key), None)

    def revoke(self, key: int) -> None:
        """Take a key back; nobody is told."""
        self._keys.pop(key, None)

    def revoke_of(self, user: int) -> None:
        """Take back the keys of somebody whose account is deleted."""
        for key in [key for key in self.all() if key.user == user]:
            self.revoke(key.id)

    def written(self) -> dict[str, Any]:
        """Return everything, to be kept in a file."""
        return {"last": self._last, "keys": [asdict(key) for key in self.all()]}

    def restore(self, told: dict[str, Any]) -> None:
        """Go on with what was kept."""
        self._last = told["last"]
        self._keys = {kept["id"]: Key(**kept) for kept in told["keys"]}
