"""What the form of the delivery terms shows: its fields, by what they are about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from babel.dates import get_day_names

from domain.delivery_terms import Customs
from messages.language import Language, phrase
from services.change_terms import MOST_METHODS, EnteredMethod, EnteredTerms
from settings_screen.form_fields import FieldGroup, FieldLine

_WEEK = range(7)
_CUSTOMS = {
    Customs.NOT_SAID: phrase("Say nothing about it"),
    Customs.SHOP_PAYS: phrase("We pay them"),
    Customs.SHOPPER_PAYS: phrase("The shopper pays them"),
    Customs.NONE_ABROAD: phrase("We send nothing across a customs border"),
}


@dataclass(frozen=True, slots=True)
class MethodGroup:
    """A way of delivery as fields; `was` is its place among those kept, empty for a new one."""

    heading: str
    place: int
    was: str
    fields: Sequence[FieldLine]


def method_groups(
    entered: EnteredTerms, errors: Mapping[str, str], currency: str, language: Language
) -> Sequence[MethodGroup]:
    """Return every way of delivery as fields, and an empty one below them."""
    rows = [*entered.methods]
    if len(rows) < MOST_METHODS and not any(row.blank for row in rows):
        rows.append(EnteredMethod())
    return [
        MethodGroup(
            heading=row.name or language.say("Another way of delivery"),
            place=place,
            was="" if row.was is None else str(row.was),
            fields=[
                FieldLine(
                    f"{one.name}_{place}",
                    one.label,
                    one.kind,
                    one.value,
                    one.hint,
                    errors.get(f"{one.name}_{place}", ""),
                    optional=one.optional,
                )
                for one in _method_fields(row, currency, language)
            ],
        )
        for place, row in enumerate(rows)
    ]


def terms_groups(
    entered: EnteredTerms, errors: Mapping[str, str], language: Language
) -> Sequence[FieldGroup]:
    """Return the other fields by what they are about."""
    say = language.say

    def field(name: str, label: str, kind: str, value: str, hint: str = "") -> FieldLine:
        return FieldLine(name, label, kind, value, hint, errors.get(name, ""), optional=True)

    names = get_day_names("wide", "stand-alone", locale=language.code)
    days = [
        FieldLine(
            f"dispatch_{day}",
            names[day],
            "check",
            "on" if str(day) in entered.dispatch_days else "",
            error=errors.get(f"dispatch_{day}", ""),
        )
        for day in _WEEK
    ]
    customs = FieldLine(
        "customs",
        say("Customs duties and import taxes"),
        "choice",
        entered.customs,
        error=errors.get("customs", ""),
        choices=tuple(_CUSTOMS),
        labels=tuple(say(label) for label in _CUSTOMS.values()),
    )
    return [
        FieldGroup(
            say("Sending"),
            say("Orders up to the time leave as many working days later; 0 is the same day."),
            [
                field(
                    "cut_off",
                    say("Order before"),
                    "time",
                    entered.cut_off,
                    say("By your shop's clock."),
                ),
                field(
                    "processing_days",
                    say("Working days until it leaves"),
                    "number",
                    entered.processing_days,
                ),
            ],
        ),
        FieldGroup(say("Days on which you send"), "", days),
        FieldGroup(
            say("Abroad, and back"),
            "",
            [
                customs,
                field(
                    "return_days",
                    say("Days in which things can be returned"),
                    "number",
                    entered.return_days,
                ),
                field(
                    "returns_page",
                    say("Your page for returns"),
                    "url",
                    entered.returns_page,
                    say(
                        "The FAQ names it, and the tracking page leads there. {order} stands for"
                        " the order's number."
                    ),
                ),
            ],
        ),
    ]


def _method_fields(row: EnteredMethod, currency: str, language: Language) -> Sequence[FieldLine]:
    say = language.say
    fields = [
        FieldLine("name", say("Name"), "text", row.name),
        _optional("price", _in(say("Price"), currency), "text", row.price, say("0 for free.")),
        _optional("free_from", _in(say("Free for orders from"), currency), "text", row.free_from),
        _optional("days_from", say("Working days, at least"), "number", row.days_from),
        _optional("days_to", say("Working days, at most"), "number", row.days_to),
        _optional(
            "countries",
            say("Countries"),
            "text",
            row.countries,
            say("Codes such as SE, NO. Empty for all you send to."),
        ),
        FieldLine("pickup", say("To a pick-up point"), "check", "on" if row.pickup else ""),
    ]
    if row.was is not None:
        gone = "on" if row.gone else ""
        fields.append(FieldLine("gone", say("Remove this way of delivery"), "check", gone))
    return fields


def _optional(name: str, label: str, kind: str, value: str, hint: str = "") -> FieldLine:
    return FieldLine(name, label, kind, value, hint, optional=True)


def _in(label: str, currency: str) -> str:
    return f"{label} ({currency})" if currency else label
