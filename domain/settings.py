"""What a merchant may choose. Everything works with the defaults; nothing here is needed."""

from dataclasses import dataclass, field

from domain.preferences import NotificationSettings


@dataclass(frozen=True, slots=True)
class MerchantSettings:
    """A merchant's choices: messages, and scans shown on the platform's order pages.

    `guide_dismissed` hides the first steps on the home page, `messages_seen` ticks one of them off.
    `count_opens` has mails carry what tells that they were opened or followed; `parcel_markup` what
    lets a mail program show the delivery. `keep_months` is how long it is kept who bought what;
    None for as long as the shop does.
    """

    notifications: NotificationSettings = field(default_factory=NotificationSettings)
    show_scans: bool = False
    guide_dismissed: bool = False
    messages_seen: bool = False
    count_opens: bool = False
    parcel_markup: bool = False
    keep_months: int | None = None
