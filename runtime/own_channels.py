"""Open the installation's own ways to shoppers, as configured; the desk opens merchants'."""

from domain.channels import Channel
from domain.kinds import ChannelKey
from domain.ports import Clock
from integrations.channels.desk import AdapterDesk
from integrations.channels.postmark_email import POSTMARK
from integrations.channels.smtp_email import SmtpEmail, parse_smtp_url
from integrations.channels.twilio_sms import TWILIO
from integrations.channels.web_push import WebPush
from integrations.posting import Sender
from integrations.public_addresses import Strangers
from runtime.config import Config
from services.accept_report import OWN, report_path


def open_desk(config: Config) -> AdapterDesk:
    """Return the desk of a process; it knows the installation's own accounts too."""
    own = {POSTMARK.key: config.channels.postmark, TWILIO.key: config.channels.twilio}
    accounts = {key: credentials for key, credentials in own.items() if credentials}
    return AdapterDesk(Sender(), accounts, strict=config.production)


def own_channels(config: Config, desk: AdapterDesk, clock: Clock) -> dict[ChannelKey, Channel]:
    """Return the channels that serve shops without an account of their own."""
    opened: dict[ChannelKey, Channel] = {}
    for key, credentials in desk.own.items():
        report_to = f"{config.public_url}{report_path(f'{OWN}/{key}')}"
        opened[desk.providers[key].channel] = desk.open(key, credentials, report_to)
    if config.smtp_url:
        server = parse_smtp_url(config.smtp_url)
        opened[ChannelKey.EMAIL] = SmtpEmail(server, dkim=config.channels.dkim)
    if config.channels.vapid:
        strangers = Strangers(strict=config.production)
        sender = Sender(strangers=strangers)
        opened[ChannelKey.PUSH] = WebPush(config.channels.vapid, sender, clock)
    return opened
