"""Tell events to Klaviyo, as events of the shopper's profile there.

https://developers.klaviyo.com/en/reference/create_event
"""

import json
from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from typing import Any

from domain.events import Answer, Destination, Event, Verdict
from integrations.listeners.verdicts import PATIENCE, posted, read_answer
from integrations.posting import Request, Sender

API = "https://a.klaviyo.com"
REVISION = "2026-07-15"
"""Of their interface: https://developers.klaviyo.com/en/docs/api_versioning_and_deprecation_policy"""
_REFUSING = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN})
_MAY_PASS = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS})
_SERVER_FAILS = range(500, 600)


class Klaviyo:
    """Creates events; several threads may use it at once."""

    def __init__(self, sender: Sender | None = None, base_url: str = API) -> None:
        self._sender = sender or Sender(PATIENCE)
        self._base_url = base_url

    def accepts(self, url: str) -> bool:
        """Tell that there is one address only, which nobody enters."""
        return not url

    def tell(self, to: Destination, event: Event, now: datetime) -> Answer:
        """Create an event; a refused key ends it all, and what cannot be understood this event.

        An event that is created a second time is known by its `unique_id`, and not counted twice.
        """
        headers = {
            "Authorization": f"Klaviyo-API-Key {to.secrets[0]}",
            "Accept": "application/vnd.api+json",
            "Content-Type": "application/vnd.api+json",
            "revision": REVISION,
        }
        body = json.dumps(_event(event, now)).encode()
        answered = posted(
            self._sender, Request("POST", f"{self._base_url}/api/events", headers, body)
        )
        if isinstance(answered, Answer):
            return answered
        read = read_answer(answered)
        if read.verdict is Verdict.TAKEN or answered.status in _SERVER_FAILS:
            return read
        if answered.status in _REFUSING:
            reason = f"HTTP {answered.status}: Klaviyo refuses the private key"
            return Answer(Verdict.GONE, read.status, reason, read.said)
        if answered.status in _MAY_PASS:
            return read
        return Answer(Verdict.NEVER, read.status, read.reason, read.said)


def metric(kind: str) -> str:
    """Return what a type of event is called there: Framme parcel in transit."""
    words = kind.replace(".", " ").replace("_", " ")
    return f"Framme {words.removeprefix('framme ')}"


def _event(event: Event, now: datetime) -> dict[str, Any]:
    told: Mapping[str, Any] = json.loads(event.body)
    profile = told.get("profile", {})
    known = {"email": profile.get("email"), "phone_number": profile.get("phone")}
    attributes = {
        "properties": told["data"],
        "time": told.get("timestamp") or now.isoformat(),
        "unique_id": event.id,
        "metric": {"data": {"type": "metric", "attributes": {"name": metric(event.type)}}},
        "profile": {
            "data": {
                "type": "profile",
                "attributes": {name: value for name, value in known.items() if value},
            }
        },
    }
    return {"data": {"type": "event", "attributes": attributes}}
