"""Ask EasyPost, many numbers a call; makes trackers for those without. parser.py understands.

Interface: https://docs.easypost.com/docs/trackers
A new tracker costs a fee, reading does not: read first, make only what is missing.
"""

from collections.abc import Mapping, Sequence
from http import HTTPStatus

from domain.tracking import TrackedNumber, TrackingAnswer, UnknownNumber
from integrations.aggregators.easypost.carriers import CARRIERS
from integrations.aggregators.easypost.parser import read, report_for, told_in
from integrations.asking import ask_for_each, ask_in_groups
from integrations.followed import answers_and_missing
from integrations.http import basic, json_question
from integrations.line import Line

AT_MOST = 50
PROBE = TrackedNumber("1Z12345E0291980793")
"""Asked for to try the credentials; no tracker is made for it, as that would cost something."""
PATH = "/v2/trackers"
# 422: no carrier can be made out for the number, or it is none of the carrier's.
_UNKNOWN = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY})


async def track(line: Line, numbers: Sequence[TrackedNumber]) -> Sequence[TrackingAnswer]:
    """Ask for every number and answer for every one, in the same order."""
    return await ask_in_groups(line, numbers, AT_MOST, _ask)


async def _ask(line: Line, group: Sequence[TrackedNumber]) -> Mapping[str, TrackingAnswer]:
    wanted = {"tracking_codes": [asked.number for asked in group]}
    answer = await line.ask(json_question(f"{line.base_url}{PATH}/batch", wanted, _signed(line)))
    if answer.status == HTTPStatus.NOT_FOUND:
        return {asked.number: UnknownNumber(asked.number) for asked in group}
    told, more = told_in(answer.body)
    answers, missing = answers_and_missing(group, told, report_for, PROBE)
    if more:  # the missing may stand on another page
        return answers
    made = await ask_for_each(line, missing, _make)
    return answers | {answer.number: answer for answer in made}


async def _make(line: Line, asked: TrackedNumber) -> TrackingAnswer:
    wish = {"tracking_code": asked.number}
    if asked.carrier in CARRIERS:
        wish["carrier"] = CARRIERS[asked.carrier]
    question = json_question(line.base_url + PATH, {"tracker": wish}, _signed(line), also=_UNKNOWN)
    answer = await line.ask(question)
    if answer.status in _UNKNOWN:
        return UnknownNumber(asked.number)
    return read(answer.body, asked)


def _signed(line: Line) -> dict[str, str]:
    return {"Authorization": basic(line.credentials["api_key"], "")}
