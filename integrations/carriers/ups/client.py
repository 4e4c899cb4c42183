"""Ask UPS's Track v1 interface, one number a call; parser.py understands the answers.

Interface: https://developer.ups.com/api/reference/tracking
Tokens: OAuth 2.0 client credentials,
https://developer.ups.com/api/reference/oauth/client-credentials
"""

import re
from collections.abc import Sequence
from http import HTTPStatus
from uuid import uuid4

from domain.tracking import TrackedNumber, TrackingAnswer, UnknownNumber
from integrations.access_tokens import Grant
from integrations.asking import ask_for_each
from integrations.carriers.ups.parser import read
from integrations.client_credentials import pair_in_header
from integrations.http import Question
from integrations.line import Line

PATH = "/api/track/v1/details/"
SIGN_IN_PATH = "/security/v1/oauth/token"
_INQUIRY = re.compile(r"[0-9A-Za-z]{7,34}")
_UNDERSTOOD = frozenset({HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND})


async def track(line: Line, numbers: Sequence[TrackedNumber]) -> Sequence[TrackingAnswer]:
    """Ask for every number and answer for every one, in the same order."""
    return await ask_for_each(line, numbers, _ask, _INQUIRY)


def grant(line: Line) -> Grant:
    """Say how to get a token from UPS."""
    return Grant(pair_in_header(line, SIGN_IN_PATH))


async def _ask(line: Line, asked: TrackedNumber) -> TrackingAnswer:
    question = Question(
        line.base_url + PATH + asked.number,
        {"locale": "en_US", "returnSignature": "false"},
        {"transId": uuid4().hex, "transactionSrc": "framme"},
        also=_UNDERSTOOD,
    )
    answer = await line.ask_signed_in(question, grant(line))
    if answer.status == HTTPStatus.NOT_FOUND:
        return UnknownNumber(asked.number)
    return read(answer.body, asked)
