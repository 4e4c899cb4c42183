"""Say how an e-mail, a phone and a postal code may be written; as parts of regular expressions.

None of them can be slow, whatever is searched: what stands between two signs is of few kinds.
"""

import re

_PHONE_ENDS = 7
"""Digits that tell a phone number apart, however the country and the network are dialled."""
_SHORTEST_PHONE = _SHORTEST_SPLIT_CODE = 5
_APART = r"[\s().\-/]{0,3}"


def spelled_email(email: str) -> str:
    """Return the pattern of an e-mail address; empty for none."""
    return re.escape(email.strip())


def spelled_code(code: str) -> str:
    """Return the pattern of a postal code, which may be split anywhere; empty for none.

    Four digits are not split: they would be days and hours.
    """
    signs = [sign for sign in code if sign.isalnum()]
    return (r"[\s\-]?" if len(signs) >= _SHORTEST_SPLIT_CODE else "").join(signs)


def spelled_phone(phone: str) -> str:
    """Return the pattern of a phone number by its last digits, however they are set apart.

    What is dialled before them belongs to it. Empty for fewer than five digits.
    """
    digits = [str(int(sign)) for sign in phone if sign.isdecimal()][-_PHONE_ENDS:]
    if len(digits) < _SHORTEST_PHONE:
        return ""
    return rf"\+?\(?(?:\d{_APART}){{0,10}}{_APART.join(digits)}"
