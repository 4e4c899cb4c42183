"""Ask Yanwen's tracking interface, thirty numbers a call; parser.py understands the answers.

Interface: https://opendocs.yw56.com.cn/webfile/7128663508291424256/
"""

from collections.abc import Mapping, Sequence
from http import HTTPStatus

from domain.tracking import TrackedNumber, TrackingAnswer, UnknownNumber
from integrations.asking import ask_in_groups
from integrations.carriers.yanwen.parser import answer_for, results_in
from integrations.http import Question
from integrations.line import Line

PATH = "/api/tracking"
PER_CALL = 30


async def track(line: Line, numbers: Sequence[TrackedNumber]) -> Sequence[TrackingAnswer]:
    """Ask for every number and answer for every one, in the same order."""
    return await ask_in_groups(line, numbers, PER_CALL, _ask)


async def _ask(line: Line, numbers: Sequence[TrackedNumber]) -> Mapping[str, TrackingAnswer]:
    query = {"nums": ",".join(asked.number for asked in numbers)}
    headers = {"Authorization": line.credentials["merchant_number"]}
    answer = await line.ask(Question(line.base_url + PATH, query, headers))
    if answer.status == HTTPStatus.NOT_FOUND:
        return {asked.number: UnknownNumber(asked.number) for asked in numbers}
    told = results_in(answer.body)
    return {asked.number: answer_for(asked, told) for asked in numbers}
