"""Hold UPS's access token: fetched once for all calls, renewed when it is spent or refused.

OAuth 2.0 client credentials, https://developer.ups.com/api/reference/oauth/client-credentials
"""

import asyncio
import re
import time
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus
from weakref import WeakKeyDictionary

import aiohttp

from domain.errors import ProviderError
from integrations.http import Patience, Question, ask
from integrations.untrusted import json_object, text

PATH = "/security/v1/oauth/token"
_TOKEN = re.compile(r"[A-Za-z0-9._~+/=-]{1,8000}")
_SPENT_EARLY = 60.0
"""Seconds before its end at which a token is no longer used."""
_SHORTEST = 30.0
_NOT_AGAIN_WITHIN = 5.0
"""Seconds in which those who waited for a failed token do not try once more, one by one."""


class AccessToken:
    """One token for one pair of credentials, across calls and event loops."""

    def __init__(
        self, client_id: str, client_secret: str, clock: Callable[[], float] = time.monotonic
    ) -> None:
        pair = b64encode(f"{client_id}:{client_secret}".encode()).decode()
        self._authorization = f"Basic {pair}"
        self._clock = clock
        self._value = ""
        self._spent_at = 0.0
        self._failure: ProviderError | None = None
        self._failed_at = 0.0
        # A lock belongs to the event loop it first waited in, and every job has its own loop.
        self._locks: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Lock] = (
            WeakKeyDictionary()
        )

    async def value(
        self, session: aiohttp.ClientSession, base_url: str, patience: Patience, refused: str = ""
    ) -> str:
        """Return a token that is not spent and is not the one refused; raise ProviderError."""
        lock = self._locks.setdefault(asyncio.get_running_loop(), asyncio.Lock())
        async with lock:
            if self._clock() >= self._spent_at or self._value == refused:
                await self._renew(session, Question(base_url + PATH), patience)
            return self._value

    async def _renew(
        self, session: aiohttp.ClientSession, question: Question, patience: Patience
    ) -> None:
        if self._failure and self._clock() - self._failed_at < _NOT_AGAIN_WITHIN:
            raise replace(self._failure)
        asked_at = self._clock()
        try:
            self._value, lifetime = await self._fetch(session, question, patience)
        except ProviderError as error:
            self._failure, self._failed_at = error, self._clock()
            raise
        self._failure = None
        self._spent_at = asked_at + max(lifetime - _SPENT_EARLY, _SHORTEST)

    async def _fetch(
        self, session: aiohttp.ClientSession, question: Question, patience: Patience
    ) -> tuple[str, float]:
        asked = Question(
            question.url,
            headers={"Authorization": self._authorization},
            form={"grant_type": "client_credentials"},
            also=frozenset({HTTPStatus.BAD_REQUEST}),
        )
        answer = await ask(session, asked, patience)
        if answer.status == HTTPStatus.BAD_REQUEST:
            # RFC 6749 5.2: invalid_client may come as 400 as well as 401.
            raise ProviderError("no token: HTTP 400", permanent=True, credentials_refused=True)
        told = json_object(answer.body)
        token, lifetime = told.get("access_token"), text(told.get("expires_in"))
        if not isinstance(token, str) or not _TOKEN.fullmatch(token):
            raise ProviderError("no token in the answer")
        return token, float(lifetime) if lifetime.isascii() and lifetime.isdigit() else _SHORTEST
