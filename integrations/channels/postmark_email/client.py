"""Hand letters to Postmark over HTTP; decides nothing about whether to try again.

https://postmarkapp.com/developer/api/email-api
"""

import json
from collections.abc import Callable, Mapping
from http import HTTPStatus

from domain.errors import GoneError, ProviderError
from domain.kinds import ChannelKey
from domain.ports import Message
from integrations.channels.deed import NO_VERDICT, ask, failure, hand_over, number, told
from integrations.mail_addresses import breaks_a_line, mail_address, named_address
from integrations.posting import Answer, Request, Sender
from integrations.untrusted import text

API = "https://api.postmarkapp.com"
STREAM = "outbound"
_INACTIVE, _NO_CREDITS = 406, 405
_WORDS = {
    10: "the server token is refused",
    300: "Postmark cannot read the message",
    400: "Postmark does not know the sender's address",
    401: "the sender's address is not confirmed at Postmark",
    405: "the account at Postmark may not send just now",
    406: "Postmark sends nothing more to this recipient",
    412: "the account at Postmark is not approved yet",
    413: "the account at Postmark may not send",
}
"""Codes in our words: Postmark's own may name the recipient."""
_OWN = frozenset({"date", "message-id"})
"""Not passed as they are: Postmark writes the one, and is told to keep the other."""


class PostmarkEmail:
    """The channel for e-mail by an account with Postmark; several threads may use it at once."""

    key: ChannelKey = ChannelKey.EMAIL

    def __init__(self, credentials: Mapping[str, str], sender: Sender, base_url: str = API) -> None:
        self._token = credentials.get("server_token", "")
        self._stream = credentials.get("stream") or STREAM
        self._sender = sender
        self._base_url = base_url

    def send(self, message: Message, handing_over: Callable[[], None]) -> str:
        """Hand the message over and return Postmark's id of it; see `hand_over` on the mark.

        Raises ProviderError, and GoneError for a recipient Postmark sends nothing to any more.
        """
        request = self._request("POST", "/email", json.dumps(self._written(message)).encode())
        answer = hand_over(self._sender, request, handing_over, _failure)
        if answer is None:
            return NO_VERDICT
        return f"Postmark {text(told(answer).get('MessageID'))}".strip()

    def check(self) -> None:
        """See whether the token is accepted; raise ProviderError."""
        ask(self._sender, self._request("GET", "/server"), _failure)

    def _request(self, method: str, path: str, body: bytes = b"") -> Request:
        headers = {"Accept": "application/json", "X-Postmark-Server-Token": self._token}
        if body:
            headers["Content-Type"] = "application/json"
        return Request(method, f"{self._base_url}{path}", headers, body)

    def _written(self, message: Message) -> dict[str, object]:
        name, sender = named_address(message.sender, "sender")
        quoted = name.replace("\\", "\\\\").replace('"', '\\"')
        written: dict[str, object] = {
            "From": f'"{quoted}" <{sender}>' if name else str(sender),
            "To": str(mail_address(message.recipient, "recipient")),
            "Subject": message.subject,
            "TextBody": message.text,
            "HtmlBody": message.html,
            "Headers": _headers(message),
            "MessageStream": self._stream,
            "TrackOpens": False,
            "TrackLinks": "None",
        }
        if message.reference:
            written["Metadata"] = {"reference": message.reference}
        if message.reply_to:
            written["ReplyTo"] = str(mail_address(message.reply_to, "reply-to address"))
        return written


def _headers(message: Message) -> list[dict[str, str]]:
    passed = {name: value for name, value in message.headers.items() if name.lower() not in _OWN}
    wanted = {**passed, "Message-ID": message.message_id, "X-PM-KeepID": "true"}
    if any(breaks_a_line(name + value) for name, value in wanted.items()):
        raise ProviderError("a header cannot be written on one line", permanent=True)
    if breaks_a_line(message.subject):
        raise ProviderError("a header cannot be written on one line", permanent=True)
    return [{"Name": name, "Value": value} for name, value in wanted.items()]


def _failure(answer: Answer) -> ProviderError:
    code = number(told(answer).get("ErrorCode"))
    if answer.status != HTTPStatus.UNPROCESSABLE_ENTITY:
        return failure(answer, _WORDS.get(code, ""))
    reason = f"{code} {_WORDS.get(code, 'Postmark refuses the message')}"
    if code == _INACTIVE:
        return GoneError(reason, permanent=True)
    return ProviderError(reason, permanent=code != _NO_CREDITS)
