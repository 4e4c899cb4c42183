"""Ask TrackingMore, forty numbers a call; adds what it does not follow yet. parser.py understands.

Interface: https://www.trackingmore.com/docs/trackingmore/get-trackings
Adding a number counts against the plan, reading does not: read first, add what is missing. A number
is added to a courier: which one is asked for where we do not know.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from http import HTTPStatus

from domain.errors import ProviderError
from domain.tracking import FailedLookup, TrackedNumber, TrackingAnswer, UnknownNumber
from integrations.aggregators.trackingmore.carriers import courier_of
from integrations.aggregators.trackingmore.parser import refusal_in, report_for, told_in
from integrations.asking import ask_in_groups
from integrations.followed import answers_and_missing
from integrations.http import HttpAnswer, Question, json_question
from integrations.line import Line
from integrations.untrusted import code, json_object, rows, table, text

AT_MOST = 40
PROBE = TrackedNumber("1Z12345E0291980793")
"""Asked for to try the credentials, and never added: that would cost something."""
PATH = "/v4"
LOCKED = timedelta(seconds=120)
"""How long TrackingMore answers nothing once an account was too fast."""
_UNDERSTOOD = frozenset({HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND})
# https://www.trackingmore.com/docs/trackingmore/response-code
_NONE_FOLLOWED = "4102"
_QUOTA_SPENT = "4190"
_THERE_ALREADY, _NO_NUMBER, _NO_COURIER = "4101", "4110", "4121"
_KNOWS_NOTHING = frozenset({_THERE_ALREADY, _NO_NUMBER, _NO_COURIER})


async def track(line: Line, numbers: Sequence[TrackedNumber]) -> Sequence[TrackingAnswer]:
    """Ask for every number and answer for every one, in the same order."""
    return await ask_in_groups(line, numbers, AT_MOST, _ask)


async def _ask(line: Line, group: Sequence[TrackedNumber]) -> Mapping[str, TrackingAnswer]:
    query = {"tracking_numbers": ",".join(asked.number for asked in group)}
    answer = await _say(
        line,
        Question(f"{line.base_url}{PATH}/trackings/get", query, _signed(line), also=_UNDERSTOOD),
    )
    if answer.status == HTTPStatus.NOT_FOUND:
        return {asked.number: UnknownNumber(asked.number) for asked in group}
    told = _followed(answer)
    answers, missing = answers_and_missing(group, told, report_for, PROBE)
    # In a group of its own: what was read stays read, whatever becomes of the rest.
    added = await ask_in_groups(line, missing, AT_MOST, _add)
    return answers | {answer.number: answer for answer in added}


def _followed(answer: HttpAnswer) -> Mapping[str, Mapping[str, object]]:
    if answer.status != HTTPStatus.BAD_REQUEST:
        return told_in(answer.body)
    refusal = refusal_in(json_object(answer.body))
    if refusal == _NONE_FOLLOWED:
        return {}
    raise ProviderError(f"refused ({refusal})", permanent=True)


async def _add(line: Line, missing: Sequence[TrackedNumber]) -> Mapping[str, TrackingAnswer]:
    """Have numbers followed from now on; nothing is known of them yet."""
    wishes: dict[str, dict[str, str]] = {}
    for asked in missing:
        courier = courier_of(asked.carrier, asked.country) or await _detect(line, asked)
        if courier:
            wishes[asked.number] = _wish(asked, courier)
    added = await _send(line, wishes) if wishes else {}
    return {asked.number: UnknownNumber(asked.number) for asked in missing} | added


async def _detect(line: Line, asked: TrackedNumber) -> str:
    wanted = {"tracking_number": asked.number}
    address = f"{line.base_url}{PATH}/couriers/detect"
    answer = await _say(line, json_question(address, wanted, _signed(line), also=_UNDERSTOOD))
    if answer.status in _UNDERSTOOD:
        return ""
    couriers = rows(json_object(answer.body).get("data"))
    return code(couriers[0].get("courier_code")) if couriers else ""


async def _send(line: Line, wishes: Mapping[str, dict[str, str]]) -> dict[str, TrackingAnswer]:
    address = f"{line.base_url}{PATH}/trackings/batch"
    question = json_question(address, list(wishes.values()), _signed(line), also=_UNDERSTOOD)
    answer = await _say(line, question)
    told = json_object(answer.body)
    data = table(told.get("data"))
    general = refusal_in(told)
    refused = {
        text(row.get("tracking_number")): code(row.get("errorCode"))
        for row in rows(data.get("error"))
    }
    return {number: _added(number, refused.get(number, general)) for number in wishes}


def _added(number: str, refusal: str) -> TrackingAnswer:
    if not refusal or refusal in _KNOWS_NOTHING:
        return UnknownNumber(number)
    if refusal == _QUOTA_SPENT:
        return FailedLookup(number, ProviderError("the quota of new numbers is spent"))
    return FailedLookup(number, ProviderError(f"refused ({refusal})", permanent=True))


async def _say(line: Line, question: Question) -> HttpAnswer:
    """Ask once; an account that was too fast waits, also when it is not told for how long."""
    try:
        return await line.ask(question)
    except ProviderError as error:
        if error.reason == "HTTP 429" and error.retry_after is None:
            raise replace(error, retry_after=LOCKED) from None
        raise


def _wish(asked: TrackedNumber, courier: str) -> dict[str, str]:
    known = {
        "tracking_number": asked.number,
        "courier_code": courier,
        "tracking_postal_code": asked.postal_code,
        "tracking_ship_date": asked.shipped_on.replace("-", ""),
    }
    return {name: value for name, value in known.items() if value}


def _signed(line: Line) -> dict[str, str]:
    return {"Tracking-Api-Key": line.credentials["api_key"]}
