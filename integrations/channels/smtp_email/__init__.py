"""E-mail by SMTP: a server's address, and the channel that hands letters to it."""

from integrations.channels.smtp_email.client import SmtpEmail
from integrations.channels.smtp_email.connection import SmtpPatience
from integrations.channels.smtp_email.server import BadSmtpUrlError, SmtpServer, parse_smtp_url

__all__ = ["BadSmtpUrlError", "SmtpEmail", "SmtpPatience", "SmtpServer", "parse_smtp_url"]
