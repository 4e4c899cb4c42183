"""Read Correos Express's tracking answers; asks nobody anything.

Shape: {error, mensajeError, estadoEnvios[{codEstado, fechaEstado, horaEstado, ...}]}, oldest
first. It holds names, addresses and telephones of both sides: none of them is read.
"""

import re
from collections.abc import Mapping
from typing import Any

from domain.errors import ProviderError
from domain.tracking import (
    Place,
    ProofOfDelivery,
    TrackedNumber,
    TrackingEvent,
    TrackingReport,
    UnknownNumber,
)
from integrations.carriers.correos_express.statuses import STATUSES
from integrations.reports import events_of, report_of
from integrations.untrusted import code, https, json_object, raw_json, rows, text
from integrations.zones import read_local

HOME = "ES"
_FINE = frozenset({"", "0"})
_REFUSED = frozenset({"401", "403"})
_NOT_KNOWN = re.compile(r"no exist|no encontrad|no se ha|sin resultado|sin datos", re.IGNORECASE)


def read(body: bytes, asked: TrackedNumber) -> TrackingReport | UnknownNumber:
    """Turn an answer into a report; raise ProviderError when it is none."""
    answer = json_object(body)
    told = rows(answer.get("estadoEnvios")) or _present_state(answer)
    if not told:
        return _without_events(answer, asked)
    events = events_of(told, _event, newest_first=False)
    return report_of(asked, events, proof=_proof(answer))


def _without_events(answer: Mapping[str, Any], asked: TrackedNumber) -> UnknownNumber:
    """Tell an unknown number from a refusal: HTTP is 200 for both."""
    error = text(answer.get("error"))
    if error in _REFUSED:
        raise ProviderError("refused the account", permanent=True, credentials_refused=True)
    if error in _FINE or not _NOT_KNOWN.search(text(answer.get("mensajeError"))):
        raise ProviderError(f"Correos Express reports error {error[:20] or 'missing'}")
    return UnknownNumber(asked.number)


def _present_state(answer: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the state that stands beside an empty history, without what stands around it."""
    names = (
        "codEstado",
        "descEstado",
        "fechaEstado",
        "horaEstado",
        "codIncEstado",
        "descIncEstado",
    )
    return [{name: answer.get(name) for name in names}] if text(answer.get("codEstado")) else []


def _event(row: Mapping[str, Any], sequence: int) -> TrackingEvent | None:
    day, hour = text(row.get("fechaEstado")), text(row.get("horaEstado"))
    moment = read_local(day + hour, "%d%m%Y%H%M%S", HOME)
    if moment is None:
        return None
    state, incident = code(row.get("codEstado")), code(row.get("codIncEstado"))
    return TrackingEvent(
        occurred_at=moment[0],
        raw_code="/".join(filter(None, (state, incident))),
        raw_text=text(row.get("descIncEstado")) or text(row.get("descEstado")),
        meaning=STATUSES.get(state.lstrip("0")),
        place=Place(name=text(row.get("nombreDelegacion"))),
        zone_assumed=moment[1],
        sequence=sequence,
        raw=raw_json(row),
    )


def _proof(answer: Mapping[str, Any]) -> ProofOfDelivery | None:
    for row in rows(answer.get("bultoSeguimiento")):
        if document := https(row.get("imgUrlPOD")):
            return ProofOfDelivery(document_url=document)
    return None
