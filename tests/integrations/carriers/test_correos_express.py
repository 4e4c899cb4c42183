"""What Correos Express is asked, and how it refuses with HTTP 200."""

import json

import pytest

from domain.errors import ProviderError
from domain.tracking import TrackedNumber, UnknownNumber
from integrations.carriers.correos_express import adapter
from tests.integrations.client_trials import assert_the_account_is_refused
from tests.integrations.postbox import asked_by

NUMBER = TrackedNumber("3230001234567890")


def test_it_is_asked_by_post_with_the_customer_code_in_the_body() -> None:
    box = asked_by(adapter, [NUMBER], customer_code="555", user="555_WS", password="secret")
    (asked,) = box.asked
    assert asked.method == "POST"
    assert asked.path == "/wspsc/apiRestSeguimientoEnviosk8s/json/seguimientoEnvio"
    assert asked.headers["Authorization"] == "Basic NTU1X1dTOnNlY3JldA=="
    assert json.loads(box.bodies[0]) == {
        "codigoCliente": "555",
        "dato": NUMBER.number,
        "idioma": "ES",
    }


def test_a_refusal_of_the_account_with_http_200_ends_the_batch() -> None:
    refusal = {"error": 401, "mensajeError": "Not allowed"}
    assert_the_account_is_refused(adapter, json.dumps(refusal).encode())


@pytest.mark.parametrize(
    "words", ["No existe el envío", "Envio no encontrado", "No se ha localizado el envio"]
)
def test_an_unknown_number_is_known_by_its_words(words: str) -> None:
    body = json.dumps({"error": 1, "mensajeError": words, "estadoEnvios": []}).encode()
    assert adapter.read(body, NUMBER) == UnknownNumber(NUMBER.number)


def test_no_error_and_no_events_is_no_answer() -> None:
    with pytest.raises(ProviderError) as refusal:
        adapter.read(b'{"error": 0, "estadoEnvios": []}', NUMBER)
    assert not refusal.value.permanent


def test_names_and_addresses_are_nowhere_in_a_report() -> None:
    state = {"codEstado": "8", "fechaEstado": "03032026", "horaEstado": "083000"}
    people = {"nomDest": "A. Recipient", "dirDest": "Calle Mayor 1", "telefDest": "600000000"}
    for body in ({**people, "estadoEnvios": [state]}, {**people, **state}):
        told = str(adapter.read(json.dumps({"error": 0, **body}).encode(), NUMBER))
        assert not any(value in told for value in people.values())
