"""The form of an account with a carrier: how it is read, its fields and what is wrong with them."""

from collections.abc import Mapping, Sequence

from werkzeug.datastructures import MultiDict

from messages.language import Language
from services.enter_credentials import Problem
from services.keep_carrier_account import CALLS_A_DAY, Entered
from services.review_carriers import CarrierForm
from settings_screen.credential_form_view import (
    KnownCredentials,
    credential_line,
    field_name,
    problem_words,
    values_in,
)
from settings_screen.figures import number
from settings_screen.form_fields import FieldLine, version_in


def read_form(provider: str, form: MultiDict[str, str]) -> Entered:
    """Read what was entered; what is wrong with it is for others to say."""
    return Entered(
        provider=provider,
        values=values_in(form),
        calls_a_day=form.get(CALLS_A_DAY, ""),
        version=version_in(form),
    )


def carrier_problem_words(problems: Mapping[str, Problem], language: Language) -> dict[str, str]:
    """Say what is wrong with each field, by the name it has in the form."""
    return in_form(problem_words(problems, language))


def in_form(words: Mapping[str, str]) -> dict[str, str]:
    """Return words by the names fields have in the form; the limit is no credential."""
    return {name if name == CALLS_A_DAY else field_name(name): said for name, said in words.items()}


def field_lines(
    seen: CarrierForm, entered: Entered | None, errors: Mapping[str, str], language: Language
) -> Sequence[FieldLine]:
    """Return the form's fields, with what was entered just now or else what is kept."""
    values = entered.values if entered else seen.values
    known = KnownCredentials(values, seen.secrets_kept)
    limit = entered.calls_a_day if entered else str(seen.own_limit or "")
    default = seen.provider.calls_a_day
    hint = language.say("Leave it empty if there is no limit.")
    if default:
        hint = language.say(
            "Leave it empty for what the carrier allows: %(most)s.", most=number(language, default)
        )
    return [
        *(credential_line(asked, known, errors, language) for asked in seen.provider.fields),
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
