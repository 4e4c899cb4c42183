"""The form of an account with a carrier: how it is read, its fields and what is wrong with them.

No secret is ever shown again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from domain.carrier_access import CredentialField
from messages.language import Language, phrase
from services.keep_carrier_account import CALLS_A_DAY, LONGEST, Entered, Problem
from services.review_carriers import CarrierForm
from settings_screen.figures import number

PREFIX = "credential_"
_NO_VERSION = -1
_PROBLEMS = {
    Problem.MISSING: phrase("This is needed."),
    Problem.TOO_LONG: phrase("This is too long: at most %(most)s characters."),
    Problem.UNREADABLE: phrase("This holds characters that cannot be seen. Please type it anew."),
    Problem.NOT_A_CHOICE: phrase("Please choose one of the values."),
    Problem.NOT_A_NUMBER: phrase("Please enter a whole number above zero, or nothing."),
}
_REFUSED = phrase("Refused, and not saved. The answer was: %(reason)s")


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One field of the form; `kind` is text, secret, choice or number."""

    name: str
    label: str
    kind: str
    value: str = ""
    hint: str = ""
    error: str = ""
    optional: bool = False
    choices: tuple[str, ...] = ()


def read_form(provider: str, form: MultiDict[str, str]) -> Entered:
    """Read what was entered; what is wrong with it is for others to say."""
    version = form.get("version", "")
    return Entered(
        provider=provider,
        values={n.removeprefix(PREFIX): v for n, v in form.items() if n.startswith(PREFIX)},
        calls_a_day=form.get(CALLS_A_DAY, ""),
        version=int(version[:18]) if version.isascii() and version.isdigit() else _NO_VERSION,
    )


def version_in(form: MultiDict[str, str]) -> int:
    """Return the version of the account that a form was shown with."""
    return read_form("", form).version


def problem_words(problems: Mapping[str, Problem], language: Language) -> dict[str, str]:
    """Say what is wrong with each field, by the name it has in the form."""
    most = number(language, LONGEST)
    return {
        _named(name): language.say(_PROBLEMS[problem], most=most)
        for name, problem in problems.items()
    }


def refusal_words(field: str, reason: str, language: Language) -> dict[str, str]:
    """Say beside the likeliest field that the carrier refuses the credentials."""
    return {_named(field): language.say(_REFUSED, reason=reason)}


def field_lines(
    seen: CarrierForm, entered: Entered | None, errors: Mapping[str, str], language: Language
) -> Sequence[FieldLine]:
    """Return the form's fields, with what was entered just now or else what is kept."""
    values = entered.values if entered else seen.values
    limit = entered.calls_a_day if entered else str(seen.own_limit or "")
    default = seen.provider.calls_a_day
    hint = language.say("Leave it empty if there is no limit.")
    if default:
        hint = language.say(
            "Leave it empty for what the carrier allows: %(most)s.", most=number(language, default)
        )
    return [
        *(_field(asked, seen, values, errors, language) for asked in seen.provider.fields),
        FieldLine(
            CALLS_A_DAY,
            language.say("Calls a day"),
            "number",
            limit,
            hint,
            errors.get(CALLS_A_DAY, ""),
            optional=True,
        ),
    ]


def _field(
    asked: CredentialField,
    seen: CarrierForm,
    values: Mapping[str, str],
    errors: Mapping[str, str],
    language: Language,
) -> FieldLine:
    said = language.say(asked.hint) if asked.hint else ""
    hints = [said[:1].upper() + said[1:]] if said else []
    if asked.secret and asked.name in seen.secrets_kept:
        hints.append(language.say("It is kept. Leave this empty to keep it, or enter another."))
    kind = "choice" if asked.choices else "secret" if asked.secret else "text"
    return FieldLine(
        name=_named(asked.name),
        label=language.say(asked.label),
        kind=kind,
        value="" if asked.secret else values.get(asked.name, ""),
        hint=" ".join(hint if hint.endswith(".") else f"{hint}." for hint in hints),
        error=errors.get(_named(asked.name), ""),
        optional=asked.optional,
        choices=asked.choices,
    )


def _named(field: str) -> str:
    return field if field == CALLS_A_DAY else f"{PREFIX}{field}"
