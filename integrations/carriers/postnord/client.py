"""Ask PostNord's Track & Trace v5 interface, one number a call; understanding is left to parser.py.

Interface: https://developer.postnord.com/ (shipment, track and trace, findByIdentifier).
"""

from collections.abc import Sequence
from http import HTTPStatus

from domain.tracking import TrackedNumber, TrackingAnswer, UnknownNumber
from integrations.asking import ask_for_each
from integrations.carriers.postnord.parser import read
from integrations.http import Question
from integrations.line import Line

PATH = "/rest/shipment/v5/trackandtrace/findByIdentifier.json"
# A 400 holds a fault that says whether the number is to blame.
_UNDERSTOOD = frozenset({HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND})


async def track(line: Line, numbers: Sequence[TrackedNumber]) -> Sequence[TrackingAnswer]:
    """Ask for every number and answer for every one, in the same order."""
    return await ask_for_each(line, numbers, _ask)


async def _ask(line: Line, asked: TrackedNumber) -> TrackingAnswer:
    query = {"apikey": line.credentials["api_key"], "id": asked.number, "locale": "en"}
    answer = await line.ask(Question(line.base_url + PATH, query, also=_UNDERSTOOD))
    if answer.status == HTTPStatus.NOT_FOUND:
        return UnknownNumber(asked.number)
    return read(answer.body, asked)
