"""Ask SF Express's route query, ten numbers a call, signed; parser.py understands the answers.

Interface: EXP_RECE_SEARCH_ROUTES, https://open.sf-express.com/Api
"""

import hashlib
import json
import time
from base64 import b64encode
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from urllib.parse import quote_plus
from uuid import uuid4

from domain.tracking import TrackedNumber, TrackingAnswer, UnknownNumber
from integrations.asking import ask_in_groups
from integrations.carriers.sf_express.parser import answer_for, results_in
from integrations.http import Question
from integrations.line import Line

PATH = "/std/service"
SERVICE = "EXP_RECE_SEARCH_ROUTES"
PER_CALL = 10
_ENGLISH = "1"
_BY_WAYBILL = "1"
_STANDARD = "1"


async def track(line: Line, numbers: Sequence[TrackedNumber]) -> Sequence[TrackingAnswer]:
    """Ask for every number and answer for every one, in the same order."""
    return await ask_in_groups(line, numbers, PER_CALL, _ask)


async def _ask(line: Line, numbers: Sequence[TrackedNumber]) -> Mapping[str, TrackingAnswer]:
    answer = await line.ask(_question(line, _message(numbers)))
    if answer.status == HTTPStatus.NOT_FOUND:
        return {asked.number: UnknownNumber(asked.number) for asked in numbers}
    told = results_in(answer.body)
    return {asked.number: answer_for(asked, told) for asked in numbers}


def _message(numbers: Sequence[TrackedNumber]) -> str:
    """Write the enquiry; a parcel of another's account is shown to who knows a phone's end."""
    message: dict[str, object] = {
        "language": _ENGLISH,
        "trackingType": _BY_WAYBILL,
        "trackingNumber": [asked.number for asked in numbers],
        "methodType": _STANDARD,
    }
    if phones := ",".join(dict.fromkeys(n.phone_end for n in numbers if n.phone_end)):
        message["checkPhoneNo"] = phones
    return json.dumps(message, separators=(",", ":"))


def _question(line: Line, message: str) -> Question:
    timestamp = str(int(time.time() * 1000))
    form = {
        "partnerID": line.credentials["partner_id"],
        "requestID": str(uuid4()),
        "serviceCode": SERVICE,
        "timestamp": timestamp,
        "msgDigest": digest(message, timestamp, line.credentials["check_word"]),
        "msgData": message,
    }
    return Question(line.base_url + PATH, form=form)


def digest(message: str, timestamp: str, check_word: str) -> str:
    """Sign a message as SF checks it: Base64 of MD5 of what Java's URLEncoder makes of the parts.

    Java leaves a star as it is and encodes a tilde; Python does the contrary.
    """
    written = quote_plus(message + timestamp + check_word, safe="*").replace("~", "%7E")
    hashed = hashlib.md5(written.encode())  # noqa: S324  # the vendor's way to sign, no choice
    return b64encode(hashed.digest()).decode()
