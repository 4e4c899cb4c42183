"""Take over what a shop says of an order: never older over newer, and announce what is news."""

from dataclasses import replace

from sqlalchemy.orm import Session

from domain.errors import NotYetKnownError
from domain.order import Order
from domain.shop_events import FulfilmentTold, OrderTold
from domain.stage import Stage, later_stage, stage_with_shipments
from services.announce import announce as write_down
from services.apply_stage_rules import stage_by_shops_words
from services.import_shipments import Telling, import_shipments
from services.wiring import Wiring
from storage.order_reading import read_orders
from storage.orders import bump_versions, order_id_of, set_stage, write_order


def import_order(
    session: Session, wiring: Wiring, shop_id: int, told: OrderTold, *, announce: bool = True
) -> bool:
    """Take over a whole order; return False, changing nothing, when we know newer.

    Without `announce` no message is decided on: the order is history the shop had before us.
    """
    before = _as_known(session, shop_id, told.platform_id) if announce else None
    order_id = write_order(session, shop_id, told)
    if order_id is None:
        return False
    telling = Telling(
        shop_id,
        order_id,
        told.updated_at,
        told.shipments,
        complete=not told.partial,
        country=told.address.country,
    )
    import_shipments(session, wiring, telling)
    said = stage_by_shops_words(session, shop_id, told.tags, told.stage)
    after = settle(session, order_id, said)
    if announce:
        write_down(session, wiring, shop_id, [(before, after)], wiring.clock())
    return True


def import_fulfilment(session: Session, wiring: Wiring, shop_id: int, told: FulfilmentTold) -> bool:
    """Take over one fulfilment of a known order; return False when we know newer.

    Raises NotYetKnownError when the order's own webhook has not arrived yet.
    """
    order_id = order_id_of(session, shop_id, told.order_platform_id)
    if order_id is None:
        raise NotYetKnownError(f"order {told.order_platform_id} has not been heard of yet")
    before = read_orders(session, [order_id])[order_id]
    telling = Telling(
        shop_id,
        order_id,
        told.updated_at,
        told.shipments,
        told.platform_id,
        country=before.address.country,
    )
    if not import_shipments(session, wiring, telling):
        return False
    bump_versions(session, [order_id])
    after = settle(session, order_id, before.stage)
    write_down(session, wiring, shop_id, [(before, after)], wiring.clock())
    return True


def _as_known(session: Session, shop_id: int, platform_id: str) -> Order | None:
    known_id = order_id_of(session, shop_id, platform_id)
    return read_orders(session, [known_id])[known_id] if known_id is not None else None


def settle(session: Session, order_id: int, said: Stage) -> Order:
    """Let the order's stage follow its shipments; return the order as it stands then."""
    after = read_orders(session, [order_id])[order_id]
    stage = stage_with_shipments(later_stage(said, after.noted_stage), after.shipments)
    if stage is not after.stage:
        set_stage(session, [order_id], stage)
    return replace(after, stage=stage)
