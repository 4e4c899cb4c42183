"""Which blocks a merchant puts in place by hand, and what each does; their state is not known here.

Only the platform's script in the merchant's browser can tell whether a block is in place.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.embedding import EditorLinks
from messages.language import phrase


@dataclass(frozen=True, slots=True)
class Block:
    """Something of ours in a shop, untranslated; `handle` is how the platform calls it.

    `first_step` is what the guide on the home page says of it; it is empty for extras.
    """

    handle: str
    title: str
    details: str
    address: str
    first_step: str = ""


def placed_by_hand(links: EditorLinks) -> Sequence[Block]:
    """Return the blocks, the most useful first."""
    return (
        Block(
            "order-tracking",
            phrase("Order tracking"),
            phrase("A section for a page of the theme, where shoppers look up their order."),
            links.tracking_block,
            phrase("Put order tracking on a page"),
        ),
        Block(
            "track-button",
            phrase("Track order button"),
            phrase("A small button on every page of the theme that leads to order tracking."),
            links.embed,
            phrase("Switch on the track order button"),
        ),
        Block(
            "order-status",
            phrase("Order status in customer accounts"),
            phrase("Status, parcels and scans on each order's page."),
            links.account_blocks,
            phrase("Show parcels in customer accounts"),
        ),
        Block(
            "my-deliveries",
            phrase("My deliveries"),
            phrase("A page of its own in customer accounts, with all of a shopper's orders."),
            links.account_blocks,
        ),
        Block(
            "delivery-faq",
            phrase("Questions about delivery"),
            phrase("A section with questions and answers, in the languages of the shop."),
            links.faq_block,
        ),
    )
