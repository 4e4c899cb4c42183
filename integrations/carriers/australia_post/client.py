"""Ask Australia Post's Shipping and Tracking interface, ten numbers a call; parser.py understands.

Interface: https://developers.auspost.com.au/apis/shipping-and-tracking/reference/track-items
"""

from collections.abc import Mapping, Sequence
from http import HTTPStatus

from domain.tracking import TrackedNumber, TrackingAnswer, UnknownNumber
from integrations.asking import ask_in_groups
from integrations.carriers.australia_post.parser import answer_for, results_in
from integrations.http import Question, basic
from integrations.line import Line

PATH = "/shipping/v1/track"
PER_CALL = 10


async def track(line: Line, numbers: Sequence[TrackedNumber]) -> Sequence[TrackingAnswer]:
    """Ask for every number and answer for every one, in the same order."""
    return await ask_in_groups(line, numbers, PER_CALL, _ask)


async def _ask(line: Line, numbers: Sequence[TrackedNumber]) -> Mapping[str, TrackingAnswer]:
    query = {"tracking_ids": ",".join(asked.number for asked in numbers)}
    headers = {
        "Authorization": basic(line.credentials["api_key"], line.credentials["password"]),
        "Account-Number": line.credentials["account_number"],
    }
    answer = await line.ask(Question(line.base_url + PATH, query, headers))
    if answer.status == HTTPStatus.NOT_FOUND:
        return {asked.number: UnknownNumber(asked.number) for asked in numbers}
    told = results_in(answer.body)
    return {asked.number: answer_for(asked, told) for asked in numbers}
