"""Which campaigns are shown with an order, and to whom."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.campaign import (
    MOST_AT_ONCE,
    Audience,
    Campaign,
    Campaigns,
    Viewer,
    When,
    is_about,
    on_the_way,
    shown,
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


def seen(campaign: Campaign, order: Order = UNDER_WAY, earlier: int | None = None) -> bool:
    return bool(shown(Campaigns((campaign,)), Viewer(order, TODAY, earlier)))


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
    conditions: dict[str, object], *, fits: bool
) -> None:
    campaign = replace(Campaign("one", "One"), **conditions)  # type: ignore[arg-type]
    assert seen(campaign) is fits


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
    assert seen(Campaign("one", "One", audience=audience), earlier=earlier) is fits


def test_the_most_important_ones_are_shown_and_no_more_than_a_few() -> None:
    many = Campaigns(tuple(Campaign(str(number), "", on=number != 1) for number in range(5)))
    assert names(shown(many, Viewer(UNDER_WAY, TODAY))) == ["0", "2"]
    assert MOST_AT_ONCE == 2


def test_a_cancelled_order_is_no_place_for_a_campaign() -> None:
    assert not seen(Campaign("one", "One"), replace(UNDER_WAY, cancelled_at=NOON))


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
