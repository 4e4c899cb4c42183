"""Tell a merchant who may enter the settings, and which keys their programs have."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.wiring import Wiring
from storage.api_keys import ApiKey, keys_of
from storage.members import Letter, Member, members_of

__all__ = ["ApiKey", "Letter", "Member", "Team", "review_team"]


@dataclass(frozen=True, slots=True)
class Team:
    """A shop's people and keys."""

    members: Sequence[Member]
    keys: Sequence[ApiKey]


def review_team(wiring: Wiring, shop_id: int) -> Team:
    """Return who is in a shop's team, and its keys that are good."""
    with wiring.sessions() as session:
        return Team(members_of(session, shop_id), keys_of(session, shop_id))
