"""Say in plain words which message about an order did not go out, and why; decides nothing."""

from collections.abc import Sequence

from domain.letters import NO_WAY_TO_SEND
from messages.language import Language, phrase
from services.review_exceptions import UnsentMessage
from settings_screen.words import CHANNELS, KINDS

_NO_ACCOUNT = phrase("There is no account to send it with.")
LONGEST_REASON = 200


def unsent_sentence(unsent: Sequence[UnsentMessage], language: Language) -> str:
    """Say which messages about one order did not go out."""
    said = [
        language.say(
            "“%(kind)s” (%(channel)s)",
            kind=language.say(KINDS[one.kind].label),
            channel=language.say(CHANNELS[one.channel]),
        )
        for one in unsent
    ]
    return language.say("Not sent: %(messages)s.", messages=", ".join(dict.fromkeys(said)))


def unsent_reason(unsent: Sequence[UnsentMessage], language: Language) -> str:
    """Say why, by the newest of them."""
    reason = max(unsent, key=lambda one: one.given_up_at).reason
    if reason == NO_WAY_TO_SEND:
        return language.say(_NO_ACCOUNT)
    reason = reason[:LONGEST_REASON].rstrip(".")
    return language.say("The reason: %(reason)s.", reason=reason) if reason else ""


def unsent_to_do(unsent: Sequence[UnsentMessage], language: Language) -> str:
    """Say what the merchant can do about it."""
    if any(one.reason == NO_WAY_TO_SEND for one in unsent):
        return language.say("Add an account under Channels, and try again.")
    return language.say("Send the message again, or tell the shopper yourself.")
