"""The form of the delivery terms as it is read and filled, and what is wrong with it."""

from collections.abc import Mapping

from werkzeug.datastructures import MultiDict

from domain.delivery_terms import Customs, DeliveryTerms, Method
from domain.order import Money
from domain.returns import Returns
from messages.language import Language, phrase
from services.change_terms import (
    DEAREST,
    LONGEST_JOURNEY,
    LONGEST_NAME,
    LONGEST_PROCESSING,
    LONGEST_RETURN,
    MOST_COUNTRIES,
    MOST_METHODS,
    EnteredMethod,
    EnteredTerms,
    TermsProblem,
)
from services.page_values import LONGEST_ADDRESS
from settings_screen.figures import number
from settings_screen.form_fields import version_in

_ROWS = MOST_METHODS + 1
_WEEK = range(7)
_PROBLEMS = {
    TermsProblem.NO_NAME: phrase("Please give it a name."),
    TermsProblem.TOO_LONG: phrase("This is too long: at most %(most)s characters."),
    TermsProblem.UNREADABLE: phrase("This holds characters that cannot be used here."),
    TermsProblem.NOT_AN_AMOUNT: phrase(
        "Please enter an amount up to %(most)s, such as 10 or 4.50."
    ),
    TermsProblem.NO_CURRENCY: phrase(
        "We do not know your shop's currency yet. Please try again in a few minutes."
    ),
    TermsProblem.NOT_A_NUMBER: phrase("Please enter a whole number, at most %(most)s."),
    TermsProblem.ENDS_BEFORE: phrase("It cannot end before it begins."),
    TermsProblem.NOT_COUNTRIES: phrase("Please enter codes of countries, such as SE, NO, DE."),
    TermsProblem.NOT_A_TIME: phrase("Please enter a time such as 21:00."),
    TermsProblem.NEEDS_DAYS: phrase("The time above needs this as well."),
    TermsProblem.NOT_HTTPS: phrase("Please enter a full address that begins with https://."),
    TermsProblem.NOT_A_CHOICE: phrase("Please choose one of the values."),
    TermsProblem.TOO_MANY: phrase("There are too many: at most %(most)s."),
}
_MOST: Mapping[str, int] = {
    "name": LONGEST_NAME,
    "price": int(DEAREST),
    "free_from": int(DEAREST),
    "days_from": LONGEST_JOURNEY,
    "days_to": LONGEST_JOURNEY,
    "countries": MOST_COUNTRIES,
    "processing_days": LONGEST_PROCESSING,
    "return_days": LONGEST_RETURN,
    "returns_page": LONGEST_ADDRESS,
    "methods": MOST_METHODS,
}
_FIELDS = {"dispatch_days": "dispatch_0", "methods": "name_0"}
"""Where in the form it stands what is wrong with several fields at once."""


def read_terms(form: MultiDict[str, str], written: str) -> EnteredTerms:
    """Read what was entered; what is wrong with it is for others to say."""

    def typed(name: str) -> str:
        return form.get(name, "").strip()

    rows = [place for place in range(_ROWS) if f"name_{place}" in form]
    return EnteredTerms(
        methods=tuple(_read_method(form, place) for place in rows),
        cut_off=typed("cut_off"),
        dispatch_days=frozenset(str(day) for day in _WEEK if form.get(f"dispatch_{day}")),
        processing_days=typed("processing_days"),
        customs=typed("customs") or Customs.NOT_SAID,
        return_days=typed("return_days"),
        returns_page=typed("returns_page"),
        language=written,
        version=version_in(form),
    )


def as_entered(kept: DeliveryTerms, returns: Returns, written: str) -> EnteredTerms:
    """Return kept terms as if they had just been entered, with names in one language."""
    return EnteredTerms(
        methods=tuple(_method(one, place, written) for place, one in enumerate(kept.methods)),
        cut_off=f"{kept.cut_off:%H:%M}" if kept.cut_off else "",
        dispatch_days=frozenset(map(str, kept.dispatch_days)),
        processing_days=_text(kept.processing_days),
        customs=kept.customs,
        return_days=_text(returns.days),
        returns_page=returns.page,
        language=written,
        version=kept.version,
    )


def terms_problems(problems: Mapping[str, TermsProblem], language: Language) -> dict[str, str]:
    """Say what is wrong with each field, by the name it has in the form."""
    return {
        _FIELDS.get(name, name): language.say(
            _PROBLEMS[problem], most=number(language, _MOST.get(_bare(name), 0))
        )
        for name, problem in problems.items()
    }


def _read_method(form: MultiDict[str, str], place: int) -> EnteredMethod:
    def typed(name: str) -> str:
        return form.get(f"{name}_{place}", "").strip()

    was = typed("was")
    return EnteredMethod(
        name=typed("name"),
        price=typed("price"),
        free_from=typed("free_from"),
        days_from=typed("days_from"),
        days_to=typed("days_to"),
        countries=typed("countries"),
        pickup=bool(typed("pickup")),
        gone=bool(typed("gone")),
        was=int(was) if was.isascii() and was.isdigit() and len(was) < 4 else None,  # noqa: PLR2004
    )


def _method(kept: Method, place: int, written: str) -> EnteredMethod:
    return EnteredMethod(
        name=kept.names.get(written, ""),
        price=_amount(kept.price),
        free_from=_amount(kept.free_from),
        days_from=_text(kept.days_from),
        days_to=_text(kept.days_to),
        countries=", ".join(kept.countries),
        pickup=kept.pickup,
        was=place,
    )


def _bare(name: str) -> str:
    return name if name in _MOST else name.rpartition("_")[0]


def _amount(money: Money | None) -> str:
    return f"{money.amount:f}" if money else ""


def _text(value: int | None) -> str:
    return "" if value is None else str(value)
