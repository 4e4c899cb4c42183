"""What a merchant may choose. Everything works with the defaults; nothing here is needed."""

from dataclasses import dataclass, field

from domain.notification import Kind, NotificationSettings


@dataclass(frozen=True, slots=True)
class MerchantSettings:
    """A merchant's choices: messages switched off, scans shown on the platform's order pages.

    `guide_dismissed` hides the first steps on the home page, `messages_seen` ticks one of them off.
    """

    switched_off: frozenset[Kind] = field(default_factory=frozenset)
    show_scans: bool = False
    guide_dismissed: bool = False
    messages_seen: bool = False

    @property
    def notifications(self) -> NotificationSettings:
        """Return the part that decides about messages."""
        return NotificationSettings(self.switched_off)
