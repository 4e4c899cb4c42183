"""Read BRT's tracking answers; asks nobody anything.

Shape: ttParcelIdResponse {esito, executionMessage, bolla, lista_eventi[{evento}]}, newest event
first, filled up with empty ones. HTTP is 200 whatever happened: a code below 0 is a failure.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from domain.errors import ProviderError
from domain.tracking import (
    DeliveryWindow,
    HandOver,
    Place,
    ProofOfDelivery,
    TrackedNumber,
    TrackingEvent,
    TrackingReport,
    UnknownNumber,
)
from integrations.carriers.brt.statuses import STATUSES
from integrations.reports import events_of, report_of
from integrations.untrusted import code, json_object, raw_json, rows, table, text
from integrations.zones import read_local

HOME = "IT"
_NOT_KNOWN = re.compile(r"not found|non trovat|inesistent|no data|nessun", re.IGNORECASE)
_REFUSED = re.compile(r"login|password|credenzial|not author", re.IGNORECASE)
_SEPARATORS = re.compile(r"[.:/\s-]")


def read(body: bytes, asked: TrackedNumber) -> TrackingReport | UnknownNumber:
    """Turn an answer into a report; raise ProviderError when it is none."""
    answer = json_object(body)
    response = answer.get("ttParcelIdResponse")
    if not isinstance(response, dict):
        return _without_events(answer, asked)
    told = [table(row.get("evento")) for row in rows(response.get("lista_eventi"))]
    events = events_of(told, _event, newest_first=True)
    if not events and not _fine(response):
        return _without_events(response, asked)
    slip = table(response.get("bolla"))
    delivery = table(slip.get("dati_consegna"))
    return report_of(
        asked,
        events,
        estimate=_estimate(delivery),
        proof=_proof(delivery),
        hand_over=_hand_over(table(slip.get("riferimenti"))),
    )


def _fine(response: Mapping[str, Any]) -> bool:
    """Say whether a response without events is one all the same: known, and not yet scanned."""
    failed = text(table(response.get("executionMessage")).get("code")).startswith("-")
    return text(response.get("esito")) == "0" and not failed


def _without_events(response: Mapping[str, Any], asked: TrackedNumber) -> UnknownNumber:
    """Tell an unknown number from a refusal by BRT's words; its codes are not published."""
    said = table(response.get("executionMessage"))
    words = f"{text(said.get('codeDesc'))} {text(said.get('message'))}"
    if _REFUSED.search(words):
        raise ProviderError("refused the account", permanent=True, credentials_refused=True)
    if _NOT_KNOWN.search(words):
        return UnknownNumber(asked.number)
    result = text(said.get("code")) or text(response.get("esito"))
    raise ProviderError(f"BRT reports error {result[:20] or 'missing'}")


def _event(row: Mapping[str, Any], sequence: int) -> TrackingEvent | None:
    moment = _moment(row.get("data"), row.get("ora"))
    if moment is None:
        return None
    event_code = code(row.get("id"))
    return TrackingEvent(
        occurred_at=moment,
        raw_code=event_code,
        raw_text=text(row.get("descrizione")),
        meaning=STATUSES.get(event_code.upper()),
        place=Place(name=text(row.get("filiale"))),
        zone_assumed=True,
        sequence=sequence,
        raw=raw_json(row),
    )


def _moment(day: object, hour: object) -> datetime | None:
    """Read 31.12.2026 and 14.05, whatever stands between the figures; no hour is midnight."""
    figures = _SEPARATORS.sub("", text(day)), _SEPARATORS.sub("", text(hour))[:4] or "0000"
    moment = read_local("".join(figures), "%d%m%Y%H%M", HOME)
    return moment[0] if moment else None


def _estimate(delivery: Mapping[str, Any]) -> DeliveryWindow | None:
    day = delivery.get("data_teorica_consegna")
    earliest = _moment(day, delivery.get("ora_teorica_consegna_da"))
    latest = _moment(day, delivery.get("ora_teorica_consegna_a") or "23.59")
    if earliest is None or latest is None:
        return None
    return DeliveryWindow(min(earliest, latest), max(earliest, latest))


def _proof(delivery: Mapping[str, Any]) -> ProofOfDelivery | None:
    signed_by = text(delivery.get("firmatario_consegna"))
    return ProofOfDelivery(signed_by) if signed_by else None


def _hand_over(references: Mapping[str, Any]) -> HandOver | None:
    number = code(references.get("riferimento_partner_estero"))
    return HandOver(number) if number else None
