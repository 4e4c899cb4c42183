"""Take somebody out of a shop's team: their sessions and links end at once."""

from services.invite_member import NoSuchMemberError
from services.wiring import Wiring
from storage.audit_log import Change, note_change
from storage.entry_links import forget_links_of
from storage.members import member_of, note_removed


def remove_member(wiring: Wiring, shop_id: int, member_id: int, who: str) -> None:
    """Remove a member; raise NoSuchMemberError for one who is not of the team, or no longer."""
    now = wiring.clock()
    with wiring.sessions.begin() as session:
        member = member_of(session, shop_id, member_id)
        if member is None:
            raise NoSuchMemberError("no such member")
        note_removed(session, shop_id, member_id, now)
        forget_links_of(session, shop_id, member_id)
        change = Change(who, "member", member.email, {"role": member.role.value}, {})
        note_change(session, shop_id, change, now)
