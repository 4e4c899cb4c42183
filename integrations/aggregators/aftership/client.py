"""Ask AfterShip, fifty numbers a call; adds what it does not follow yet. parser.py understands.

Interface: https://www.aftership.com/docs/tracking/2026-07/quickstart/api-quick-start
Adding a number counts against the plan, reading does not: read first, add what is missing.
"""

import re
from collections.abc import Mapping, Sequence
from http import HTTPStatus

from domain.errors import ProviderError
from domain.tracking import TrackedNumber, TrackingAnswer, UnknownNumber
from integrations.aggregators.aftership.carriers import slug_of
from integrations.aggregators.aftership.parser import meta_code, read, report_for, told_in
from integrations.asking import ask_for_each, ask_in_groups
from integrations.followed import answers_and_missing
from integrations.http import Question, json_question
from integrations.line import Line
from integrations.untrusted import code, json_object, table

AT_MOST = 50
PROBE = TrackedNumber("1Z12345E0291980793")
"""Asked for to try the credentials, and never added: that would cost something."""
PATH = "/tracking/2026-07/trackings"
_UNDERSTOOD = frozenset({HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND})
_ID = re.compile(r"[0-9A-Za-z-]{8,64}")
# https://www.aftership.com/docs/tracking/2026-07/quickstart/request-errors
_THERE_ALREADY = "4003"
_NO_NUMBER = frozenset({"4005", "4017"})


async def track(line: Line, numbers: Sequence[TrackedNumber]) -> Sequence[TrackingAnswer]:
    """Ask for every number and answer for every one, in the same order."""
    return await ask_in_groups(line, numbers, AT_MOST, _ask)


async def _ask(line: Line, group: Sequence[TrackedNumber]) -> Mapping[str, TrackingAnswer]:
    query = {"tracking_numbers": ",".join(asked.number for asked in group), "limit": "200"}
    answer = await line.ask(Question(line.base_url + PATH, query, _signed(line)))
    if answer.status == HTTPStatus.NOT_FOUND:
        return {asked.number: UnknownNumber(asked.number) for asked in group}
    told, more = told_in(answer.body)
    answers, missing = answers_and_missing(group, told, report_for, PROBE)
    if more:  # the missing may stand on another page
        return answers
    added = await ask_for_each(line, missing, _add)
    return answers | {answer.number: answer for answer in added}


async def _add(line: Line, asked: TrackedNumber) -> TrackingAnswer:
    """Have a number followed from now on; nothing is known of it yet."""
    question = json_question(line.base_url + PATH, _wish(asked), _signed(line), also=_UNDERSTOOD)
    answer = await line.ask(question)
    if answer.status != HTTPStatus.BAD_REQUEST:
        return UnknownNumber(asked.number)
    told = json_object(answer.body)
    refusal = meta_code(told)
    if refusal in _NO_NUMBER:
        return UnknownNumber(asked.number)
    if refusal == _THERE_ALREADY:
        return await _look_up(line, asked, _id_in(table(told.get("data"))))
    raise ProviderError(f"refused ({refusal or 'no code'})", permanent=True)


async def _look_up(line: Line, asked: TrackedNumber, key: str) -> TrackingAnswer:
    """Read a tracking that the list leaves out, as it does with old ones."""
    if not _ID.fullmatch(key):
        raise ProviderError("added before, but not in the list")
    answer = await line.ask(Question(f"{line.base_url}{PATH}/{key}", headers=_signed(line)))
    if answer.status == HTTPStatus.NOT_FOUND:
        return UnknownNumber(asked.number)
    return read(answer.body, asked)


def _id_in(data: Mapping[str, object]) -> str:
    return code(data.get("id")) or code(table(data.get("tracking")).get("id"))


def _wish(asked: TrackedNumber) -> dict[str, str]:
    known = {
        "tracking_number": asked.number,
        "slug": slug_of(asked.carrier, asked.country),
        "destination_postal_code": asked.postal_code,
        "tracking_ship_date": asked.shipped_on.replace("-", ""),
    }
    return {name: value for name, value in known.items() if value}


def _signed(line: Line) -> dict[str, str]:
    return {"as-api-key": line.credentials["api_key"]}
