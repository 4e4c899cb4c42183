"""The door for carriers' pushes over HTTP: what it answers, through the whole application."""

from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import sessionmaker

from app import create_app
from runtime.database import make_engine
from storage.carrier_pushes import CarrierPushRow
from tests.app_config import CONFIG
from tests.services.several_carriers import enter_account
from webhooks.carrier_pushes import MOST_BYTES

SIGNED = {"X-Secret": "s"}


@pytest.fixture
def client(wiring, shop_id) -> FlaskClient:
    enter_account(wiring, shop_id, secret="s")
    return create_app(wiring, CONFIG).test_client()


@pytest.mark.parametrize(
    ("token", "headers", "status"),
    [
        ("token-1-testpost", SIGNED, 200),
        ("token-1-testpost", {"X-Secret": "other"}, 401),
        ("token-1-testpost", {}, 401),
        ("token-2-testpost", SIGNED, 404),
        ("token%00", SIGNED, 404),
    ],
)
def test_only_a_proven_push_is_kept(client, wiring, token, headers, status) -> None:
    answer = client.post(f"/webhooks/carriers/{token}", data=b"pushed:", headers=headers)
    assert (answer.status_code, answer.data) == (status, b"")
    with wiring.sessions() as session:
        kept = session.scalars(select(CarrierPushRow.account_id)).all()
    assert kept == ([1] if status == 200 else [])


def test_a_push_may_be_larger_than_a_form_but_not_endless(client) -> None:
    address = "/webhooks/carriers/token-1-testpost"
    body = b"pushed:" + b" " * 500_000
    assert client.post(address, data=body, headers=SIGNED).status_code == 200
    assert client.post(address, data=b" " * (MOST_BYTES + 1), headers=SIGNED).status_code == 413


def test_a_push_is_posted(client) -> None:
    assert client.get("/webhooks/carriers/token-1-testpost").status_code == 405


def test_a_database_that_is_away_has_the_sender_try_again(wiring) -> None:
    engine = make_engine("postgresql://postgres@127.0.0.1:1/nobody-listens-here")
    away = replace(wiring, engine=engine, sessions=sessionmaker(engine))
    answer = (
        create_app(away, CONFIG)
        .test_client()
        .post("/webhooks/carriers/token-1-testpost", data=b"pushed:", headers=SIGNED)
    )
    assert answer.status_code == 503
