"""Count how often campaigns are shown and followed; it remembers nobody.

Shown is counted once for an order and a day, when its page is first made on that day: looking
again, at a page from the cache or at a new one, is no other showing. Followed is each press.
"""

import base64
import binascii
import hashlib
import hmac
import logging
from collections.abc import Sequence
from datetime import date

from sqlalchemy.exc import SQLAlchemyError

from domain.campaign import Campaign, Campaigns
from domain.errors import BadTokenError
from domain.zones import zone_named
from services.look_up_order import OrderStory
from services.page_values import address_problem
from services.wiring import Wiring
from storage.campaign_counts import count_followed, count_shown
from storage.page_documents import page_part
from storage.shops import shop_by_number

log = logging.getLogger(__name__)
_PURPOSE = b"campaign link:"
_MAC, _SHOP = 16, 8
_LONGEST_TOKEN = 128
_A_DAY = 86_400


def note_shown(wiring: Wiring, story: OrderStory, campaigns: Sequence[str]) -> None:
    """Count that an order's page showed campaigns, by their ids; never holds the page up."""
    if not campaigns:
        return
    day = _today(wiring, story.shop.time_zone)
    name = f"campaigns:{story.shop.id}:{story.order.id}:{day:%Y%m%d}"
    counted = (wiring.page_cache.get(name) or b"").decode().split()
    new = [id_ for id_ in campaigns if id_ not in counted]
    if not new:
        return
    wiring.page_cache.put(name, " ".join([*counted, *new]).encode(), _A_DAY)
    try:
        with wiring.sessions.begin() as session:
            count_shown(session, story.shop.id, new, day)
    except SQLAlchemyError:
        log.exception("campaigns were not counted", extra={"shop": story.shop.id})


def follow_address(wiring: Wiring, shop_id: int, campaign: str) -> str:
    """Return the path that counts a press on a campaign, and goes on to where it leads."""
    packed = shop_id.to_bytes(_SHOP) + campaign.encode()
    return f"/c/{_text(packed + _mac(wiring.link_keys[0], packed))}"


def shop_of_campaign_link(wiring: Wiring, token: str) -> int:
    """Return whose campaign a token is of; raise BadTokenError for one we have not made."""
    return _behind(wiring, token)[0]


def follow(wiring: Wiring, token: str, *, count: bool = True) -> str | None:
    """Return where a campaign leads, and count that it was followed; None for a bad token.

    The address is the one the merchant has kept, and no other. A campaign that is over leads to
    the shop; None as well where nobody knows its storefront.
    """
    try:
        shop_id, campaign_id = _behind(wiring, token)
    except BadTokenError:
        return None
    with wiring.sessions() as session:
        shop = shop_by_number(session, str(shop_id))
        kept = page_part(session, shop_id, Campaigns)
    if shop is None:
        return None
    campaign = next((one for one in kept.all if one.id == campaign_id), None)
    if campaign is None or not _leads(campaign):
        return _safe(shop.storefront_url)
    if count:
        _count_followed(wiring, shop_id, campaign_id, _today(wiring, shop.time_zone))
    return campaign.link


def _leads(campaign: Campaign) -> bool:
    return campaign.on and bool(_safe(campaign.link))


def _safe(address: str) -> str | None:
    return address if address and not address_problem(address) else None


def _count_followed(wiring: Wiring, shop_id: int, campaign: str, day: date) -> None:
    """Count, and hold nobody up where that fails."""
    try:
        with wiring.sessions.begin() as session:
            count_followed(session, shop_id, campaign, day)
    except SQLAlchemyError:
        log.exception("a campaign was not counted", extra={"shop": shop_id})


def _today(wiring: Wiring, time_zone: str) -> date:
    return wiring.clock().astimezone(zone_named(time_zone)).date()


def _behind(wiring: Wiring, token: str) -> tuple[int, str]:
    try:
        padded = token[:_LONGEST_TOKEN] + "=" * (-len(token) % 4)
        sent = base64.b64decode(padded, altchars=b"-_", validate=True)
    except (ValueError, binascii.Error):
        raise BadTokenError("not one of our links") from None
    packed, mac = sent[:-_MAC], sent[-_MAC:]
    ours = any(hmac.compare_digest(mac, _mac(key, packed)) for key in wiring.link_keys)
    # A link has one spelling: the last letter of another could hold bits that nobody signed.
    if not ours or token != _text(sent):
        raise BadTokenError("not one of our links")
    return int.from_bytes(packed[:_SHOP]), packed[_SHOP:].decode()


def _mac(key: bytes, packed: bytes) -> bytes:
    return hmac.digest(key, _PURPOSE + packed, hashlib.sha256)[:_MAC]


def _text(sent: bytes) -> str:
    return base64.urlsafe_b64encode(sent).decode().rstrip("=")
