"""Fields for a provider's credentials: how they are read, shown, and what is wrong with them.

No secret is ever shown again.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from domain.carrier_access import CredentialField
from messages.language import Language, phrase
from services.enter_credentials import LONGEST, Problem
from settings_screen.figures import number
from settings_screen.form_fields import FieldLine

PREFIX = "credential_"
_PROBLEMS = {
    Problem.MISSING: phrase("This is needed."),
    Problem.TOO_LONG: phrase("This is too long: at most %(most)s characters."),
    Problem.UNREADABLE: phrase("This holds characters that cannot be seen. Please type it anew."),
    Problem.NOT_A_CHOICE: phrase("Please choose one of the values."),
    Problem.NOT_A_NUMBER: phrase("Please enter a whole number above zero, or nothing."),
}
_REFUSED = phrase("Refused, and not saved. The answer was: %(reason)s")


@dataclass(frozen=True, slots=True)
class KnownCredentials:
    """What is known of an account already; of secrets only that they are kept."""

    values: Mapping[str, str]
    secrets_kept: frozenset[str]


def values_in(form: MultiDict[str, str]) -> dict[str, str]:
    """Return what was entered, by the provider's names of fields."""
    return {n.removeprefix(PREFIX): v for n, v in form.items() if n.startswith(PREFIX)}


def problem_words(problems: Mapping[str, Problem], language: Language) -> dict[str, str]:
    """Say what is wrong with each field, by its provider's name."""
    most = number(language, LONGEST)
    return {name: language.say(_PROBLEMS[what], most=most) for name, what in problems.items()}


def refusal_words(field: str, reason: str, language: Language) -> dict[str, str]:
    """Say beside the likeliest field that the provider refuses the credentials."""
    return {field: language.say(_REFUSED, reason=reason)}


def credential_line(
    asked: CredentialField,
    known: KnownCredentials,
    errors: Mapping[str, str],
    language: Language,
) -> FieldLine:
    """Return a field of the form; `errors` are by the names fields have in the form."""
    said = language.say(asked.hint) if asked.hint else ""
    hints = [said[:1].upper() + said[1:]] if said else []
    if asked.secret and asked.name in known.secrets_kept:
        hints.append(language.say("It is kept. Leave this empty to keep it, or enter another."))
    return FieldLine(
        name=field_name(asked.name),
        label=language.say(asked.label),
        kind="choice" if asked.choices else "secret" if asked.secret else "text",
        value="" if asked.secret else known.values.get(asked.name, ""),
        hint=" ".join(hint if hint.endswith((".", "。")) else f"{hint}." for hint in hints),
        error=errors.get(field_name(asked.name), ""),
        optional=asked.optional,
        choices=asked.choices,
    )


def field_name(name: str) -> str:
    """Return what a credential is called in the form."""
    return f"{PREFIX}{name}"
