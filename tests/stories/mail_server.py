"""A mail server as strict as the real ones: what it has received whole, it keeps, come what may."""

import socketserver
import threading
from email import message_from_bytes
from email.message import Message

REPLIES = {b"EHLO": b"250 mail.example", b"QUIT": b"221 bye", b"DATA": b"354 go on"}


class Conversation(socketserver.StreamRequestHandler):
    """One sender's mails, line by line."""

    server: "Server"

    def handle(self) -> None:
        """Talk until the sender hangs up."""
        self.wfile.write(b"220 ready\r\n")
        for line in self.rfile:
            verb = line[:4].upper()
            if verb == b"DATA":
                self.server.owner.hesitate("DATA")
            self.wfile.write(REPLIES.get(verb, b"250 ok") + b"\r\n")
            if verb == b"DATA":
                self.receive()

    def receive(self) -> None:
        """Take a mail up to its final dot; what is cut off before is no mail."""
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        if line:
            self.server.owner.mails.append(b"".join(lines))
            self.server.owner.hesitate("end")
            self.wfile.write(b"250 kept\r\n")


class Server(socketserver.ThreadingTCPServer):
    """The listening socket; `owner` keeps the mails."""

    daemon_threads = True

    def __init__(self, owner: "MailServer") -> None:
        self.owner = owner
        super().__init__(("127.0.0.1", 0), Conversation)

    def handle_error(self, _request: object, _address: object) -> None:
        """Say nothing of senders that were killed in mid-sentence: that is the point."""


class MailServer:
    """Keeps every mail in order, duplicates and all, and can be told to hesitate.

    `hold_at` "DATA" hesitates before it asks for the mail, "end" after it has all of it; while it
    hesitates `holding` is set, until `go_on` is.
    """

    def __init__(self) -> None:
        self.mails: list[bytes] = []
        self.hold_at = ""
        self.holding = threading.Event()
        self.go_on = threading.Event()
        self._server = Server(self)
        self.port: int = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def hesitate(self, where: str) -> None:
        """Wait at the place a test has asked for."""
        if self.hold_at == where:
            self.holding.set()
            self.go_on.wait()

    def hold(self, where: str) -> None:
        """Hesitate at a place from now on."""
        self.hold_at = where
        self.holding.clear()
        self.go_on.clear()

    def release(self) -> None:
        """Hesitate no more."""
        self.hold_at = ""
        self.go_on.set()

    def stop(self) -> None:
        """Close the door."""
        self.release()
        self._server.shutdown()
        self._server.server_close()

    def read(self) -> list[Message]:
        """Return the mails, parsed."""
        return [message_from_bytes(mail) for mail in self.mails]

    def message_ids(self) -> list[str]:
        """Return the id of every mail kept, in order."""
        return [str(mail["Message-ID"]) for mail in self.read()]
