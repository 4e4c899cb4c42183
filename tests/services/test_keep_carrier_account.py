"""An account is tried, sealed and kept whole, or not at all; then it follows parcels."""

import pytest
from sqlalchemy import update

from domain.errors import ChangedMeanwhileError, ProviderError, TooManyAttemptsError
from services.enter_credentials import CredentialsRefusedError, InvalidAccountError, Problem
from services.keep_carrier_account import keep_carrier_account
from services.open_account import credentials_of
from services.review_carriers import carrier_form
from services.try_carrier_account import Trial, UnknownProviderError, try_carrier_account
from storage.carrier_accounts import CarrierAccountRow, account_of, pause_account
from tests.fakes import NOON
from tests.services.carrier_desk import OTHER, desk, entered
from tests.services.outcomes import polled
from tests.services.several_carriers import send


@pytest.fixture
def here(wiring, carrier):
    return desk(wiring, carrier)


def kept_by(wiring, shop_id, provider=OTHER):
    with wiring.sessions() as session:
        return account_of(session, shop_id, provider)


def test_what_works_is_sealed_kept_and_follows_the_shops_parcels(here, shop_id) -> None:
    send(here, shop_id, 1, "O1", by="OtherPost")
    assert polled(here) == []
    tried = keep_carrier_account(here, shop_id, entered(key="  k-1 \n", limit=" 250 "), "link")
    assert tried.trial is Trial.WORKS
    kept = kept_by(here, shop_id)
    assert kept is not None
    assert (kept.version, kept.calls_a_day, kept.checked_at) == (1, 250, NOON)
    assert b"k-1" not in kept.sealed_credentials
    assert credentials_of(here, kept) == {"user": "lamps", "key": "k-1"}
    assert len(polled(here)) == 1


def test_what_is_refused_is_not_kept_and_names_the_field_and_the_reason(here, shop_id) -> None:
    with pytest.raises(CredentialsRefusedError) as told:
        keep_carrier_account(here, shop_id, entered(key="wrong"), "link")
    assert (told.value.field, told.value.reason) == ("key", "HTTP 401")
    assert kept_by(here, shop_id) is None


def test_what_cannot_be_reached_is_kept_untried(here, shop_id) -> None:
    here.switchboard.carriers[1].failing = ProviderError("HTTP 503")
    tried = keep_carrier_account(here, shop_id, entered(), "link")
    assert (tried.trial, tried.reason) == (Trial.UNCLEAR, "HTTP 503")
    kept = kept_by(here, shop_id)
    assert kept is not None
    assert kept.checked_at is None


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"user": " "}, {"user": Problem.MISSING}),
        ({"key": "", "user": ""}, {"user": Problem.MISSING, "key": Problem.MISSING}),
        ({"key": "k" * 501}, {"key": Problem.TOO_LONG}),
        ({"key": "a\nb"}, {"key": Problem.UNREADABLE}),
        ({"key": "a\u200bb"}, {"key": Problem.UNREADABLE}),
        ({"user": "a\x00"}, {"user": Problem.UNREADABLE}),
        ({"region": "Mars"}, {"region": Problem.NOT_A_CHOICE}),
        ({"limit": "0"}, {"calls_a_day": Problem.NOT_A_NUMBER}),
        ({"limit": "-5"}, {"calls_a_day": Problem.NOT_A_NUMBER}),
        ({"limit": "1.5"}, {"calls_a_day": Problem.NOT_A_NUMBER}),
        ({"limit": "99999999"}, {"calls_a_day": Problem.NOT_A_NUMBER}),
        ({"limit": "٣"}, {"calls_a_day": Problem.NOT_A_NUMBER}),
    ],
)
def test_what_cannot_be_right_is_told_by_field_and_nobody_is_asked(
    here, shop_id, changes, problem
) -> None:
    here.switchboard.carriers[1].failing = AssertionError("asked")
    with pytest.raises(InvalidAccountError) as told:
        keep_carrier_account(here, shop_id, entered(**changes), "link")
    assert told.value.problems == problem
    assert kept_by(here, shop_id) is None


def test_a_value_of_500_characters_and_a_choice_are_kept(here, shop_id) -> None:
    keep_carrier_account(here, shop_id, entered(key="k" * 500, region="EU"), "link")
    kept = kept_by(here, shop_id)
    assert credentials_of(here, kept)["region"] == "EU"


def test_a_secret_left_empty_stays_and_what_is_no_secret_goes(here, shop_id) -> None:
    keep_carrier_account(here, shop_id, entered(key="first", secret="hush", region="EU"), "link")
    keep_carrier_account(here, shop_id, entered(1, key="", user="other"), "link")
    kept = kept_by(here, shop_id)
    assert kept.version == 2
    assert credentials_of(here, kept) == {"user": "other", "key": "first", "secret": "hush"}


def test_an_account_entered_anew_is_paused_no_more(here, shop_id) -> None:
    keep_carrier_account(here, shop_id, entered(), "link")
    with here.sessions.begin() as session:
        pause_account(session, kept_by(here, shop_id).id, 1, "HTTP 403", NOON)
    keep_carrier_account(here, shop_id, entered(1, key="k-2"), "link")
    assert kept_by(here, shop_id).paused_at is None


@pytest.mark.parametrize("version", [0, 2, -1])
def test_what_another_tab_has_changed_is_not_overwritten(here, shop_id, version) -> None:
    keep_carrier_account(here, shop_id, entered(), "link")
    with pytest.raises(ChangedMeanwhileError):
        keep_carrier_account(here, shop_id, entered(version, key="late"), "link")
    assert credentials_of(here, kept_by(here, shop_id))["key"] == "k-1"


def test_a_change_while_credentials_are_being_tried_is_not_overwritten(here, shop_id) -> None:
    def overtaken(account) -> None:
        here.switchboard.check = lambda account: None
        keep_carrier_account(here, shop_id, entered(key="quicker"), "link")

    here.switchboard.check = overtaken
    with pytest.raises(ChangedMeanwhileError):
        keep_carrier_account(here, shop_id, entered(key="slower"), "link")
    assert credentials_of(here, kept_by(here, shop_id))["key"] == "quicker"


def test_each_trial_has_a_name_of_its_own(here, shop_id) -> None:
    names: list[str] = []
    here.switchboard.check = lambda account: names.append(account.name)
    keep_carrier_account(here, shop_id, entered(), "link")
    keep_carrier_account(here, shop_id, entered(1), "link")
    assert len(set(names)) == 2


def test_a_provider_nobody_knows_and_another_shops_account_are_out_of_reach(
    here, shop_id, connect
) -> None:
    with pytest.raises(UnknownProviderError):
        keep_carrier_account(here, shop_id, entered(provider="nobody"), "link")
    other = connect(domain="other.myshopify.com")
    keep_carrier_account(here, other, entered(), "link")
    assert kept_by(here, shop_id) is None


def test_credentials_cannot_be_tried_without_end(here, shop_id) -> None:
    for _ in range(20):
        with pytest.raises(CredentialsRefusedError):
            keep_carrier_account(here, shop_id, entered(key="wrong"), "link")
    with pytest.raises(TooManyAttemptsError):
        keep_carrier_account(here, shop_id, entered(), "link")


def test_no_provider_has_a_field_called_like_the_limit() -> None:
    from runtime.wiring import ADAPTERS

    for adapter in ADAPTERS.values():
        assert "calls_a_day" not in {asked.name for asked in adapter.provider.fields}


def test_credentials_nobody_can_open_any_more_can_be_entered_anew(here, shop_id) -> None:
    keep_carrier_account(here, shop_id, entered(), "link")
    with here.sessions.begin() as session:
        session.execute(update(CarrierAccountRow).values(sealed_credentials=b"of a key since gone"))
    assert carrier_form(here, shop_id, OTHER).secrets_kept == frozenset()
    assert try_carrier_account(here, shop_id, OTHER).trial is Trial.REFUSED
    keep_carrier_account(here, shop_id, entered(1, key="new"), "link")
    kept = kept_by(here, shop_id)
    assert kept is not None
    assert credentials_of(here, kept)["key"] == "new"
