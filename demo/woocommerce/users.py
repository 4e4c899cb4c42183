"""Keep the people with an account at the pretend site: its merchant, and shoppers."""

from collections.abc import Iterator
from dataclasses import dataclass

from demo.cast import SHOPPERS, Shopper

MERCHANT = 1
_FIRST_CUSTOMER = 2
_WITH_ACCOUNT = 8
"""So many of the demo's shoppers have an account; the others order as guests."""


@dataclass(slots=True)
class User:
    """Somebody with a login; a `manager` may see and change everything in the shop."""

    id: int
    login: str
    email: str
    name: str
    manager: bool = False
    shopper: Shopper | None = None

    @property
    def is_customer(self) -> bool:
        """Tell a shopper's account from one of the shop's own."""
        return self.shopper is not None


class Users:
    """Everybody by id; one that is removed is gone, with what hangs on it."""

    def __init__(self, email: str) -> None:
        merchant = User(MERCHANT, "merchant", email, "The merchant", manager=True)
        self._users = {MERCHANT: merchant}
        for number, shopper in enumerate(SHOPPERS[:_WITH_ACCOUNT], _FIRST_CUSTOMER):
            self._users[number] = User(
                number, shopper.mailbox, f"{shopper.mailbox}@example.com", shopper.name
            )
            self._users[number].shopper = shopper

    def all(self) -> Iterator[User]:
        """Yield everybody."""
        return iter(self._users.values())

    def find(self, user: int) -> User | None:
        """Return somebody, or None."""
        return self._users.get(user)

    def account_of(self, shopper: Shopper) -> int:
        """Return the id of a shopper's account; 0 for a guest."""
        return next((user.id for user in self.all() if user.shopper == shopper), 0)

    def remove(self, user: int) -> None:
        """Delete somebody's account."""
        self._users.pop(user, None)
