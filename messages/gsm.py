"""Count text messages as networks do, and keep them in the small alphabet where that is possible.

https://www.etsi.org/deliver/etsi_ts/123000_123099/123038/ has the alphabets (3GPP TS 23.038).
"""

import unicodedata
from dataclasses import dataclass

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("^{}\\[~]|€\f")
"""These take two places."""
_NEAR_ENOUGH = (
    ("'", "\u2018\u2019\u201a\u201b\u2032\u0060\u00b4"),
    ('"', "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb"),
    ("-", "\u2010\u2011\u2012\u2013\u2014\u2015\u2022\u2212"),
    (" ", "\u00a0\u2007\u2008\u2009\u200a\u202f\u3000"),
    ("", "\u200b\u200c\u200d\u2060\ufeff\u00ad"),
    ("x", "×"),
    (".", "·"),
    ("l", "ł"),
    ("L", "Ł"),
    ("d", "đð"),
    ("D", "Đ\u00d0"),
    ("i", "\u0131"),
    ("...", "…"),
    ("oe", "œ"),
    ("OE", "Œ"),
    ("th", "þ"),
)
"""Quotation marks, dashes, spaces, signs that are not seen, and letters that do not come apart."""
_PLAIN = {ord(sign): plain for plain, signs in _NEAR_ENOUGH for sign in signs}
_LAST_OF_ONE_UNIT = "\uffff"


@dataclass(frozen=True, slots=True)
class SmsSize:
    """How much a text message takes: `alphabet` is GSM-7 or UCS-2, `characters` its places."""

    alphabet: str
    characters: int
    segments: int


def sms_size(text: str) -> SmsSize:
    """Count the places and the segments of a text; no sign is split over two segments."""
    if in_gsm(text):
        return _size("GSM-7", [1 + (sign in _EXTENDED) for sign in text], 160, 153)
    return _size("UCS-2", [1 + (sign > _LAST_OF_ONE_UNIT) for sign in text], 70, 67)


def in_gsm(text: str) -> bool:
    """Tell whether the small alphabet has every sign of a text."""
    return all(sign in _BASIC or sign in _EXTENDED for sign in text)


def plainer(text: str) -> str:
    """Write a text with the small alphabet's signs where it has one near enough; others stay."""
    return "".join(map(_plainer, text.translate(_PLAIN)))


def _plainer(sign: str) -> str:
    if in_gsm(sign):
        return sign
    bare = "".join(part for part in unicodedata.normalize("NFKD", sign) if part.isascii())
    return bare or sign


def _size(alphabet: str, places: list[int], alone: int, joined: int) -> SmsSize:
    total = sum(places)
    if total <= alone:
        return SmsSize(alphabet, total, 1 if total else 0)
    segments, left = 0, 0
    for place in places:
        if place > left:
            segments, left = segments + 1, joined
        left -= place
    return SmsSize(alphabet, total, segments)
