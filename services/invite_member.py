"""Take somebody into a shop's team by their e-mail address; a task sends them the way in."""

from domain.errors import FrammeError
from domain.shop_task import ShopTask
from domain.team import Role
from messages.addresses import mail_address
from services.wiring import Wiring
from storage.audit_log import Change, note_change
from storage.members import Letter, add_member, member_of, want_letter
from storage.shop_tasks import ask_for

LONGEST_ADDRESS = 254


class NotAnAddressError(FrammeError):
    """What was entered is no e-mail address."""


class AlreadyInTeamError(FrammeError):
    """Whoever has this address is of the team already."""


class NoSuchMemberError(FrammeError):
    """There is nobody of this number in the shop's team, or no longer."""


def invite_member(wiring: Wiring, shop_id: int, email: str, role: Role, who: str) -> None:
    """Take somebody into a team and have them told.

    Raises NotAnAddressError, AlreadyInTeamError, TooManyAttemptsError.
    """
    address = email.strip().lower()
    if len(address) > LONGEST_ADDRESS or not mail_address(address):
        raise NotAnAddressError("no address")
    wiring.limiter.hit("invite-member", str(shop_id))
    now = wiring.clock()
    with wiring.sessions.begin() as session:
        if add_member(session, shop_id, address, role, who, now) is None:
            raise AlreadyInTeamError("of the team already")
        change = Change(who, "member", address, {}, {"role": role.value})
        note_change(session, shop_id, change, now)
        ask_for(session, shop_id, [ShopTask.WRITE_TO_TEAM], now)


def invite_again(wiring: Wiring, shop_id: int, member_id: int) -> None:
    """Send a member another link; the ones before are good no more.

    Raises NoSuchMemberError, TooManyAttemptsError.
    """
    wiring.limiter.hit("invite-member", str(shop_id))
    with wiring.sessions.begin() as session:
        if member_of(session, shop_id, member_id) is None:
            raise NoSuchMemberError("no such member")
        want_letter(session, shop_id, member_id, Letter.INVITATION)
        ask_for(session, shop_id, [ShopTask.WRITE_TO_TEAM], wiring.clock())
