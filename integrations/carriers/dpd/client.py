"""Ask DPD's ParcelLifeCycleService V2.0, one number a call; parser.py understands the answers.

Interface: https://integrations.dpd.nl/dpd-shipper/dpd-shipper-webservices/
Tokens: LoginService V2.1; one is good for 24 hours and travels in the SOAP header.
"""

from collections.abc import Sequence
from http import HTTPStatus

from domain.tracking import TrackedNumber, TrackingAnswer, UnknownNumber
from integrations.access_tokens import Grant
from integrations.asking import ask_for_each
from integrations.carriers.dpd import envelopes
from integrations.carriers.dpd.parser import read, read_token
from integrations.http import Question
from integrations.line import Line

BASE_URL = "https://wsshipper.dpd.nl"
COUNTRIES = ("nl", "be")
PATH = "/soap/services/ParcelLifeCycleService/V2_0"
SIGN_IN_PATH = "/soap/services/LoginService/V2_1"
# SOAP 1.1, 6.2: faults come with HTTP 500.
_UNDERSTOOD = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.INTERNAL_SERVER_ERROR})


async def track(line: Line, numbers: Sequence[TrackedNumber]) -> Sequence[TrackingAnswer]:
    """Ask for every number and answer for every one, in the same order."""
    return await ask_for_each(line, numbers, _ask)


def grant(line: Line) -> Grant:
    """Say how to get a token from DPD."""
    body = envelopes.sign_in(line.credentials["delis_id"], line.credentials["password"])
    url = _of_account(line, line.sign_in_url) + SIGN_IN_PATH
    return Grant(_question(url, f"{envelopes.LOGIN}/getAuth", body), read_token)


async def _ask(line: Line, asked: TrackedNumber) -> TrackingAnswer:
    token = await line.token(grant(line))
    answer = await line.ask(_about(line, asked, token))
    if envelopes.TOKEN_REFUSED in answer.body:
        token = await line.token(grant(line), refused=token)
        answer = await line.ask(_about(line, asked, token))
    if answer.status == HTTPStatus.NOT_FOUND:
        return UnknownNumber(asked.number)
    return read(answer.body, asked)


def _about(line: Line, asked: TrackedNumber, token: str) -> Question:
    body = envelopes.tracking(line.credentials["delis_id"], token, asked.number)
    url = _of_account(line, line.base_url) + PATH
    return _question(url, f"{envelopes.LIFE_CYCLE}/getTrackingData", body)


def _of_account(line: Line, url: str) -> str:
    """Return the host of the account's country; an address somebody has chosen stays."""
    if url == BASE_URL and line.credentials.get("country") == "be":
        return "https://wsshipper.dpd.be"
    return url


def _question(url: str, action: str, body: bytes) -> Question:
    headers = {
        "Content-Type": "text/xml;charset=UTF-8",
        "SOAPAction": f'"{action}"',
        "Accept": "text/xml",
    }
    return Question(url, headers=headers, body=body, also=_UNDERSTOOD)
