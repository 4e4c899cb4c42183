"""Send single requests from threads: bounded, never led elsewhere, certain of what was sent.

Asking carriers by the hundred is done in integrations/http.py; here a request is a deed that must
not be done twice. Whoever asks learns whether its bytes can have reached the other side.
"""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import SplitResult, urlsplit

import httpx

from domain.errors import FrammeError, ProviderError
from integrations.http import Patience
from integrations.public_addresses import LeadsNowhereError, NotPublicError, Strangers

PATIENT = Patience(connect=5, read=10, total=20, size=100_000)
_IDLE = 2.0
"""Seconds a connection is kept: one that the other side closes as we write costs a message."""
_SENT = "http11.send_request_body.complete"
_BEGUN = "http11.send_request_headers.started"
_OPENED = frozenset({"connection.connect_tcp.complete", "connection.start_tls.complete"})


class NoVerdictError(FrammeError):
    """The request was sent whole, and no answer came: nobody knows what came of it."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request; its body is sent as it is, with its type in the headers."""

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; the body is cut where it was too long or came too slowly."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def nothing() -> None:
    """Do nothing: for requests that may be repeated."""


class Sender:
    """Sends requests, from several threads at once.

    With `strangers` the hosts are others' choice: public ones only, by https where it is strict,
    never two requests over one connection. Without, they are written in our code. `trust` are the
    certificates to trust instead of the usual.
    """

    def __init__(
        self,
        patience: Patience = PATIENT,
        strangers: Strangers | None = None,
        trust: ssl.SSLContext | None = None,
    ) -> None:
        self._patience = patience
        self._strangers = strangers
        self._client = httpx.Client(
            verify=trust or _usual(),
            timeout=httpx.Timeout(patience.read, connect=patience.connect, pool=patience.total),
            limits=httpx.Limits(
                max_keepalive_connections=0 if strangers else 20, keepalive_expiry=_IDLE
            ),
            follow_redirects=False,
            trust_env=False,
            headers={"User-Agent": "Framme", "Accept-Encoding": "identity"},
        )

    def send(self, request: Request, about_to_send: Callable[[], None] = nothing) -> Answer:
        """Send a request and return what is answered, whatever its status; 3xx are not followed.

        `about_to_send` is called once there is a connection and not one byte of the request is
        out; what it raises ends the matter. Raises a ProviderError when certainly nothing that
        counts was sent, and NoVerdictError when all of it was and no answer came.
        """
        progress = _Progress(about_to_send, self._patience.total)
        built = self._built(request, progress)
        try:
            with progress.within_time(), self._streamed(built) as response:
                body = self._read(response)
                return Answer(response.status_code, dict(response.headers), body)
        except (httpx.HTTPError, httpx.StreamError, httpx.InvalidURL) as error:
            # Causes are cut off: their words may hold the address, and that a key.
            if progress.sent:
                raise NoVerdictError(_why(error)) from None
            raise ProviderError(_why(error)) from None

    def close(self) -> None:
        """Let go of all connections."""
        self._client.close()

    @contextmanager
    def _streamed(self, built: httpx.Request) -> Iterator[httpx.Response]:
        response = self._client.send(built, stream=True)
        try:
            yield response
        finally:
            response.close()

    def _built(self, request: Request, progress: "_Progress") -> httpx.Request:
        extensions: dict[str, Any] = {"trace": progress.note}
        headers, url = dict(request.headers), request.url
        if not all(value.isascii() for value in headers.values()):
            # Keys are typed in by merchants; what is not ASCII is none.
            raise ProviderError("a key cannot be sent", permanent=True, credentials_refused=True)
        if self._strangers:
            parts = _parts(url, self._strangers)
            url = _at_address(parts, self._strangers)
            headers["Host"] = parts.netloc
            extensions["sni_hostname"] = parts.hostname
        return self._client.build_request(
            request.method, url, content=request.body, headers=headers, extensions=extensions
        )

    def _read(self, response: httpx.Response) -> bytes:
        deadline = time.monotonic() + self._patience.read
        parts = bytearray()
        try:
            for part in response.iter_raw():
                parts += part
                if len(parts) >= self._patience.size or time.monotonic() > deadline:
                    break
        except httpx.HTTPError:
            pass  # The status was said, and that is what counts.
        return bytes(parts[: self._patience.size])


class _Progress:
    """How far a request is, as the client's own trace tells; it ends one that takes too long."""

    def __init__(self, about_to_send: Callable[[], None], total: float) -> None:
        self.sent = False
        self._about_to_send = about_to_send
        self._watch = threading.Timer(total, self._hang_up)
        self._watch.daemon = True
        self._stream: Any = None

    def note(self, event: str, info: Mapping[str, Any]) -> None:
        """Take what the client says it does."""
        if event in _OPENED:
            self._stream = info["return_value"]
        elif event == _BEGUN:
            self._about_to_send()
        elif event == _SENT:
            self.sent = True

    @contextmanager
    def within_time(self) -> Iterator[None]:
        """End the connection that was opened meanwhile when its time is over."""
        self._watch.start()
        try:
            yield
        finally:
            self._watch.cancel()

    def _hang_up(self) -> None:
        opened = self._stream.get_extra_info("socket") if self._stream else None
        if opened:
            with suppress(OSError):
                # The plain socket's: the encrypted one's would be felt by a thread reading it.
                socket.socket.shutdown(opened, socket.SHUT_RDWR)


def _parts(url: str, strangers: Strangers) -> SplitResult:
    try:
        parts = urlsplit(url)
        usable = parts.port != 0 and parts.username is None and parts.password is None
    except ValueError:
        usable = False
    schemes = ("https",) if strangers.strict else ("https", "http")
    if not usable or parts.scheme not in schemes or not parts.hostname:
        raise ProviderError("the address cannot be used", permanent=True)
    return parts


def _at_address(parts: SplitResult, strangers: Strangers) -> str:
    """Write an address with the host's own number, so that nobody resolves it a second time."""
    try:
        found = strangers.address_of(parts.hostname or "")
    except NotPublicError as error:
        raise ProviderError(str(error), permanent=True) from None
    except LeadsNowhereError as error:
        raise ProviderError(str(error)) from None
    host = f"[{found}]" if ":" in found else found
    port = f":{parts.port}" if parts.port else ""
    return parts._replace(netloc=f"{host}{port}", fragment="").geturl()


def _why(error: Exception) -> str:
    if isinstance(error, httpx.TimeoutException):
        return "no answer in time"
    return f"connection failed ({type(error).__name__})"


@cache
def _usual() -> ssl.SSLContext:
    return httpx.create_ssl_context()
