"""Decide what a shop's own pages show of an order, by what its reader has shown; asks nobody."""

from collections.abc import Sequence
from dataclasses import replace

from domain.access import MOST_OTHERS, Level
from messages.language import Language
from services.count_campaign import note_shown
from services.enter_from_shop import entrance
from services.look_up_order import OrderStory, orders_of_customer
from services.page_address import address_of, page_address
from services.wiring import Wiring
from tracking_page.json_view import Ways
from tracking_page.privacy import without_personal_data
from tracking_page.seeing import Looking, gather
from tracking_page.times import zone_of_reader
from tracking_page.views import OrderPage, Seen, order_page


def whole_page(
    wiring: Wiring,
    story: OrderStory,
    language: Language,
    level: Level,
    ways: Ways,
    others: Sequence[tuple[OrderStory, str]] = (),
) -> OrderPage:
    """Return all that a reader of a level is shown of an order; `others` with where they lead.

    What leads to a path of ours leads to our address: these pages are at somebody else's. What can
    be done about the order is done on its page with us, the one of `ways`.
    """
    seen = gather(wiring, story, language, Looking(level, page=ways.page))
    campaigns = [replace(one, link=_whole(wiring, one.link)) for one in seen.campaigns]
    note_shown(wiring, story, [one.id for one in campaigns])
    told = replace(seen, campaigns=campaigns, others=others or seen.others)
    return order_page(story, told, language, wiring.clock(), zone_of_reader(wiring, story))


def listed_page(wiring: Wiring, story: OrderStory, language: Language) -> OrderPage:
    """Return what a list shows of an order whose reader is its shopper.

    A list is kept ready for a while, so nothing personal is in it: what was bought is, but no
    address, no code, and no name that a carrier wrote into a scan.
    """
    told = replace(story, order=without_personal_data(story.order))
    seen = Seen(level=Level.PROVEN)
    page = order_page(told, seen, language, wiring.clock(), zone_of_reader(wiring, story))
    return replace(page, addresses=())


def line_of(wiring: Wiring, story: OrderStory, language: Language) -> OrderPage:
    """Return what a line of a list tells of an order: how it goes, and no more."""
    return order_page(story, Seen(), language, wiring.clock(), zone_of_reader(wiring, story))


def ways_of_shopper(wiring: Wiring, story: OrderStory) -> Ways:
    """Return where an order leads on for a reader whom the shop or a proof has made sure of."""
    order = story.order
    return Ways(
        page=page_address(wiring, order.shop_id, order.id),
        manage=entrance(wiring, order.shop_id, order.id),
    )


def ways_of_link(wiring: Wiring, story: OrderStory, token: str) -> Ways:
    """Return where an order leads on for a reader who has its link and no more."""
    return Ways(page=address_of(wiring, token, story.page.domain.own))


def others_of_customer(
    wiring: Wiring, story: OrderStory, customer: str, place: str
) -> Sequence[tuple[OrderStory, str]]:
    """Return a logged-in customer's other orders, newest first, five at most.

    `place` is what stands before the platform's id of an order where the shop shows it; without
    one there is nowhere to lead to, and none is returned.
    """
    if not place:
        return ()
    told = orders_of_customer(wiring, story.shop.id, customer, MOST_OTHERS + 1)
    others = [one for one in told if one.order.id != story.order.id]
    return [(one, f"{place}{one.order.platform_id}") for one in others[:MOST_OTHERS]]


def _whole(wiring: Wiring, link: str) -> str:
    return f"{wiring.public_url}{link}" if link.startswith("/") else link
