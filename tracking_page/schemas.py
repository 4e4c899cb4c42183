"""Read the forms of the shopper's page: what cannot be an answer is told by its field."""

import re
from dataclasses import dataclass

from marshmallow import EXCLUDE, Schema, ValidationError, fields, pre_load, validate
from werkzeug.datastructures import MultiDict

from domain.access import CODE_DIGITS
from messages.language import phrase

LONGEST_NUMBER = 64
LONGEST_PROOF = 254
_PRINTABLE = validate.Regexp(
    r"[^\x00-\x1f\x7f]*\Z", error=phrase("Please use letters, digits and signs only.")
)


@dataclass(frozen=True, slots=True)
class LookUpForm:
    """What was typed, and what is wrong with it: untranslated, and empty when all is well."""

    number: str = ""
    proof: str = ""
    number_error: str = ""
    proof_error: str = ""

    @property
    def faulty(self) -> bool:
        """Tell whether a field has an error."""
        return bool(self.number_error or self.proof_error)


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed into the one field of a form, and what is wrong with it, untranslated."""

    text: str = ""
    problem: str = ""


_PROOF = (
    validate.Length(min=1, error=phrase("Please enter your e-mail, phone or postal code.")),
    validate.Length(max=LONGEST_PROOF, error=phrase("This is too long.")),
    _PRINTABLE,
)


class _LookUpSchema(Schema):
    class Meta:
        unknown = EXCLUDE

    number = fields.String(
        required=True,
        validate=[
            validate.Length(min=1, error=phrase("Please enter your order number.")),
            validate.Length(max=LONGEST_NUMBER, error=phrase("This is too long.")),
            _PRINTABLE,
        ],
    )
    proof = fields.String(required=True, validate=_PROOF)

    @pre_load
    def fill_in_and_trim(self, data: dict[str, str], **_: object) -> dict[str, str]:
        return {name: data.get(name, "").strip() for name in self.fields}


_SCHEMA = _LookUpSchema()


def read_look_up(form: MultiDict[str, str]) -> LookUpForm:
    """Read a posted form; nothing typed is lost when it is faulty."""
    typed = {name: form.get(name, "") for name in ("number", "proof")}
    try:
        loaded = _SCHEMA.load(typed)
    except ValidationError as error:
        wrong = {name: problems[0] for name, problems in error.messages_dict.items()}
        return LookUpForm(
            **typed,
            number_error=wrong.get("number", ""),
            proof_error=wrong.get("proof", ""),
        )
    return LookUpForm(loaded["number"], loaded["proof"])


class _ProofSchema(Schema):
    class Meta:
        unknown = EXCLUDE

    answer = fields.String(load_default="", validate=_PROOF)


_PROOF_SCHEMA = _ProofSchema()
_CODE = re.compile(rf"[0-9]{{{CODE_DIGITS}}}", re.ASCII)


def read_proof(form: MultiDict[str, str]) -> Typed:
    """Read what a shopper proves an order theirs by."""
    typed = form.get("answer", "").strip()
    problems = _PROOF_SCHEMA.validate({"answer": typed})
    return Typed(typed, problems["answer"][0] if problems else "")


def read_code(form: MultiDict[str, str]) -> Typed:
    """Read the code that was sent to a shopper, spaces left out."""
    typed = "".join(form.get("code", "").split())
    fits = _CODE.fullmatch(typed)
    return Typed(typed, "" if fits else phrase("Please enter the six digits of the code."))
