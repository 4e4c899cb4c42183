"""Offer 17TRACK to the registry."""

from domain.carrier_access import CredentialField
from integrations.aggregators.seventeentrack import push
from integrations.aggregators.seventeentrack.client import AT_MOST, PROBE, track
from integrations.aggregators.seventeentrack.parser import read
from integrations.aggregators.seventeentrack.quota import quota
from integrations.aggregators.seventeentrack.statuses import STATUSES
from integrations.carrier_adapter import CarrierAdapter, Push

adapter = CarrierAdapter(
    key="seventeentrack",
    label="17TRACK",
    serves=(),
    credentials=(CredentialField("api_key", "API key", hint="Settings, Security, Access key"),),
    base_url="https://api.17track.net",
    track=track,
    read=read,
    statuses=STATUSES,
    probe=PROBE,
    per_call=AT_MOST,
    rates=("3/second",),
    # Pushes are signed with the API key; there is no other secret.
    quota=quota,
    push=Push("api_key", push.verify, push.read, push.nothing_is_sure),
)
