"""Ask Correos Express's shipment tracking, one number a call; parser.py understands the answers.

Interface: POST .../json/seguimientoEnvio, as Correos's own module for shops calls it.
"""

from collections.abc import Sequence
from http import HTTPStatus

from domain.tracking import TrackedNumber, TrackingAnswer, UnknownNumber
from integrations.asking import ask_for_each
from integrations.carriers.correos_express.parser import read
from integrations.http import basic, json_question
from integrations.line import Line

PATH = "/wspsc/apiRestSeguimientoEnviosk8s/json/seguimientoEnvio"


async def track(line: Line, numbers: Sequence[TrackedNumber]) -> Sequence[TrackingAnswer]:
    """Ask for every number and answer for every one, in the same order."""
    return await ask_for_each(line, numbers, _ask)


async def _ask(line: Line, asked: TrackedNumber) -> TrackingAnswer:
    known = line.credentials
    question = json_question(
        line.base_url + PATH,
        {"codigoCliente": known["customer_code"], "dato": asked.number, "idioma": "ES"},
        {"Authorization": basic(known["user"], known["password"])},
    )
    answer = await line.ask(question)
    if answer.status == HTTPStatus.NOT_FOUND:
        return UnknownNumber(asked.number)
    return read(answer.body, asked)
