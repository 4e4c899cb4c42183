"""The collaborators a use case may need, handed in; built by runtime/wiring.py, or by a test."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo

from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from domain.carrier_access import Switchboard
from domain.carriers import KnownCarrier
from domain.channels import Channel, ChannelDesk
from domain.detection import Detector
from domain.embedding import EmbeddedApp
from domain.events import Listeners
from domain.kinds import ChannelKey
from domain.mail_domain import MailDns, SenderProof
from domain.page_domain import PageDns
from domain.ports import (
    Clock,
    Locks,
    PageCache,
    Platform,
    Pulse,
    RateLimiter,
    WorkHints,
)
from domain.route import Gazetteer
from domain.shop import PlatformKey
from domain.shop_api import ShopApi
from domain.shop_sites import ShopSites
from storage.vault import Vault


@dataclass(frozen=True, slots=True)
class Wiring:
    """Everything that talks to the outside, in one frozen value.

    `app_secrets` are the platform-wide webhook secrets, current first. `carriers` is the directory
    of all carriers by key, `carrier_for` names the one a shop's free text means, `detector` those
    a number may be of; `switchboard` reaches those who can be asked. `zone_of` is the zone of a
    country (ISO 3166-1), `phone` writes a telephone number as E.164, with the country it is of when
    it does not say (empty: it is none). `channels` are the installation's own ways to shoppers,
    `channel_desk` opens those of merchants, and
    `push_key` is what browsers subscribe with (empty: no notes to browsers). `mail_dns` reads what
    mail domains publish, `sender_proof` is what they publish to let us send, `page_dns` where the
    hosts lead that shops have for their pages. `poll_speedup`
    divides the time until the next poll; it is 1 outside the demo. `public_url` has no trailing
    slash. `apps` are the platforms we are installed on as an app, `shop_apis` those we can ask,
    `sites` those whose shops are sites of their own. `listeners` tell merchants' systems of events,
    by the kind of endpoint. `gazetteer` knows where towns lie.
    """

    engine: Engine
    sessions: sessionmaker[Session]
    clock: Clock
    vault: Vault
    link_keys: Sequence[bytes]
    platforms: Mapping[PlatformKey, Platform]
    app_secrets: Mapping[PlatformKey, Sequence[str]]
    carriers: Mapping[str, KnownCarrier]
    carrier_for: Callable[[str], str | None]
    detector: Detector
    switchboard: Switchboard
    channels: Mapping[ChannelKey, Channel]
    hints: WorkHints
    limiter: RateLimiter
    page_cache: PageCache
    pulse: Pulse
    public_url: str
    mail_from: str
    chance: Callable[[], float]
    zone_of: Callable[[str], tzinfo | None]
    phone: Callable[[str, str], str]
    channel_desk: ChannelDesk
    mail_dns: MailDns
    page_dns: PageDns
    locks: Locks
    gazetteer: Gazetteer
    apps: Mapping[PlatformKey, EmbeddedApp] = field(default_factory=dict)
    shop_apis: Mapping[PlatformKey, ShopApi] = field(default_factory=dict)
    sites: Mapping[PlatformKey, ShopSites] = field(default_factory=dict)
    push_key: str = ""
    sender_proof: SenderProof = field(default_factory=SenderProof)
    listeners: Listeners = field(default_factory=dict)
    poll_speedup: float = 1.0

    def in_demo_time(self, due: datetime, now: datetime) -> datetime:
        """Bring a planned moment nearer by the demo's speed-up."""
        return now + max(due - now, timedelta()) / self.poll_speedup
