"""Ask 17TRACK, forty numbers a call; registers what it does not follow yet. parser.py understands.

Interface: https://asset.17track.net/api/document/v2.4_en/index.html
Registering a number costs quota, reading does not: read first, register only what is unregistered.
"""

import re
from collections.abc import Mapping, Sequence
from http import HTTPStatus

from domain.errors import ProviderError
from domain.tracking import FailedLookup, TrackedNumber, TrackingAnswer, UnknownNumber
from integrations.aggregators.seventeentrack.carriers import number_of
from integrations.aggregators.seventeentrack.parser import (
    NOT_REGISTERED,
    QUOTA_SPENT,
    Told,
    answer_for,
    told_in,
)
from integrations.asking import ask_in_groups
from integrations.http import json_question
from integrations.line import Line

AT_MOST = 40
PROBE = TrackedNumber("RR123456785CN")
"""Asked for to try the credentials, and never registered: that would cost something."""
PATH = "/track/v2.4/"
_NUMBER = re.compile(r"[0-9A-Za-z]{5,50}")


async def track(line: Line, numbers: Sequence[TrackedNumber]) -> Sequence[TrackingAnswer]:
    """Ask for every number and answer for every one, in the same order."""
    return await ask_in_groups(line, numbers, AT_MOST, _ask, _NUMBER)


async def say(line: Line, command: str, value: object) -> bytes | None:
    """Send a command and return the answer; None for 404. Raises ProviderError."""
    headers = {"17token": line.credentials["api_key"]}
    answer = await line.ask(json_question(line.base_url + PATH + command, value, headers))
    return None if answer.status == HTTPStatus.NOT_FOUND else answer.body


async def _ask(line: Line, group: Sequence[TrackedNumber]) -> Mapping[str, TrackingAnswer]:
    # Without the carrier: a number registered with another one would count as unregistered.
    body = await say(line, "gettrackinfo", [{"number": asked.number} for asked in group])
    if body is None:
        return {asked.number: UnknownNumber(asked.number) for asked in group}
    told = told_in(body)
    answers: dict[str, TrackingAnswer] = {a.number: _answer(told, a) for a in group}
    new = [
        asked
        for asked in group
        if told.rejected.get(asked.number.upper()) == NOT_REGISTERED
        and asked.number != PROBE.number
    ]
    # In a group of its own: what was read stays read, whatever becomes of the rest.
    registered = await ask_in_groups(line, new, AT_MOST, _register, _NUMBER)
    return answers | {answer.number: answer for answer in registered}


async def _register(line: Line, new: Sequence[TrackedNumber]) -> Mapping[str, TrackingAnswer]:
    """Have numbers followed from now on; nothing is known of those that are accepted."""
    body = await say(line, "register", [_registration(asked) for asked in new])
    told = told_in(body or b"")
    return {
        asked.number: UnknownNumber(asked.number)
        if asked.number.upper() in told.accepted
        else _answer(told, asked)
        for asked in new
    }


def _registration(asked: TrackedNumber) -> dict[str, object]:
    """Write down a number and what carriers want to know to tell of it; empty parts are left out.

    Names: "Tracking number registration" in the description.
    """
    known: dict[str, object] = {
        "number": asked.number,
        "carrier": number_of(asked.carrier, asked.country),
        "destination_country": asked.country,
        "destination_postal_code": asked.postal_code,
        "ship_date": asked.shipped_on,
        "phone_number_last_4": asked.phone_end,
    }
    return {name: value for name, value in known.items() if value}


def _answer(told: Told, asked: TrackedNumber) -> TrackingAnswer:
    if told.rejected.get(asked.number.upper()) in QUOTA_SPENT:
        # Only what is new is refused: the rest of the account may go on reading.
        return FailedLookup(asked.number, ProviderError("the quota of new numbers is spent"))
    try:
        return answer_for(told, asked)
    except ProviderError as error:
        return FailedLookup(asked.number, error)
