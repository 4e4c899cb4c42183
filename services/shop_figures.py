"""How a shop's parcels travelled lately, kept ready for an hour; it decides no words.

Every page of a shop's orders speaks of it, and it changes slowly.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from domain.carriers import labels_of
from domain.kinds import ChannelKey, Kind
from domain.shop import Shop
from domain.zones import zone_named
from messages.plain_text import one_line
from services.wiring import Wiring
from storage.delivery_facts import Enough, carriers_used, delivery_facts
from storage.settings import merchant_settings

LOOKED_AT = timedelta(days=60)
CARRIERS = 6
COUNTRIES = 6
ENOUGH_TO_SAY = 20
"""Deliveries from which on we say how long they take, in all and to a country."""
_KEPT_FOR_SECONDS = 3600
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class ShopFigures:
    """A shop's carriers by name, most used first, and its figures; `mailed` are kinds of message.

    `days` and `days_to` (by country) are within how many days eight of ten arrived. What goes out
    by text or browser only is not in `mailed`: it does not reach every shopper.
    """

    carriers: tuple[str, ...]
    pickup_points: bool
    several_parcels: bool
    days: int | None
    days_to: Mapping[str, int]
    mailed: tuple[Kind, ...]


def figures_now(session: Session, wiring: Wiring, shop: Shop) -> ShopFigures:
    """Return a shop's figures as they are at this moment."""
    since = wiring.clock() - LOOKED_AT
    wanted = merchant_settings(session, shop.id).notifications
    used = carriers_used(session, shop.id, since, CARRIERS)
    zone = str(zone_named(shop.time_zone))
    seen = delivery_facts(session, shop.id, since, zone, Enough(ENOUGH_TO_SAY, COUNTRIES))
    labels = labels_of(wiring.carriers, (one.carrier for one in used))
    names = [labels.get(one.carrier or "", one.carrier_text or one.carrier or "") for one in used]
    return ShopFigures(
        carriers=tuple(dict.fromkeys(one_line(name, _LONGEST_NAME) for name in names)),
        pickup_points=seen.pickup_points,
        several_parcels=seen.several_parcels,
        days=seen.days if seen.deliveries >= ENOUGH_TO_SAY else None,
        days_to=seen.days_to,
        mailed=tuple(kind for kind in Kind if ChannelKey.EMAIL in wanted.channels_of(kind)),
    )


def figures_lately(wiring: Wiring, shop: Shop) -> ShopFigures:
    """Return a shop's figures as they were within the last hour; without Redis, as they are."""
    name = f"figures:{shop.id}"
    kept = wiring.page_cache.get(name)
    found = _read(kept) if kept else None
    if found is None:
        with wiring.sessions() as session:
            found = figures_now(session, wiring, shop)
        wiring.page_cache.put(name, json.dumps(asdict(found)).encode(), _KEPT_FOR_SECONDS)
    return found


def _read(kept: bytes) -> ShopFigures | None:
    """Read what was kept, perhaps by the version of us before: then it is none of ours."""
    told = json.loads(kept)
    if set(told) != set(ShopFigures.__dataclass_fields__):
        return None
    if not set(told["mailed"]) <= set(Kind):
        return None
    lists = {"carriers": tuple(told["carriers"]), "mailed": tuple(map(Kind, told["mailed"]))}
    return ShopFigures(**{**told, **lists})
