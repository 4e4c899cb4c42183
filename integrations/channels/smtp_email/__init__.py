"""E-mail by SMTP: a server's address, and the channel that hands letters to it."""

from integrations.channels.smtp_email.account import open_smtp, smtp_provider, try_smtp
from integrations.channels.smtp_email.client import SmtpEmail
from integrations.channels.smtp_email.connection import SmtpPatience
from integrations.channels.smtp_email.dkim_signing import BadDkimKeyError, DkimKey, dkim_key
from integrations.channels.smtp_email.server import BadSmtpUrlError, SmtpServer, parse_smtp_url

__all__ = [
    "BadDkimKeyError",
    "BadSmtpUrlError",
    "DkimKey",
    "SmtpEmail",
    "SmtpPatience",
    "SmtpServer",
    "dkim_key",
    "open_smtp",
    "parse_smtp_url",
    "smtp_provider",
    "try_smtp",
]
