"""Ask BRT's tracking interface, one parcel a call; parser.py understands the answers.

Interface: GET /rest/v1/tracking/parcelID/{parcelID}; the account is named in headers of BRT's
own, it knows no Authorization.
"""

from collections.abc import Sequence
from http import HTTPStatus

from domain.tracking import TrackedNumber, TrackingAnswer, UnknownNumber
from integrations.asking import ask_for_each
from integrations.carriers.brt.parser import read
from integrations.http import Question
from integrations.line import Line

PATH = "/rest/v1/tracking/parcelID/"


async def track(line: Line, numbers: Sequence[TrackedNumber]) -> Sequence[TrackingAnswer]:
    """Ask for every number and answer for every one, in the same order."""
    return await ask_for_each(line, numbers, _ask)


async def _ask(line: Line, asked: TrackedNumber) -> TrackingAnswer:
    known = line.credentials
    headers = {"userID": known["user_id"], "password": known["password"]}
    answer = await line.ask(Question(line.base_url + PATH + asked.number, headers=headers))
    if answer.status == HTTPStatus.NOT_FOUND:
        return UnknownNumber(asked.number)
    return read(answer.body, asked)
