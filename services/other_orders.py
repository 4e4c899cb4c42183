"""Find the other orders of a shopper who has shown that they are one person's; shows none else."""

from collections.abc import Sequence

from domain.access import MOST_OTHERS, Level
from services.look_up_order import OrderStory
from services.page_address import LINK_LIFETIME, address_of
from services.tracking_token import token_for
from services.wiring import Wiring
from storage.order_proofs import ids_of_same_shopper
from storage.order_reading import read_orders
from storage.tracking_links import link_for_order


def other_orders(
    wiring: Wiring, story: OrderStory, level: Level
) -> Sequence[tuple[OrderStory, str]]:
    """Return the shopper's other orders with the addresses of their pages, newest first.

    None below CODED: an order's e-mail is known to more people than read its mailbox. They are
    those of the same mailbox, and of the same account where the order was placed by one, so that
    neither a stranger's e-mail typed at an order nor a friend's opens anything of theirs.
    """
    if level < Level.CODED:
        return ()
    now, order, own = wiring.clock(), story.order, story.page.domain.own
    with wiring.sessions.begin() as session:
        ids = ids_of_same_shopper(session, order.shop_id, order.id, MOST_OTHERS)
        orders = read_orders(session, ids, whole=True) if ids else {}
        links = [
            link_for_order(session, order.shop_id, id_, now, now + LINK_LIFETIME) for id_ in ids
        ]
    return [
        (
            OrderStory(story.shop, orders[id_], story.carriers, story.page),
            address_of(wiring, token_for(link, wiring.link_keys), own),
        )
        for id_, link in zip(ids, links, strict=True)
    ]
