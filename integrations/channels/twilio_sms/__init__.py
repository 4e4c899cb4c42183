"""Texts by Twilio: what an account takes, the channel, and the reports."""

from domain.carrier_access import CredentialField
from domain.channels import ChannelProvider
from domain.kinds import ChannelKey
from integrations.channels.twilio_sms.client import API, TwilioSms
from integrations.channels.twilio_sms.reports import read_reports, signature_for

TWILIO = ChannelProvider(
    key="twilio",
    label="Twilio",
    channel=ChannelKey.SMS,
    fields=(
        CredentialField("account_sid", "Account SID", secret=False),
        CredentialField("auth_token", "Auth token"),
        CredentialField(
            "sender",
            "Sender",
            secret=False,
            hint="A number such as +14155550123, a name, or the SID of a messaging service.",
        ),
    ),
    reports=True,
)

__all__ = ["API", "TWILIO", "TwilioSms", "read_reports", "signature_for"]
