"""Ask Royal Mail's Tracking v2 interface, one number a call; parser.py understands the answers.

Interface: https://developer.royalmail.net/ (Tracking API v2, events)
"""

from collections.abc import Sequence
from http import HTTPStatus

from domain.tracking import TrackedNumber, TrackingAnswer, UnknownNumber
from integrations.asking import ask_for_each
from integrations.carriers.royal_mail.parser import read
from integrations.http import Question
from integrations.line import Line

PATH = "/mailpieces/v2/{number}/events"
# A 400 holds an error that says whether the number is to blame.
_UNDERSTOOD = frozenset({HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND})


async def track(line: Line, numbers: Sequence[TrackedNumber]) -> Sequence[TrackingAnswer]:
    """Ask for every number and answer for every one, in the same order."""
    return await ask_for_each(line, numbers, _ask)


async def _ask(line: Line, asked: TrackedNumber) -> TrackingAnswer:
    headers = {
        "X-IBM-Client-Id": line.credentials["client_id"],
        "X-IBM-Client-Secret": line.credentials["client_secret"],
        "X-Accept-RMG-Terms": "yes",
    }
    url = line.base_url + PATH.format(number=asked.number)
    answer = await line.ask(Question(url, headers=headers, also=_UNDERSTOOD))
    if answer.status == HTTPStatus.NOT_FOUND:
        return UnknownNumber(asked.number)
    return read(answer.body, asked)
