"""Ask Poste Delivery Business's tracking, one number a call; parser.py understands the answers.

Interface: GET /postalandlogistics/parcel/tracking, for accounts with a contract.
Tokens: OAuth 2.0 client credentials in JSON and in names of Poste's own.
"""

from collections.abc import Sequence
from http import HTTPStatus

from domain.errors import ProviderError
from domain.tracking import TrackedNumber, TrackingAnswer, UnknownNumber
from integrations.access_tokens import Grant, Token, read_oauth
from integrations.asking import ask_for_each
from integrations.carriers.poste_italiane.parser import read
from integrations.http import Question, json_question
from integrations.line import Line
from integrations.untrusted import json_object

PATH = "/postalandlogistics/parcel/tracking"
SIGN_IN_PATH = "/user/sessions"
SCOPE = "https://postemarketplace.onmicrosoft.com/d6a78063-5570-4a87-bbd7-07326e6855d1/.default"
_WHOLE_HISTORY_IN_SENTENCES = {
    "lastTracingState": "N",
    "statusDescription": "E",
    "customerType": "DQ",
}


async def track(line: Line, numbers: Sequence[TrackedNumber]) -> Sequence[TrackingAnswer]:
    """Ask for every number and answer for every one, in the same order."""
    return await ask_for_each(line, numbers, _ask)


def grant(line: Line) -> Grant:
    """Say how to get a token from Poste."""
    asked = {
        "clientId": line.credentials["client_id"],
        "secretId": line.credentials["secret_id"],
        "scope": SCOPE,
        "grantType": "client_credentials",
    }
    question = json_question(line.sign_in_url + SIGN_IN_PATH, asked, _named(line))
    return Grant(question, read=read_token)


def read_token(body: bytes) -> Token:
    """Read a token; raise ProviderError for a refusal, which comes with HTTP 200 too."""
    if json_object(body).get("error"):
        raise ProviderError("no token", permanent=True, credentials_refused=True)
    return read_oauth(body)


def _named(line: Line) -> dict[str, str]:
    return {"POSTE_clientID": line.credentials["client_id"]}


async def _ask(line: Line, asked: TrackedNumber) -> TrackingAnswer:
    question = Question(
        line.base_url + PATH,
        {"waybillNumber": asked.number, **_WHOLE_HISTORY_IN_SENTENCES},
        _named(line),
    )
    answer = await line.ask_signed_in(question, grant(line))
    if answer.status == HTTPStatus.NOT_FOUND:
        return UnknownNumber(asked.number)
    return read(answer.body, asked)
