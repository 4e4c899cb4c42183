"""Ask MRW's TrackingServices (SOAP 1.1), one number a call; parser.py understands the answers.

Interface: https://trackingservice.mrw.es/TrackingService.svc?wsdl, operation GetEnvios.
"""

from collections.abc import Sequence
from http import HTTPStatus

import xmltodict

from domain.tracking import TrackedNumber, TrackingAnswer, UnknownNumber
from integrations.asking import ask_for_each
from integrations.carriers.mrw.parser import read
from integrations.http import Question
from integrations.line import Line

PATH = "/TrackingService.svc/TrackingServices"
_HEADERS = {
    "Accept": "text/xml",
    "Content-Type": "text/xml; charset=utf-8",
    "SOAPAction": '"http://tempuri.org/ITrackingService/GetEnvios"',
}
_SPANISH = "3082"
_BY_SHIPMENT_NUMBER = "0"
_WHOLE_HISTORY = "1"


async def track(line: Line, numbers: Sequence[TrackedNumber]) -> Sequence[TrackingAnswer]:
    """Ask for every number and answer for every one, in the same order."""
    return await ask_for_each(line, numbers, _ask)


def envelope(user: str, password: str, number: str) -> bytes:
    """Write the request; its elements have to stand in this order."""
    asked = {
        "login": user,
        "pass": password,
        "codigoIdioma": _SPANISH,
        "tipoFiltro": _BY_SHIPMENT_NUMBER,
        "valorFiltroDesde": number,
        "valorFiltroHasta": number,
        "fechaDesde": "",
        "fechaHasta": "",
        "tipoInformacion": _WHOLE_HISTORY,
    }
    request = {
        "soapenv:Envelope": {
            "@xmlns:soapenv": "http://schemas.xmlsoap.org/soap/envelope/",
            "@xmlns:tem": "http://tempuri.org/",
            "soapenv:Body": {
                "tem:GetEnvios": {f"tem:{name}": value for name, value in asked.items()}
            },
        }
    }
    return xmltodict.unparse(request).encode()


async def _ask(line: Line, asked: TrackedNumber) -> TrackingAnswer:
    known = line.credentials
    body = envelope(known["username"], known["password"], asked.number)
    answer = await line.ask(Question(line.base_url + PATH, headers=_HEADERS, body=body))
    if answer.status == HTTPStatus.NOT_FOUND:
        return UnknownNumber(asked.number)
    return read(answer.body, asked)
