"""How the installation reaches shoppers: its own mail server, providers and keys, as configured."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from domain.errors import FrammeError
from domain.mail_domain import SenderProof
from integrations.channels.smtp_email import DkimKey, dkim_key, parse_smtp_url
from integrations.channels.web_push import VapidKey, vapid_key

Made = TypeVar("Made")
_SETS = (
    ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_SENDER"),
    ("DKIM_DOMAIN", "DKIM_SELECTOR", "DKIM_PRIVATE_KEY"),
)
"""Variables of which all are set, or none."""


@dataclass(frozen=True, slots=True)
class ChannelConfig:
    """The installation's own ways to shoppers; docs/operations.md explains each value.

    Credentials are by the fields of their providers, empty for an account there is none of.
    """

    postmark: Mapping[str, str] = field(default_factory=dict, repr=False)
    twilio: Mapping[str, str] = field(default_factory=dict, repr=False)
    dkim: DkimKey | None = None
    vapid: VapidKey | None = None
    spf_include: str = ""

    @property
    def sender_proof(self) -> SenderProof:
        """Return what a merchant's domain has to publish so that we may send for it."""
        return SenderProof(
            spf_include=self.spf_include,
            dkim_selector=self.dkim.selector if self.dkim else "",
            dkim_key=self.dkim.public if self.dkim else "",
        )


def read_channels(
    read: Callable[[str], str], mail_from: str, complain: Callable[[str], None]
) -> ChannelConfig:
    """Read the channels' variables, each by `read` (empty for one that is not set).

    What is wrong is said to `complain`.
    """
    for names in _SETS:
        missing = [name for name in names if not read(name)]
        if missing and len(missing) < len(names):
            complain(f"{', '.join(missing)} is missing ({names[0]} and the like are set)")
    smtp, postmark = read("SMTP_URL"), read("POSTMARK_TOKEN")
    if bool(smtp) == bool(postmark):
        complain("SMTP_URL or POSTMARK_TOKEN must be set, one of them")
    _checked(lambda: parse_smtp_url(smtp), smtp, "SMTP_URL", complain)
    dkim = [read(name) for name in _SETS[1]]
    private, subject = read("VAPID_PRIVATE_KEY"), read("VAPID_SUBJECT") or f"mailto:{mail_from}"
    return ChannelConfig(
        postmark=_filled(
            server_token=postmark,
            stream=read("POSTMARK_STREAM"),
            report_password=read("POSTMARK_REPORT_PASSWORD"),
        )
        if postmark
        else {},
        twilio=_filled(
            account_sid=read("TWILIO_ACCOUNT_SID"),
            auth_token=read("TWILIO_AUTH_TOKEN"),
            sender=read("TWILIO_SENDER"),
        ),
        dkim=_checked(
            lambda: dkim_key(*dkim), "" if "" in dkim else dkim[2], "DKIM_PRIVATE_KEY", complain
        ),
        vapid=_checked(lambda: vapid_key(private, subject), private, "VAPID_PRIVATE_KEY", complain),
        spf_include=read("MAIL_SPF_INCLUDE"),
    )


def _filled(**values: str) -> Mapping[str, str]:
    return {name: value for name, value in values.items() if value}


def _checked(
    make: Callable[[], Made], value: str, name: str, complain: Callable[[str], None]
) -> Made | None:
    if not value:
        return None
    try:
        return make()
    except FrammeError as error:
        complain(f"{name}: {error}")
        return None
