"""Credentials that are kept can be tried again: refused ones pause, working ones go on."""

import pytest

from domain.errors import ProviderError
from services.keep_carrier_account import keep_carrier_account
from services.review_carriers import Health, carrier_form
from services.try_carrier_account import Trial, UnknownProviderError, try_carrier_account
from storage.carrier_accounts import account_of, pause_account, rest_account
from tests.fakes import NOON
from tests.services.carrier_desk import OTHER, desk, entered


@pytest.fixture
def here(wiring, carrier, shop_id):
    here = desk(wiring, carrier)
    keep_carrier_account(here, shop_id, entered(), "link")
    return here


def account(wiring, shop_id):
    with wiring.sessions() as session:
        return account_of(session, shop_id, OTHER)


def health(wiring, shop_id) -> Health:
    shown = carrier_form(wiring, shop_id, OTHER).account
    assert shown is not None
    return shown.health


def test_working_credentials_end_a_pause_and_a_rest(here, shop_id, clock) -> None:
    with here.sessions.begin() as session:
        pause_account(session, account(here, shop_id).id, 1, "HTTP 403", NOON)
        rest_account(session, account(here, shop_id).id, 1, NOON.replace(hour=20), "busy")
    clock.forward(hours=1)
    assert try_carrier_account(here, shop_id, OTHER).trial is Trial.WORKS
    assert health(here, shop_id) is Health.WORKING
    assert account(here, shop_id).checked_at == clock.now


def test_refused_credentials_pause_the_account(here, shop_id) -> None:
    refusal = ProviderError("key withdrawn", permanent=True, credentials_refused=True)
    here.switchboard.carriers[1].failing = refusal
    tried = try_carrier_account(here, shop_id, OTHER)
    assert (tried.trial, tried.reason) == (Trial.REFUSED, "key withdrawn")
    assert health(here, shop_id) is Health.REFUSED


def test_no_answer_changes_nothing(here, shop_id) -> None:
    before = account(here, shop_id)
    here.switchboard.carriers[1].failing = ProviderError("timed out")
    assert try_carrier_account(here, shop_id, OTHER).trial is Trial.UNCLEAR
    assert account(here, shop_id) == before


def test_a_verdict_on_credentials_that_were_replaced_meanwhile_is_dropped(here, shop_id) -> None:
    def overtaken(_account) -> None:
        here.switchboard.check = lambda account: None
        keep_carrier_account(here, shop_id, entered(1, key="new"), "link")
        raise ProviderError("HTTP 401", permanent=True, credentials_refused=True)

    here.switchboard.check = overtaken
    try_carrier_account(here, shop_id, OTHER)
    assert health(here, shop_id) is Health.WORKING


@pytest.mark.parametrize("provider", ["askall", "testpost", "nobody"])
def test_only_accounts_of_the_shop_can_be_tried(here, shop_id, provider) -> None:
    with pytest.raises(UnknownProviderError):
        try_carrier_account(here, shop_id, provider)
