"""Name every failure the product can explain, so that callers can tell them apart."""

from dataclasses import dataclass
from datetime import timedelta


class FrammeError(Exception):
    """Anything this product raises on purpose."""


class BadSignatureError(FrammeError):
    """A delivery's signature does not match its bytes."""


class UnreadablePayloadError(FrammeError):
    """A body that is signed but cannot be understood; the message says why, in one line."""


class NotYetKnownError(FrammeError):
    """An event speaks of an order nobody has told us about yet; it is worth trying again later."""


class BadTokenError(FrammeError):
    """A link token that was never issued, was revoked, or is past its date."""


class TooManyAttemptsError(FrammeError):
    """A caller asked too often; `retry_after` says when it may ask again."""

    def __init__(self, retry_after: timedelta) -> None:
        super().__init__(f"too many attempts; retry in {retry_after.total_seconds():.0f} s")
        self.retry_after = retry_after


class OverloadedError(FrammeError):
    """What was asked cannot be done safely just now; the asker should try again."""


@dataclass(eq=False)
class ProviderError(FrammeError):
    """A carrier, mail server or other third party refused or failed.

    `reason` holds the provider's words, shortened, without credentials or personal data.
    `permanent` decides between giving up and trying again; `retry_after` is what it asked for.
    `credentials_refused` is true when no call with these credentials will succeed.
    """

    reason: str
    permanent: bool = False
    retry_after: timedelta | None = None
    credentials_refused: bool = False

    def __str__(self) -> str:
        return self.reason


@dataclass(eq=False)
class AccessRefusedError(ProviderError):
    """The shop's platform no longer accepts our token: the merchant has to open the app again."""


@dataclass(eq=False)
class ScopeMissingError(ProviderError):
    """The merchant has not granted what a call needs."""


@dataclass(eq=False)
class RejectedError(ProviderError):
    """The platform understood a change and refused it; `reason` is its explanation."""


@dataclass(eq=False)
class CodeTakenError(RejectedError):
    """There is a discount of this code already: where we chose the code, it is ours."""


@dataclass(eq=False)
class GoneError(ProviderError):
    """There is no such recipient any more: nothing will ever arrive there."""


class ChangedMeanwhileError(FrammeError):
    """What was to be saved has been changed since it was shown; nothing has been written."""
