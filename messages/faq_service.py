"""Answer what a shopper can do about an order, from what the merchant lets them do and until when.

Each function returns the answer, empty where a fact for it is missing.
"""

from collections.abc import Mapping
from datetime import timedelta

from domain.self_service import Action, SelfServiceRules
from domain.stage import Stage
from messages.faq_facts import FaqFacts, sentences
from messages.language import Language, phrase

_HOUR = timedelta(hours=1)
_UNTIL: Mapping[Stage, str] = {
    Stage.NOT_YET_PROCESSED: phrase("Yes, until we look at your order."),
    Stage.BEING_PREPARED: phrase("Yes, until we begin to prepare your order."),
    Stage.PACKED: phrase("Yes, until your order is packed."),
    Stage.READY_FOR_DISPATCH: phrase("Yes, until your order is ready for dispatch."),
    Stage.HANDED_TO_COURIER: phrase("Yes, until your order is handed to the carrier."),
}
"""Cancelling ends with the stage; an order is received at once, so that one ends it at once."""
_THERE = phrase("Open your order on our tracking page, %(page)s.")


def change_address(language: Language, facts: FaqFacts) -> str:
    """Say how the delivery address is changed, and until when."""
    say = language.say
    if Action.CHANGE_ADDRESS in facts.rules.off:
        return _ask_us(language, facts)
    lines = (
        say("Yes, until we have made a parcel of it."),
        say(_THERE, page=facts.page),
        say("We send a code to your e-mail address first, so that nobody else can change it."),
    )
    return sentences(language, lines)


def cancel(language: Language, facts: FaqFacts) -> str:
    """Say how an order is cancelled, and until when."""
    say, rules = language.say, facts.rules
    until = _UNTIL.get(rules.cancel_until)
    if Action.CANCEL in rules.off or until is None:
        return _ask_us(language, facts)
    lines = [say(until), _within(language, rules), say(_THERE, page=facts.page)]
    return sentences(language, lines)


def lost(language: Language, facts: FaqFacts) -> str:
    """Say what to do about a parcel that is said to be delivered and is not here."""
    say = language.say
    lines = [
        say(
            "See on the tracking page when and how it was delivered, and ask neighbours and the"
            " people you live with."
        )
    ]
    if Action.NOT_RECEIVED not in facts.rules.off:
        lines += _reporting(language, facts)
    elif facts.contact:
        lines.append(
            say("If it does not turn up, write to us: %(contact)s.", contact=facts.contact)
        )
    return sentences(language, lines)


def contact(language: Language, facts: FaqFacts) -> str:
    """Say how the shop is reached."""
    if not facts.contact:
        return ""
    return language.say(
        "Write to %(shop)s: %(contact)s. Please give your order number.",
        shop=facts.shop_name,
        contact=facts.contact,
    )


def _reporting(language: Language, facts: FaqFacts) -> tuple[str, str]:
    wait = facts.rules.missing_wait_days
    there = language.say(
        "If it does not turn up, open your order on our tracking page, %(page)s, and tell us that"
        " you did not receive it.",
        page=facts.page,
    )
    if not wait:
        return there, language.say("We look into it at once.")
    return there, language.count(
        "Parcels are sometimes marked too early, so we look into it %(num)d working day after"
        " delivery.",
        "Parcels are sometimes marked too early, so we look into it %(num)d working days after"
        " delivery.",
        wait,
    )


def _within(language: Language, rules: SelfServiceRules) -> str:
    within = rules.cancel_within
    if within is None:
        return ""
    hours, rest = divmod(within, _HOUR)
    if rest:
        return language.count(
            "You have %(num)d minute from when you ordered.",
            "You have %(num)d minutes from when you ordered.",
            int(within.total_seconds()) // 60,
        )
    return language.count(
        "You have %(num)d hour from when you ordered.",
        "You have %(num)d hours from when you ordered.",
        hours,
    )


def _ask_us(language: Language, facts: FaqFacts) -> str:
    if not facts.contact:
        return ""
    return language.say(
        "Write to us as soon as you can: %(contact)s. Please give your order number.",
        contact=facts.contact,
    )
