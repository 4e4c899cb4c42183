"""Hand one message to a provider that is reached by HTTP; knows no provider's vocabulary.

HTTP has no point at which the other side waits for the content. So the connection is made first,
then the hand-over is noted, then everything is sent at once. What fails before is certain not to
have been sent, and so is what could not be written whole. Once all is written an answer that does
not come counts as a message that was taken: sent again, it would likely come twice.
"""

import json
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from domain.errors import ProviderError
from integrations.http import retry_after
from integrations.posting import Answer, NoVerdictError, Request, Sender

NO_VERDICT = "handed over whole; no answer came"
Refusal = Callable[[Answer], ProviderError]
"""Says what an answer means by which a provider does not take what it was given."""
_REFUSING = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN})


def hand_over(
    sender: Sender, request: Request, handing_over: Callable[[], None], refusal: Refusal
) -> Answer | None:
    """Send the request; return None when it was sent whole and nobody said what came of it."""
    try:
        return _taken(sender.send(request, handing_over), refusal)
    except NoVerdictError:
        return None


def ask(sender: Sender, request: Request, refusal: Refusal) -> None:
    """Ask what may be asked twice; raise ProviderError."""
    try:
        _taken(sender.send(request), refusal)
    except NoVerdictError as error:
        raise ProviderError(str(error)) from None


def _taken(answer: Answer, refusal: Refusal) -> Answer:
    if HTTPStatus.OK <= answer.status < HTTPStatus.MULTIPLE_CHOICES:
        return answer
    raise refusal(answer)


def failure(answer: Answer, reason: str = "") -> ProviderError:
    """Return what an answer means that no provider gives a meaning of its own."""
    status = answer.status
    said = f"HTTP {status} {reason}".strip()
    if HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST:
        return ProviderError(f"HTTP {status}: redirects are not followed")
    if status in _REFUSING:
        return ProviderError(said, permanent=True, credentials_refused=True)
    if status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        named = {name.title(): value for name, value in answer.headers.items()}
        return ProviderError(said, retry_after=retry_after(named))
    return ProviderError(said, permanent=status != HTTPStatus.REQUEST_TIMEOUT)


def told(answer: Answer) -> Mapping[str, Any]:
    """Return the JSON object an answer holds, or an empty one: the status has said what counts."""
    try:
        decoded = json.loads(answer.body)
    except (ValueError, RecursionError):
        return {}
    return decoded if isinstance(decoded, dict) else {}


def number(value: object) -> int:
    """Return a provider's numeric code, 0 for none."""
    return value if type(value) is int else 0
