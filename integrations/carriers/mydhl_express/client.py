"""Ask the MyDHL interface (DHL Express), many waybills a call; parser.py understands the answers.

Interface: https://developer.dhl.com/api-reference/dhl-express-mydhl-api
"""

import re
from collections.abc import Mapping, Sequence
from http import HTTPStatus

from domain.tracking import TrackedNumber, TrackingAnswer, UnknownNumber
from integrations.asking import ask_in_groups
from integrations.carriers.mydhl_express.parser import read_all
from integrations.http import Question, basic
from integrations.line import Line

PATH = "/mydhlapi/tracking"
VERSION = "3.1.0"
"""Of the interface, as its description tells to send it."""
# The interface takes 200: half of that keeps the question's address and the answer within bounds.
PER_CALL = 100
_WAYBILL = re.compile(r"[0-9]{10}")
_UNDERSTOOD = frozenset({HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND})


async def track(line: Line, numbers: Sequence[TrackedNumber]) -> Sequence[TrackingAnswer]:
    """Ask for every number and answer for every one, in the same order."""
    return await ask_in_groups(line, numbers, PER_CALL, _ask, _WAYBILL)


async def _ask(line: Line, group: Sequence[TrackedNumber]) -> Mapping[str, TrackingAnswer]:
    query = [
        *(("shipmentTrackingNumber", asked.number) for asked in group),
        ("trackingView", "all-checkpoints"),
        ("levelOfDetail", "shipment"),
    ]
    headers = {
        "Authorization": basic(line.credentials["username"], line.credentials["password"]),
        "Accept-Language": "eng",
        "x-version": VERSION,
    }
    answer = await line.ask(Question(line.base_url + PATH, query, headers, also=_UNDERSTOOD))
    if answer.status == HTTPStatus.NOT_FOUND:
        return {asked.number: UnknownNumber(asked.number) for asked in group}
    return read_all(answer.body, group)
