"""What Framme really answers a shop's plugin, kept as files so that the plugin's tests can read it.

`python -m tests.storefront.told_to_the_plugin` writes the files anew.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from domain.access import Level
from domain.order import Order
from messages.faq import FaqFacts, delivery_faq
from messages.language import Language, language
from tests.fakes import NOON
from tests.tracking_page.samples import STOCKHOLM, samples, story
from tests.tracking_page.shell_orders import at_the_kiosk, with_everything
from tracking_page.json_view import ListedOrder, Ways, faq_document, orders_document, words_document
from tracking_page.privacy import without_personal_data
from tracking_page.views import OrderPage, Seen, order_page

FOLDER = Path(__file__).parent / "woocommerce" / "told"
FIRST_ID = 31
WAYS = Ways("https://track.example/t/q1w2", "https://track.example/t/q1w2/in/e3r4")
OWNED = Seen(level=Level.PROVEN)


def documents() -> Mapping[str, str]:
    """Return every document by the name of its file."""
    orders = {**samples(), "kiosk": at_the_kiosk()}
    told = {}
    for code in ("en", "sv"):
        said = language(code)
        listed = [
            ListedOrder(replace(listed_view(order, said), number=f"#10{n}"), str(n), Ways())
            for n, order in enumerate(orders.values(), FIRST_ID)
        ]
        told[f"orders.{code}"] = orders_document(listed, said)
        told[f"words.{code}"] = words_document(said)
    kiosk = order_page(story(at_the_kiosk()), OWNED, language("en"), NOON, STOCKHOLM)
    alone = ListedOrder(with_everything(kiosk), "31", WAYS)
    told["order.en"] = orders_document([alone], language("en"), alone=True)
    facts = FaqFacts(
        shop_name="Lamps & Co",
        page="https://lamps.example/track/",
        carriers=("TestPost",),
        pickup_points=True,
        several_parcels=True,
        days=3,
        mailed=frozenset(),
        contact="help@lamps.example",
    )
    told["faq.en"] = faq_document(delivery_faq(language("en"), facts), language("en"))
    return {name: indented(text) for name, text in told.items()}


def listed_view(order: Order, said: Language) -> OrderPage:
    """Return an order as a list shows it: nothing personal is in it."""
    bare = story(without_personal_data(order))
    return replace(order_page(bare, OWNED, said, NOON, STOCKHOLM), addresses=())


def indented(text: str) -> str:
    """Write a document so that a person can read it and a change shows where it is."""
    return json.dumps(json.loads(text), ensure_ascii=False, indent="\t") + "\n"


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, text in documents().items():
        (FOLDER / f"{name}.json").write_text(text, encoding="utf-8")
