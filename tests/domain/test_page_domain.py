"""A host of a shop's own: what may be one, and when it leads to us and is that shop's."""

from datetime import date, timedelta

import pytest

from domain.page_domain import (
    HostSaid,
    PageDomain,
    Pointing,
    host_of,
    is_host,
    looked_again,
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


FRIDAY = date(2026, 11, 27)
USED = PageDomain("track.shop.example", proven=True, version=4)


@pytest.mark.parametrize(
    ("looks", "used", "since"),
    [
        ("s", True, None),
        ("-", True, 0),
        ("---", True, 0),
        ("-.-", True, 0),
        ("----", False, 0),
        ("---.-", False, 0),
        ("---s", True, None),
        ("---s---", True, 4),
        ("---s----", False, 4),
    ],
)
def test_a_host_in_use_is_lost_once_it_was_unseen_for_three_days(looks, used, since) -> None:
    """A look a day: seen, unseen, or no answer, which counts for nothing."""
    domain = USED
    for day, look in enumerate(looks):
        if look != ".":
            domain = looked_again(domain, FRIDAY + timedelta(days=day), seen=look == "s")
    assert domain.unseen_since == (None if since is None else FRIDAY + timedelta(days=since))
    assert (domain.proven, domain.lost) == (used, not used)
    assert (domain.host, domain.version) == (USED.host, USED.version)


def test_looking_again_on_the_same_day_counts_once() -> None:
    domain = USED
    for _ in range(9):
        domain = looked_again(domain, FRIDAY, seen=False)
    assert domain.proven
