"""Offer TrackingMore to the registry."""

from domain.carrier_access import CredentialField
from integrations.aggregators.trackingmore import push
from integrations.aggregators.trackingmore.client import AT_MOST, PROBE, track
from integrations.aggregators.trackingmore.parser import read
from integrations.aggregators.trackingmore.statuses import STATUSES
from integrations.carrier_adapter import CarrierAdapter, Push

# https://www.trackingmore.com/docs/trackingmore/rate-limit: faster, and it is silent for 120 s.
adapter = CarrierAdapter(
    key="trackingmore",
    label="TrackingMore",
    serves=(),
    credentials=(
        CredentialField("api_key", "API key", hint="Developer, API keys"),
        CredentialField(
            "push_secret", "Webhook secret", optional=True, hint="Developer, Webhook, version 4"
        ),
    ),
    base_url="https://api.trackingmore.com",
    track=track,
    read=read,
    statuses=STATUSES,
    probe=PROBE,
    per_call=AT_MOST,
    rates=("3/second",),
    unconfirmed=(
        "How TrackingMore signs its pushes is described in two ways; both are accepted.",
        "What surrounds a parcel in a push was not seen in a real one.",
        "A time without a zone is taken to be local to the scan or to the destination.",
    ),
    push=Push("push_secret", push.verify, push.read),
)
