"""Answer what delivery is like from what the merchant has said of it; what is unsaid stays so.

Each function returns the answer, empty where a fact for it is missing.
"""

from collections.abc import Sequence
from decimal import Decimal

from babel.dates import get_day_names, get_timezone_name

from domain.delivery_terms import Customs, Method
from domain.order import Money
from domain.returns import ORDER
from domain.self_service import Action
from messages.faq_facts import FaqFacts, listed, sentences, time_of_day
from messages.language import Language, phrase

_WEEKDAYS, _EVERY_DAY = frozenset(range(5)), frozenset(range(7))
_CUSTOMS = {
    Customs.NOT_SAID: "",
    Customs.SHOP_PAYS: phrase(
        "We pay customs duties and import taxes. You have nothing more to pay when the parcel"
        " arrives."
    ),
    Customs.SHOPPER_PAYS: phrase(
        "A parcel that crosses a customs border may be charged duties and import taxes. They are"
        " not part of our prices: the carrier collects them from you."
    ),
    Customs.NONE_ABROAD: phrase(
        "We send nothing across a customs border, so no duties are added to what you pay us."
    ),
}


def methods(language: Language, facts: FaqFacts) -> str:
    """Name every way of delivery, a line each, with what is said of it."""
    return "\n".join(_method(language, facts, method) for method in facts.terms.methods)


def costs(language: Language, facts: FaqFacts) -> str:
    """Say what each way of delivery costs, and from which order on it is free."""
    told = (_cost(language, facts, method) for method in facts.terms.methods)
    return "\n".join(line for line in told if line)


def cut_off(language: Language, facts: FaqFacts) -> str:
    """Say until when one has to order for which day of dispatch, by the shop's clock."""
    terms = facts.terms
    days = _dispatch_days(language, terms.dispatch_days)
    if terms.cut_off is None or terms.processing_days is None or not days:
        return ""
    values = {
        "time": time_of_day(language, terms.cut_off),
        "zone": get_timezone_name(facts.zone, zone_variant="generic", locale=language.code),
        "days": days,
    }
    if terms.processing_days == 0:
        return language.say(
            "Order before %(time)s (%(zone)s) %(days)s, and it leaves the same day.", **values
        )
    return language.count(
        "Order before %(time)s (%(zone)s) %(days)s, and it leaves %(num)d working day later.",
        "Order before %(time)s (%(zone)s) %(days)s, and it leaves %(num)d working days later.",
        terms.processing_days,
        **values,
    )


def customs(language: Language, facts: FaqFacts) -> str:
    """Say who pays what customs ask for."""
    said = _CUSTOMS[facts.terms.customs]
    return language.say(said) if said else ""


def returns(language: Language, facts: FaqFacts) -> str:
    """Say how long and where one can return what came."""
    say, rules = language.say, facts.rules
    here = bool(rules.returns_url) and Action.RETURN not in rules.off
    days = facts.terms.return_days or (rules.return_days if here else None)
    lines = []
    if days:
        lines.append(
            language.count(
                "You can return what you bought within %(num)d day of delivery.",
                "You can return what you bought within %(num)d days of delivery.",
                days,
            )
        )
    page = facts.terms.returns_page
    # One that takes an order's number leads nowhere without.
    if page and ORDER not in page:
        lines.append(say("How it works: %(page)s", page=page))
    elif here:
        lines.append(
            say("Open your order on our tracking page, %(page)s, to begin.", page=facts.page)
        )
    return sentences(language, lines)


def said_days(language: Language, facts: FaqFacts) -> str:
    """Name the days each way of delivery takes, a line each, as the merchant says."""
    told = (
        (method.name_in(language.code, facts.own), _days(language, method))
        for method in facts.terms.methods
    )
    return "\n".join(
        language.say("%(method)s: %(facts)s", method=name, facts=days)
        for name, days in told
        if days
    )


def _method(language: Language, facts: FaqFacts, method: Method) -> str:
    name = method.name_in(language.code, facts.own)
    known = [
        _price(language, method.price),
        _free_from(language, method),
        _days(language, method),
        language.say("to a pick-up point") if method.pickup else "",
        listed(language, [language.country(code) or code for code in method.countries]),
    ]
    told = " · ".join(fact for fact in known if fact)
    return language.say("%(method)s: %(facts)s", method=name, facts=told) if told else name


def _cost(language: Language, facts: FaqFacts, method: Method) -> str:
    name, price, from_ = (
        method.name_in(language.code, facts.own),
        method.price,
        method.free_from,
    )
    if price is None:
        return ""
    if price.amount == Decimal(0):
        return language.say("%(method)s is free.", method=name)
    values = {"method": name, "price": money(language, price)}
    if from_ is None:
        return language.say("%(method)s costs %(price)s.", **values)
    return language.say(
        "%(method)s costs %(price)s, and nothing for orders from %(amount)s.",
        amount=money(language, from_),
        **values,
    )


def _price(language: Language, price: Money | None) -> str:
    if price is None:
        return ""
    return money(language, price) if price.amount else language.say("free")


def _free_from(language: Language, method: Method) -> str:
    if method.free_from is None or (method.price and not method.price.amount):
        return ""
    return language.say("free from %(amount)s", amount=money(language, method.free_from))


def _days(language: Language, method: Method) -> str:
    low, high = method.days_from, method.days_to
    most = high if high is not None else low
    if most is None:
        return ""
    if low is None or low == most:
        return language.count("%(num)d working day", "%(num)d working days", most)
    return language.count(
        "%(low)d–%(num)d working day", "%(low)d–%(num)d working days", most, low=low
    )


def _dispatch_days(language: Language, days: frozenset[int]) -> str:
    if days == _EVERY_DAY:
        return language.say("on any day")
    if days == _WEEKDAYS:
        return language.say("on weekdays")
    names = get_day_names("wide", "stand-alone", locale=language.code)
    named: Sequence[str] = [names[day] for day in sorted(days)]
    return language.say("on these days: %(days)s", days=listed(language, named)) if named else ""


def money(language: Language, amount: Money) -> str:
    """Write an amount with its currency, as the language does."""
    return language.money(amount.amount, amount.currency)
