"""Where the page of an order is served; a link is made where there is none."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from domain.page_domain import PageDomain
from services.tracking_token import token_for
from services.wiring import Wiring
from storage.page_documents import page_part
from storage.tracking_links import link_for_order, live_links

LINK_LIFETIME = timedelta(days=180)


def page_address(wiring: Wiring, shop_id: int, order_id: int) -> str:
    """Return the address of an order's page, for a message to the shopper."""
    now = wiring.clock()
    with wiring.sessions.begin() as session:
        link = link_for_order(session, shop_id, order_id, now, now + LINK_LIFETIME)
        own = page_part(session, shop_id, PageDomain).own
    return address_of(wiring, token_for(link, wiring.link_keys), own)


def known_addresses(wiring: Wiring, shop_id: int, order_ids: Sequence[int]) -> Mapping[int, str]:
    """Return the addresses of those orders' pages that have one already; it writes nothing."""
    with wiring.sessions() as session:
        links = live_links(session, shop_id, order_ids, wiring.clock())
        own = page_part(session, shop_id, PageDomain).own
    return {
        id_: address_of(wiring, token_for(link, wiring.link_keys), own)
        for id_, link in links.items()
    }


def page_addresses(wiring: Wiring, shop_id: int, order_ids: Sequence[int]) -> Mapping[int, str]:
    """Return the addresses of some orders' pages; one without a link gets one."""
    known = known_addresses(wiring, shop_id, order_ids) if order_ids else {}
    new = {id_: page_address(wiring, shop_id, id_) for id_ in order_ids if id_ not in known}
    return {**known, **new}


def address_of(wiring: Wiring, token: str, own: str = "") -> str:
    """Return where the page that a token opens is served: at the shop's `own` host, or at ours."""
    return f"{root_of(wiring, own)}/t/{token}"


def root_of(wiring: Wiring, own: str) -> str:
    """Return what a shop's pages with us begin with: its `own` host, or ours where it has none."""
    return f"https://{own}" if own else wiring.public_url
