"""Whom a parcel's carrier is asked through, when several accounts would do."""

from collections.abc import Sequence

import pytest

from domain.carrier_access import Provider
from domain.carrier_choice import OwnedAccount, accounts_for


def provider(key: str, *serves: str) -> Provider:
    return Provider(key, key.title(), serves, (), aggregates=not serves)


PROVIDERS = {
    one.key: one
    for one in (
        provider("dhl", "dhl", "dhl_paket", "dhl_express"),
        provider("dhl_parcel_de", "dhl_paket"),
        provider("postnord", "postnord"),
        provider("aftership"),
        provider("ship24"),
    )
}


def own(key: str, number: int = 1) -> OwnedAccount:
    return OwnedAccount(number, key, shared=False)


def shared(key: str) -> OwnedAccount:
    return OwnedAccount(9, key, shared=True)


@pytest.mark.parametrize(
    ("carrier", "accounts", "chosen"),
    [
        pytest.param("postnord", [], [], id="nobody"),
        pytest.param("postnord", [own("dhl")], [], id="another carrier's account"),
        pytest.param("postnord", [own("postnord")], [own("postnord")], id="the carrier itself"),
        pytest.param(
            "postnord",
            [own("aftership"), own("postnord")],
            [own("postnord"), own("aftership")],
            id="an aggregator comes last",
        ),
        pytest.param(
            "postnord",
            [own("aftership"), shared("postnord")],
            [shared("postnord"), own("aftership")],
            id="even after an account of the installation's",
        ),
        pytest.param(
            "postnord",
            [shared("postnord"), own("postnord")],
            [own("postnord"), shared("postnord")],
            id="the shop's own account first",
        ),
        pytest.param(
            "dhl_paket",
            [own("dhl"), own("dhl_parcel_de")],
            [own("dhl_parcel_de"), own("dhl")],
            id="the interface made for this carrier first",
        ),
        pytest.param(
            "dhl_paket",
            [own("dhl"), shared("dhl_parcel_de")],
            [own("dhl"), shared("dhl_parcel_de")],
            id="but the shop's own before it",
        ),
        pytest.param(
            "dhl_express", [own("dhl_parcel_de"), own("dhl")], [own("dhl")], id="only one"
        ),
        pytest.param(
            None,
            [own("dhl"), own("ship24"), own("aftership")],
            [own("aftership"), own("ship24")],
            id="a carrier nobody knows is an aggregator's",
        ),
        pytest.param("evri", [own("aftership")], [own("aftership")], id="as is one without any"),
        pytest.param(
            "dhl", [own("gone"), own("dhl")], [own("dhl")], id="an adapter that was removed"
        ),
        pytest.param(
            "dhl", [own("dhl", 2), own("dhl", 1)], [own("dhl", 2), own("dhl", 1)], id="equals"
        ),
    ],
)
def test_the_best_account_is_asked_first(
    carrier: str | None, accounts: Sequence[OwnedAccount], chosen: Sequence[OwnedAccount]
) -> None:
    assert accounts_for(carrier, accounts, PROVIDERS) == chosen
