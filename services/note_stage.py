"""Note the stage of an order that a merchant's program names; it never goes back."""

from domain.shop_events import StageNoted
from domain.stage import Stage
from services.apply_order_news import apply_order_news
from services.order_by_number import NoSuchOrderError, order_by_number
from services.wiring import Wiring
from storage.order_locks import lock_orders
from storage.order_reading import read_order


def note_stage(wiring: Wiring, shop_id: int, number: str, stage: Stage) -> tuple[Stage, bool]:
    """Note a stage; return the stage the order has now, and whether anything has changed.

    It is the same as a note of the shop's: what shoppers hear of a stage they hear of this one.
    Raises NoSuchOrderError.
    """
    known = order_by_number(wiring, shop_id, number)
    with wiring.sessions.begin() as session:
        lock_orders(session, [(shop_id, known.platform_id)])
        news = StageNoted(known.platform_id, stage)
        changed = apply_order_news(session, wiring, shop_id, news)
        order = read_order(session, shop_id, known.id)
    if order is None:
        raise NoSuchOrderError("deleted meanwhile")
    return order.stage, changed
