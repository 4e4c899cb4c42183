"""A carrier's public page: filled in whole or not given, whatever the number looks like."""

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.carriers import KnownCarrier, labels_of

PLAIN = KnownCarrier("a", "A", ("a",), link="https://a.example/?id={number}")
SITED = KnownCarrier(
    "b",
    "B",
    ("b",),
    link="https://b.example/{site}/{number}",
    sites={"sv": "se", "pt-br": "br/pt", "*": "en"},
)
POSTAL = KnownCarrier("c", "C", ("c",), link="https://c.example/{number}[-{country}-{postal_code}]")
NEEDY = KnownCarrier("d", "D", ("d",), link="https://d.example/{number}/{postal_code}")


def test_the_number_is_put_into_the_link() -> None:
    assert PLAIN.tracking_url(" 1Z 5 ", "sv") == "https://a.example/?id=1Z%205"


@pytest.mark.parametrize(
    ("locale", "site"),
    [
        ("sv", "se"),
        ("sv-SE", "se"),
        ("SV_FI", "se"),
        ("pt-BR", "br/pt"),
        ("pt", "en"),
        ("", "en"),
        ("svx", "en"),
    ],
)
def test_the_site_follows_the_language(locale: str, site: str) -> None:
    assert SITED.tracking_url("1", locale) == f"https://b.example/{site}/1"


def test_a_site_that_is_needed_and_unknown_leaves_no_link() -> None:
    lost = KnownCarrier("b", "B", ("b",), link=SITED.link, sites={"sv": "se"})
    assert lost.tracking_url("1", "en") == ""


def test_optional_parts_are_there_when_all_of_them_are_known() -> None:
    assert POSTAL.tracking_url("3S", "nl", "NL", "1011 AB") == "https://c.example/3S-NL-1011%20AB"


@pytest.mark.parametrize(("country", "postal_code"), [("", ""), ("NL", ""), ("", "1011AB")])
def test_optional_parts_are_left_out_when_one_is_missing(country: str, postal_code: str) -> None:
    assert POSTAL.tracking_url("3S", "nl", country, postal_code) == "https://c.example/3S"


def test_a_needed_part_that_is_missing_leaves_no_link() -> None:
    assert NEEDY.tracking_url("1", "sv") == ""
    assert NEEDY.tracking_url("1", "sv", postal_code="11122") == "https://d.example/1/11122"


def test_without_a_number_or_a_template_there_is_no_link() -> None:
    assert PLAIN.tracking_url("  ", "sv") == ""
    assert KnownCarrier("e", "E", ("e",)).tracking_url("1", "sv") == ""


@given(st.text(), st.text(), st.text())
def test_hostile_parts_stay_where_they_belong(number: str, country: str, code: str) -> None:
    for carrier in (PLAIN, SITED, POSTAL, NEEDY):
        link = carrier.tracking_url(number, "sv", country, code)
        if link:
            assert urlsplit(link).hostname == f"{carrier.key}.example"
            assert link.isascii()
            assert not set(link).intersection(" \"'<>{}[]\\\r\n")


def test_half_a_character_is_encoded_too() -> None:
    assert PLAIN.tracking_url("1\ud8002", "sv") == "https://a.example/?id=1%3F2"


def test_a_number_is_never_read_as_a_template() -> None:
    assert (
        POSTAL.tracking_url("{country}", "sv", "SE", "1") == "https://c.example/%7Bcountry%7D-SE-1"
    )


def test_carriers_can_be_members_of_a_set() -> None:
    assert len({PLAIN, SITED, PLAIN}) == 2


def test_carriers_are_named_by_their_keys_and_strangers_left_out() -> None:
    known = {"one": KnownCarrier("one", "One", ("one",)), "two": KnownCarrier("two", "Two", ())}
    assert labels_of(known, ["two", None, "three", "two"]) == {"two": "Two"}
