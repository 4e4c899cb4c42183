"""Ask PostNL's Shippingstatus v2 interface, one barcode a call; parser.py understands the answers.

Interface: https://developer.postnl.nl/docs/#/http/api-endpoints/track-trace
Only parcels of the account's own customer codes are shown.
"""

from collections.abc import Sequence
from http import HTTPStatus

from domain.tracking import TrackedNumber, TrackingAnswer, UnknownNumber
from integrations.asking import ask_for_each
from integrations.carriers.postnl.parser import read
from integrations.http import Question
from integrations.line import Line

PATH = "/shipment/v2/status/barcode/"
_QUERY = {"detail": "true", "language": "EN", "maxDays": "90"}


async def track(line: Line, numbers: Sequence[TrackedNumber]) -> Sequence[TrackingAnswer]:
    """Ask for every number and answer for every one, in the same order."""
    return await ask_for_each(line, numbers, _ask)


async def _ask(line: Line, asked: TrackedNumber) -> TrackingAnswer:
    headers = {"apikey": line.credentials["api_key"]}
    answer = await line.ask(Question(line.base_url + PATH + asked.number, _QUERY, headers))
    if answer.status == HTTPStatus.NOT_FOUND:
        return UnknownNumber(asked.number)
    return read(answer.body, asked)
