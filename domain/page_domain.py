"""A shop's own address for its tracking pages, such as track.shop.example."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageDomain:
    """A host name, lower case, empty for none; links use it once it was seen to lead to us."""

    host: str = ""
    proven: bool = False
    version: int = 0
