"""Hand notes to browsers' push services, encrypted (RFC 8030, 8291); decides nothing else."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from hashlib import sha256
from http import HTTPStatus
from urllib.parse import urlsplit

from pywebpush import WebPusher  # type: ignore[import-untyped]

from domain.channels import PushNote
from domain.errors import GoneError, ProviderError
from domain.kinds import ChannelKey
from domain.ports import Clock
from integrations.channels.deed import NO_VERDICT, failure, hand_over
from integrations.channels.web_push.keys import VapidKey
from integrations.posting import Answer, Request, Sender

_TTL = 24 * 60 * 60
"""Seconds for which a push service keeps a note for a browser that is not there: news by then."""
_TOPIC = 32
_GONE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
_NOT_OURS = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN})
_POINT, _SECRET = 65, 16
"""Bytes of a browser's public key and of its secret (RFC 8291)."""
_LONGEST_TITLE, _LONGEST_BODY = 200, 1000
"""In characters, so that the whole stays below what services must take (4096 bytes)."""


class WebPush:
    """The channel for notes to browsers; several threads may use it at once.

    `sender` must treat hosts as strangers': the browser says where its push service is.
    """

    key: ChannelKey = ChannelKey.PUSH

    def __init__(self, key: VapidKey, sender: Sender, clock: Clock) -> None:
        self._key = key
        self._sender = sender
        self._clock = clock

    def send(self, message: PushNote, handing_over: Callable[[], None]) -> str:
        """Hand the note over; return the service's status. See `hand_over` on the mark.

        Raises ProviderError, and GoneError for a subscription that has ended or is malformed.
        """
        at = urlsplit(message.endpoint)
        headers = {
            "Authorization": self._key.authorization(f"{at.scheme}://{at.netloc}", self._clock()),
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(_TTL),
            "Urgency": "normal",
        }
        if message.topic:
            headers["Topic"] = _topic(message.topic)
        request = Request("POST", message.endpoint, headers, _encrypted(message))
        answer = hand_over(self._sender, request, handing_over, _failure)
        return f"HTTP {answer.status}" if answer else NO_VERDICT


def _encrypted(message: PushNote) -> bytes:
    note = {
        "title": message.title[:_LONGEST_TITLE],
        "body": message.body[:_LONGEST_BODY],
        "url": message.url,
    }
    keys = {"p256dh": message.p256dh, "auth": message.auth}
    if _bytes_in(message.p256dh) != _POINT or _bytes_in(message.auth) != _SECRET:
        raise GoneError("the subscription's keys are malformed", permanent=True)
    pusher = WebPusher({"endpoint": message.endpoint, "keys": keys})
    try:
        encoded = pusher.encode(json.dumps(note, ensure_ascii=False).encode())
    except ValueError:
        raise GoneError("the subscription's key is no point", permanent=True) from None
    return bytes(encoded["body"])


def _failure(answer: Answer) -> ProviderError:
    if answer.status in _GONE:
        return GoneError(f"HTTP {answer.status} the subscription has ended", permanent=True)
    if answer.status in _NOT_OURS:
        return ProviderError(f"HTTP {answer.status} it is for another key", permanent=True)
    return failure(answer)


def _bytes_in(value: str) -> int:
    """Return how many bytes a text in base64url holds, 0 for what is none."""
    try:
        return len(urlsafe_b64decode(value.encode("ascii") + b"=" * (-len(value) % 4)))
    except ValueError:
        return 0


def _topic(topic: str) -> str:
    """Write a topic in the letters and length that are allowed (RFC 8030, 5.4)."""
    return urlsafe_b64encode(sha256(topic.encode()).digest()).decode()[:_TOPIC]
