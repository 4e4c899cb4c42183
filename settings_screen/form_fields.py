"""Fields of a form as the screen shows them, and its version, whatever the form is about."""

from collections.abc import Sequence
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

_NO_VERSION = -1


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A field of a form, of one `kind`.

    text, secret, choice, number, time, date, email, url, colour, area or check.

    `labels` are what `choices` are called, where they are not words themselves. A check is on when
    it has a `value`. `otherwise` is the colour that an empty one stands for.
    """

    name: str
    label: str
    kind: str
    value: str = ""
    hint: str = ""
    error: str = ""
    optional: bool = False
    choices: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    otherwise: str = ""


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """Fields that belong together; `about` are sentences."""

    heading: str
    about: str
    fields: Sequence[FieldLine]


def version_in(form: MultiDict[str, str]) -> int:
    """Return the version of what a form was shown with; of nothing there is, if it names none."""
    version = form.get("version", "")
    return int(version[:18]) if version.isascii() and version.isdigit() else _NO_VERSION
