"""Compare carrier names as shops write them; knows no carrier by name."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache


@lru_cache(maxsize=1024)
def plain_name(text: str) -> str:
    """Write a name so that case, accents, punctuation and spacing no longer matter."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    kept = "".join(
        character if character.isalnum() else " "
        for character in folded
        if not unicodedata.combining(character)
    )
    return " ".join(kept.split())


def longest_beginning(text: str, names: Iterable[str]) -> str | None:
    """Return the longest of the names that begins the text, by whole words; None for none."""
    plain = f"{plain_name(text)} "
    beginnings = [name for name in names if name and plain.startswith(f"{plain_name(name)} ")]
    return max(beginnings, key=len, default=None)
