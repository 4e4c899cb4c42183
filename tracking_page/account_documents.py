"""What blocks in a shop's account pages are told of orders, as JSON; it does not ask who asks."""

from collections.abc import Mapping, Sequence

from domain.access import Level
from messages.language import Language
from services.look_up_order import OrderStory
from services.wiring import Wiring
from tracking_page.json_view import (
    ListedOrder,
    Ways,
    for_a_stranger,
    list_document,
    order_document,
    page_for_a_stranger,
)
from tracking_page.shell_page import line_of, others_of_customer, ways_of_shopper, whole_page
from tracking_page.times import zone_of_reader
from tracking_page.views import Seen, order_page

_PLACE = "shopify:customer-account/orders/"
"""What stands before an order's id in an address within the account pages:
https://shopify.dev/docs/api/customer-account-ui-extensions/latest/apis/navigation"""


def own_order_document(wiring: Wiring, story: OrderStory, customer: str, language: Language) -> str:
    """Write a customer's own order, whole, with their other orders."""
    others = others_of_customer(wiring, story, customer, _PLACE)
    ways = ways_of_shopper(wiring, story)
    page = whole_page(wiring, story, language, Level.PROVEN, ways, others)
    return order_document(page, language, ways)


def status_document(wiring: Wiring, story: OrderStory, language: Language) -> str:
    """Write how an order goes, for somebody who has not shown that it is theirs."""
    zone = zone_of_reader(wiring, story)
    page = order_page(for_a_stranger(story), Seen(), language, wiring.clock(), zone)
    return order_document(page_for_a_stranger(page), language, Ways())


def own_list_document(
    wiring: Wiring, stories: Sequence[OrderStory], pages: Mapping[int, str], language: Language
) -> str:
    """Write a customer's orders as they come; `pages` are the addresses of those that have one."""
    listed = [
        ListedOrder(
            line_of(wiring, story, language),
            story.order.platform_id,
            Ways(page=pages.get(story.order.id, "")),
        )
        for story in stories
    ]
    return list_document(listed, language)
