"""Ask UPS's Track v1 interface, one number a call; parser.py understands the answers.

Interface: https://developer.ups.com/api/reference/tracking
"""

import re
from collections.abc import Sequence
from http import HTTPStatus
from urllib.parse import quote
from uuid import uuid4

import aiohttp

from domain.errors import ProviderError
from domain.tracking import TrackedNumber, TrackingAnswer, UnknownNumber
from integrations.carriers.ups.access_token import AccessToken
from integrations.carriers.ups.parser import read
from integrations.http import (
    PATIENT,
    HttpAnswer,
    Patience,
    Question,
    ask,
    ask_for_each,
)

NAMES = ("ups", "united parcel service")
PATH = "/api/track/v1/details/"
_INQUIRY = re.compile(r"[0-9A-Za-z]{7,34}")
_UNDERSTOOD = frozenset({HTTPStatus.BAD_REQUEST, HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND})
_SITES = {"sv": "sv_SE", "de": "de_DE", "da": "da_DK", "nb": "no_NO", "fi": "fi_FI", "fr": "fr_FR"}


class Ups:
    """UPS, seen through one client id and secret."""

    key: str = "ups"
    label: str = "UPS"
    names: Sequence[str] = NAMES

    def __init__(self, token: AccessToken, base_url: str, patience: Patience = PATIENT) -> None:
        self._token = token
        self._base_url = base_url
        self._patience = patience

    def tracking_url(self, number: str, locale: str) -> str:
        """Return UPS's public page for a number."""
        site = _SITES.get(locale[:2].lower(), "en_US")
        return f"https://www.ups.com/track?loc={site}&tracknum={quote(number, safe='')}"

    async def track(self, numbers: Sequence[TrackedNumber]) -> Sequence[TrackingAnswer]:
        """Ask for every number and answer for every one, in the same order."""
        return await ask_for_each(numbers, self._ask, self._patience)

    async def _ask(self, session: aiohttp.ClientSession, asked: TrackedNumber) -> TrackingAnswer:
        if not _INQUIRY.fullmatch(asked.number):
            return UnknownNumber(asked.number)
        token = await self._token.value(session, self._base_url, self._patience)
        answer = await self._details(session, asked.number, token)
        if answer.status == HTTPStatus.UNAUTHORIZED:
            token = await self._token.value(session, self._base_url, self._patience, refused=token)
            answer = await self._details(session, asked.number, token)
        if answer.status == HTTPStatus.UNAUTHORIZED:
            raise ProviderError("HTTP 401", permanent=True, credentials_refused=True)
        if answer.status == HTTPStatus.NOT_FOUND:
            return UnknownNumber(asked.number)
        return read(answer.body, asked)

    async def _details(self, session: aiohttp.ClientSession, number: str, token: str) -> HttpAnswer:
        question = Question(
            self._base_url + PATH + number,
            {"locale": "en_US", "returnSignature": "false"},
            {
                "Authorization": f"Bearer {token}",
                "transId": uuid4().hex,
                "transactionSrc": "framme",
            },
            also=_UNDERSTOOD,
        )
        return await ask(session, question, self._patience)
