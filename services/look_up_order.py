"""Find an order for a shopper, by link or by number and proof, and tell its whole story."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.carriers import KnownCarrier
from domain.errors import BadTokenError
from domain.order import Order
from domain.order_moments import last_answer_at
from domain.shop import PlatformKey, Shop
from services.hurry_on_visit import hurry_on_visit
from services.page_address import LINK_LIFETIME
from services.tracking_token import row_behind, token_for
from services.wiring import Wiring
from storage.customers_orders import earlier_orders, id_of_customers_order, ids_of_customer
from storage.order_proofs import ids_by_number_and_proof
from storage.order_reading import live_orders, read_order, read_orders
from storage.orders import number_key, order_id_of
from storage.page_documents import ShopPage, shop_page
from storage.page_parts import page_version
from storage.shops import shop_by_domain, shop_by_id
from storage.tracking_links import link_for_order, order_behind

MOST_ORDERS_OF_ONE = 20


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """What a live link opens.

    `version` changes whenever what is told of the order would, `page_version` whenever the shop
    changes its page. `checked_at` is when a carrier last answered about any parcel, be it that
    there is nothing new; None before the first answer.
    """

    shop_id: int
    order_id: int
    version: int
    page_version: int
    checked_at: datetime | None


@dataclass(frozen=True, slots=True)
class OrderStory:
    """An order with its shop, the shop's own page, and the carriers that may move it.

    `earlier_orders` is how many the same customer placed before, as far as we know of any; None for
    a guest, and in a list.
    """

    shop: Shop
    order: Order
    carriers: Mapping[str, KnownCarrier]
    page: ShopPage
    earlier_orders: int | None = None


def open_link(wiring: Wiring, token: str) -> LinkTarget:
    """Return what a link's token opens, with one indexed read; raise BadTokenError."""
    link_id = row_behind(token, wiring.link_keys)
    # One statement needs no transaction around it: half of what an unchanged page costs (measured).
    with wiring.engine.connect() as connection:
        reading = connection.execution_options(isolation_level="AUTOCOMMIT")
        found = order_behind(reading, link_id, wiring.clock())
    if found is None:
        raise BadTokenError("revoked, expired, or its order is gone")
    return LinkTarget(*found)


def target_of(story: OrderStory) -> LinkTarget:
    """Return what a live link to the order would open."""
    order, page = story.order, story.page
    return LinkTarget(order.shop_id, order.id, order.version, page.version, last_answer_at(order))


def tell_story(wiring: Wiring, shop_id: int, order_id: int) -> OrderStory | None:
    """Return an order's whole story to one who looks at it, or None when the shop has none such.

    Where what the carriers said is old, they are asked again.
    """
    with wiring.sessions() as session:
        # Each statement sees what is committed by then, in a transaction or without.
        session.connection(execution_options={"isolation_level": "AUTOCOMMIT"})
        order = read_order(session, shop_id, order_id)
        shop = shop_by_id(session, shop_id) if order else None
        if order is None or shop is None:
            return None
        page = shop_page(session, shop_id)
        earlier = earlier_orders(session, order)
    hurry_on_visit(wiring, shop, order)
    return OrderStory(shop, order, wiring.carriers, page, earlier)


def orders_of_customer(
    wiring: Wiring, shop_id: int, customer: str, limit: int = MOST_ORDERS_OF_ONE
) -> Sequence[OrderStory]:
    """Return the stories of a customer's orders, newest first; none for a guest."""
    with wiring.sessions() as session:
        ids = ids_of_customer(session, shop_id, customer, limit)
        orders = read_orders(session, ids, whole=True) if ids else {}
        shop = shop_by_id(session, shop_id)
        page = shop_page(session, shop_id)
    return [OrderStory(shop, orders[id_], wiring.carriers, page) for id_ in ids if id_ in orders]


def order_of_customer(
    wiring: Wiring, shop_id: int, customer: str, platform_id: str
) -> OrderStory | None:
    """Return an order's story by the platform's id, or None when it is not this customer's."""
    with wiring.sessions() as session:
        order_id = id_of_customers_order(session, shop_id, customer, platform_id)
    return tell_story(wiring, shop_id, order_id) if order_id is not None else None


def order_known_as(wiring: Wiring, shop_id: int, platform_id: str) -> OrderStory | None:
    """Return an order's story by the platform's id, or None when the shop has none such.

    The caller vouches for whoever is to see it, or shows nothing personal of it.
    """
    with wiring.sessions() as session:
        order_id = order_id_of(session, shop_id, platform_id)
    return tell_story(wiring, shop_id, order_id) if order_id is not None else None


def find_orders(wiring: Wiring, shop_id: int, platform_ids: Sequence[str]) -> Sequence[LinkTarget]:
    """Find a shop's orders by the platform's ids, in the order they are asked for.

    Those we do not know are left out. The caller vouches for whoever is to see them.
    """
    with wiring.sessions() as session:
        known = live_orders(session, shop_id, platform_ids)
        page = page_version(session, shop_id)
    found = (known[asked] for asked in platform_ids if asked in known)
    return [LinkTarget(shop_id, id_, version, page, checked) for id_, version, checked in found]


def tell_stories(wiring: Wiring, shop: Shop, found: Sequence[LinkTarget]) -> Sequence[OrderStory]:
    """Return the stories of orders found in a shop, in their order."""
    ids = [target.order_id for target in found]
    with wiring.sessions() as session:
        orders = read_orders(session, ids, whole=True) if ids else {}
        page = shop_page(session, shop.id)
    return [OrderStory(shop, orders[id_], wiring.carriers, page) for id_ in ids if id_ in orders]


def find_shop(wiring: Wiring, platform: PlatformKey, domain: str) -> Shop | None:
    """Return a shop by the name its platform gives it, or None."""
    with wiring.sessions() as session:
        return shop_by_domain(session, platform, domain)


def look_up(wiring: Wiring, shop: Shop, number: str, proof: str, caller: str) -> str | None:
    """Return a link token for the order of this number and e-mail, phone or postal code, or None.

    Wrong and unknown take the same road. `caller` is the shopper's network address, after a slash
    if somebody vouches for it: attempts are counted for its network and for the order number, and
    what fails for the shop. Raises TooManyAttemptsError and OverloadedError.
    """
    wiring.limiter.hit("look-up-by-caller", caller)
    asked = f"{shop.id}:{number_key(number)[:64]}"
    wiring.limiter.hit("look-up-of-number", asked)
    wiring.limiter.hit("look-up-of-number-in-a-day", asked)
    wiring.limiter.check("failed-proofs-of-shop", str(shop.id))
    now = wiring.clock()
    with wiring.sessions.begin() as session:
        found = ids_by_number_and_proof(session, shop.id, number, proof)
        ends = now + LINK_LIFETIME
        link = link_for_order(session, shop.id, found[0], now, ends) if found else None
    if link is None:
        wiring.limiter.hit("failed-proofs-of-shop", str(shop.id))
        return None
    return token_for(link, wiring.link_keys)
