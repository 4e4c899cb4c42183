"""Ask GLS's Track And Trace V1 interface, ten numbers a call; parser.py understands the answers.

Interface and tokens (OAuth 2.0 client credentials): https://dev-portal.gls-group.net
"""

from collections.abc import Mapping, Sequence
from http import HTTPStatus

from domain.errors import ProviderError
from domain.tracking import FailedLookup, TrackedNumber, TrackingAnswer, UnknownNumber
from integrations.access_tokens import Grant
from integrations.asking import ask_in_groups
from integrations.carriers.gls.parser import read_parcel
from integrations.client_credentials import pair_in_header
from integrations.http import Question
from integrations.line import Line
from integrations.untrusted import rows_under

AT_ONCE = 10
PATH = "/track-and-trace-v1/tracking/simple/trackids/"
SIGN_IN_PATH = "/oauth2/v1/token"


async def track(line: Line, numbers: Sequence[TrackedNumber]) -> Sequence[TrackingAnswer]:
    """Ask for every number and answer for every one, in the same order."""
    return await ask_in_groups(line, numbers, AT_ONCE, _ask)


def grant(line: Line) -> Grant:
    """Say how to get a token from GLS."""
    return Grant(pair_in_header(line, SIGN_IN_PATH))


async def _ask(line: Line, numbers: Sequence[TrackedNumber]) -> Mapping[str, TrackingAnswer]:
    question = Question(
        line.base_url + PATH + ",".join(asked.number for asked in numbers),
        {"showEvents": "true"},
        {"Accept-Language": "EN"},
    )
    answer = await line.ask_signed_in(question, grant(line))
    if answer.status == HTTPStatus.NOT_FOUND:
        return {asked.number: UnknownNumber(asked.number) for asked in numbers}
    parcels = rows_under("parcels", answer.body)
    return {asked.number: _answer(parcels, asked) for asked in numbers}


def _answer(parcels: Sequence[Mapping[str, object]], asked: TrackedNumber) -> TrackingAnswer:
    try:
        return read_parcel(parcels, asked)
    except ProviderError as error:  # one number's; the others of the answer stand
        return FailedLookup(asked.number, error)
