"""Where an order goes, as lines that its country would write."""

import pytest

from domain.access import Level
from domain.order import Address
from tests.tracking_page.whole_order import ENGLISH, shown, whole
from tracking_page.addresses import AddressView, address_lines
from tracking_page.views import Seen


@pytest.mark.parametrize(
    ("level", "lines", "masked"),
    [
        (Level.LINK, ("•••", "Sweden"), True),
        (Level.PROVEN, ("Alva Åkesson", "Storgatan 1", "211 34 Malmö", "Sweden"), False),
        (Level.CODED, ("Alva Åkesson", "Storgatan 1", "211 34 Malmö", "Sweden"), False),
    ],
)
def test_an_address_is_masked_until_it_is_proven_whose_it_is(
    level: Level, lines: tuple[str, ...], *, masked: bool
) -> None:
    first, second = shown(whole(), Seen(level=level)).addresses
    assert first == AddressView("Delivery address", lines, masked)
    assert (second.title, second.masked) == ("Billing address", masked)


@pytest.mark.parametrize(
    ("changes", "titles"),
    [
        ({}, ["Delivery address", "Billing address"]),
        ({"billing": whole().address}, ["Delivery address"]),
        ({"billing": Address()}, ["Delivery address"]),
        ({"address": Address(), "billing": Address()}, []),
    ],
    ids=range(4),
)
def test_an_address_is_named_once_and_only_when_it_is_known(
    changes: dict[str, object], titles: list[str]
) -> None:
    assert [one.title for one in shown(whole(**changes)).addresses] == titles


@pytest.mark.parametrize(
    ("address", "lines"),
    [
        (
            Address("A", "1 High St", "Flat 2", "90210", "Beverly Hills", "CA", "US"),
            ("A", "1 High St", "Flat 2", "Beverly Hills CA 90210", "United States"),
        ),
        (
            Address("A", "Storgatan 1", "", "211 34", "Malmö", "Skåne", "SE"),
            ("A", "Storgatan 1", "211 34 Malmö", "Skåne", "Sweden"),
        ),
        (Address(city="Malmö"), ("Malmö",)),
    ],
    ids=["US", "SE", "a town alone"],
)
def test_an_address_is_written_as_its_country_writes_it(
    address: Address, lines: tuple[str, ...]
) -> None:
    assert address_lines(ENGLISH, address) == lines
