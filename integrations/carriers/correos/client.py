"""Ask Correos's trackpub interface (v2), one number a call; parser.py understands the answers.

Interface: https://developers.correos.es (trackpub; the account has to be let in by Correos).
Tokens: OAuth 2.0 client credentials at CorreosID, which answers in its own names.
"""

import re
from collections.abc import Sequence
from http import HTTPStatus

from domain.tracking import TrackedNumber, TrackingAnswer, UnknownNumber
from integrations.access_tokens import Grant, Token, read_oauth
from integrations.asking import ask_for_each
from integrations.carriers.correos.parser import read
from integrations.client_credentials import pair_in_form
from integrations.http import Question
from integrations.line import Line
from integrations.untrusted import json_object, text

PATH = "/support/trackpub/api/v2/search/"
SIGN_IN_PATH = "/Api/Authorize/Token"
SCOPE = "TPB"
"""With the scope of the other interfaces CorreosID gives a token, but trackpub refuses it."""
_SHORTEST_KNOWN = 1500.0
_FORM = re.compile(r"[A-Za-z]{2}[0-9A-Za-z]{10,30}")


async def track(line: Line, numbers: Sequence[TrackedNumber]) -> Sequence[TrackingAnswer]:
    """Ask for every number and answer for every one, in the same order."""
    return await ask_for_each(line, numbers, _ask, _FORM)


def grant(line: Line) -> Grant:
    """Say how to get a token from CorreosID."""
    return Grant(pair_in_form(line, SIGN_IN_PATH, scope=SCOPE), read=read_token)


def read_token(body: bytes) -> Token:
    """Read idToken and expiresIn, or RFC 6749's names; raise ProviderError for anything else."""
    told = json_object(body)
    value, lifetime = told.get("idToken"), text(told.get("expiresIn"))
    if not isinstance(value, str):
        return read_oauth(body)
    seconds = float(lifetime) if lifetime.isascii() and lifetime.isdigit() else _SHORTEST_KNOWN
    return Token(value, seconds)


async def _ask(line: Line, asked: TrackedNumber) -> TrackingAnswer:
    known = line.credentials
    headers = {
        "client_id": known.get("gateway_client_id") or known["client_id"],
        "client_secret": known.get("gateway_client_secret") or known["client_secret"],
    }
    question = Question(line.base_url + PATH + asked.number.upper(), headers=headers)
    answer = await line.ask_signed_in(question, grant(line))
    if answer.status == HTTPStatus.NOT_FOUND:
        return UnknownNumber(asked.number)
    return read(answer.body, asked)
