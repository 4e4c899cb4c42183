"""Ask PostNord's Track & Trace v5 interface, one number a call; understanding is left to parser.py.

Interface: https://developer.postnord.com/ (shipment, track and trace, findByIdentifier).
"""

from collections.abc import Sequence
from http import HTTPStatus
from urllib.parse import quote

import aiohttp

from domain.tracking import TrackedNumber, TrackingAnswer, UnknownNumber
from integrations.carriers.postnord.parser import read
from integrations.http import PATIENT, Patience, Question, ask, ask_for_each

NAMES = (
    "postnord",
    "post nord",
    "posten sverige",
    "posten ab",
    "postdanmark",
    "post danmark",
    "mypack",
)
PATH = "/rest/shipment/v5/trackandtrace/findByIdentifier.json"
# A 400 holds a fault that says whether the number is to blame.
_UNDERSTOOD = frozenset({HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND})
_SITES = {"sv": "se", "da": "dk", "nb": "no", "nn": "no", "no": "no", "fi": "fi"}


class PostNord:
    """PostNord, seen through one API key."""

    key: str = "postnord"
    label: str = "PostNord"
    names: Sequence[str] = NAMES

    def __init__(self, api_key: str, base_url: str, patience: Patience = PATIENT) -> None:
        self._api_key = api_key
        self._base_url = base_url
        self._patience = patience

    def tracking_url(self, number: str, locale: str) -> str:
        """Return PostNord's public page for a number."""
        site = _SITES.get(locale[:2].lower(), "en")
        return f"https://tracking.postnord.com/{site}/?id={quote(number, safe='')}"

    async def track(self, numbers: Sequence[TrackedNumber]) -> Sequence[TrackingAnswer]:
        """Ask for every number and answer for every one, in the same order."""
        return await ask_for_each(numbers, self._ask, self._patience)

    async def _ask(self, session: aiohttp.ClientSession, asked: TrackedNumber) -> TrackingAnswer:
        question = Question(
            self._base_url + PATH,
            {"apikey": self._api_key, "id": asked.number, "locale": "en"},
            also=_UNDERSTOOD,
        )
        answer = await ask(session, question, self._patience)
        if answer.status == HTTPStatus.NOT_FOUND:
            return UnknownNumber(asked.number)
        return read(answer.body, asked)
