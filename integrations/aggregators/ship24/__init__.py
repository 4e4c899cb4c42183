"""Offer Ship24 to the registry."""

from domain.carrier_access import CredentialField
from integrations.aggregators.ship24 import push
from integrations.aggregators.ship24.client import PROBE, track
from integrations.aggregators.ship24.parser import read
from integrations.aggregators.ship24.statuses import STATUSES
from integrations.carrier_adapter import CarrierAdapter, Push

# https://docs.ship24.com/rate-limiter
adapter = CarrierAdapter(
    key="ship24",
    label="Ship24",
    serves=(),
    credentials=(
        CredentialField("api_key", "API key", hint="Integrations, API keys"),
        CredentialField(
            "push_secret", "Webhook secret", optional=True, hint="Integrations, Webhook"
        ),
    ),
    base_url="https://api.ship24.com",
    track=track,
    read=read,
    statuses=STATUSES,
    probe=PROBE,
    rates=("10/second",),
    unconfirmed=("A scan's time without a zone is taken to be that of the country it goes to.",),
    push=Push("push_secret", push.verify, push.read),
)
