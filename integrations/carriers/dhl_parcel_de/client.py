"""Ask DHL's Parcel DE Tracking interface, fifteen numbers a call; parser.py understands it.

Interface: https://developer.dhl.com/api-reference/dhl-parcel-de-shipment-tracking-post-parcel-germany
(request "d-get-piece-detail", for business customers). The question is XML within the address.
"""

import re
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from xml.sax.saxutils import quoteattr

from domain.tracking import TrackedNumber, TrackingAnswer, UnknownNumber
from integrations.asking import ask_in_groups
from integrations.carriers.dhl_parcel_de.parser import read_all
from integrations.http import Question, basic
from integrations.line import Line

PATH = "/parcel/de/tracking/v0/shipments"
# Some say that a question takes 20 numbers, some 15: 15 are right either way.
PER_CALL = 15
_FORM = re.compile(r"[0-9A-Za-z]{8,39}")


async def track(line: Line, numbers: Sequence[TrackedNumber]) -> Sequence[TrackingAnswer]:
    """Ask for every number and answer for every one, in the same order."""
    return await ask_in_groups(line, numbers, PER_CALL, _ask, _FORM)


def question_for(credentials: Mapping[str, str], numbers: Sequence[str]) -> str:
    """Write the XML that asks for numbers; a credential may hold any character."""
    attributes = {
        "appname": credentials["appname"],
        "language-code": "en",
        "password": credentials["password"],
        "piece-code": ";".join(numbers),
        "request": "d-get-piece-detail",
    }
    written = " ".join(f"{name}={quoteattr(value)}" for name, value in attributes.items())
    return f'<?xml version="1.0" encoding="UTF-8" standalone="no"?><data {written}/>'


async def _ask(line: Line, group: Sequence[TrackedNumber]) -> Mapping[str, TrackingAnswer]:
    key, secret = line.credentials["api_key"], line.credentials["api_secret"]
    query = {"xml": question_for(line.credentials, [asked.number for asked in group])}
    headers = {"Authorization": basic(key, secret), "Accept": "application/xml"}
    answer = await line.ask(Question(line.base_url + PATH, query, headers))
    if answer.status == HTTPStatus.NOT_FOUND:
        return {asked.number: UnknownNumber(asked.number) for asked in group}
    return read_all(answer.body, group)
