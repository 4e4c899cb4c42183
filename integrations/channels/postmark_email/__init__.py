"""E-mail by Postmark: what an account takes, the channel, and the reports."""

from domain.carrier_access import CredentialField
from domain.channels import ChannelProvider
from domain.kinds import ChannelKey
from integrations.channels.postmark_email.client import API, PostmarkEmail
from integrations.channels.postmark_email.reports import USER, read_reports

POSTMARK = ChannelProvider(
    key="postmark",
    label="Postmark",
    channel=ChannelKey.EMAIL,
    fields=(
        CredentialField("server_token", "Server API token"),
        CredentialField(
            "stream",
            "Message stream",
            secret=False,
            optional=True,
            hint="Leave it empty for the transactional stream.",
        ),
        CredentialField(
            "report_password",
            "Password for webhooks",
            optional=True,
            hint="Enter the same in Postmark under “Basic auth”, with the user framme.",
        ),
    ),
    reports=True,
)

__all__ = ["API", "POSTMARK", "USER", "PostmarkEmail", "read_reports"]
