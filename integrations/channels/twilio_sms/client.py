"""Hand texts to Twilio over HTTP; decides nothing about whether to try again.

https://www.twilio.com/docs/messaging/api/message-resource
"""

import re
from collections.abc import Callable, Mapping
from http import HTTPStatus
from urllib.parse import quote, urlencode

from domain.channels import ShortMessage
from domain.errors import GoneError, ProviderError
from domain.kinds import ChannelKey
from integrations.channels.deed import NO_VERDICT, ask, failure, hand_over, number, told
from integrations.http import basic
from integrations.posting import Answer, Request, Sender
from integrations.untrusted import text

API = "https://api.twilio.com"
REFERENCE = "reference"
"""The field of the address for reports that names the message."""
_SERVICE = re.compile(r"MG[0-9a-fA-F]{32}")
_E164 = re.compile(r"\+[1-9][0-9]{6,14}")
_GONE = {
    21211: "Twilio does not know the number",
    21610: "the recipient has answered STOP",
    21614: "the number takes no texts",
}
_REFUSED = {
    20003: "Twilio refuses the account or the token",
    20005: "the account at Twilio is not active",
}
"""https://www.twilio.com/docs/api/errors"""


class TwilioSms:
    """The channel for texts by an account with Twilio; several threads may use it at once.

    `report_to` is where Twilio tells what became of each text; empty for nowhere.
    """

    key: ChannelKey = ChannelKey.SMS

    def __init__(
        self, credentials: Mapping[str, str], report_to: str, sender: Sender, base_url: str = API
    ) -> None:
        self._account = credentials.get("account_sid", "")
        self._token = credentials.get("auth_token", "")
        self._from = credentials.get("sender", "")
        self._report_to = report_to
        self._sender = sender
        self._base_url = base_url

    def send(self, message: ShortMessage, handing_over: Callable[[], None]) -> str:
        """Hand the text over and return Twilio's id of it; see `hand_over` on the mark.

        Raises ProviderError, and GoneError for a number that takes no texts from us any more.
        """
        if not _E164.fullmatch(message.recipient):
            raise GoneError("the recipient is not a telephone number", permanent=True)
        request = self._request("POST", "/Messages.json", urlencode(self._form(message)).encode())
        answer = hand_over(self._sender, request, handing_over, _failure)
        if answer is None:
            return NO_VERDICT
        return f"Twilio {text(told(answer).get('sid'))}".strip()

    def check(self) -> None:
        """See whether account and token are accepted; raise ProviderError."""
        ask(self._sender, self._request("GET", ".json"), _failure)

    def _request(self, method: str, path: str, body: bytes = b"") -> Request:
        headers = {"Accept": "application/json", "Authorization": basic(self._account, self._token)}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        account = quote(self._account, safe="")
        url = f"{self._base_url}/2010-04-01/Accounts/{account}{path}"
        return Request(method, url, headers, body)

    def _form(self, message: ShortMessage) -> dict[str, str]:
        form = {"To": message.recipient, "Body": message.text}
        form["MessagingServiceSid" if _SERVICE.fullmatch(self._from) else "From"] = self._from
        if self._report_to:
            form["StatusCallback"] = f"{self._report_to}?{REFERENCE}={quote(message.reference)}"
        return form


def _failure(answer: Answer) -> ProviderError:
    code = number(told(answer).get("code"))
    if code in _GONE:
        return GoneError(f"{code} {_GONE[code]}", permanent=True)
    if code in _REFUSED:
        return ProviderError(f"{code} {_REFUSED[code]}", permanent=True, credentials_refused=True)
    if answer.status == HTTPStatus.FORBIDDEN:
        return ProviderError(f"HTTP 403 {code}", permanent=True)
    return failure(answer, str(code) if code else "")
