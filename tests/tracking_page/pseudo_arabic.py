"""English in Arabic letters: what a page looks like from right to left, told by no translator."""

import re
from gettext import NullTranslations

_LETTERS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyz",
    "ابكدهفجحيژلمنوپقرستثڤشخغزظ",
)
_KEPT = re.compile(r"%\(\w+\)[sd]|\{\w+\}|<[^>]*>|&\w+;")


class PseudoArabic(NullTranslations):
    """A catalogue that knows every message; places to be filled stay as they are."""

    def gettext(self, message: str) -> str:
        """Write a message in Arabic letters."""
        written, at = "", 0
        for place in _KEPT.finditer(message):
            written += message[at : place.start()].lower().translate(_LETTERS) + place.group()
            at = place.end()
        return written + message[at:].lower().translate(_LETTERS)

    def pgettext(self, context: str, message: str) -> str:
        """Write a message in Arabic letters."""
        return self.gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Write a message about a number in Arabic letters."""
        return self.gettext(msgid1 if n == 1 else msgid2)
