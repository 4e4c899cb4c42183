"""Read Poste Italiane's tracking answers; asks nobody anything.

Shape: return {outcome, code, messages, shipment[{waybillNumber, tracking[]}]}; Poste's public page
tells the same sentences as listaMovimenti[], with times in milliseconds. Both are read. HTTP is
200 whatever happened. `returnFlag` says that a service both ways was bought, not that a parcel
goes back.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from domain.errors import ProviderError
from domain.tracking import Place, TrackedNumber, TrackingEvent, TrackingReport, UnknownNumber
from integrations.carriers.poste_italiane.sentences import expected_day
from integrations.carriers.poste_italiane.statuses import meaning_of
from integrations.reports import events_of, report_of
from integrations.untrusted import code, json_object, raw_json, rows, text
from integrations.zones import read_epoch, read_moment

HOME = "IT"
_NOT_KNOWN = "207"

Row = Mapping[str, Any]


def read(body: bytes, asked: TrackedNumber) -> TrackingReport | UnknownNumber:
    """Turn an answer into a report; raise ProviderError when it is none."""
    answer = json_object(body)
    result = answer.get("return")
    if isinstance(result, dict):
        _refuse_failure(result)
        shipment = _shipment(rows(result.get("shipment")), asked.number)
    elif "listaMovimenti" in answer:
        shipment = answer
    else:
        raise ProviderError("neither a result nor events in the answer")
    told = rows(shipment.get("tracking")) or rows(shipment.get("listaMovimenti"))
    if not told:
        return UnknownNumber(asked.number)
    events = events_of(sorted(told, key=_when), _event, newest_first=False)
    return report_of(
        asked, events, estimate=expected_day(text(shipment.get("dataPrevistaConsegna")))
    )


def _refuse_failure(result: Row) -> None:
    """Raise for a result that failed, unless for want of a shipment."""
    said = [row for group in rows(result.get("messages")) for row in rows(group.get("messages"))]
    codes = {text(row.get("code")) for row in said} | {text(result.get("code"))}
    fine = text(result.get("code")) == "0" and text(result.get("outcome")).upper() == "OK"
    if not fine and _NOT_KNOWN not in codes:
        raise ProviderError(f"Poste reports error {text(result.get('code'))[:20] or 'missing'}")


def _shipment(shipments: list[Row], number: str) -> Row:
    named = [row for row in shipments if text(row.get("waybillNumber")) == number]
    return next(iter(named or shipments), {})


def _moment(row: Row) -> tuple[datetime, bool] | None:
    """Read a clock of Rome's, or milliseconds."""
    return read_epoch(row.get("dataOra"), HOME) or read_moment(row.get("data"), HOME)


def _when(row: Row) -> float:
    moment = _moment(row)
    return moment[0].timestamp() if moment else 0.0


def _event(row: Row, sequence: int) -> TrackingEvent | None:
    moment = _moment(row)
    if moment is None:
        return None
    sentence = text(row.get("StatusDescription")) or text(row.get("statoLavorazione"))
    state = code(row.get("status"))
    return TrackingEvent(
        occurred_at=moment[0],
        raw_code=state or code(sentence),
        raw_text=sentence,
        meaning=meaning_of(state, sentence),
        place=Place(name=text(row.get("officeDescription")) or text(row.get("luogo"))),
        zone_assumed=moment[1],
        sequence=sequence,
        raw=raw_json(row),
    )
