"""Read and change what a merchant has set, one choice at a time."""

from sqlalchemy.orm import Session

from domain.notification import Kind
from domain.settings import MerchantSettings
from domain.shop_task import ShopTask
from services.wiring import Wiring
from storage.settings import (
    merchant_settings,
    note_guide_dismissed,
    note_messages_seen,
    switch_off,
    switch_scans,
)
from storage.shop_tasks import ask_for
from storage.shown_scans import drop_due

__all__ = [
    "MerchantSettings",
    "dismiss_guide",
    "read_settings",
    "see_messages",
    "set_kinds_on",
    "set_show_scans",
    "stop_showing_scans",
]


def read_settings(wiring: Wiring, shop_id: int) -> MerchantSettings:
    """Return a shop's choices, or the defaults."""
    with wiring.sessions() as session:
        return merchant_settings(session, shop_id)


def set_kinds_on(wiring: Wiring, shop_id: int, on: frozenset[Kind]) -> None:
    """Let exactly these kinds of message go out from now on."""
    with wiring.sessions.begin() as session:
        switch_off(session, shop_id, frozenset(Kind) - on)
        # The storefront's delivery questions say which messages are sent.
        ask_for(session, shop_id, [ShopTask.PUBLISH], wiring.clock())


def set_show_scans(wiring: Wiring, shop_id: int, *, on: bool) -> None:
    """Show scans heard of from now on; switched off, what still waits is not shown either."""
    with wiring.sessions.begin() as session:
        if on:
            switch_scans(session, shop_id, on=True)
        else:
            stop_showing_scans(session, shop_id)


def stop_showing_scans(session: Session, shop_id: int) -> None:
    """Switch showing scans off, also when the permission for it has gone."""
    switch_scans(session, shop_id, on=False)
    drop_due(session, shop_id)


def dismiss_guide(wiring: Wiring, shop_id: int) -> None:
    """Show the first steps no more."""
    with wiring.sessions.begin() as session:
        note_guide_dismissed(session, shop_id, wiring.clock())


def see_messages(wiring: Wiring, shop_id: int) -> MerchantSettings:
    """Return a shop's choices, and remember that its merchant has looked at the messages."""
    chosen = read_settings(wiring, shop_id)
    if not chosen.messages_seen:
        with wiring.sessions.begin() as session:
            note_messages_seen(session, shop_id, wiring.clock())
    return chosen
