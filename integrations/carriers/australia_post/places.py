"""Take Australia Post's locations apart, which end in a state or a country; guesses no country."""

import re

from domain.tracking import Place

HOME = "AU"
_ABROAD = re.compile(r"(.+?)\s*\(([A-Z]{2})\)")
_AT_HOME = re.compile(r"(.+?),?\s*\b(?:ACT|NSW|NT|QLD|SA|TAS|VIC|WA)")


def place_of(location: str) -> Place:
    """Return the place of "KEW VIC" or "CHICAGO (US)"; anything else is a name."""
    if abroad := _ABROAD.fullmatch(location):
        return Place(city=abroad[1], country=abroad[2])
    if home := _AT_HOME.fullmatch(location):
        return Place(city=home[1], country=HOME)
    return Place(name=location)
