"""Ask the InPost group's Tracking v1 interface, ten numbers a call; parser.py understands.

Interface: https://developers.inpost-group.com/tracking
Tokens: OAuth 2 client credentials, https://developers.inpost-group.com/authentication
"""

from collections.abc import Mapping, Sequence
from http import HTTPStatus

from domain.tracking import TrackedNumber, TrackingAnswer, UnknownNumber
from integrations.access_tokens import Grant
from integrations.asking import ask_in_groups
from integrations.carriers.inpost.parser import read_parcel
from integrations.client_credentials import pair_in_form
from integrations.http import Question
from integrations.line import Line
from integrations.untrusted import rows_under

AT_ONCE = 10
PATH = "/tracking/v1/parcels"
SIGN_IN_PATH = "/oauth2/token"
SCOPE = "api:tracking:read"
EVENT_VERSION = "V1"


async def track(line: Line, numbers: Sequence[TrackedNumber]) -> Sequence[TrackingAnswer]:
    """Ask for every number and answer for every one, in the same order."""
    return await ask_in_groups(line, numbers, AT_ONCE, _ask)


def grant(line: Line) -> Grant:
    """Say how to get a token from InPost."""
    return Grant(pair_in_form(line, SIGN_IN_PATH, scope=SCOPE))


async def _ask(line: Line, numbers: Sequence[TrackedNumber]) -> Mapping[str, TrackingAnswer]:
    question = Question(
        line.base_url + PATH,
        [("trackingNumbers", asked.number) for asked in numbers],
        {"x-inpost-event-version": EVENT_VERSION},
    )
    answer = await line.ask_signed_in(question, grant(line))
    if answer.status == HTTPStatus.NOT_FOUND:
        return await _not_found(line, numbers)
    parcels = rows_under("parcels", answer.body)
    return {asked.number: read_parcel(parcels, asked) for asked in numbers}


async def _not_found(line: Line, numbers: Sequence[TrackedNumber]) -> Mapping[str, TrackingAnswer]:
    """Find out who is not found: one unknown number must not hide the others of its call."""
    if len(numbers) == 1:
        return {numbers[0].number: UnknownNumber(numbers[0].number)}
    answers: dict[str, TrackingAnswer] = {}
    for asked in numbers:
        answers.update(await _ask(line, [asked]))
    return answers
