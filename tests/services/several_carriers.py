"""A wiring with several scripted carriers, and shops' own accounts with them."""

from dataclasses import replace

from domain.detection import Detector
from domain.tracking_numbers import NumberFormat
from services.follow_shop import follow_shop
from services.open_account import seal_credentials
from services.wiring import Wiring
from storage.carrier_accounts import NewAccount, keep_account
from tests.fake_switchboard import ScriptedSwitchboard
from tests.fakes import ScriptedCarrier
from tests.services.deliver import deliver
from tests.shop_bodies import shopify_fulfilment, shopify_order


def wired_to(wiring: Wiring, switchboard: ScriptedSwitchboard, *formats: NumberFormat) -> Wiring:
    """Return a wiring whose directory is the switchboard's carriers."""
    known = {carrier.key: carrier.known() for carrier in switchboard.carriers}
    by_label = {carrier.label.casefold(): carrier.key for carrier in switchboard.carriers}
    return replace(
        wiring,
        carriers=known,
        carrier_for=lambda text: by_label.get(text.casefold()),
        detector=Detector(known, formats, {}),
        switchboard=switchboard,
    )


def another_carrier(key: str, label: str) -> ScriptedCarrier:
    return ScriptedCarrier(key, label, (label.casefold(),))


def enter_account(
    wiring: Wiring, shop_id: int, provider: str = "testpost", secret: str = ""
) -> int:
    """Keep a shop's own account, whose pushes come to the address token-<shop>-<provider>."""
    sealed = seal_credentials(wiring, {"key": f"of-{shop_id}", "secret": secret})
    new = NewAccount(provider, sealed, None, f"token-{shop_id}-{provider}")
    with wiring.sessions.begin() as session:
        account_id = keep_account(session, shop_id, new, wiring.clock())
        follow_shop(session, wiring, shop_id)
    return account_id


def send(wiring: Wiring, shop_id: int, order: int, *numbers: str, by: str = "TestPost") -> None:
    """Let a shop send parcels of one order."""
    fulfilment = shopify_fulfilment(order, order, *numbers, tracking_company=by)
    deliver(wiring, shop_id, "orders/create", shopify_order(order, fulfillments=[fulfilment]))
