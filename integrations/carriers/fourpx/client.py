"""Ask 4PX's open platform, one number a call, signed; parser.py understands the answers.

Interface: tr.order.tracking.get, http://open.4px.com/apiInfo/apiDetail?itemId=6&mainId=25
"""

import hashlib
import time
from collections.abc import Sequence
from dataclasses import replace
from http import HTTPStatus

from domain.tracking import TrackedNumber, TrackingAnswer, UnknownNumber
from integrations.asking import ask_for_each
from integrations.carriers.fourpx.parser import read
from integrations.http import Question, json_question
from integrations.line import Line

PATH = "/router/api/service"
METHOD = "tr.order.tracking.get"
VERSION = "1.0.0"


async def track(line: Line, numbers: Sequence[TrackedNumber]) -> Sequence[TrackingAnswer]:
    """Ask for every number and answer for every one, in the same order."""
    return await ask_for_each(line, numbers, _ask)


async def _ask(line: Line, asked: TrackedNumber) -> TrackingAnswer:
    answer = await line.ask(_question(line, asked))
    if answer.status == HTTPStatus.NOT_FOUND:
        return UnknownNumber(asked.number)
    return read(answer.body, asked)


def _question(line: Line, asked: TrackedNumber) -> Question:
    question = json_question(line.base_url + PATH, {"deliveryOrderNo": asked.number})
    signed = {
        "app_key": line.credentials["app_key"],
        "format": "json",
        "method": METHOD,
        "timestamp": str(int(time.time() * 1000)),
        "v": VERSION,
    }
    body = (question.body or b"").decode()
    sign = signature(signed, body, line.credentials["app_secret"])
    return replace(question, query={**signed, "language": "en", "sign": sign})


def signature(signed: dict[str, str], body: str, secret: str) -> str:
    """Sign a call: MD5 of the parameters in the order of their names, the body and the secret."""
    parameters = "".join(name + signed[name] for name in sorted(signed))
    written = (parameters + body + secret).encode()
    return hashlib.md5(written).hexdigest()  # noqa: S324  # the vendor's way to sign, no choice
