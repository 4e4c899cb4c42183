"""What DHL's Parcel DE Tracking is asked, and the traps in what it answers."""

import csv
from pathlib import Path

import pytest
import xmltodict
from aiohttp import web

from domain.status import Status, SubStatus
from domain.tracking import FailedLookup, TrackedNumber, TrackingReport, UnknownNumber
from integrations.carriers.dhl_parcel_de import adapter
from integrations.carriers.dhl_parcel_de.statuses import meaning_of
from tests.integrations.carrier_examples import asked_in, example
from tests.integrations.client_trials import track
from tests.integrations.loopback import always
from tests.integrations.postbox import asked_by

NUMBERS = [TrackedNumber(f"003404342921351{index:05d}") for index in range(16)]
COMBINATIONS = (
    Path(__file__).parents[3].parent
    / "shared/data/carriers/specs/dhl/parcel_de_ice_event_ric_combinations_July_2024.csv"
)
CONTRARY = {"MVARR/NRQRD/ZU", "OFWRD/CNCNR/BV"}


def test_fifteen_numbers_are_asked_for_in_xml_within_the_address() -> None:
    box = asked_by(
        adapter, NUMBERS, api_key="key", api_secret="secret", appname="shop", password="pass"
    )
    assert {one.method for one in box.asked} == {"GET"}
    assert {one.path for one in box.asked} == {"/parcel/de/tracking/v0/shipments"}
    assert {one.headers["Authorization"] for one in box.asked} == {"Basic a2V5OnNlY3JldA=="}
    wanted = sorted(
        (xmltodict.parse(one.query["xml"])["data"] for one in box.asked),
        key=lambda data: -len(data["@piece-code"]),
    )
    assert [data["@piece-code"].split(";") for data in wanted] == [
        [one.number for one in NUMBERS[:15]],
        [NUMBERS[15].number],
    ]
    for data in wanted:
        del data["@piece-code"]
    assert wanted[0] == {
        "@appname": "shop",
        "@language-code": "en",
        "@password": "pass",
        "@request": "d-get-piece-detail",
    }


def test_a_password_may_hold_any_character() -> None:
    password = """a"b'c<d>&e;f=g"""
    (asked,) = asked_by(adapter, NUMBERS[:1], appname="a&b", password=password).asked
    data = xmltodict.parse(asked.query["xml"])["data"]
    assert data["@password"] == password
    assert data["@appname"] == "a&b"


def test_a_failed_login_within_http_200_ends_the_batch() -> None:
    calls = 0
    body = example(adapter, "login_failed").read_bytes()

    async def answer(request: web.BaseRequest) -> web.StreamResponse:
        nonlocal calls
        calls += 1
        return web.Response(body=body, content_type="application/xml")

    answers = track(adapter, answer, NUMBERS * 20)
    assert all(isinstance(one, FailedLookup) and one.error.credentials_refused for one in answers)
    assert calls <= 2


def test_one_answer_tells_found_unknown_and_failed_numbers_apart() -> None:
    path = example(adapter, "not_found_among_others")
    unknown = asked_in(path)
    found = TrackedNumber("00340434292135100193")
    body = path.read_bytes()
    answers = track(adapter, always(200, body), [unknown, found])
    assert answers[0] == UnknownNumber(unknown.number)
    assert isinstance(answers[1], TrackingReport)
    failing = track(
        adapter,
        always(200, body.replace(b'error-status="100"', b'error-status="-2"')),
        [unknown, found],
    )
    assert isinstance(failing[0], FailedLookup)
    assert isinstance(failing[1], TrackingReport)


def test_an_answer_that_knows_none_of_the_numbers_makes_all_unknown() -> None:
    body = example(adapter, "not_found").read_bytes()
    answers = track(adapter, always(200, body), NUMBERS)
    assert answers == [UnknownNumber(one.number) for one in NUMBERS]


def test_a_name_is_that_of_the_recipient_until_somebody_has_taken_the_parcel_in() -> None:
    path = example(adapter, "delivered")
    body = path.read_bytes().replace(b'delivery-event-flag="1"', b'delivery-event-flag="0"')
    answer = adapter.read(body, asked_in(path))
    assert isinstance(answer, TrackingReport)
    assert answer.proof is None


@pytest.mark.parametrize(
    ("codes", "status", "sub_status"),
    [
        (("DSPSD", "NTCLM", "ZU"), Status.EXCEPTION, SubStatus.DESTROYED),
        (("DLVRD", "CUSTM", "ZU"), Status.IN_TRANSIT, SubStatus.CUSTOMS_STARTED),
        (("DLVRD", "HNDTC", "ZU"), Status.IN_TRANSIT, SubStatus.HANDED_TO_PARTNER),
        (("DLVRD", "CODRP", "ZU"), None, None),
        (("SRTED", "NRQRD", "PO"), Status.OUT_FOR_DELIVERY, None),
        (("SRTED", "NRQRD", "NB"), Status.IN_TRANSIT, None),
    ],
)
def test_the_standard_event_alone_would_mislead(
    codes: tuple[str, str, str], status: Status | None, sub_status: SubStatus | None
) -> None:
    meaning = meaning_of(*codes, back=False)
    assert meaning
    assert (meaning.status, meaning.sub_status) == (status, sub_status)


def test_on_the_way_back_only_what_happens_to_the_parcel_is_turned_round() -> None:
    delivered = meaning_of("DLVRD", "ACCPT", "ZU", back=True)
    damaged = meaning_of("DMGDS", "DMGPC", "BV", back=True)
    message = meaning_of("ADVIS", "MSGST", "DD", back=True)
    assert delivered
    assert delivered.status is Status.RETURNED
    assert damaged
    assert (damaged.status, damaged.is_return_leg) == (Status.EXCEPTION, True)
    assert message
    assert message.status is None


def test_every_combination_of_dhls_list_has_a_meaning_but_the_contrary_ones() -> None:
    if not COMBINATIONS.exists():
        pytest.skip("DHL's list of combinations does not lie beside the repository")
    with COMBINATIONS.open(encoding="latin1") as lines:
        told = [
            (row["ice_event_code"], row["ice_ric_code"], row["ttpro_event_code"])
            for row in csv.DictReader(lines, delimiter=";")
        ]
    assert len(told) > 300
    assert {"/".join(codes) for codes in told if not meaning_of(*codes, back=False)} == CONTRARY
