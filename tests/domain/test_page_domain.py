"""A host of a shop's own: what may be one, and when it leads to us and is that shop's."""

import pytest

from domain.page_domain import (
    HostSaid,
    PageDomain,
    Pointing,
    host_of,
    is_host,
    owner_name,
    pointing,
)

OURS = HostSaid(addresses=frozenset({"203.0.113.5", "2001:db8::5"}))
MINE = frozenset({"framme-shop=1"})


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("track.shop.example", True),
        ("shop.example", True),
        ("xn--spr-4na.example", True),
        ("a-b.c-d.example", True),
        ("localhost", False),
        ("203.0.113.5", False),
        ("track.shop.example:443", False),
        ("https://track.shop.example", False),
        ("track.shop.example/x", False),
        ("Track.shop.example", False),
        ("spår.example", False),
        ("-a.example", False),
        ("a-.example", False),
        ("a..example", False),
        ("a.example.", False),
        (f"{'a' * 64}.example", False),
        (f"{'a.' * 130}example", False),
        ("", False),
    ],
)
def test_a_host_is_a_name_on_the_internet_and_nothing_else(text: str, good: bool) -> None:
    assert is_host(text) is good


@pytest.mark.parametrize(
    ("said", "host"),
    [
        ("Track.Shop.Example:8443", "track.shop.example"),
        ("track.shop.example.", "track.shop.example"),
        ("track.shop.example", "track.shop.example"),
        ("", ""),
    ],
)
def test_a_request_names_a_host_in_many_ways(said: str, host: str) -> None:
    assert host_of(said) == host


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (HostSaid("go.framme.example", frozenset(), MINE), Pointing(leads=True, owned=True)),
        (HostSaid("", frozenset({"203.0.113.5"}), MINE), Pointing(leads=True, owned=True)),
        (HostSaid("go.framme.example"), Pointing(leads=True, owned=False)),
        (HostSaid("other.example", frozenset({"192.0.2.1"}), MINE), Pointing(False, True)),
        (HostSaid(owners=frozenset({"framme-shop=2"})), Pointing(leads=False, owned=False)),
        (HostSaid(), Pointing(leads=False, owned=False)),
    ],
)
def test_a_host_is_used_once_it_leads_to_us_and_says_whose_it_is(said, found) -> None:
    assert pointing(said, OURS, "go.framme.example", MINE) == found


def test_links_use_a_host_once_it_was_proven() -> None:
    assert PageDomain("track.shop.example", proven=True).own == "track.shop.example"
    assert PageDomain("track.shop.example").own == ""
    assert owner_name("track.shop.example") == "_framme.track.shop.example"
