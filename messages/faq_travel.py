"""Answer how parcels travel, from how this shop's did lately; where nothing is known, nothing.

Each function returns the answer, empty where a fact for it is missing.
"""

from domain.kinds import Kind
from messages.faq_facts import FaqFacts, listed, sentences
from messages.faq_terms import said_days
from messages.language import Language, phrase

_OCCASIONS = {
    Kind.ORDER_RECEIVED: phrase("when we have received your order"),
    Kind.SHIPPED: phrase("when a parcel is sent"),
    Kind.OUT_FOR_DELIVERY: phrase("on the day it is delivered"),
    Kind.READY_FOR_PICKUP: phrase("when it is ready to collect"),
    Kind.ATTEMPT_FAILED: phrase("when it could not be delivered"),
    Kind.DELIVERED: phrase("when it has been delivered"),
}


def where(language: Language, facts: FaqFacts) -> str:
    """Say where an order can be followed."""
    return language.say(
        "Open our tracking page, %(page)s, and enter your order number with your e-mail address"
        " or postal code. You see where each parcel is, when it was last scanned and, if the"
        " carrier says so, when it is expected.",
        page=facts.page,
    )


def how_long(language: Language, facts: FaqFacts) -> str:
    """Say how long eight of ten parcels took, by country where that is known of several."""
    if facts.days is None:
        return said_days(language, facts)
    told = language.count(
        "In the last 60 days, eight out of ten of our parcels arrived within %(num)d day of"
        " dispatch. The tracking page shows what the carrier expects for yours.",
        "In the last 60 days, eight out of ten of our parcels arrived within %(num)d days of"
        " dispatch. The tracking page shows what the carrier expects for yours.",
        max(facts.days, 1),
    )
    return "\n".join([told, *_by_country(language, facts)])


def carriers(language: Language, facts: FaqFacts) -> str:
    """Name who delivers."""
    if not facts.carriers:
        return ""
    return language.say(
        "Lately we have shipped with %(carriers)s. The tracking page names the carrier of your"
        " parcel.",
        carriers=listed(language, facts.carriers),
    )


def messages(language: Language, facts: FaqFacts) -> str:
    """Say of what we write to the shopper by e-mail, which is all the sentence promises."""
    occasions = [language.say(words) for kind, words in _OCCASIONS.items() if kind in facts.mailed]
    if not occasions:
        return ""
    return language.say(
        "We write to you by e-mail %(occasions)s.", occasions=listed(language, occasions)
    )


def parcels(language: Language, facts: FaqFacts) -> str:
    """Say why an order comes in parts, where orders do."""
    if not facts.several_parcels:
        return ""
    return language.say(
        "An order may come in several parcels. The tracking page shows each of them, and"
        " what is in it."
    )


def pickup(language: Language, facts: FaqFacts) -> str:
    """Say where a parcel is collected, where parcels are."""
    if not facts.pickup_points and not any(method.pickup for method in facts.terms.methods):
        return ""
    return language.say(
        "If your parcel goes to a pick-up point, the tracking page shows which one as soon"
        " as it is ready to collect there."
    )


def no_scans(language: Language, _: FaqFacts) -> str:
    """Say why a number shows nothing yet."""
    return language.say(
        "A number works once the carrier has scanned the parcel for the first time. Until then"
        " our tracking page says that it has not been scanned yet, or that we cannot ask the"
        " carrier."
    )


def late(language: Language, facts: FaqFacts) -> str:
    """Say what we do about a parcel that is late."""
    say = language.say
    lines = [
        say(
            "The tracking page says so when a parcel is late, and shows the new day as soon as the"
            " carrier names one."
        )
    ]
    if Kind.DELAYED in facts.mailed:
        lines.append(say("We also write to you when we learn of a delay."))
    if facts.contact:
        lines.append(
            say("If nothing moves for days, write to us: %(contact)s.", contact=facts.contact)
        )
    return sentences(language, lines)


def _by_country(language: Language, facts: FaqFacts) -> list[str]:
    named = {language.country(code) or code: days for code, days in facts.days_to.items()}
    if set(named.values()) <= {facts.days}:
        return []
    return [
        language.count(
            "%(country)s: %(num)d day", "%(country)s: %(num)d days", max(days, 1), country=name
        )
        for name, days in named.items()
    ]
