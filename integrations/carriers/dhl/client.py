"""Ask DHL's Shipment Tracking - Unified interface, one number a call; parser.py understands.

Interface: https://developer.dhl.com/api-reference/shipment-tracking
"""

from collections.abc import Sequence
from http import HTTPStatus
from urllib.parse import quote

import aiohttp

from domain.tracking import TrackedNumber, TrackingAnswer, UnknownNumber
from integrations.carrier_names import longest_beginning
from integrations.carriers.dhl.parser import read
from integrations.http import PATIENT, Patience, Question, ask, ask_for_each

# Without the service, DHL may answer with another shipment that has the same number.
PRODUCTS = {
    "dhl express": "express",
    "dhl worldwide express": "express",
    "mydhl": "express",
    "dhl freight": "freight",
    "dhl global forwarding": "dgf",
    "dhl ecommerce": "ecommerce",
    "dhl global mail": "ecommerce",
    "dhl ecommerce europe": "ecommerce-europe",
    "dhl parcel connect": "ecommerce-europe",
    "dhl paket": "parcel-de",
    "dhl parcel de": "parcel-de",
    "dhl parcel germany": "parcel-de",
    "dhl germany": "parcel-de",
    "dhl parcel nl": "parcel-nl",
    "dhl parcel netherlands": "parcel-nl",
    "dhl parcel pl": "parcel-pl",
    "dhl parcel polska": "parcel-pl",
    "dhl parcel poland": "parcel-pl",
}
NAMES = ("dhl", "deutsche post dhl", "mydhl", *PRODUCTS)
PATH = "/track/shipments"
_SITES = {"sv": "se-sv", "de": "de-de", "nl": "nl-nl", "da": "dk-da", "fi": "fi-fi", "nb": "no-no"}


class Dhl:
    """DHL, seen through one API key."""

    key: str = "dhl"
    label: str = "DHL"
    names: Sequence[str] = NAMES

    def __init__(self, api_key: str, base_url: str, patience: Patience = PATIENT) -> None:
        self._api_key = api_key
        self._base_url = base_url
        self._patience = patience

    def tracking_url(self, number: str, locale: str) -> str:
        """Return DHL's public page for a number."""
        site = _SITES.get(locale[:2].lower(), "global-en")
        return f"https://www.dhl.com/{site}/home/tracking.html?tracking-id={quote(number, safe='')}"

    async def track(self, numbers: Sequence[TrackedNumber]) -> Sequence[TrackingAnswer]:
        """Ask for every number and answer for every one, in the same order."""
        return await ask_for_each(numbers, self._ask, self._patience)

    async def _ask(self, session: aiohttp.ClientSession, asked: TrackedNumber) -> TrackingAnswer:
        query = {"trackingNumber": asked.number}
        product = longest_beginning(asked.carrier_text, PRODUCTS)
        if product is not None:
            query["service"] = PRODUCTS[product]
        question = Question(self._base_url + PATH, query, {"DHL-API-Key": self._api_key})
        answer = await ask(session, question, self._patience)
        if answer.status == HTTPStatus.NOT_FOUND:
            return UnknownNumber(asked.number)
        return read(answer.body, asked)
