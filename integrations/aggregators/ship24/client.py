"""Ask Ship24, one number a call; makes trackers, a hundred a call, for those that have none.

Interface: https://docs.ship24.com/tracking-api-reference/. A new tracker counts against the plan,
reading does not: read first, make only what is missing. parser.py understands.
"""

import re
from collections.abc import Mapping, Sequence
from http import HTTPStatus

from domain.errors import ProviderError
from domain.tracking import FailedLookup, TrackedNumber, TrackingAnswer, UnknownNumber
from integrations.aggregators.ship24.carriers import code_of
from integrations.aggregators.ship24.parser import read
from integrations.asking import ask_for_each, ask_in_groups
from integrations.http import Question, json_question
from integrations.line import Line
from integrations.untrusted import code, json_object, rows, table, text

MADE_AT_MOST = 100
PROBE = TrackedNumber("1Z12345E0291980793")
"""Asked for to try the credentials; no tracker is made for it, as that would cost something."""
PATH = "/public/v1/trackers"
_NUMBER = re.compile(r"[0-9A-Za-z]{5,50}")
_UNDERSTOOD = frozenset({HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND})
_NO_NUMBER = "validation_error"


async def track(line: Line, numbers: Sequence[TrackedNumber]) -> Sequence[TrackingAnswer]:
    """Ask for every number and answer for every one, in the same order."""
    missing: list[TrackedNumber] = []

    async def ask(line: Line, asked: TrackedNumber) -> TrackingAnswer:
        address = f"{line.base_url}{PATH}/search/{asked.number}/results"
        answer = await line.ask(Question(address, headers=_signed(line)))
        if answer.status != HTTPStatus.NOT_FOUND:
            return read(answer.body, asked)
        if asked.number != PROBE.number:
            missing.append(asked)
        return UnknownNumber(asked.number)

    answers = await ask_for_each(line, numbers, ask, _NUMBER)
    made = await ask_in_groups(line, missing, MADE_AT_MOST, _make, _NUMBER)
    by_number = {answer.number: answer for answer in made}
    return [by_number.get(answer.number, answer) for answer in answers]


async def _make(line: Line, group: Sequence[TrackedNumber]) -> Mapping[str, TrackingAnswer]:
    """Have numbers followed from now on; nothing is known of them yet."""
    wishes = [_wish(asked) for asked in group]
    question = json_question(f"{line.base_url}{PATH}/bulk", wishes, _signed(line), also=_UNDERSTOOD)
    answer = await line.ask(question)
    if answer.status == HTTPStatus.NOT_FOUND:
        return {asked.number: UnknownNumber(asked.number) for asked in group}
    told = json_object(answer.body)
    items = rows(told.get("data"))
    if not items:
        raise ProviderError(f"no tracker was made ({_codes(table(told.get('error'))) or 'silent'})")
    results = {text(table(item.get("inputData")).get("trackingNumber")): item for item in items}
    return {asked.number: _made(asked, results.get(asked.number, {})) for asked in group}


def _made(asked: TrackedNumber, item: Mapping[str, object]) -> TrackingAnswer:
    if code(item.get("itemStatus")) in {"created", "existing"}:
        return UnknownNumber(asked.number)
    refusal = _codes(item)
    if _NO_NUMBER in refusal:
        return UnknownNumber(asked.number)
    return FailedLookup(asked.number, ProviderError(f"refused ({refusal or 'no code'})"))


def _codes(item: Mapping[str, object]) -> str:
    told = [code(error.get("code")) for error in rows(item.get("errors"))]
    return ", ".join(filter(None, [*told, code(item.get("code"))]))[:60]


def _wish(asked: TrackedNumber) -> dict[str, object]:
    courier = code_of(asked.carrier, asked.country)
    known = {
        "trackingNumber": asked.number,
        "courierCode": [courier] if courier else None,
        "destinationCountryCode": asked.country,
        "destinationPostCode": asked.postal_code,
        "shippingDate": asked.shipped_on,
    }
    return {name: value for name, value in known.items() if value}


def _signed(line: Line) -> dict[str, str]:
    return {"Authorization": f"Bearer {line.credentials['api_key']}"}
