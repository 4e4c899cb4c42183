"""Ask DHL's Shipment Tracking - Unified interface, one number a call; parser.py understands.

Interface: https://developer.dhl.com/api-reference/shipment-tracking
"""

from collections.abc import Sequence
from http import HTTPStatus

from domain.tracking import TrackedNumber, TrackingAnswer, UnknownNumber
from integrations.asking import ask_for_each
from integrations.carriers.dhl.parser import read
from integrations.http import Question
from integrations.line import Line

# Without the service, DHL may answer with another shipment that has the same number.
SERVICES = {
    "dhl_express": "express",
    "dhl_freight": "freight",
    "dhl_global_forwarding": "dgf",
    "dhl_ecommerce": "ecommerce",
    "dhl_ecommerce_europe": "ecommerce-europe",
    "dhl_paket": "parcel-de",
    "dhl_parcel_nl": "parcel-nl",
    "dhl_parcel_pl": "parcel-pl",
    "deutsche_post": "svb",
    "ppl": "ecommerce-ppl",
}
PATH = "/track/shipments"


async def track(line: Line, numbers: Sequence[TrackedNumber]) -> Sequence[TrackingAnswer]:
    """Ask for every number and answer for every one, in the same order."""
    return await ask_for_each(line, numbers, _ask)


async def _ask(line: Line, asked: TrackedNumber) -> TrackingAnswer:
    query = {"trackingNumber": asked.number}
    if asked.carrier in SERVICES:
        query["service"] = SERVICES[asked.carrier]
    headers = {"DHL-API-Key": line.credentials["api_key"]}
    answer = await line.ask(Question(line.base_url + PATH, query, headers))
    if answer.status == HTTPStatus.NOT_FOUND:
        return UnknownNumber(asked.number)
    return read(answer.body, asked)
