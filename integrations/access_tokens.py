"""Hold one account's access tokens: fetched once for all processes, renewed when spent or refused.

OAuth 2.0 (RFC 6749) for most; a grant may read another kind of answer.
"""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from http import HTTPStatus

import aiohttp

from domain.carrier_access import TokenStore
from domain.errors import ProviderError
from integrations.http import Patience, Question, ask
from integrations.untrusted import json_object, text

_TOKEN = re.compile(r"[A-Za-z0-9._~+/=|-]{1,8000}")
_SPENT_EARLY = 60.0
"""Seconds before its end at which a token is no longer used."""
_SHORTEST = 30.0
_NOT_AGAIN_WITHIN = 5.0
"""Seconds in which those who waited for a failed token do not try once more, one by one."""
_LOCKED_FOR = 30.0
_LOOK_AGAIN = 0.05


@dataclass(frozen=True, slots=True)
class Token:
    """An access token and the seconds it lasts."""

    value: str
    seconds: float


def read_oauth(body: bytes) -> Token:
    """Read access_token and expires_in (RFC 6749 5.1); raise ProviderError for anything else."""
    told = json_object(body)
    value, lifetime = told.get("access_token"), text(told.get("expires_in"))
    seconds = float(lifetime) if lifetime.isascii() and lifetime.isdigit() else _SHORTEST
    return Token(value if isinstance(value, str) else "", seconds)


@dataclass(frozen=True, slots=True)
class Grant:
    """How to ask for a token, and how to read what comes; `name` tells an account's grants apart.

    Credentials are refused when the question is answered by 400, 401 or 403; a status that the
    question understands is left to `read`, which may refuse them too.
    """

    question: Question = field(repr=False)
    read: Callable[[bytes], Token] = read_oauth
    name: str = "token"


class AccessTokens:
    """One account's tokens, shared with other processes; lives for one batch.

    A token seen once is used until it is refused: a batch is shorter than what a token has left.
    """

    def __init__(self, store: TokenStore, account: str) -> None:
        self._store = store
        self._account = account
        self._seen: dict[str, str] = {}

    async def value(
        self, session: aiohttp.ClientSession, grant: Grant, patience: Patience, refused: str = ""
    ) -> str:
        """Return a token that is not spent and is not the one refused; raise ProviderError."""
        name = f"{self._account}:{grant.name}"
        while True:
            if known := self._known(name, refused):
                return known
            if key := self._store.try_lock(name, _LOCKED_FOR):
                try:
                    fetched_meanwhile = self._known(name, refused)
                    return fetched_meanwhile or await self._renew(session, name, grant, patience)
                finally:
                    self._store.unlock(name, key)
            await asyncio.sleep(_LOOK_AGAIN)

    def _known(self, name: str, refused: str) -> str:
        known = self._seen.pop(name, "")
        if known in ("", refused):
            known = self._store.get(name) or ""
        if known in ("", refused):
            return ""
        self._seen[name] = known
        return known

    async def _renew(
        self, session: aiohttp.ClientSession, name: str, grant: Grant, patience: Patience
    ) -> str:
        self._fail_as_before(name)
        try:
            token = await _fetch(session, grant, patience)
        except ProviderError as error:
            kind = "refused" if error.credentials_refused else "failed"
            self._store.put(f"{name}:{kind}", error.reason, _NOT_AGAIN_WITHIN)
            raise
        self._store.put(name, token.value, max(token.seconds - _SPENT_EARLY, _SHORTEST))
        return token.value

    def _fail_as_before(self, name: str) -> None:
        if reason := self._store.get(f"{name}:refused"):
            raise ProviderError(reason, permanent=True, credentials_refused=True)
        if reason := self._store.get(f"{name}:failed"):
            raise ProviderError(reason)


async def _fetch(session: aiohttp.ClientSession, grant: Grant, patience: Patience) -> Token:
    asked = replace(grant.question, also=grant.question.also | {HTTPStatus.BAD_REQUEST})
    answer = await ask(session, asked, patience)
    if answer.status == HTTPStatus.BAD_REQUEST and answer.status not in grant.question.also:
        # RFC 6749 5.2: invalid_client may come as 400 as well as 401.
        raise ProviderError("no token: HTTP 400", permanent=True, credentials_refused=True)
    token = grant.read(answer.body)
    if not _TOKEN.fullmatch(token.value):
        raise ProviderError("no token in the answer")
    return token
