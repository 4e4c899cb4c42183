"""Read what a merchant enters for a provider, and say what is wrong with it; keeps nothing."""

import unicodedata
from collections.abc import Mapping, Sequence
from enum import StrEnum

from domain.carrier_access import CredentialField
from domain.errors import FrammeError

LONGEST = 500


class Problem(StrEnum):
    """Why a value cannot be kept."""

    MISSING = "missing"
    TOO_LONG = "too_long"
    UNREADABLE = "unreadable"
    """It holds characters that cannot be seen, such as a line break."""
    NOT_A_CHOICE = "not_a_choice"
    NOT_A_NUMBER = "not_a_number"


class InvalidAccountError(FrammeError):
    """What was entered cannot be kept; `problems` are by field."""

    def __init__(self, problems: Mapping[str, Problem]) -> None:
        super().__init__(", ".join(problems))
        self.problems = problems


class CredentialsRefusedError(FrammeError):
    """The provider refuses what was entered: its `reason`, and the `field` that is likely wrong."""

    def __init__(self, reason: str, field: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.field = field


def entered_credentials(
    fields: Sequence[CredentialField], values: Mapping[str, str], before: Mapping[str, str]
) -> dict[str, str]:
    """Return all that is to be kept, trimmed; what the provider does not ask for is dropped.

    A secret left empty is the one that is kept already (`before`).
    """
    found = {}
    for asked in fields:
        value = values.get(asked.name, "").strip()
        found[asked.name] = value or (before.get(asked.name, "") if asked.secret else "")
    return {name: value for name, value in found.items() if value}


def problems_in(
    fields: Sequence[CredentialField], credentials: Mapping[str, str]
) -> dict[str, Problem]:
    """Say what is wrong with credentials, by field."""
    found = {asked.name: _problem(asked, credentials.get(asked.name, "")) for asked in fields}
    return {name: problem for name, problem in found.items() if problem}


def suspect(fields: Sequence[CredentialField]) -> str:
    """Name the field that is most likely wrong: the first secret one."""
    return next((one.name for one in fields if one.secret), fields[0].name)


def _problem(asked: CredentialField, value: str) -> Problem | None:
    if not value:
        return None if asked.optional else Problem.MISSING
    if len(value) > LONGEST:
        return Problem.TOO_LONG
    if any(unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for sign in value):
        return Problem.UNREADABLE
    if asked.choices and value not in asked.choices:
        return Problem.NOT_A_CHOICE
    return None
