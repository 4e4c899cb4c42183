"""Say how far an order's story has come, in the words of the overview; decides nothing."""

from collections.abc import Sequence

from demo.carriers.book import Report
from demo.orders import Order
from demo.stories import Scan, ShopAct

STEPS = 7

_IN_SHOP = {
    ShopAct.PLACED: (1, "Placed"),
    ShopAct.PREPARING: (2, "Being prepared"),
    ShopAct.PACKED: (3, "Packed"),
    ShopAct.SHIPPED: (4, "Shipped"),
    ShopAct.CANCELLED: (1, "Cancelled"),
}
_ON_THE_WAY = {
    Scan.ANNOUNCED: (4, "Label printed"),
    Scan.COLLECTED: (5, "Moving"),
    Scan.ARRIVED: (5, "Moving"),
    Scan.DEPARTED: (5, "Moving"),
    Scan.LATE: (5, "Delayed"),
    Scan.OUT: (6, "Out for delivery"),
    Scan.NOT_HOME: (6, "Nobody was home"),
    Scan.AT_POINT: (6, "At the pick-up point"),
    Scan.FETCHED: (7, "Fetched"),
    Scan.DELIVERED: (7, "Delivered"),
    Scan.DAMAGED: (5, "Damaged"),
    Scan.GOING_BACK: (5, "Going back"),
    Scan.BACK: (7, "Returned to the shop"),
}
_TROUBLE = frozenset({Scan.LATE, Scan.NOT_HOME, Scan.DAMAGED, Scan.GOING_BACK, Scan.BACK})


def step_of(order: Order, last: Sequence[Report | None]) -> int:
    """Return how many of the STEPS are done: what the slowest parcel has."""
    return _stand(order, last)[0]


def stage_of(order: Order, last: Sequence[Report | None]) -> str:
    """Name where the slowest parcel, or the order before it has any, stands."""
    return _stand(order, last)[1]


def is_trouble(order: Order, last: Sequence[Report | None]) -> bool:
    """Tell whether something has gone wrong with the order or a parcel of it."""
    if order.act is ShopAct.CANCELLED:
        return True
    return any(report is not None and report.scan in _TROUBLE for report in last)


def _stand(order: Order, last: Sequence[Report | None]) -> tuple[int, str]:
    if not order.all_sent:
        return _IN_SHOP[order.act]
    stands = (_ON_THE_WAY[r.scan] if r else _IN_SHOP[ShopAct.SHIPPED] for r in last)
    return min(stands)
