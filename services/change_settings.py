"""Read and change what a merchant has set, one choice at a time."""

from sqlalchemy.orm import Session

from domain.settings import MerchantSettings
from services.wiring import Wiring
from storage.audit_log import Change, note_change
from storage.settings import (
    merchant_settings,
    note_guide_dismissed,
    note_messages_seen,
    switch_scans,
)
from storage.shown_scans import drop_due

__all__ = [
    "MerchantSettings",
    "dismiss_guide",
    "read_settings",
    "see_messages",
    "set_show_scans",
    "stop_showing_scans",
]


def read_settings(wiring: Wiring, shop_id: int) -> MerchantSettings:
    """Return a shop's choices, or the defaults."""
    with wiring.sessions() as session:
        return merchant_settings(session, shop_id)


def set_show_scans(wiring: Wiring, shop_id: int, who: str, *, on: bool) -> None:
    """Show scans heard of from now on; switched off, what still waits is not shown either."""
    with wiring.sessions.begin() as session:
        was = merchant_settings(session, shop_id).show_scans
        if was is not on:
            change = Change(who, "scans shown", "", {"on": was}, {"on": on})
            note_change(session, shop_id, change, wiring.clock())
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
