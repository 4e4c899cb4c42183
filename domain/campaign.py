"""Campaigns on the tracking page: for whom, about what, and when they are shown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from domain.order import Order, roll_up
from domain.status import Status

MOST_AT_ONCE = 2


class Audience(StrEnum):
    """Which shoppers a campaign is for."""

    EVERYONE = "everyone"
    FIRST_ORDER = "first_order"
    COMING_BACK = "coming_back"


class When(StrEnum):
    """Which part of the way an order is on."""

    BEFORE = "before"
    """No parcel has moved yet."""
    UNDER_WAY = "under_way"
    ARRIVED = "arrived"
    TROUBLE = "trouble"


@dataclass(frozen=True, slots=True)
class CampaignWords:
    """What a campaign says in one language; plain text."""

    title: str
    text: str = ""
    button: str = ""


@dataclass(frozen=True, slots=True)
class Campaign:
    """A merchant's campaign: empty conditions hold for all; days are the shop's, both included.

    `products` are words found in an item's title or at the beginning of its SKU, or whole tags of
    the order, whatever their case. `countries` are ISO 3166-1 alpha-2. `link` is https.
    """

    id: str
    name: str
    words: Mapping[str, CampaignWords] = field(default_factory=dict)
    link: str = ""
    picture_url: str = ""
    audience: Audience = Audience.EVERYONE
    states: frozenset[When] = frozenset()
    countries: frozenset[str] = frozenset()
    products: tuple[str, ...] = ()
    begins: date | None = None
    ends: date | None = None
    on: bool = True


@dataclass(frozen=True, slots=True)
class Campaigns:
    """A shop's campaigns, the most important first."""

    all: tuple[Campaign, ...] = ()
    version: int = 0


@dataclass(frozen=True, slots=True)
class Viewer:
    """Of whom an order is: `earlier_orders` is None where nobody knows.

    `reads` are the languages (codes) whose words may be shown, the best first.
    """

    order: Order
    today: date
    reads: Sequence[str]
    earlier_orders: int | None = None


_TROUBLE = {
    Status.ATTEMPT_FAILED,
    Status.EXCEPTION,
    Status.RETURNING,
    Status.RETURNED,
    Status.EXPIRED,
}


def shown(campaigns: Campaigns, viewer: Viewer) -> tuple[Campaign, ...]:
    """Return the campaigns a viewer is shown, at most MOST_AT_ONCE; none once it is cancelled.

    One that says nothing in a language they read takes no other's place.
    """
    if viewer.order.cancelled_at:
        return ()
    said = (one for one in campaigns.all if words_for(one, viewer.reads))
    fitting = [one for one in said if _fits(one, viewer)]
    return tuple(fitting[:MOST_AT_ONCE])


def words_for(campaign: Campaign, reads: Iterable[str]) -> CampaignWords | None:
    """Return what a campaign says in the first of these languages it has words in, or None."""
    return next((campaign.words[code] for code in reads if code in campaign.words), None)


def is_about(order: Order, products: Iterable[str]) -> bool:
    """Tell whether an order holds one of the products, or bears one of the tags."""
    tags = {tag.casefold() for tag in order.tags}
    for word in (product.strip().casefold() for product in products):
        if not word:
            continue
        if word in tags:
            return True
        for item in order.items:
            if word in item.title.casefold() or item.sku.casefold().startswith(word):
                return True
    return False


def on_the_way(order: Order) -> When:
    """Say which part of the way an order is on; trouble speaks first."""
    lead = roll_up(order.shipments).lead
    if lead is None:
        return When.BEFORE
    if lead.state.status in _TROUBLE or (lead.state.is_return_leg and lead.state.moving):
        return When.TROUBLE
    if lead.state.status is Status.DELIVERED:
        return When.ARRIVED
    return When.UNDER_WAY if lead.state.moving else When.BEFORE


def _fits(campaign: Campaign, viewer: Viewer) -> bool:
    order, today = viewer.order, viewer.today
    return (
        campaign.on
        and (campaign.begins is None or campaign.begins <= today)
        and (campaign.ends is None or today <= campaign.ends)
        and (not campaign.states or on_the_way(order) in campaign.states)
        and (not campaign.countries or order.address.country in campaign.countries)
        and (not campaign.products or is_about(order, campaign.products))
        and _is_for(campaign.audience, viewer.earlier_orders)
    )


def _is_for(audience: Audience, earlier_orders: int | None) -> bool:
    if audience is Audience.EVERYONE:
        return True
    if earlier_orders is None:
        return False
    return (earlier_orders == 0) is (audience is Audience.FIRST_ORDER)
