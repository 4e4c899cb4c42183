"""Receive webhooks: verify, store, answer. Nothing else happens here.

Plain WSGI in front of Flask, because measured so it takes three times the load: it reads the raw
bytes, hands them to services/accept_webhook.py, and answers. Everything else passes to Flask.
"""

import logging
from collections.abc import Callable, Iterable
from typing import Any

from domain.errors import BadSignatureError, OverloadedError
from domain.shop import PlatformKey
from services.accept_webhook import MAX_BODY, UnknownShopError, WebhookDoor

Environ = dict[str, Any]
WsgiApp = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

PREFIX = "/webhooks/"
OTHER_DOORS = (f"{PREFIX}carriers/", f"{PREFIX}messages/")
"""Carriers and senders of messages tell far less than shops do: theirs are ordinary doors."""
log = logging.getLogger(__name__)


class BodyTooLargeError(Exception):
    """The sender's body is over the limit; nothing of it is kept."""


_REFUSALS = {
    BadSignatureError: "401 Unauthorized",
    UnknownShopError: "404 Not Found",
    BodyTooLargeError: "413 Content Too Large",
}


def receive_webhooks(door: WebhookDoor, otherwise: WsgiApp) -> WsgiApp:
    """Return a WSGI application that takes `POST /webhooks/…` and passes the rest on."""

    def application(environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        path: str = environ.get("PATH_INFO", "")
        if not path.startswith(PREFIX) or path.startswith(OTHER_DOORS):
            return otherwise(environ, start_response)
        status = _answer(door, environ, path)
        headers = [("Content-Type", "text/plain"), ("Content-Length", "0")]
        if status.startswith("405"):
            headers.append(("Allow", "POST"))
        start_response(status, headers)
        return []

    return application


def _answer(door: WebhookDoor, environ: Environ, path: str) -> str:
    where = _where(path)
    if where is None:
        return "404 Not Found"
    if environ["REQUEST_METHOD"] != "POST":
        return "405 Method Not Allowed"
    try:
        door.accept(*where, _headers(environ), _body(environ))
    except tuple(_REFUSALS) as refusal:
        return _REFUSALS[type(refusal)]
    except OverloadedError:
        log.exception("a webhook was not stored; its sender will try again")
        return "503 Service Unavailable"
    return "200 OK"


def _where(path: str) -> tuple[PlatformKey, str] | None:
    """Read /webhooks/shopify or /webhooks/woocommerce/<unguessable key>."""
    platform, _, key = path.removeprefix(PREFIX).partition("/")
    if platform == PlatformKey.SHOPIFY and not key:
        return PlatformKey.SHOPIFY, ""
    if platform == PlatformKey.WOOCOMMERCE and key and "/" not in key:
        return PlatformKey.WOOCOMMERCE, key
    return None


def _headers(environ: Environ) -> dict[str, str]:
    """Return header names as platforms document them, lower case: WSGI has rewritten them."""
    headers = {
        name[5:].replace("_", "-").lower(): value
        for name, value in environ.items()
        if name.startswith("HTTP_")
    }
    headers["content-type"] = environ.get("CONTENT_TYPE", "")
    return headers


def _body(environ: Environ) -> bytes:
    """Read at most the limit, whatever length the sender claims or keeps silent about."""
    claimed = environ.get("CONTENT_LENGTH") or "0"
    if claimed.isdigit() and int(claimed) > MAX_BODY:
        raise BodyTooLargeError
    body: bytes = environ["wsgi.input"].read(MAX_BODY + 1)
    if len(body) > MAX_BODY:
        raise BodyTooLargeError
    return body
