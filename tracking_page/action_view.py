"""What the page says of what a shopper can do, and of what they have done; decides nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.self_service import Action, Refusal
from messages.language import Language, phrase
from services.offer_actions import Offer


@dataclass(frozen=True, slots=True)
class ActionView:
    """One action: `refused` says why it cannot be done now, and is empty when it can.

    `link` leads to our own form, or to the shop's or the carrier's page; empty with `refused`.
    """

    action: Action
    label: str
    text: str
    link: str
    refused: str


FOUND = "found"
"""What `done` says once a parcel has turned up."""
TAKEN_BACK = "taken_back"
"""What `done` says once the driver is asked for nothing any more."""

_LABELS: Mapping[Action, tuple[str, str]] = {
    Action.CANCEL: (
        phrase("Cancel the order"),
        phrase("Nothing is sent then. It cannot be undone."),
    ),
    Action.CHANGE_ADDRESS: (
        phrase("Change the delivery address"),
        phrase("Within the same country, before the parcel is made. It takes a code we send you."),
    ),
    Action.INSTRUCTIONS: (
        phrase("Leave instructions for the driver"),
        phrase("Such as which door to use, or where the parcel may be left."),
    ),
    Action.PICKUP_POINT: (
        phrase("Choose another pick-up point"),
        phrase("You do that on the carrier's page of your parcel."),
    ),
    Action.CONTACT: (
        phrase("Write to the shop"),
        phrase("The shop gets your question with everything known of the order."),
    ),
    Action.NOT_RECEIVED: (
        phrase("I did not get my parcel"),
        phrase("We tell you where to look first, and take it to the shop."),
    ),
    Action.RETURN: (phrase("Send something back"), phrase("On the shop's page for returns.")),
    Action.REORDER: (
        phrase("Buy it again"),
        phrase("Puts the same things into the shop's cart. You can still change everything there."),
    ),
    Action.CALENDAR: (
        phrase("Add the delivery to your calendar"),
        phrase("A calendar file with the day or the hours."),
    ),
    Action.PUSH: (
        phrase("Get notes on this device"),
        phrase("Choose which news your browser shows you. It takes a code we send you."),
    ),
}
_REFUSALS: Mapping[Refusal, str] = {
    Refusal.CANCELLED: phrase("The order is cancelled."),
    Refusal.TOO_LATE: phrase("It is too late for that."),
    Refusal.TOO_EARLY: phrase("It is too early for that."),
}
_IN_PARTICULAR: Mapping[tuple[Action, Refusal], str] = {
    (Action.CANCEL, Refusal.TOO_LATE): phrase(
        "The order can no longer be cancelled here. Write to the shop if you do not want it."
    ),
    (Action.CHANGE_ADDRESS, Refusal.TOO_LATE): phrase(
        "The parcel is made already, so its address can no longer be changed here."
    ),
    (Action.INSTRUCTIONS, Refusal.TOO_LATE): phrase("The parcel has left the shop already."),
    (Action.PICKUP_POINT, Refusal.TOO_EARLY): phrase(
        "There is no parcel to be sent elsewhere yet."
    ),
    (Action.PICKUP_POINT, Refusal.TOO_LATE): phrase(
        "The parcel is too far on its way to be sent elsewhere."
    ),
    (Action.NOT_RECEIVED, Refusal.TOO_EARLY): phrase(
        "No parcel of this order is said to be delivered yet."
    ),
    (Action.RETURN, Refusal.TOO_EARLY): phrase("You can, once your parcel has arrived."),
    (Action.RETURN, Refusal.TOO_LATE): phrase("The time for sending things back is over."),
    (Action.CALENDAR, Refusal.TOO_EARLY): phrase("Nobody has named a day of delivery yet."),
}
_DONE: Mapping[str, str] = {
    Action.CANCEL: phrase(
        "Your order is being cancelled. In a moment this page shows it, and you hear of any money"
        " you get back."
    ),
    Action.CHANGE_ADDRESS: phrase(
        "Your order goes to the new address. In a moment this page shows it."
    ),
    Action.INSTRUCTIONS: phrase("Your instructions are with the order. The shop passes them on."),
    TAKEN_BACK: phrase("Your instructions are taken back."),
    Action.CONTACT: phrase(
        "Your question is on its way to the shop, with all that is known of your order."
    ),
    Action.NOT_RECEIVED: phrase("We have noted that your parcel is missing."),
    FOUND: phrase("Good that it has turned up. Nothing more happens."),
}


def action_views(language: Language, offers: Sequence[Offer], token: str) -> tuple[ActionView, ...]:
    """Show what is offered; what only takes a proof first leads to it, and on from there."""
    return tuple(
        _view(language, offer, token)
        for offer in offers
        if offer.refusal is not Refusal.NOT_OFFERED
    )


def refused_text(language: Language, action: Action, why: Refusal) -> str:
    """Say why an action cannot be done now."""
    return language.say(_IN_PARTICULAR.get((action, why)) or _REFUSALS[why])


def done_text(language: Language, done: str) -> str:
    """Say what has been done, and what happens next; empty for a word that is none of ours."""
    return language.say(_DONE[done]) if done in _DONE else ""


def label_of(language: Language, action: Action) -> str:
    """Name an action."""
    return language.say(_LABELS[action][0])


def _view(language: Language, offer: Offer, token: str) -> ActionView:
    label, text = _LABELS[offer.action]
    why = offer.refusal
    why_not = None if why is Refusal.NOT_PROVEN else why
    return ActionView(
        action=offer.action,
        label=language.say(label),
        text=language.say(text),
        link="" if why_not else offer.link or _ours(offer.action, token, language),
        refused=refused_text(language, offer.action, why_not) if why_not else "",
    )


def _ours(action: Action, token: str, language: Language) -> str:
    if action is Action.CALENDAR:
        return f"/t/{token}/delivery.ics?lang={language.code}"
    return f"/t/{token}/do/{action}?lang={language.code}"
