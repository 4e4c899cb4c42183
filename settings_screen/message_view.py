"""What the messages page shows, and how its form is read; it decides nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from marshmallow import EXCLUDE, Schema, ValidationError, fields, post_load
from werkzeug.datastructures import MultiDict

from domain.notification import Kind
from domain.settings import MerchantSettings
from messages.language import Language, phrase
from settings_screen.words import KINDS

NOT_GRANTED = phrase("Open Framme in the shop's admin to switch this on: Shopify asks you there.")
UNKNOWN = phrase("There is no such message. Please reload the page.")


@dataclass(frozen=True, slots=True)
class Switch:
    """A kind of message to be switched on or off; `value` is sent when it is on."""

    value: str
    label: str
    details: str
    on: bool


@dataclass(frozen=True, slots=True)
class MessagesForm:
    """What a merchant wants from now on."""

    on: frozenset[Kind]
    show_scans: bool


class UnreadableFormError(ValueError):
    """A form that our page cannot have sent; `errors` are by field, untranslated."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__(", ".join(errors))
        self.errors = errors


class _MessagesSchema(Schema):
    class Meta:
        unknown = EXCLUDE

    kinds = fields.List(
        fields.Enum(Kind, by_value=True, error_messages={"unknown": UNKNOWN}), required=True
    )
    scans = fields.String(load_default="")

    @post_load
    def make(self, data: dict[str, object], **_: object) -> MessagesForm:
        return MessagesForm(frozenset(data["kinds"]), bool(data["scans"]))  # type: ignore[call-overload]


def switches(chosen: MerchantSettings, language: Language) -> Sequence[Switch]:
    """Return a switch for every kind of message, in the order shoppers get them."""
    return [
        Switch(
            kind.value,
            language.say(words.label),
            language.say(words.details),
            kind not in chosen.switched_off,
        )
        for kind, words in KINDS.items()
    ]


def read_messages(form: MultiDict[str, str]) -> MessagesForm:
    """Read what was sent; raise UnreadableFormError."""
    try:
        read: MessagesForm = _MessagesSchema().load(
            {"kinds": form.getlist("kinds"), "scans": form.get("scans", "")}
        )
    except ValidationError as error:
        raise UnreadableFormError(dict.fromkeys(error.messages_dict, UNKNOWN)) from error
    return read
