"""What those who enter a shop's settings may do there; who they are is known elsewhere."""

from enum import StrEnum


class Role(StrEnum):
    """As what somebody is there, from the one who may do everything to the one who only looks."""

    OWNER = "owner"
    EDITOR = "editor"
    """Changes everything but the team, the keys of the API and what erases shoppers."""
    VIEWER = "viewer"

    def covers(self, needed: "Role") -> bool:
        """Tell whether this role may do what another may."""
        order = list(Role)
        return order.index(self) <= order.index(needed)
