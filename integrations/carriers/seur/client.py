"""Ask SEUR's tracking services, one parcel a call; parser.py understands the answers.

Interface: GET /pic/v1/tracking-services/extended (all events; `simplified` has the last alone).
Tokens: OAuth 2.0 password grant. SEUR is asked by the shop's order number, and where it does not
know that, by the parcel's own. Without the account's own three numbers it would answer with
parcels of other shops that have the same order number.
"""

import re
from collections.abc import Iterator, Sequence
from http import HTTPStatus

from domain.tracking import TrackedNumber, TrackingAnswer, UnknownNumber
from integrations.access_tokens import Grant
from integrations.asking import ask_for_each
from integrations.carriers.seur.parser import read
from integrations.http import Question
from integrations.line import Line

PATH = "/pic/v1/tracking-services/extended"
SIGN_IN_PATH = "/pic_token"
_REFERENCE = re.compile(r"[0-9A-Za-z][0-9A-Za-z/_.-]{0,49}")


async def track(line: Line, numbers: Sequence[TrackedNumber]) -> Sequence[TrackingAnswer]:
    """Ask for every number and answer for every one, in the same order."""
    return await ask_for_each(line, numbers, _ask)


def grant(line: Line) -> Grant:
    """Say how to get a token from SEUR."""
    names = ("client_id", "client_secret", "username", "password")
    form = {"grant_type": "password", **{name: line.credentials[name] for name in names}}
    return Grant(Question(line.sign_in_url + SIGN_IN_PATH, form=form))


async def _ask(line: Line, asked: TrackedNumber) -> TrackingAnswer:
    answer: TrackingAnswer = UnknownNumber(asked.number)
    for reference, kind in _ways_to_ask(asked):
        answer = await _ask_by(line, asked, reference, kind)
        if not isinstance(answer, UnknownNumber):
            break
    return answer


def _ways_to_ask(asked: TrackedNumber) -> Iterator[tuple[str, str]]:
    """Yield what a parcel may be known by, and SEUR's word for it."""
    order = asked.reference.strip().removeprefix("#")
    if _REFERENCE.fullmatch(order):
        yield order, "REFERENCE"
    # The bar code on the parcel has figures only; anything else can but be a reference.
    yield asked.number, "ECB" if asked.number.isdigit() else "REFERENCE"


async def _ask_by(line: Line, asked: TrackedNumber, reference: str, kind: str) -> TrackingAnswer:
    known = line.credentials
    query = {
        "ref": reference,
        "refType": kind,
        "idNumber": known["tax_id"],
        "accountNumber": known["account_number"].partition("-")[0],
        "businessUnit": known["business_unit"],
    }
    answer = await line.ask_signed_in(Question(line.base_url + PATH, query), grant(line))
    if answer.status in {HTTPStatus.NO_CONTENT, HTTPStatus.NOT_FOUND}:
        return UnknownNumber(asked.number)
    return read(answer.body, asked)
