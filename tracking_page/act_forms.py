"""Read what a shopper fills in to act; what is wrong is told by its field, nothing is lost."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from werkzeug.datastructures import MultiDict

from domain.order import Address
from domain.shopper_words import LONGEST_INSTRUCTIONS, LONGEST_LINE, LONGEST_TEXT, Problem
from messages.language import phrase

LONGEST: Mapping[str, int] = {
    "instructions": LONGEST_INSTRUCTIONS,
    "contact": LONGEST_TEXT,
    "not_received": LONGEST_TEXT,
    "address": LONGEST_LINE,
}
_MOST_SHOWN = 4 * LONGEST_TEXT
_ID = re.compile(r"[0-9]{1,18}", re.ASCII)
_PROBLEMS: Mapping[Problem, str] = {
    Problem.MISSING: phrase("Please fill this in."),
    Problem.TOO_LONG: phrase("This is too long."),
    Problem.UNSEEN: phrase("Please use letters, digits and signs only."),
    Problem.OTHER_COUNTRY: phrase(
        "The order can only go to the country it was ordered to: prices and duties depend on it."
    ),
    Problem.SAME: phrase("The order goes to this address already."),
}


@dataclass(frozen=True, slots=True)
class ActForm:
    """What was typed: an address, or a text and the parcel it is about (0 for none).

    `problems` are by field and untranslated.
    """

    text: str = ""
    address: Address = field(default_factory=Address)
    parcel: int = 0
    found: bool = False
    problems: Mapping[str, str] = field(default_factory=dict)


def read_act(form: MultiDict[str, str]) -> ActForm:
    """Read a posted form, whichever action it is for."""
    parts = {part.name: form.get(part.name, "")[:_MOST_SHOWN] for part in fields(Address)}
    return ActForm(
        text=form.get("text", "")[:_MOST_SHOWN],
        address=Address(**parts),
        parcel=parcel_named(form.get("parcel", "")),
        found="found" in form,
    )


def parcel_named(text: str) -> int:
    """Read a parcel's number; 0 for what is none."""
    return int(text) if _ID.fullmatch(text) else 0


def problem_texts(problems: Mapping[str, Problem]) -> Mapping[str, str]:
    """Say what is wrong, by field; untranslated."""
    return {name: _PROBLEMS[problem] for name, problem in problems.items()}
