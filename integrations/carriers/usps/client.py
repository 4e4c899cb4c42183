"""Ask USPS's Tracking v3.2 interface, one number a call; parser.py understands the answers.

Interface: https://developers.usps.com/trackingv3
Tokens: https://developers.usps.com/Oauth (OAuth 2.0 client credentials, sent as JSON)
"""

import re
from collections.abc import Sequence
from http import HTTPStatus

from domain.tracking import TrackedNumber, TrackingAnswer, UnknownNumber
from integrations.access_tokens import Grant
from integrations.asking import ask_for_each
from integrations.carriers.usps.parser import read
from integrations.http import Question, json_question
from integrations.line import Line

PATH = "/tracking/v3/tracking/"
SIGN_IN_PATH = "/oauth2/v3/token"
_FORM = re.compile(r"[0-9A-Za-z]{10,34}")
# USPS answers 400 for a number it knows nothing of yet; the error's code says so.
_UNDERSTOOD = frozenset({HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND})


async def track(line: Line, numbers: Sequence[TrackedNumber]) -> Sequence[TrackingAnswer]:
    """Ask for every number and answer for every one, in the same order."""
    return await ask_for_each(line, numbers, _ask, _FORM)


def grant(line: Line) -> Grant:
    """Say how to get a token from USPS."""
    wanted = {
        "client_id": line.credentials["client_id"],
        "client_secret": line.credentials["client_secret"],
        "grant_type": "client_credentials",
    }
    return Grant(json_question(line.sign_in_url + SIGN_IN_PATH, wanted))


async def _ask(line: Line, asked: TrackedNumber) -> TrackingAnswer:
    question = Question(line.base_url + PATH + asked.number, {"expand": "DETAIL"}, also=_UNDERSTOOD)
    answer = await line.ask_signed_in(question, grant(line))
    if answer.status == HTTPStatus.NOT_FOUND:
        return UnknownNumber(asked.number)
    return read(answer.body, asked)
