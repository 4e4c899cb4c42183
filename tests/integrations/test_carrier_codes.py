"""How many of the codes in vendors' lists have a meaning; codes that lose theirs are noticed."""

import pytest

from tests.integrations.carrier_codes import SPECS, Known, figures, main

AT_LEAST = {
    "ups statuses": 130,
    "ups manifest-codes": 3,
    "ups delivery-codes": 15,
    "fedex scans": 55,
    "dhl dgf": 15,
    "dhl ecommerce": 260,
    "dhl ecommerce-europe": 150,
    "dhl ecommerce-ppl": 11,
    "dhl express": 42,
    "dhl freight": 46,
    "dhl parcel-de": 11,
    "dhl parcel-nl": 330,
    "dhl parcel-pl": 102,
    "dhl svb": 32,
    "dhl_parcel_de combinations": 330,
    "gls statuses": 12,
    "gls events in its examples": 7,
    "usps events in its examples": 3,
}
"""Codes with a meaning, those that say nothing among them: never fewer than these."""
FINISHED = (
    "fedex scans",
    "dhl dgf",
    "dhl ecommerce-ppl",
    "dhl freight",
    "gls statuses",
    "gls events in its examples",
)
"""Lists of which every code has a meaning."""


@pytest.fixture(scope="module")
def lists() -> dict[str, Known]:
    if not SPECS.is_dir():
        pytest.skip("no vendors' lists of codes lie beside the repository")
    return {one.name: one for one in figures()}


@pytest.mark.parametrize("name", AT_LEAST)
def test_codes_that_had_a_meaning_keep_one(name: str, lists: dict[str, Known]) -> None:
    if name not in lists:
        pytest.skip(f"the list of {name} does not lie beside the repository")
    assert lists[name].known >= AT_LEAST[name], f"unknown: {lists[name].unknown}"


@pytest.mark.parametrize("name", FINISHED)
def test_a_list_that_was_finished_stays_so(name: str, lists: dict[str, Known]) -> None:
    if name not in lists:
        pytest.skip(f"the list of {name} does not lie beside the repository")
    assert lists[name].unknown == ()


def test_every_list_is_counted_and_every_code_in_samples_has_a_meaning(
    lists: dict[str, Known],
) -> None:
    in_samples = {name for name in lists if name.endswith("in samples")}
    assert set(lists) - in_samples <= set(AT_LEAST)
    assert {name: lists[name].unknown for name in in_samples if lists[name].unknown} == {}


def test_the_figures_are_printed_and_unknown_codes_named_when_asked_for(
    lists: dict[str, Known], capsys: pytest.CaptureFixture[str], record_property
) -> None:
    main([])
    table = capsys.readouterr().out
    record_property("codes with a meaning", table)
    assert len(table.splitlines()) == len(lists) + 1
    main(["--unknown"])
    whole = capsys.readouterr().out
    for one in lists.values():
        assert one.name in table
        assert not one.unknown or " ".join(one.unknown) in whole
