"""Read what Poste Italiane says in Italian only: sentences made alike, and expected days."""

import re

from domain.tracking import DeliveryWindow
from integrations.zones import read_moment, whole_day_if_midnight

_MONTHS = (
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
)
_DAY = re.compile(r"([0-9]{1,2})[°º]? +([a-z]{1,9}) +(20[0-9]{2})")
_SPACES = re.compile(r"\s+")


def alike(sentence: str) -> str:
    """Write a sentence as its other spellings would be: small letters, è for e' and È."""
    spelt = _SPACES.sub(" ", sentence.casefold()).strip(" .")
    return spelt.replace("’", "'").replace(" e' ", " è ")


def expected_day(sentence: str) -> DeliveryWindow | None:
    """Find the day in "consegna prevista entro giovedì 1 gennaio 2026"; None without one."""
    found = _DAY.search(alike(sentence))
    if not found or found[2] not in _MONTHS:
        return None
    month = _MONTHS.index(found[2]) + 1
    moment = read_moment(f"{found[3]}-{month:02}-{int(found[1]):02}", "IT")
    return whole_day_if_midnight(moment[0]) if moment else None
