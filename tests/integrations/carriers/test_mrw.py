"""What MRW is asked, and how it says no with HTTP 200."""

import pytest
import xmltodict

from domain.errors import ProviderError
from domain.status import Status
from domain.tracking import (
    TrackedNumber,
    TrackingReport,
    UnknownNumber,
    state_after,
)
from integrations.carriers.mrw import adapter
from tests.integrations.carrier_examples import example
from tests.integrations.client_trials import assert_the_account_is_refused
from tests.integrations.postbox import asked_by

NUMBER = TrackedNumber("02600A123456")


def result(inner: str) -> bytes:
    inside = f"<GetEnviosResponse><GetEnviosResult>{inner}</GetEnviosResult></GetEnviosResponse>"
    return f"<Envelope><Body>{inside}</Body></Envelope>".encode()


def test_it_is_asked_in_an_envelope_that_credentials_cannot_break() -> None:
    box = asked_by(adapter, [NUMBER], username="shop", password="</tem:pass><x>&")
    (asked,) = box.asked
    assert asked.path == "/TrackingService.svc/TrackingServices"
    assert asked.headers["SOAPAction"] == '"http://tempuri.org/ITrackingService/GetEnvios"'
    assert asked.headers["Content-Type"] == "text/xml; charset=utf-8"
    envelope = xmltodict.parse(box.bodies[0])["soapenv:Envelope"]
    assert list(envelope["soapenv:Body"]["tem:GetEnvios"].items()) == [
        ("tem:login", "shop"),
        ("tem:pass", "</tem:pass><x>&"),
        ("tem:codigoIdioma", "3082"),
        ("tem:tipoFiltro", "0"),
        ("tem:valorFiltroDesde", NUMBER.number),
        ("tem:valorFiltroHasta", NUMBER.number),
        ("tem:fechaDesde", None),
        ("tem:fechaHasta", None),
        ("tem:tipoInformacion", "1"),
    ]


def test_a_refusal_of_the_account_with_http_200_ends_the_batch() -> None:
    assert_the_account_is_refused(adapter, example(adapter, "refused_with_http_200").read_bytes())


@pytest.mark.parametrize(
    "shape",
    [
        "<Seguimiento><Abonado><SeguimientoAbonado>{}</SeguimientoAbonado></Abonado></Seguimiento>",
        "<Seguimiento>{}</Seguimiento>",
        "{}",
    ],
)
def test_events_are_found_in_each_shape_the_answer_has(shape: str) -> None:
    event = "<Seguimiento><Estado>16</Estado><Publicado>{}</Publicado></Seguimiento>"
    report = adapter.read(result(shape.format(event.format("2026-03-02T10:00:00+01:00"))), NUMBER)
    assert isinstance(report, TrackingReport)
    assert state_after(report.events).status is Status.OUT_FOR_DELIVERY


def test_a_state_of_0_beside_the_events_is_a_failure_and_within_one_a_delivery() -> None:
    when = "<Publicado>2026-03-02T10:00:00+01:00</Publicado>"
    event = f"<Seguimiento><Estado>0</Estado>{when}</Seguimiento>"
    report = adapter.read(result(event), NUMBER)
    assert isinstance(report, TrackingReport)
    assert state_after(report.events).status is Status.DELIVERED
    with pytest.raises(ProviderError) as refusal:
        adapter.read(result(f"<Estado>0</Estado>{event}"), NUMBER)
    assert not refusal.value.permanent


@pytest.mark.parametrize(
    "words", ["No se encontraron resultados", "No pertenecen a esta franquicia", "No existe"]
)
def test_an_unknown_number_is_known_by_its_words(words: str) -> None:
    body = result(f"<MensajeSeguimiento>{words}</MensajeSeguimiento>")
    assert adapter.read(body, NUMBER) == UnknownNumber(NUMBER.number)


def test_who_signed_for_an_earlier_attempt_proves_nothing() -> None:
    when = "<Publicado>2026-03-02T10:00:00+01:00</Publicado>"
    attempt = f"<Seguimiento><Estado>01</Estado><PersonaEntrega>X</PersonaEntrega>{when}"
    delivered = f"<Seguimiento><Estado>00</Estado>{when.replace('10:00', '12:00')}"
    body = result(f"<Seguimiento>{attempt}</Seguimiento>{delivered}</Seguimiento></Seguimiento>")
    report = adapter.read(body, NUMBER)
    assert isinstance(report, TrackingReport)
    assert report.proof is None
