"""Ask a listener once, and read what any HTTP answer means; knows no listener's vocabulary."""

from http import HTTPStatus

from domain.errors import ProviderError
from domain.events import Answer, Verdict
from integrations.http import Patience, retry_after
from integrations.posting import Answer as HttpAnswer
from integrations.posting import NoVerdictError, Request, Sender

PATIENCE = Patience(connect=5, read=15, total=15, size=64_000)
"""A listener that needs longer is to take the event first, and to work on it afterwards."""
_SHOWN = 300


def posted(sender: Sender, request: Request) -> HttpAnswer | Answer:
    """Send a request; where nobody answered, return what that means instead."""
    try:
        return sender.send(request)
    except (ProviderError, NoVerdictError) as error:
        return Answer(Verdict.AGAIN, reason=str(error))


def read_answer(answer: HttpAnswer) -> Answer:
    """Return what an answer means: anything but a 2xx may be tried again."""
    said = _text(answer.body)
    if HTTPStatus.OK <= answer.status < HTTPStatus.MULTIPLE_CHOICES:
        return Answer(Verdict.TAKEN, answer.status, said=said)
    reason = f"HTTP {answer.status}"
    if HTTPStatus.MULTIPLE_CHOICES <= answer.status < HTTPStatus.BAD_REQUEST:
        reason = f"{reason}: redirects are not followed"
    named = {name.title(): value for name, value in answer.headers.items()}
    return Answer(Verdict.AGAIN, answer.status, reason, said, retry_after(named))


def _text(body: bytes) -> str:
    text = body[: 4 * _SHOWN].decode("utf-8", "replace")
    return "".join(c if c.isprintable() or c == "\n" else " " for c in text).strip()[:_SHOWN]
