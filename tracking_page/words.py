"""The words around an order, for scripts that show it in somebody else's page; no sentences."""

import re
from collections.abc import Mapping

from messages.language import Language, phrase

_PLACE = re.compile(r"%\((\w+)\)[sd]")

_OF_AN_ORDER = {
    "order": phrase("Order"),
    "placed": phrase("placed %(day)s"),
    "live": phrase("Updates by itself"),
    "progress": phrase("Progress"),
    "done": phrase("(done)"),
    "ahead": phrase("(still to come)"),
    "next": phrase("Next: %(step)s"),
    "parcel": phrase("Your parcel"),
    "parcel_of": phrase("Parcel %(position)d of %(count)d"),
    "cancelled_parcel": phrase("Cancelled parcel"),
    "action_at_carrier": phrase(
        "The carrier needs something from you before it can go on. "
        "Open the carrier's page to see what."
    ),
    "action_at_shop": phrase(
        "The carrier needs something from you before it can go on. Contact the shop to learn what."
    ),
    "pickup_point": phrase("Collect it here"),
    "opening_hours": phrase("Opening hours"),
    "expected": phrase("Expected"),
    "was_expected": phrase("Was expected"),
    "late": phrase("Late"),
    "since": phrase("Status since"),
    "carrier": phrase("Carrier"),
    "tracking_number": phrase("Tracking number"),
    "follow": phrase("Follow it at %(carrier)s"),
    "carrier_page": phrase("Open the carrier's page"),
    "in_this_parcel": phrase("In this parcel"),
    "happened": phrase("What has happened"),
    "earlier": phrase("Show earlier events"),
    "originals": phrase("Show the carrier's own words"),
    "last_checked": phrase("The carrier last answered us %(when)s."),
    "not_sent_yet": phrase("Not sent yet"),
    "no_parcel": phrase("No parcel yet"),
    "no_parcel_yet": phrase("As soon as the shop sends a parcel, you can follow it here."),
    "items": phrase("Your order"),
    "quantity": phrase("Quantity"),
    "total": phrase("Total"),
    "another": phrase("Find another order"),
    "log_in": phrase("Log in to see the whole order."),
    "details": phrase("Show the details"),
    "partner": phrase("Carried on by"),
    "updated": phrase("Updated %(when)s"),
    "manage": phrase("Manage this delivery"),
    "prove": phrase("Show everything about this order"),
    "notes": phrase("For the day of delivery"),
    "questions": phrase("Questions about delivery"),
    "others": phrase("Your other orders"),
    "pickup_code": phrase("Your code"),
    "map": phrase("Show the way on a map"),
    "handed_over": phrase("Proof of delivery"),
    "signed_by": phrase("Signed for by %(name)s"),
    "document": phrase("Open the document"),
    "contact": phrase("Questions?"),
    "contact_help": phrase("%(shop)s is glad to help."),
    "contact_page": phrase("Contact the shop"),
    "route": phrase("The way so far"),
}

_OF_A_LIST = {
    "order": phrase("Order"),
    "placed": phrase("placed %(day)s"),
    "orders": phrase("Your orders"),
    "no_orders": phrase("There are no orders to show yet."),
    "log_in": phrase("Log in to the shop to see your orders."),
    "details": phrase("Show the details"),
}

_OF_THE_FORM = {
    "title": phrase("Find your order"),
    "intro": phrase("Enter the order number and what you gave when you ordered."),
    "number": phrase("Order number"),
    "number_hint": phrase("It is in the order confirmation, for example #1042."),
    "proof": phrase("E-mail, phone or postal code"),
    "proof_hint": phrase("The one you gave when you ordered."),
    "submit": phrase("Show my order"),
    "sorry": phrase("Orders cannot be looked up right now. Please try again in a minute."),
}


def words_of_an_order(language: Language) -> Mapping[str, str]:
    """Return what stands around an order; places to fill are written {name}."""
    return _said(language, _OF_AN_ORDER)


def words_of_a_list(language: Language) -> Mapping[str, str]:
    """Return what stands around a list of orders."""
    return _said(language, _OF_A_LIST)


def words_of_the_form(language: Language) -> Mapping[str, str]:
    """Return what stands around the look-up form, and around what comes of it."""
    return _said(language, _OF_AN_ORDER | _OF_A_LIST | _OF_THE_FORM)


def _said(language: Language, words: Mapping[str, str]) -> Mapping[str, str]:
    return {key: _PLACE.sub(r"{\1}", language.say(text)) for key, text in words.items()}
