"""One account's way to its provider: calls at its pace, with its tokens, until told to stop."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from http import HTTPStatus

import aiohttp

from domain.errors import ProviderError
from integrations.access_tokens import AccessTokens, Grant
from integrations.http import PATIENT, HttpAnswer, Patience, Question, ask

LONGEST_WAIT = timedelta(seconds=15)
"""For how long a call waits for its turn within a batch; later ones wait for another batch."""
OUTAGE_AFTER = 5
"""Failures in a row after which the rest of a batch is not asked for."""


@dataclass(eq=False)
class KeptBackError(Exception):
    """A call that was not made: the account has to wait, for the reason given."""

    why: ProviderError


def at_once() -> timedelta:
    """Say that a call need not wait: the pace of an account without limits."""
    return timedelta()


@dataclass(slots=True)
class Line:
    """What a client is handed to ask with; lives for one batch.

    `base_url` and `sign_in_url` have no slash at their end. `turn` counts a call and returns zero,
    or says how long to wait before it may be made.
    """

    session: aiohttp.ClientSession
    credentials: Mapping[str, str]
    base_url: str
    sign_in_url: str
    tokens: AccessTokens
    turn: Callable[[], timedelta] = at_once
    patience: Patience = PATIENT
    push_url: str = ""
    calls: int = 0
    failures_in_a_row: int = 0
    stopped: ProviderError | None = None
    last_failure: ProviderError | None = field(default=None, repr=False)

    async def ask(self, question: Question) -> HttpAnswer:
        """Ask once, in turn.

        Raises ProviderError, and KeptBackError when the account has to wait.
        """
        await self._wait_for_turn()
        self.calls += 1
        try:
            return await ask(self.session, question, self.patience)
        except ProviderError as error:
            self.note_failure(error)
            raise

    async def ask_signed_in(self, question: Question, grant: Grant) -> HttpAnswer:
        """Ask with a bearer token; one that is refused is renewed once, and the call repeated.

        Raises ProviderError, with `credentials_refused` when a new token is refused too.
        """
        also = question.also | {HTTPStatus.UNAUTHORIZED}
        token = await self.token(grant)
        answer = await self.ask(_with_token(question, token, also))
        if answer.status == HTTPStatus.UNAUTHORIZED:
            token = await self.token(grant, refused=token)
            answer = await self.ask(_with_token(question, token, also))
        if (
            answer.status == HTTPStatus.UNAUTHORIZED
            and HTTPStatus.UNAUTHORIZED not in question.also
        ):
            refusal = ProviderError("HTTP 401", permanent=True, credentials_refused=True)
            self.note_failure(refusal)
            raise refusal
        return answer

    async def token(self, grant: Grant, refused: str = "") -> str:
        """Return an access token that is not the one refused; raise ProviderError."""
        try:
            return await self.tokens.value(self.session, grant, self.patience, refused)
        except ProviderError as error:
            self.note_failure(error)
            raise

    async def _wait_for_turn(self) -> None:
        waited = timedelta()
        while True:
            if self.stopped:
                raise KeptBackError(self.stopped)
            wait = self.turn()
            if not wait:
                return
            waited += wait
            if waited > LONGEST_WAIT:
                self.stopped = ProviderError("our own pace with this provider", retry_after=wait)
                raise KeptBackError(self.stopped)
            await asyncio.sleep(wait.total_seconds())

    def note_failure(self, error: ProviderError) -> None:
        """Note what a call, or an answer's own words, say of the account; told twice, it is once.

        Refused credentials and a pause asked for end the batch, as do failures in a row.
        """
        if error is self.last_failure:
            return
        self.last_failure = error
        if error.credentials_refused or error.retry_after is not None:
            self.stopped = error
        elif not error.permanent:
            self.failures_in_a_row += 1
            if self.failures_in_a_row >= OUTAGE_AFTER:
                self.stopped = replace(error)

    def note_answer(self) -> None:
        """Note that an answer was understood: the provider is well."""
        self.failures_in_a_row = 0


def _with_token(question: Question, token: str, also: frozenset[int]) -> Question:
    headers = {**question.headers, "Authorization": f"Bearer {token}"}
    return replace(question, headers=headers, also=also)
