"""Read MRW's tracking answers (SOAP); asks nobody anything.

Shape: GetEnviosResult holds Seguimiento/Abonado/SeguimientoAbonado/Seguimiento, one for each
event; or Seguimiento/Seguimiento; or one event as Seguimiento. HTTP is 200 whatever happened:
without events MensajeSeguimiento says why. An Estado of 0 beside them is a failure; within an
event 00 is "delivered".
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from domain.errors import ProviderError
from domain.status import Status
from domain.tracking import (
    ProofOfDelivery,
    TrackedNumber,
    TrackingEvent,
    TrackingReport,
    UnknownNumber,
)
from integrations.carriers.mrw.statuses import STATUSES
from integrations.reports import events_of, report_of
from integrations.untrusted import code, raw_json, several, table, text, xml_object
from integrations.zones import read_local, read_moment

HOME = "ES"
_FAILED = "0"
_REFUSED = re.compile(r"password|contrase|no son correct", re.IGNORECASE)
_NOT_KNOWN = re.compile(r"no se encontr|no pertenece|no exist", re.IGNORECASE)

Row = Mapping[str, Any]


def read(body: bytes, asked: TrackedNumber) -> TrackingReport | UnknownNumber:
    """Turn an answer into a report; raise ProviderError when it is none."""
    envelope = table(xml_object(body).get("Envelope"))
    response = table(table(envelope.get("Body")).get("GetEnviosResponse"))
    result = response.get("GetEnviosResult")
    if not isinstance(result, dict):
        raise ProviderError("no GetEnviosResult in the answer")
    told = [] if text(result.get("Estado")) == _FAILED else _told(result)
    if not told:
        return _without_events(result, asked)
    events = events_of(told, _event, newest_first=False)
    return report_of(asked, events, proof=_proof(told))


def _without_events(result: Row, asked: TrackedNumber) -> UnknownNumber:
    """Tell an unknown number from a refusal by MRW's words, the only sign there is."""
    words = text(result.get("MensajeSeguimiento")) or text(result.get("Mensaje"))
    if _REFUSED.search(words):
        raise ProviderError("refused the account", permanent=True, credentials_refused=True)
    if not _NOT_KNOWN.search(words):
        raise ProviderError("MRW tells no events, and not why")
    return UnknownNumber(asked.number)


def _told(result: Row) -> list[Row]:
    """Return the events wherever they stand, oldest first."""
    wrappers = several(result.get("Seguimiento"))
    customers = [row for one in wrappers for row in several(one.get("Abonado"))]
    lists = [row for one in customers for row in several(one.get("SeguimientoAbonado"))]
    told = [row for one in (lists or wrappers) for row in several(one.get("Seguimiento"))]
    told = told or [one for one in wrappers if "Estado" in one]
    return sorted(told, key=lambda row: text(row.get("Publicado")))


def _event(row: Row, sequence: int) -> TrackingEvent | None:
    moment = _moment(row)
    if moment is None:
        return None
    state = code(row.get("Estado"))
    return TrackingEvent(
        occurred_at=moment[0],
        raw_code=state,
        raw_text=text(row.get("EstadoDescripcion")),
        meaning=STATUSES.get(state.zfill(2)),
        zone_assumed=moment[1],
        sequence=sequence,
        raw=raw_json(row),
    )


def _moment(row: Row) -> tuple[datetime, bool] | None:
    """Read when it was published, with its zone; else the day and clock of the delivery."""
    if published := read_moment(text(row.get("Publicado")), HOME):
        return published
    day, hour = text(row.get("FechaEntrega")), text(row.get("HoraEntrega"))
    return read_local(day + (hour or "0000"), "%d%m%Y%H%M", HOME)


def _proof(told: list[Row]) -> ProofOfDelivery | None:
    for row in reversed(told):
        meaning = STATUSES.get(code(row.get("Estado")).zfill(2))
        signed_by = text(row.get("PersonaEntrega"))
        if meaning and meaning.status is Status.DELIVERED and signed_by:
            return ProofOfDelivery(signed_by)
    return None
