"""Change what a merchant says of their delivery; what cannot be meant is not kept."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import time
from decimal import Decimal
from enum import StrEnum

from domain.delivery_terms import Customs, DeliveryTerms, Method
from domain.errors import FrammeError
from domain.order import Money
from domain.returns import ORDER, Returns, with_returns
from domain.shop import Shop
from messages.language import language, language_for
from services.change_page import change_parts, page_of, part_of_page
from services.page_values import address_problem, text_problem
from services.publish_storefront import publish_soon
from services.wiring import Wiring

MOST_METHODS, MOST_COUNTRIES = 20, 60
LONGEST_NAME = 60
LONGEST_JOURNEY, LONGEST_PROCESSING, LONGEST_RETURN = 90, 30, 730
"""In days."""
DEAREST = Decimal(1_000_000)
_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9](:00)?", re.ASCII)
_DAYS = re.compile(r"[0-9]{1,3}", re.ASCII)
_AMOUNT = re.compile(r"[0-9]{1,7}([.,][0-9]{1,2})?", re.ASCII)
_WEEK = range(7)


class TermsProblem(StrEnum):
    """Why a value cannot be kept."""

    NO_NAME = "no_name"
    TOO_LONG = "too_long"
    UNREADABLE = "unreadable"
    NOT_AN_AMOUNT = "not_an_amount"
    NO_CURRENCY = "no_currency"
    """The shop's platform has not told its currency yet."""
    NOT_A_NUMBER = "not_a_number"
    ENDS_BEFORE = "ends_before"
    NOT_COUNTRIES = "not_countries"
    NOT_A_TIME = "not_a_time"
    NEEDS_DAYS = "needs_days"
    """A cut-off needs the days on which parcels are sent, and how long an order waits."""
    NOT_HTTPS = "not_https"
    NOT_A_CHOICE = "not_a_choice"
    TOO_MANY = "too_many"


class InvalidTermsError(FrammeError):
    """What was entered cannot be kept; `problems` are by field, of a method `price_2` and so on."""

    def __init__(self, problems: Mapping[str, TermsProblem]) -> None:
        super().__init__(", ".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class EnteredMethod:
    """A way of delivery as typed; `was` is its place among those kept, None for a new one.

    `name` is in the language of the form. `countries` are ISO 3166-1 codes with commas between;
    amounts are in the shop's currency, with a point or a comma. One that is `gone` is not kept.
    """

    name: str = ""
    price: str = ""
    free_from: str = ""
    days_from: str = ""
    days_to: str = ""
    countries: str = ""
    pickup: bool = False
    gone: bool = False
    was: int | None = None

    @property
    def blank(self) -> bool:
        """Tell whether this is a row nobody has filled in."""
        typed = (self.name, self.price, self.free_from, self.days_from, self.days_to)
        return self.was is None and not any((*typed, self.countries, self.pickup))


@dataclass(frozen=True, slots=True)
class EnteredTerms:
    """What a merchant enters, as typed; `language` is the code of the names' language.

    `dispatch_days` are 0 (Monday) to 6; `returns_page` may hold {order}. `version` is that of the
    terms it was shown with.
    """

    methods: tuple[EnteredMethod, ...] = ()
    cut_off: str = ""
    dispatch_days: frozenset[str] = frozenset("01234")
    processing_days: str = ""
    customs: str = Customs.NOT_SAID
    return_days: str = ""
    returns_page: str = ""
    language: str = "en"
    version: int = 0


def delivery_terms(wiring: Wiring, shop_id: int) -> DeliveryTerms:
    """Return what a merchant has said of their delivery."""
    return part_of_page(wiring, shop_id, DeliveryTerms)


def change_terms(wiring: Wiring, shop: Shop, entered: EnteredTerms, who: str) -> None:
    """Keep what was entered; raise InvalidTermsError and ChangedMeanwhileError.

    What is said of returns holds for self-service as well, and is kept there in the same moment.
    """
    page = page_of(wiring, shop.id)
    kept = page.terms
    problems = dict(_problems(shop, entered, kept))
    if problems:
        raise InvalidTermsError(problems)
    wanted = [one for one in entered.methods if not one.blank and not one.gone]
    terms = DeliveryTerms(
        methods=tuple(_method(shop, one, entered.language, kept) for one in wanted),
        cut_off=time.fromisoformat(entered.cut_off) if entered.cut_off else None,
        dispatch_days=frozenset(map(int, entered.dispatch_days)),
        processing_days=_whole(entered.processing_days),
        customs=Customs(entered.customs),
        return_days=kept.return_days,
        returns_page=kept.returns_page,
        version=entered.version,
    )
    returns = Returns(entered.returns_page, _whole(entered.return_days))
    change_parts(wiring, shop.id, with_returns(terms, page.rules, returns), who)
    publish_soon(wiring, shop.id)


def countries_in(typed: str) -> tuple[str, ...]:
    """Read country codes with commas or spaces between, each once."""
    return tuple(dict.fromkeys(re.findall(r"[^\s,;]+", typed.upper())))


def _problems(
    shop: Shop, entered: EnteredTerms, kept: DeliveryTerms
) -> Iterator[tuple[str, TermsProblem]]:
    for place, method in enumerate(entered.methods):
        if not method.blank and not method.gone:
            wrong = _of_method(shop, method, _other_names(method, entered.language, kept))
            yield from ((f"{name}_{place}", problem) for name, problem in wrong)
    if sum(not one.blank and not one.gone for one in entered.methods) > MOST_METHODS:
        yield "methods", TermsProblem.TOO_MANY
    yield from _of_dispatch(entered)
    if not _days_fit(entered.return_days, 1, LONGEST_RETURN):
        yield "return_days", TermsProblem.NOT_A_NUMBER
    wrong_page = address_problem(entered.returns_page.replace(ORDER, "1042"))
    if wrong_page:
        yield "returns_page", TermsProblem(wrong_page.value)
    if entered.customs not in list(Customs):
        yield "customs", TermsProblem.NOT_A_CHOICE


def _of_dispatch(entered: EnteredTerms) -> Iterator[tuple[str, TermsProblem]]:
    if entered.cut_off and not _TIME.fullmatch(entered.cut_off):
        yield "cut_off", TermsProblem.NOT_A_TIME
    if not _days_fit(entered.processing_days, 0, LONGEST_PROCESSING):
        yield "processing_days", TermsProblem.NOT_A_NUMBER
    elif entered.cut_off and not entered.processing_days:
        yield "processing_days", TermsProblem.NEEDS_DAYS
    if not entered.dispatch_days <= {str(day) for day in _WEEK}:
        yield "dispatch_days", TermsProblem.NOT_A_CHOICE
    elif entered.cut_off and not entered.dispatch_days:
        yield "dispatch_days", TermsProblem.NEEDS_DAYS


def _of_method(
    shop: Shop, method: EnteredMethod, others: Mapping[str, str]
) -> Iterator[tuple[str, TermsProblem]]:
    wrong = text_problem(method.name, LONGEST_NAME)
    if wrong:
        yield "name", TermsProblem(wrong.value)
    elif not method.name and not others:
        yield "name", TermsProblem.NO_NAME
    for field, typed in (("price", method.price), ("free_from", method.free_from)):
        if typed and not shop.currency:
            yield field, TermsProblem.NO_CURRENCY
        elif typed and not (_AMOUNT.fullmatch(typed) and _amount(typed) <= DEAREST):
            yield field, TermsProblem.NOT_AN_AMOUNT
    yield from _of_days(method)
    codes = countries_in(method.countries)
    if len(codes) > MOST_COUNTRIES:
        yield "countries", TermsProblem.TOO_MANY
    elif not all(_is_country(code) for code in codes):
        yield "countries", TermsProblem.NOT_COUNTRIES


def _of_days(method: EnteredMethod) -> Iterator[tuple[str, TermsProblem]]:
    typed = {"days_from": method.days_from, "days_to": method.days_to}
    wrong = [name for name, days in typed.items() if not _days_fit(days, 0, LONGEST_JOURNEY)]
    yield from ((name, TermsProblem.NOT_A_NUMBER) for name in wrong)
    both = method.days_from and method.days_to and not wrong
    if both and int(method.days_to) < int(method.days_from):
        yield "days_to", TermsProblem.ENDS_BEFORE


def _method(shop: Shop, entered: EnteredMethod, written_in: str, kept: DeliveryTerms) -> Method:
    """Return a method as it is kept; its names in other languages stay, the shop's own first."""
    names = dict(_other_names(entered, written_in, kept))
    if entered.name:
        names[written_in] = entered.name
    own = language_for(shop.locale).code
    return Method(
        names={code: names[code] for code in sorted(names, key=lambda code: (code != own, code))},
        price=_money(entered.price, shop.currency),
        free_from=_money(entered.free_from, shop.currency),
        days_from=_whole(entered.days_from),
        days_to=_whole(entered.days_to),
        countries=countries_in(entered.countries),
        pickup=entered.pickup,
    )


def _other_names(entered: EnteredMethod, written_in: str, kept: DeliveryTerms) -> Mapping[str, str]:
    if entered.was is None or not 0 <= entered.was < len(kept.methods):
        return {}
    names = kept.methods[entered.was].names
    return {code: name for code, name in names.items() if code != written_in}


def _is_country(code: str) -> bool:
    return len(code) == 2 and code.isalpha() and bool(language("en").country(code))  # noqa: PLR2004


def _days_fit(typed: str, least: int, most: int) -> bool:
    return not typed or bool(_DAYS.fullmatch(typed) and least <= int(typed) <= most)


def _whole(typed: str) -> int | None:
    return int(typed) if typed else None


def _money(typed: str, currency: str) -> Money | None:
    return Money(_amount(typed), currency) if typed else None


def _amount(typed: str) -> Decimal:
    return Decimal(typed.replace(",", "."))
