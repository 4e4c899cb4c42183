"""Ask FedEx's Track v1 interface, thirty numbers a call; parser.py understands the answers.

Interface: https://developer.fedex.com/api/en-us/catalog/track/v1/docs.html
Tokens: https://developer.fedex.com/api/en-us/catalog/authorization/v1/docs.html
"""

import re
from collections.abc import Mapping, Sequence
from http import HTTPStatus

from domain.tracking import TrackedNumber, TrackingAnswer, UnknownNumber
from integrations.access_tokens import Grant
from integrations.asking import ask_in_groups
from integrations.carriers.fedex.parser import read_all
from integrations.client_credentials import pair_in_form
from integrations.http import json_question
from integrations.line import Line

PATH = "/track/v1/trackingnumbers"
SIGN_IN_PATH = "/oauth/token"
PER_CALL = 30
_FORM = re.compile(r"[0-9A-Za-z]{8,40}")
# A 400 holds errors that say what FedEx could not take.
_UNDERSTOOD = frozenset({HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND})


async def track(line: Line, numbers: Sequence[TrackedNumber]) -> Sequence[TrackingAnswer]:
    """Ask for every number and answer for every one, in the same order."""
    return await ask_in_groups(line, numbers, PER_CALL, _ask, _FORM)


def grant(line: Line) -> Grant:
    """Say how to get a token from FedEx."""
    return Grant(pair_in_form(line, SIGN_IN_PATH))


async def _ask(line: Line, group: Sequence[TrackedNumber]) -> Mapping[str, TrackingAnswer]:
    wanted = [{"trackingNumberInfo": {"trackingNumber": asked.number}} for asked in group]
    question = json_question(
        line.base_url + PATH,
        {"includeDetailedScans": True, "trackingInfo": wanted},
        # Without a language, FedEx answers in that of the account.
        {"X-locale": "en_US"},
        also=_UNDERSTOOD,
    )
    answer = await line.ask_signed_in(question, grant(line))
    if answer.status == HTTPStatus.NOT_FOUND:
        return {asked.number: UnknownNumber(asked.number) for asked in group}
    return read_all(answer.body, group)
