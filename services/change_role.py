"""Let a member of a shop's team do more or less than before; it counts from their next request."""

from domain.errors import ChangedMeanwhileError
from domain.team import Role
from services.invite_member import NoSuchMemberError
from services.wiring import Wiring
from storage.audit_log import Change, note_change
from storage.members import member_of, set_role


def change_role(
    wiring: Wiring, shop_id: int, member_id: int, was: Role, role: Role, who: str
) -> None:
    """Give a member another role; raise NoSuchMemberError, or ChangedMeanwhileError.

    `was` is the role the change was made upon.
    """
    with wiring.sessions.begin() as session:
        member = member_of(session, shop_id, member_id)
        if member is None:
            raise NoSuchMemberError("no such member")
        if not set_role(session, shop_id, member_id, was, role):
            raise ChangedMeanwhileError(f"member {member_id}")
        if was is role:
            return
        change = Change(who, "member", member.email, {"role": was.value}, {"role": role.value})
        note_change(session, shop_id, change, wiring.clock())
