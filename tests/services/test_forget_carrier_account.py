"""An account goes with its credentials; its parcels go to whoever else can follow them."""

import pytest

from domain.errors import ChangedMeanwhileError
from services.forget_carrier_account import forget_carrier_account
from services.keep_carrier_account import keep_carrier_account
from services.review_carriers import review_carriers
from services.try_carrier_account import UnknownProviderError
from storage.carrier_accounts import account_of
from tests.services.carrier_desk import OTHER, desk, entered
from tests.services.outcomes import polled
from tests.services.several_carriers import send


@pytest.fixture
def here(wiring, carrier):
    return desk(wiring, carrier)


def followed(wiring, shop_id) -> dict[tuple[str, bool], int]:
    accounts = review_carriers(wiring, shop_id).accounts
    return {(account.provider.key, account.shared): account.parcels for account in accounts}


def test_parcels_nobody_else_can_follow_are_followed_no_more(here, shop_id) -> None:
    keep_carrier_account(here, shop_id, entered(), "link")
    send(here, shop_id, 1, "O1", by="OtherPost")
    forget_carrier_account(here, shop_id, OTHER, 1, "link")
    with here.sessions() as session:
        assert account_of(session, shop_id, OTHER) is None
    assert polled(here) == []
    (nobody,) = review_carriers(here, shop_id).unfollowed
    assert (nobody.carrier, nobody.parcels) == (OTHER, 1)


def test_parcels_go_to_an_aggregator_or_the_installation_if_there_is_one(here, shop_id) -> None:
    keep_carrier_account(here, shop_id, entered(), "link")
    keep_carrier_account(here, shop_id, entered(provider="askall"), "link")
    keep_carrier_account(here, shop_id, entered(provider="testpost"), "link")
    send(here, shop_id, 1, "O1", by="OtherPost")
    send(here, shop_id, 2, "T1")
    forget_carrier_account(here, shop_id, OTHER, 1, "link")
    forget_carrier_account(here, shop_id, "testpost", 1, "link")
    assert followed(here, shop_id) == {("askall", False): 1, ("testpost", True): 1}


@pytest.mark.parametrize("version", [0, 2])
def test_an_account_that_was_changed_meanwhile_stays(here, shop_id, version) -> None:
    keep_carrier_account(here, shop_id, entered(), "link")
    with pytest.raises(ChangedMeanwhileError):
        forget_carrier_account(here, shop_id, OTHER, version, "link")
    assert (OTHER, False) in followed(here, shop_id)


def test_neither_the_installations_nor_another_shops_account_can_be_forgotten(
    here, shop_id, connect
) -> None:
    keep_carrier_account(here, shop_id, entered(provider="testpost"), "link")
    other = connect(domain="other.myshopify.com")
    with pytest.raises(ChangedMeanwhileError):
        forget_carrier_account(here, other, "testpost", 1, "link")
    with pytest.raises(UnknownProviderError):
        forget_carrier_account(here, shop_id, "nobody", 1, "link")
    assert ("testpost", False) in followed(here, shop_id)
