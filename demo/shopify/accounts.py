"""Keep what one shop has granted the app: installation, scopes and tokens; speaks no HTTP."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

RETRIED_FOR = timedelta(days=30)
"""How long after its first use a refresh token may be tried again, if its successor never is."""


class TokenRefusedError(Exception):
    """A token that is not good, or no longer."""


@dataclass(frozen=True, slots=True)
class Lifetimes:
    """For how long tokens live, in seconds."""

    access: float = 3600
    refresh: float = 90 * 24 * 3600


@dataclass(frozen=True, slots=True)
class TokenPair:
    """What an app is given; `access_expires` and `refresh_expires` are the tokens' ends."""

    access: str = field(repr=False)
    refresh: str = field(repr=False)
    access_expires: datetime
    refresh_expires: datetime


@dataclass(slots=True)
class Renewal:
    """A refresh token: when it ends, when it was first used, and the tokens it came from."""

    ends: datetime
    first_used: datetime | None = None
    before: str = field(default="", repr=False)


@dataclass(slots=True)
class Account:
    """One shop's side of an installation; `optional` scopes can be taken back one by one."""

    lifetimes: Lifetimes = field(default_factory=Lifetimes)
    installed: bool = False
    scopes: frozenset[str] = frozenset()
    installations: int = 0
    access: dict[str, datetime] = field(default_factory=dict, repr=False)
    renewals: dict[str, Renewal] = field(default_factory=dict, repr=False)

    def install(self, scopes: Iterable[str]) -> None:
        """Let the app in; a second time changes the scopes only."""
        self.installations += not self.installed
        self.installed = True
        self.scopes = frozenset(scopes)

    def uninstall(self) -> None:
        """Throw the app out: every token is dead at once."""
        self.installed = False
        self.scopes = frozenset()
        self.access.clear()
        self.renewals.clear()

    def issue(self, now: datetime, before: str = "") -> TokenPair:
        """Return a new pair of tokens; `before` is the refresh token it is given for."""
        pair = TokenPair(
            access=f"shpat_{secrets.token_hex(16)}",
            refresh=f"shprt_{secrets.token_hex(16)}",
            access_expires=now + timedelta(seconds=self.lifetimes.access),
            refresh_expires=now + timedelta(seconds=self.lifetimes.refresh),
        )
        self.access = {token: ends for token, ends in self.access.items() if ends > now}
        self.access[pair.access] = pair.access_expires
        self.renewals[pair.refresh] = Renewal(pair.refresh_expires, before=before)
        return pair

    def renew(self, refresh: str, now: datetime) -> TokenPair:
        """Exchange a refresh token; raise TokenRefusedError.

        It stays good until its successor is used for the first time: an answer may get lost.
        """
        renewal = self.renewals.get(refresh)
        if not self.installed or renewal is None or renewal.ends <= now:
            raise TokenRefusedError
        if renewal.first_used and renewal.first_used + RETRIED_FOR <= now:
            raise TokenRefusedError
        if renewal.first_used is None:
            renewal.first_used = now
            self._retire(renewal.before, now)
        return self.issue(now, before=refresh)

    def check(self, access: str, now: datetime) -> None:
        """Raise TokenRefusedError unless an access token is good now."""
        ends = self.access.get(access)
        if not self.installed or ends is None or ends <= now:
            raise TokenRefusedError

    def may(self, scope: str) -> bool:
        """Tell whether a scope is granted; who may write may read."""
        return scope in self.scopes or scope.replace("read_", "write_", 1) in self.scopes

    def _retire(self, refresh: str, now: datetime) -> None:
        """Forget a token whose successor is in use, with the successors that never were."""
        if not refresh:
            return
        self.renewals.pop(refresh, None)
        for token, renewal in list(self.renewals.items()):
            if renewal.before == refresh and renewal.first_used is None and renewal.ends > now:
                del self.renewals[token]
