"""A provider on this machine that answers requests as a test tells it, each in a thread."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from integrations.http import Patience
from integrations.posting import Sender

QUICK = Patience(connect=2, read=0.4, total=0.8, size=10_000)


@dataclass(frozen=True)
class Asked:
    """A request as it came in; header names in lower case."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Provider:
    """What the server answers, and what it was asked.

    `silent` answers nothing, `drops` hangs up instead, `trickles` sends a header without end.
    """

    status: int = 200
    body: bytes = b"{}"
    headers: dict[str, str] = field(default_factory=dict)
    silent: bool = False
    drops: bool = False
    trickles: bool = False
    asked: list[Asked] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    connections: int = 0
    read: threading.Event = field(default_factory=threading.Event)
    """Set once a request was read: one who asks may have given up by then."""
    done: threading.Event = field(default_factory=threading.Event)
    url: str = ""

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        length = int(handler.headers.get("Content-Length") or 0)
        body = handler.rfile.read(length)
        headers = {name.lower(): value for name, value in handler.headers.items()}
        self.seen.append("request")
        self.asked.append(Asked(handler.command, handler.path, headers, body))
        self.read.set()
        if self.silent:
            self.done.wait(5)
        elif self.trickles:
            self._trickle(handler)
        if self.silent or self.drops or self.trickles:
            handler.close_connection = True
            return
        handler.send_response(self.status)
        for name, value in self.headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(self.body)))
        handler.end_headers()
        handler.wfile.write(self.body)

    def _trickle(self, handler: BaseHTTPRequestHandler) -> None:
        with suppress(OSError):
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
            while not self.done.wait(0.05):
                handler.wfile.write(b"a")


@contextmanager
def providing(provider: Provider) -> Iterator[Provider]:
    """Serve until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def setup(self) -> None:
            provider.connections += 1
            super().setup()

        def do_POST(self) -> None:
            provider.answer(self)

        def do_GET(self) -> None:
            provider.answer(self)

        def handle(self) -> None:
            with suppress(OSError):
                super().handle()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    provider.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield provider
    finally:
        provider.done.set()
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def sending(sender: Sender | None = None) -> Iterator[Sender]:
    """Return a sender that is closed when the block ends."""
    made = sender or Sender(QUICK)
    try:
        yield made
    finally:
        made.close()
