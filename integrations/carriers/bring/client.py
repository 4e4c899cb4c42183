"""Ask Bring's Tracking v2 interface, one number a call; parser.py understands the answers.

Interface: https://developer.bring.com/api/tracking
Headers: https://developer.bring.com/api#authentication
"""

from collections.abc import Sequence
from http import HTTPStatus

from domain.tracking import TrackedNumber, TrackingAnswer, UnknownNumber
from integrations.asking import ask_for_each
from integrations.carriers.bring.parser import read
from integrations.http import Question
from integrations.line import Line

PATH = "/tracking/api/v2/tracking.json"


async def track(line: Line, numbers: Sequence[TrackedNumber]) -> Sequence[TrackingAnswer]:
    """Ask for every number and answer for every one, in the same order."""
    return await ask_for_each(line, numbers, _ask)


async def _ask(line: Line, asked: TrackedNumber) -> TrackingAnswer:
    query = {"q": asked.number, "lang": "en"}
    answer = await line.ask(Question(line.base_url + PATH, query, _headers(line)))
    if answer.status == HTTPStatus.NOT_FOUND:
        return UnknownNumber(asked.number)
    return read(answer.body, asked)


def _headers(line: Line) -> dict[str, str]:
    headers = {
        "X-Mybring-API-Uid": line.credentials["api_uid"],
        "X-Mybring-API-Key": line.credentials["api_key"],
    }
    if shop := line.credentials.get("client_url"):
        headers["X-Bring-Client-URL"] = shop
    return headers
