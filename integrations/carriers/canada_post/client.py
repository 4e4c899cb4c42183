"""Ask Canada Post's Tracking service for details, one number a call; parser.py understands them.

Interface: Get Tracking Details,
https://www.canadapost-postescanada.ca/info/mc/business/productsservices/developers/services/tracking/trackingdetails.jsf
"""

from collections.abc import Sequence
from http import HTTPStatus

from domain.tracking import TrackedNumber, TrackingAnswer, UnknownNumber
from integrations.asking import ask_for_each
from integrations.carriers.canada_post.parser import read
from integrations.http import Question, basic
from integrations.line import Line

PATH = "/vis/track/pin/{number}/detail"


async def track(line: Line, numbers: Sequence[TrackedNumber]) -> Sequence[TrackingAnswer]:
    """Ask for every number and answer for every one, in the same order."""
    return await ask_for_each(line, numbers, _ask)


async def _ask(line: Line, asked: TrackedNumber) -> TrackingAnswer:
    headers = {
        "Authorization": basic(line.credentials["username"], line.credentials["password"]),
        "Accept": "application/vnd.cpc.track-v2+xml",
        "Accept-Language": "en-CA",
    }
    url = line.base_url + PATH.format(number=asked.number)
    answer = await line.ask(Question(url, headers=headers))
    if answer.status == HTTPStatus.NOT_FOUND:
        return UnknownNumber(asked.number)
    return read(answer.body, asked)
