"""A shop's own texts: which one is meant, and what was saved of it. It renders nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from domain.kinds import ChannelKey, Kind


@dataclass(frozen=True, slots=True)
class TextKey:
    """A kind's text on a channel in a language; `language` is a code such as pt_BR."""

    kind: Kind
    channel: ChannelKey
    language: str

    def __str__(self) -> str:
        return f"{self.kind}/{self.channel}/{self.language}"


@dataclass(frozen=True, slots=True)
class Saved:
    """By whom and when something was saved."""

    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class TextVersion:
    """A text as it was saved; `parts` are the merchant's own, and empty where all is ours."""

    id: int
    parts: Mapping[str, str]
    saved: Saved
