"""Which campaigns are shown with an order, and to whom."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from domain.campaign import (
    MOST_AT_ONCE,
    Audience,
    Campaign,
    Campaigns,
    CampaignWords,
    Viewer,
    When,
    is_about,
    on_the_way,
    shown,
    words_for,
)
from domain.order import Order
from domain.shipment import Shipment
from domain.status import Status
from domain.tracking import TrackingState
from tests.fakes import NOON, a_shipment, an_order

TODAY = date(2026, 11, 20)
DAY = timedelta(days=1)
TAGGED = an_order(tags=("VIP", "Pre-order"))
UNDER_WAY = an_order(a_shipment(Status.IN_TRANSIT))


def names(campaigns: Iterable[Campaign]) -> list[str]:
    return [campaign.id for campaign in campaigns]


def said(id_: str, *codes: str, **conditions: Any) -> Campaign:
    """Return a campaign with words in these languages, English where none is named."""
    return Campaign(id_, "", {code: CampaignWords(code) for code in codes or ("en",)}, **conditions)


def seen(campaign: Campaign, order: Order = UNDER_WAY, earlier: int | None = None) -> bool:
    return bool(shown(Campaigns((campaign,)), Viewer(order, TODAY, ("en",), earlier)))


@pytest.mark.parametrize(
    ("conditions", "fits"),
    [
        ({}, True),
        ({"on": False}, False),
        ({"begins": TODAY, "ends": TODAY}, True),
        ({"begins": TODAY + DAY}, False),
        ({"ends": TODAY - DAY}, False),
        ({"states": frozenset({When.UNDER_WAY, When.ARRIVED})}, True),
        ({"states": frozenset({When.ARRIVED})}, False),
        ({"countries": frozenset({"SE", "NO"})}, True),
        ({"countries": frozenset({"NO"})}, False),
        ({"products": ("lamp",)}, True),
        ({"products": ("sofa",)}, False),
    ],
)
def test_a_campaign_is_shown_when_every_condition_holds(
    conditions: dict[str, Any], *, fits: bool
) -> None:
    assert seen(said("one", **conditions)) is fits


@pytest.mark.parametrize(
    ("audience", "earlier", "fits"),
    [
        (Audience.EVERYONE, None, True),
        (Audience.EVERYONE, 3, True),
        (Audience.FIRST_ORDER, 0, True),
        (Audience.FIRST_ORDER, 1, False),
        (Audience.FIRST_ORDER, None, False),
        (Audience.COMING_BACK, 0, False),
        (Audience.COMING_BACK, 1, True),
        (Audience.COMING_BACK, None, False),
    ],
)
def test_nobody_is_called_new_or_known_whose_orders_nobody_has_counted(
    audience: Audience, earlier: int | None, *, fits: bool
) -> None:
    assert seen(said("one", audience=audience), earlier=earlier) is fits


def test_the_most_important_ones_are_shown_and_no_more_than_a_few() -> None:
    many = Campaigns(tuple(said(str(number), on=number != 1) for number in range(5)))
    assert names(shown(many, Viewer(UNDER_WAY, TODAY, ("en",)))) == ["0", "2"]
    assert MOST_AT_ONCE == 2


@pytest.mark.parametrize(
    ("reads", "ids"),
    [
        (("en", "de"), ["both", "english"]),
        (("sv", "de"), ["swedish", "swedish too"]),
        (("fi", "de"), []),
        (("fi", "en"), ["both", "english"]),
    ],
)
def test_one_that_a_reader_cannot_read_hides_no_other(
    reads: tuple[str, ...], ids: list[str]
) -> None:
    swedish, too = said("swedish", "sv"), said("swedish too", "sv")
    all_ = Campaigns((swedish, too, said("both", "sv", "en"), said("english"), said("more")))
    assert names(shown(all_, Viewer(UNDER_WAY, TODAY, reads))) == ids


def test_words_are_those_of_the_first_language_there_are_any_in() -> None:
    both = said("both", "sv", "en")
    assert words_for(both, ("fi", "en", "sv")) == CampaignWords("en")
    assert words_for(both, ("fi", "da")) is None


def test_a_cancelled_order_is_no_place_for_a_campaign() -> None:
    assert not seen(said("one"), replace(UNDER_WAY, cancelled_at=NOON))


@pytest.mark.parametrize(
    ("products", "about"),
    [
        (("lamp",), True),
        (("  LAMP ",), True),
        (("amp",), True),
        (("l-g",), True),
        (("-g",), False),
        (("vip",), True),
        (("pre",), False),
        (("sofa", "shade"), True),
        (("", "  "), False),
        ((), False),
    ],
    ids=str,
)
def test_an_order_is_about_words_of_titles_beginnings_of_skus_and_whole_tags(
    products: tuple[str, ...], *, about: bool
) -> None:
    assert is_about(TAGGED, products) is about


def back(status: Status) -> Shipment:
    return a_shipment(state=TrackingState(status, is_return_leg=True))


@pytest.mark.parametrize(
    ("shipments", "when"),
    [
        ((), When.BEFORE),
        ((a_shipment(Status.CANCELLED),), When.BEFORE),
        ((a_shipment(Status.PENDING),), When.BEFORE),
        ((a_shipment(Status.INFO_RECEIVED),), When.BEFORE),
        ((a_shipment(Status.IN_TRANSIT),), When.UNDER_WAY),
        ((a_shipment(Status.AVAILABLE_FOR_PICKUP),), When.UNDER_WAY),
        ((a_shipment(Status.DELIVERED),), When.ARRIVED),
        ((a_shipment(Status.EXCEPTION),), When.TROUBLE),
        ((a_shipment(Status.EXPIRED),), When.TROUBLE),
        ((back(Status.IN_TRANSIT),), When.TROUBLE),
        ((back(Status.DELIVERED),), When.TROUBLE),
        ((back(Status.PENDING),), When.BEFORE),
        ((a_shipment(Status.DELIVERED, id=1), a_shipment(Status.IN_TRANSIT, id=2)), When.UNDER_WAY),
    ],
    ids=range(13),
)
def test_every_order_is_on_one_part_of_the_way(shipments: tuple[Shipment, ...], when: When) -> None:
    assert on_the_way(an_order(*shipments)) is when
