"""Ask Instabee's contract interface, one number a call; parser.py understands the answers.

Interface: https://developer.budbee.com (key and secret as user and password; media types carry
the version). The addresses the carrier's own pages ask are not for others and not used.
"""

from collections.abc import Sequence
from http import HTTPStatus

from domain.tracking import TrackedNumber, TrackingAnswer, UnknownNumber
from integrations.asking import ask_for_each
from integrations.carriers.budbee.parser import read
from integrations.http import Question, basic
from integrations.line import Line

PATH = "/parcels/"
MEDIA_TYPE = "application/vnd.budbee.parcels-v1+json"


async def track(line: Line, numbers: Sequence[TrackedNumber]) -> Sequence[TrackingAnswer]:
    """Ask for every number and answer for every one, in the same order."""
    return await ask_for_each(line, numbers, _ask)


async def _ask(line: Line, asked: TrackedNumber) -> TrackingAnswer:
    headers = {
        "Authorization": basic(line.credentials["api_key"], line.credentials["api_secret"]),
        "Accept": MEDIA_TYPE,
        "Content-Type": MEDIA_TYPE,
    }
    answer = await line.ask(Question(line.base_url + PATH + asked.number, headers=headers))
    if answer.status == HTTPStatus.NOT_FOUND:
        return UnknownNumber(asked.number)
    return read(answer.body, asked)
